#pragma once

#include <memory>
#include <string>

// Puts what commits have left in SQLite's log into its file, beside the writer, who would else stop
// for it at one commit in a hundred or so. A commit is durable once it is in the log, so nothing
// waits for this; when it cannot keep up, the writer does it as SQLite would by itself.
namespace longstone::store {

class SqliteCheckpoints {
public:
    explicit SqliteCheckpoints(const std::string& path);
    ~SqliteCheckpoints();
    SqliteCheckpoints(const SqliteCheckpoints&) = delete;
    SqliteCheckpoints& operator=(const SqliteCheckpoints&) = delete;

    // After a commit, by the writer: so many pages are in the log. True when the writer should put
    // them into the file itself.
    bool after_commit(int pages);

private:
    struct Inside;
    std::unique_ptr<Inside> in_;
};

}  // namespace longstone::store
