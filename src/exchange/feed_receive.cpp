#include "exchange/feed_receive.h"

#include <array>
#include <atomic>
#include <bit>
#include <span>
#include <spanstream>
#include <unordered_map>
#include <utility>

#include "base/secret.h"
#include "base/text.h"
#include "exchange/feed_take.h"
#include "exchange/feed_trial.h"
#include "work/house.h"

namespace longstone::exchange {
namespace {

constexpr std::size_t kRowsTogether = 500;
constexpr std::int64_t kLongestTurn = kSecond / 10;  // of the one writer
constexpr std::size_t kMostRowsTold = 10'000;
constexpr std::size_t kMostRefused = 100'000;  // that are listed; the others are counted
constexpr std::size_t kLongestKey = 100;       // characters, of a row that was refused
constexpr std::size_t kLargeFeed = std::size_t{256} << 10U;
constexpr int kLargeAtOnce = 2;  // so that the other workers serve pages

// Adds up the rows as they come.
class Tally {
public:
    Tally(const Sender& sender, const Sent& sent, bool keep) : sent_(sent) {
        report_.agency = sender.agency();
        report_.kept = keep;
        report_.delivery = new_id();
    }

    [[nodiscard]] const std::string& delivery() const { return report_.delivery; }

    void take(const RowSays& row, const Result<Taken>& taken) {
        auto& counts = feed_of(row).counts;
        ++counts.received;
        if (!taken) {
            refuse(row, taken.error());
            return;
        }
        counted(counts, taken->outcome);
        if (report_.rows.size() == kMostRowsTold) return;
        report_.rows.push_back({.line = row.line,
                                .feed = row.feed->id,
                                .outcome = taken->outcome,
                                .record = taken->record});
    }

    Report done(Instant at, const std::string& by) {
        for (auto& feed : report_.feeds) {
            feed.at = at;
            feed.by = by;
            report_.counts += feed.counts;
        }
        return std::move(report_);
    }

private:
    static void counted(work::FeedCounts& counts, std::string_view outcome) {
        if (outcome == "opened") ++counts.opened;
        if (outcome == "added") ++counts.added;
        if (outcome == "person") ++counts.people;
        if (outcome == "event") ++counts.events;
        if (outcome == "related") ++counts.relations;
        if (outcome == "changed") ++counts.changed;
        if (outcome == "withdrawn") ++counts.withdrawn;
        if (outcome == "older") ++counts.older;
        if (outcome == "already") ++counts.already;
    }

    work::Delivery& feed_of(const RowSays& row) {
        const auto id = row.feed == nullptr ? std::string() : row.feed->id;
        for (auto& feed : report_.feeds) {
            if (feed.feed == id) return feed;
        }
        report_.feeds.push_back(
            {.id = report_.delivery, .agency = report_.agency, .feed = id, .name = sent_.name});
        return report_.feeds.back();
    }

    void refuse(const RowSays& row, const Problem& problem) {
        auto& feed = feed_of(row);
        ++feed.counts.refused;
        if (feed.refused.size() == kMostRefused) return;
        auto problems = problem.fields;
        if (problems.empty()) problems.push_back({.message = problem.message});
        feed.refused.push_back({.line = row.line,
                                .key = cut_to(row.key, kLongestKey),
                                .problems = std::move(problems)});
    }

