#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "store/sqlite_connection.h"

// SQLite's one writer, shared. Writers take turns on one connection; the first opens a transaction,
// each that joins runs in a savepoint of it, and when others wait at its end it hands that
// transaction on and waits for the group's single commit, so that many durable commits cost one
// sync. Undoing one writer leaves the others as they were; a commit that fails fails for every
// member of its group.
//
// Constraints that are checked only at the commit ("deferrable") have no place in the schema: one
// writer's mistake would fail its neighbours.
namespace longstone::store {

class SqliteWriter {
public:
    explicit SqliteWriter(std::unique_ptr<SqliteConnection> connection)
        : connection_(std::move(connection)) {}

    // Waits for the turn; connection() is then the caller's until finish() or undo().
    void begin();
    // What was written becomes part of the group's transaction. When this throws, undo() is due.
    void keep();
    // After keep(): gives the turn on, and returns when the group's commit is on disk.
    void finish();
    void undo() noexcept;
    [[nodiscard]] SqliteConnection& connection() { return *connection_; }
    [[nodiscard]] std::size_t waiting();  // how many writers wait for their turn

private:
    struct Group {
        int turns = 0;    // of writers, kept or undone
        int members = 0;  // who wait for the commit
        bool over = false;
        std::string failure = {};
        std::condition_variable finished = {};
    };
    struct Waiter {
        bool called = false;
        std::condition_variable turn = {};
    };

    void take_turn();
    bool pass_on();
    void finish_group() noexcept;
    void end_group(const std::string& failure) noexcept;
    void give_up_turn();
    bool keeps_in_step(Sql sql) noexcept;

    std::unique_ptr<SqliteConnection> connection_;
    std::shared_ptr<Group> group_ = {};  // the turn's holder alone follows this pointer

    std::mutex mutex_ = {};  // guards the rest, and what is inside a Group
    bool taken_ = false;
    std::size_t holder_ = 0;  // the thread whose turn it is
    std::deque<Waiter*> waiting_ = {};
};

}  // namespace longstone::store
