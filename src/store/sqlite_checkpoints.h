#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "store/sqlite_connection.h"

// Puts what commits have left in SQLite's log into its file, beside the writer, who would else stop
// for it at one commit in a hundred or so. A commit is durable once it is in the log, so nothing
// waits for this; when it cannot keep up, the writer does it as SQLite would by itself.
namespace longstone::store {

class SqliteCheckpoints {
public:
    explicit SqliteCheckpoints(const std::string& path);
    SqliteCheckpoints(const SqliteCheckpoints&) = delete;
    SqliteCheckpoints& operator=(const SqliteCheckpoints&) = delete;

    // After a commit, by the writer: so many pages are in the log. True when the writer should put
    // them into the file itself.
    bool after_commit(int pages);

private:
    void run(const std::stop_token& stop);

    SqliteConnection connection_;
    std::mutex mutex_ = {};
    std::condition_variable_any wanted_ = {};
    bool is_wanted_ = false;
    int done_ = 0;              // pages that were in the log when it was last asked for
    std::jthread thread_ = {};  // ends before what it uses
};

}  // namespace longstone::store
