#include "store/sqlite_checkpoints.h"

#include <exception>

namespace longstone::store {
namespace {

constexpr int kPages = 1'000;    // as many as SQLite itself waits for
constexpr int kTooMany = 8'000;  // then the writer helps: the log begins anew only when all is in

}  // namespace

SqliteCheckpoints::SqliteCheckpoints(const std::string& path)
    : connection_(path, SqliteConnection::Mode::Write),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

bool SqliteCheckpoints::after_commit(int pages) {
    const std::lock_guard lock(mutex_);
    if (pages < done_) done_ = 0;  // the log began anew
    if (pages - done_ < kPages) return false;
    done_ = pages;
    is_wanted_ = true;
    wanted_.notify_one();
    return pages >= kTooMany;
}

void SqliteCheckpoints::run(const std::stop_token& stop) {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (!wanted_.wait(lock, stop, [&] { return is_wanted_; })) return;
            is_wanted_ = false;
        }
        try {
            connection_.script("pragma wal_checkpoint(passive)");
        } catch (const std::exception&) {
            // Nothing is lost: it stays in the log, and is asked for again.
            continue;
        }
    }
}

}  // namespace longstone::store
