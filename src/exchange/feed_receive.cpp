#include "exchange/feed_receive.h"

#include <map>
#include <sstream>
#include <utility>

#include "base/secret.h"
#include "base/text.h"
#include "exchange/feed_take.h"
#include "exchange/feed_trial.h"
#include "work/house.h"

namespace longstone::exchange {
namespace {

constexpr std::size_t kRowsTogether = 100;
constexpr std::size_t kMostRowsTold = 10'000;

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
        auto problems = problem.fields;
        if (problems.empty()) problems.push_back({.message = problem.message});
        feed.refused.push_back({.line = row.line, .key = row.key, .problems = std::move(problems)});
    }

    const Sent& sent_;
    Report report_ = {};
};

// The rows of this file by what they are known by: two of one number that differ cannot both be
// right, where nothing says which is newer.
class SeenRows {
public:
    // Nothing, or what is wrong with it.
    [[nodiscard]] std::optional<Problem> clash(const RowSays& row) const {
        if (row.feed->key.empty() || !row.feed->changed.empty()) return {};
        const auto before = rows_.find(name(row));
        if (before == rows_.end() || before->second.digest == row.digest) return {};
        const auto message = cat({"Line ",
                                  number(before->second.line),
                                  " of this file has the same number with other content. Which is "
                                  "right cannot be told: send one of them"});
        return Problem{.message = message,
                       .fields = {{.field = row.feed->key.front(), .message = message}}};
    }
    // Whether it is the first of its name.
    bool note(const RowSays& row) {
        return rows_.try_emplace(name(row), Seen{.line = row.line, .digest = row.digest}).second;
    }
    void forget(const RowSays& row) { rows_.erase(name(row)); }

private:
    struct Seen {
        long long line = 0;
        std::string digest = {};
    };
    static std::string name(const RowSays& row) { return cat({row.feed->id, "/", row.key}); }
    std::map<std::string, Seen, std::less<>> rows_ = {};
};

class Receiving {
public:
    Receiving(const work::House& house, const Sender& sender, const Sent& sent, bool keep)
        : house_(house), sender_(sender), keep_(keep), tally_(sender, sent, keep) {}

    void take(std::vector<RawRow>& rows) {
        if (!together(rows)) one_by_one(rows);
        rows.clear();
    }

    Report done() { return tally_.done(house_.now(), sender_.viewer.user); }
    [[nodiscard]] const std::string& delivery() const { return tally_.delivery(); }

private:
    struct Tried {
        RowSays row = {};
        Result<Taken> outcome = {};
        bool first = false;  // of its name in this file
    };

    Result<Taken> take_one(work::Context& context, const RowSays& row) const {
        if (!row.problems.empty())
            return Refused(Problem{.message = "This row needs attention.", .fields = row.problems});
        if (auto clash = seen_.clash(row)) return Refused(std::move(*clash));
        return take_row(context, sender_, row, tally_.delivery());
    }

    std::vector<RowSays> all_say(const work::Context& context,
                                 const std::vector<RawRow>& rows) const {
        std::vector<RowSays> said;
        said.reserve(rows.size());
        for (const auto& raw : rows)
            said.push_back(says(context, sender_.agency(), raw));
        return said;
    }

    // In a trial: what they need of the rows before them, which is dropped again with them.
    void put_needed(work::Context& context, const std::vector<RowSays>& rows) const {
        if (keep_) return;
        for (const auto& raw : tried_.needed_by(rows))
            static_cast<void>(take_row(
                context, sender_, says(context, sender_.agency(), raw), tally_.delivery()));
    }

    void note_taken(const RawRow& raw, const RowSays& row) {
        if (!keep_) tried_.note(raw, row);
    }

    // False, with nothing kept, when what is kept already refuses one of them: it may have written
    // something before it was refused.
    bool together(const std::vector<RawRow>& rows) {
        const auto session = house_.store->write();
        auto context = house_.context(*session);
        auto said = all_say(context, rows);
        put_needed(context, said);
        std::vector<Tried> tried;
        tried.reserve(rows.size());
        for (auto& row : said) {
            auto outcome = take_one(context, row);
            if (!outcome && row.problems.empty()) {
                for (const auto& one : tried)
                    if (one.first) seen_.forget(one.row);
                return false;
            }
            const bool first = outcome && seen_.note(row);
            tried.push_back({.row = std::move(row), .outcome = std::move(outcome), .first = first});
        }
        if (keep_) session->commit();
        for (std::size_t at = 0; at < tried.size(); ++at) {
            if (tried[at].outcome) note_taken(rows[at], tried[at].row);
            tally_.take(tried[at].row, tried[at].outcome);
        }
        return true;
    }

    void one_by_one(const std::vector<RawRow>& rows) {
        for (const auto& raw : rows) {
            const auto session = house_.store->write();
            auto context = house_.context(*session);
            const auto said = all_say(context, {raw});
            const auto& row = said.front();
            put_needed(context, said);
            const auto outcome = take_one(context, row);
            if (outcome && keep_) session->commit();
            if (outcome) {
                seen_.note(row);
                note_taken(raw, row);
            }
            tally_.take(row, outcome);
        }
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

Result<Report> run(const work::House& house, const Sender& sender, const Sent& sent, bool keep) {
    if (sent.file == nullptr && sent.text.size() > kLargestFeed)
        return refuse(Fault::TooLarge,
                      "This is larger than 8 MB. Send it in several parts, or by the command.");
    const auto began = house.now();
    std::istringstream text(sent.text);
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
