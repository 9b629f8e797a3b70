#include "cli/match_batches.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/csv.h"
#include "base/text.h"

namespace longstone::cli {
namespace {

constexpr std::size_t kRows = 4096;
constexpr std::size_t kBytes = std::size_t{1} << 20U;
constexpr std::size_t kWaiting = 4;  // batches that are read before they are wanted

class Filler {
public:
    Filler(CsvFile& csv, const Columns& columns, std::size_t first)
        : csv_(csv), columns_(columns), next_(first) {}

    // False when the file is at its end.
    Result<bool> fill(Batch& batch) {
        // No row is longer than what is left, so that nothing moves that is pointed to.
        batch.kept.reserve(kBytes + CsvFile::kLongest);
        while (batch.entries.size() < kRows && batch.kept.size() < kBytes) {
            const bool more = TRY(csv_.next());
            if (!more) return false;
            ++next_;
            const auto id = columns_.id(csv_.cells());
            batch.ids += id.empty() ? number(static_cast<long long>(next_)) : csv_cell(id);
            batch.id_ends.push_back(batch.ids.size());
            batch.lines.push_back(static_cast<std::uint32_t>(csv_.line()));
            batch.entries.push_back(columns_.entry(csv_.cells()));
            keep(batch.entries.back(), batch.kept);
        }
        return true;
    }

private:
    static void keep(match::Entry& e, std::string& kept) {
        const auto keep_one = [&](std::string_view& text) {
            const auto from = kept.size();
            kept += text;
            text = std::string_view(kept).substr(from);
        };
        for (auto* text : {&e.source,
                           &e.given,
                           &e.middle,
                           &e.family,
                           &e.whole,
                           &e.birth,
                           &e.sex,
                           &e.house,
                           &e.street,
                           &e.town,
                           &e.postcode,
                           &e.nhs_number,
                           &e.upn,
                           &e.other_id,
                           &e.phone})
            keep_one(*text);
        for (auto& text : e.extras)
            keep_one(text);
        for (auto& f : e.former)
            for (auto* text : {&f.given,
                               &f.family,
                               &f.birth,
                               &f.house,
                               &f.street,
                               &f.town,
                               &f.postcode,
                               &f.phone})
                keep_one(*text);
    }

    CsvFile& csv_;
    const Columns& columns_;
    std::size_t next_ = 0;
};

// What one thread has read and the other has not yet taken.
class Waiting {
public:
    struct Read {
        Batch batch = {};
        Result<bool> more = false;
        std::exception_ptr thrown = {};
    };

    // False when nobody wants more.
    bool put(const std::stop_token& stop, Read read) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return ready_.size() < kWaiting; })) return false;
        ready_.push_back(std::move(read));
        changed_.notify_all();
        return true;
    }
    Read take() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !ready_.empty(); });
        auto read = std::move(ready_.front());
        ready_.pop_front();
        changed_.notify_all();
        return read;
    }

private:
    std::mutex mutex_ = {};
    std::condition_variable_any changed_ = {};
    std::deque<Read> ready_ = {};
};

}  // namespace

Result<bool> each_batch(CsvFile& csv,
                        const Columns& columns,
                        std::size_t first,
                        int threads,
                        const std::function<void(Batch&)>& prepare,
                        const std::function<void(const Batch&)>& take) {
    Filler filler(csv, columns, first);
    for (bool more = threads < 2; more;) {
        Batch batch;
        more = TRY(filler.fill(batch));
        prepare(batch);
        take(batch);
    }
    if (threads < 2) return true;
    Waiting waiting;
    const std::jthread reader([&](const std::stop_token& stop) {
        for (bool more = true; more;) {
            Waiting::Read read;
            try {
                read.more = filler.fill(read.batch);
                prepare(read.batch);
            } catch (...) {
                read.thrown = std::current_exception();
            }
            more = read.more.value_or(false);
            if (!waiting.put(stop, std::move(read))) return;
        }
    });
    for (;;) {
        auto read = waiting.take();
        if (read.thrown) std::rethrow_exception(read.thrown);
        const bool more = TRY(std::move(read.more));
        take(read.batch);
        if (!more) return true;
    }
}

}  // namespace longstone::cli
