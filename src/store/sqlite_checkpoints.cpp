#include "store/sqlite_checkpoints.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "store/sqlite_connection.h"

namespace longstone::store {
namespace {

constexpr int kPages = 1'000;    // as many as SQLite itself waits for
constexpr int kTooMany = 8'000;  // then the writer helps: the log begins anew only when all is in

}  // namespace

struct SqliteCheckpoints::Inside {
    explicit Inside(const std::string& path)
        : connection(path, SqliteConnection::Mode::Write),
          thread([this](const std::stop_token& stop) { run(stop); }) {}

    void run(const std::stop_token& stop) {
        for (;;) {
            {
                std::unique_lock lock(mutex);
                if (!wanted.wait(lock, stop, [&] { return is_wanted; })) return;
                is_wanted = false;
            }
            try {
                connection.script("pragma wal_checkpoint(passive)");
            } catch (const std::exception&) {
                // Nothing is lost: it stays in the log, and is asked for again.
                continue;
            }
        }
    }

    SqliteConnection connection;
    std::mutex mutex = {};
    std::condition_variable_any wanted = {};
    bool is_wanted = false;
    int done = 0;              // pages that were in the log when it was last asked for
    std::jthread thread = {};  // ends before what it uses
};

SqliteCheckpoints::SqliteCheckpoints(const std::string& path)
    : in_(std::make_unique<Inside>(path)) {}
SqliteCheckpoints::~SqliteCheckpoints() = default;

bool SqliteCheckpoints::after_commit(int pages) {
    const std::lock_guard lock(in_->mutex);
    if (pages < in_->done) in_->done = 0;  // the log began anew
    if (pages - in_->done < kPages) return false;
    in_->done = pages;
    in_->is_wanted = true;
    in_->wanted.notify_one();
    return pages >= kTooMany;
}

}  // namespace longstone::store
