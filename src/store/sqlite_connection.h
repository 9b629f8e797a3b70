#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"

struct sqlite3;
struct sqlite3_stmt;

// One connection to a SQLite database and the statements it has prepared. For one thread at a
// time. Throws Broken; the messages hold statements but never values.
namespace longstone::store {

class SqliteConnection {
public:
    enum class Mode { Read, Write, WriteUnsynced };
    SqliteConnection(const std::string& path, Mode mode);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    Rows rows(Sql sql, std::span<const Param> params);
    Rows script(const std::string& statements);
    // False once SQLite has rolled a transaction back by itself, as it does when the disk is full.
    [[nodiscard]] bool in_transaction() const;
    void copy_to(const std::string& path);
    // Who is told, after each commit, how many pages the log holds; a true answer puts them into
    // the file at once. In place of SQLite, which does so at every thousand.
    void after_commits(std::function<bool(int)> told);

private:
    struct Statement {
        sqlite3_stmt* handle = nullptr;
        std::vector<std::size_t> order = {};  // for each place of SQLite's, which parameter
    };
    Statement& prepared(Sql sql);
    void set_up(Mode mode);
    void close() noexcept;

    sqlite3* handle_ = nullptr;
    std::unordered_map<const char*, Statement> statements_ = {};
    std::function<bool(int)> after_commit_ = {};
};

}  // namespace longstone::store