    const Sent& sent_;
    Report report_ = {};
};

// The rows of this file by what they are known by: two of one number that differ cannot both be
// right, where nothing says which is newer. Of each stand two hashes, so that a file of millions
// fits.
class SeenRows {
public:
    // Nothing, or what is wrong with it.
    [[nodiscard]] std::optional<Problem> clash(const RowSays& row) const {
        if (!matter(row)) return {};
        const auto before = rows_.find(name(row));
        if (before == rows_.end() || before->second.content == content(row)) return {};
        const auto message = cat({"Line ",
                                  number(before->second.line),
                                  " of this file has the same number with other content. Which is "
                                  "right cannot be told: send one of them"});
        return Problem{.message = message,
                       .fields = {{.field = row.feed->key.front(), .message = message}}};
    }
    // Whether it is the first of its name.
    bool note(const RowSays& row) {
        return matter(row) &&
               rows_.try_emplace(name(row), Seen{.line = row.line, .content = content(row)}).second;
    }
    void forget(const RowSays& row) { rows_.erase(name(row)); }

private:
    using Half = std::array<char, 8>;
    using Whole = std::array<char, 16>;
    struct Seen {
        long long line = 0;
        Half content = {};
    };
    struct Bits {  // the names are hashes already
        std::size_t operator()(const Whole& name) const {
            return std::bit_cast<std::array<std::size_t, 2>>(name)[0];
        }
    };
    static bool matter(const RowSays& row) {
        return !row.feed->key.empty() && row.feed->changed.empty();
    }
    static Whole name(const RowSays& row) {
        Whole name{};
        static_cast<void>(blake2b({row.feed->id, "/", row.key}).copy(name.data(), name.size()));
        return name;
    }
    static Half content(const RowSays& row) {
        Half content{};
        static_cast<void>(unhex(row.digest).copy(content.data(), content.size()));
        return content;
    }
    std::unordered_map<Whole, Seen, Bits> rows_ = {};
};

class Receiving {
public:
    Receiving(const work::House& house, const Sender& sender, const Sent& sent, bool keep)
        : house_(house), sender_(sender), keep_(keep), tally_(sender, sent, keep) {}

    void take(std::vector<RawRow>& rows) {
        const auto said = all_say(rows);
        for (std::size_t at = 0; at < rows.size();)
            at += take_some({std::span(rows).subspan(at), std::span(said).subspan(at)});
        rows.clear();
    }

    Report done() { return tally_.done(house_.now(), sender_.viewer.user); }
    [[nodiscard]] const std::string& delivery() const { return tally_.delivery(); }

private:
    struct Some {
        std::span<const RawRow> raw = {};
        std::span<const RowSays> said = {};
    };

    // Nothing is written for it, so the one writer is free meanwhile.
    std::vector<RowSays> all_say(const std::vector<RawRow>& rows) const {
        const auto session = house_.store->read();
        const auto context = house_.context(*session);
        std::vector<RowSays> said;
        said.reserve(rows.size());
        for (const auto& raw : rows)
            said.push_back(says(context, sender_.agency(), raw));
        return said;
    }

    [[nodiscard]] std::optional<Problem> wrong_by_itself(const RowSays& row) const {
        if (!row.problems.empty())
            return Problem{.message = "This row needs attention.", .fields = row.problems};
        return seen_.clash(row);
    }

    // In a trial: what they need of the rows before them, which is dropped again with them.
    void put_needed(work::Context& context, std::span<const RowSays> rows, Batch& batch) const {
        if (keep_) return;
        for (const auto& raw : tried_.needed_by(rows))
            static_cast<void>(
                take_row(context, sender_, says(context, sender_.agency(), raw), batch));
    }

    // How many of the first were taken or refused, in one transaction. What a row wrote before it
    // was refused is undone with those before it, which are then taken without it; it comes first
    // the next time, and stands alone.
    std::size_t take_some(const Some& rows) {
        auto session = house_.store->write();
        auto context = house_.context(*session);
        Batch batch{.delivery = tally_.delivery()};
        put_needed(context, rows.said, batch);
        std::vector<Result<Taken>> outcomes;
        std::vector<std::size_t> first;  // of their names in this file
        const auto last = [&] { return session->integer("select max(seq) from event"); };
        const auto undo = [&] {
            for (const auto at : first)
                seen_.forget(rows.said[at]);
            session.reset();
        };
        for (std::size_t at = 0; at < rows.said.size(); ++at) {
            const auto& row = rows.said[at];
            if (auto wrong = wrong_by_itself(row)) {
                outcomes.push_back(Refused(std::move(*wrong)));
                continue;
            }
            const auto before = last();
            outcomes.push_back(take_row(context, sender_, row, batch));
            if (!outcomes.back() && last() != before) {
                undo();
                if (at > 0) return take_some({rows.raw.first(at), rows.said.first(at)});
                tally_.take(row, outcomes.back());
                return 1;
            }
            if (outcomes.back() && seen_.note(row)) first.push_back(at);
            if (house_.now().micros - context.now.micros >= kLongestTurn) break;
        }
        if (keep_) session->commit();
        for (std::size_t at = 0; at < outcomes.size(); ++at) {
            if (outcomes[at] && !keep_) tried_.note(rows.raw[at], rows.said[at]);
            tally_.take(rows.said[at], outcomes[at]);
        }
        return outcomes.size();
    }

