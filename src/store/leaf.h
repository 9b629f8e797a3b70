#pragma once

#include <memory>
#include <string>

#include "store/store.h"

// The two leaves under the door; only store.cpp opens them.
namespace longstone::store {

// `data_dir` is made when it is missing. ":memory:" is a folder of its own under the temporary
// folder, gone with the store, and not synced: the same journal mode and the same snapshots as in
// earnest, which SQLite's own shared memory mode does not give.
// `each_commit`: on the disk before it returns; else all of it when the store closes.
std::unique_ptr<Store> open_sqlite(const std::string& data_dir, bool each_commit = true);
std::unique_ptr<Store> open_postgres(const std::string& url);

// How far a writing session has come. After a failure nothing more may run in it: SQLite may have
// rolled back by itself, and what came next would be kept at once, outside every transaction;
// PostgreSQL refuses the rest anyway.
class Progress {
public:
    template <class Work>
    Rows run(Work work) {
        require_open();
        state_ = State::Failed;
        Rows rows = work();
        state_ = State::Open;
        return rows;
    }
    void require_open() const;
    void fail() { state_ = State::Failed; }
    void end() { state_ = State::Over; }
    [[nodiscard]] bool over() const { return state_ == State::Over; }

private:
    enum class State { Open, Failed, Over };
    State state_ = State::Open;
};

// What is wrong with the parameters of a statement whichever leaf runs it: throws Broken.
void check_params(Sql sql, std::span<const Param> params);

}  // namespace longstone::store
