#include "store/sqlite_writer.h"

#include <functional>
#include <stdexcept>
#include <thread>

namespace longstone::store {
namespace {

// Bounds how long the first of a group waits for the last.
constexpr int kMostTurns = 64;

std::size_t this_thread() {
    return std::hash<std::thread::id>{}(std::this_thread::get_id());
}

}  // namespace

void SqliteWriter::take_turn() {
    std::unique_lock lock(mutex_);
    if (taken_ && holder_ == this_thread())
        throw std::logic_error("this thread already has a write session open");
    if (taken_) {
        Waiter waiter;
        waiting_.push_back(&waiter);
        waiter.turn.wait(lock, [&] { return waiter.called; });
    }
    taken_ = true;
    holder_ = this_thread();
}

std::size_t SqliteWriter::waiting() {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void SqliteWriter::begin() {
    take_turn();
    try {
        // The first of a group has nobody's work to spare and needs no savepoint, which would make
        // SQLite keep the old state of every page that a long change touches.
        if (!group_) {
            connection_->rows("begin immediate", {});
            group_ = std::make_shared<Group>();
        } else {
            connection_->rows("savepoint writer", {});
        }
        ++group_->turns;
    } catch (const std::exception& broken) {
        end_group(broken.what());
        throw;
    }
}

void SqliteWriter::keep() {
    if (group_->turns > 1) connection_->rows("release writer", {});
}

void SqliteWriter::finish() {
    const std::shared_ptr<Group> group = group_;
    std::unique_lock lock(mutex_);
    ++group->members;
    if (!pass_on()) {
        lock.unlock();
        finish_group();
        lock.lock();
    }
    group->finished.wait(lock, [&] { return group->over; });
    if (!group->failure.empty()) throw Broken(group->failure);
}

void SqliteWriter::undo() noexcept {
    if (group_->turns == 1) {
        end_group("");
        return;
    }
    const bool in_step = connection_->in_transaction() && keeps_in_step("rollback to writer") &&
                         keeps_in_step("release writer");
    if (!in_step) {
        end_group("SQLite gave up the transaction that this change shared");
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        if (pass_on()) return;
    }
    finish_group();
}

bool SqliteWriter::keeps_in_step(Sql sql) noexcept {
    try {
        connection_->rows(sql, {});
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

// Hands the open transaction to the next in line; false when there is none, or when the group is
// full. The lock is held.
bool SqliteWriter::pass_on() {
    if (waiting_.empty() || group_->turns >= kMostTurns) return false;
    give_up_turn();
    return true;
}

void SqliteWriter::finish_group() noexcept {
    std::string failure;
    try {
        connection_->rows("commit", {});
    } catch (const std::exception& broken) {
        failure = broken.what();
    }
    end_group(failure);
}

// Tells the members, and calls the next writer to begin a group of its own.
void SqliteWriter::end_group(const std::string& failure) noexcept {
    if (connection_->in_transaction()) keeps_in_step("rollback");
    const std::lock_guard lock(mutex_);
    if (group_) {
        group_->over = true;
        group_->failure = failure;
        group_->finished.notify_all();
    }
    group_.reset();
    give_up_turn();
}

// The turn stays taken while it passes to the one called, so that nobody overtakes.
void SqliteWriter::give_up_turn() {
    holder_ = 0;
    taken_ = !waiting_.empty();
    if (waiting_.empty()) return;
    Waiter* next = waiting_.front();
    waiting_.pop_front();
    next->called = true;
    next->turn.notify_one();
}

}  // namespace longstone::store