    const work::House& house_;
    const Sender& sender_;
    bool keep_;
    Tally tally_;
    SeenRows seen_ = {};
    TrialRows tried_ = {};
};

void note_begun(const work::House& house,
                const Sender& sender,
                const std::string& delivery,
                const Sent& sent) {
    const auto session = house.store->write();
    auto context = house.context(*session);
    // The name of a delivery is new: nobody else writes to it.
    if (work::note_begun(context, sender.viewer, {.id = delivery, .name = sent.name}))
        session->commit();
}

void keep_delivery(const work::House& house, const Sender& sender, const Report& report) {
    const auto session = house.store->write();
    auto context = house.context(*session);
    for (const auto& delivery : report.feeds)
        if (!work::note_delivery(context, sender.viewer, delivery)) return;
    session->commit();
}

// One of the few large files that are taken at once within the server.
class LargeFeed {
public:
    explicit LargeFeed(bool large) : counted_(large) {
        if (counted_) may_ = under_way().fetch_add(1) < kLargeAtOnce;
    }
    ~LargeFeed() {
        if (counted_) --under_way();
    }
    LargeFeed(const LargeFeed&) = delete;
    LargeFeed& operator=(const LargeFeed&) = delete;
    [[nodiscard]] bool may() const { return may_; }

private:
    static std::atomic<int>& under_way() {
        static std::atomic<int> count = 0;
        return count;
    }
    bool counted_;
    bool may_ = true;
};

Result<Report> run(const work::House& house, const Sender& sender, const Sent& sent, bool keep) {
    if (sent.file == nullptr && sent.text.size() > kLargestFeed)
        return refuse(Fault::TooLarge,
                      "This is larger than 32 MB. Send it in several parts, or by the command.");
    const LargeFeed large(sent.file == nullptr && sent.text.size() > kLargeFeed);
    if (!large.may())
        return refuse(Fault::TooMany,
                      "Two large files are being taken just now. Send this one in a few minutes.");
    const auto began = house.now();
    std::ispanstream text(std::span<const char>(sent.text.data(), sent.text.size()));
    auto rows = TRY(FeedRows::open(feeds_of(*house.definitions, sender.agency(), sent.tells),
                                   sent.feed,
                                   sent.file == nullptr ? text : *sent.file));
    Receiving receiving(house, sender, sent, keep);
    if (keep) note_begun(house, sender, receiving.delivery(), sent);
    std::vector<RawRow> together;
    while (auto row = rows.next()) {
        together.push_back(std::move(*row));
        if (together.size() == kRowsTogether) receiving.take(together);
    }
    if (!together.empty()) receiving.take(together);
    auto report = receiving.done();
    report.micros = house.now().micros - began.micros;
    if (keep) keep_delivery(house, sender, report);
    return report;
}

}  // namespace

Result<Report> preview(const work::House& house, const Sender& sender, const Sent& sent) {
    return run(house, sender, sent, false);
}

Result<Report> receive(const work::House& house, const Sender& sender, const Sent& sent) {
    return run(house, sender, sent, true);
}

}  // namespace longstone::exchange
