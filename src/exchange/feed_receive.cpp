#include "exchange/feed_receive.h"

#include "base/secret.h"
#include "base/text.h"
#include "exchange/feed_take.h"
#include "work/house.h"

namespace longstone::exchange {
namespace {

constexpr std::size_t kMostRefusedKept = 1'000;

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
        if (taken->outcome == "opened") ++counts.opened;
        if (taken->outcome == "added") ++counts.added;
        if (taken->outcome == "person") ++counts.people;
        if (taken->outcome == "changed") ++counts.changed;
        if (taken->outcome == "already") ++counts.already;
        report_.rows.push_back({.line = row.line,
                                .feed = row.feed->id,
                                .outcome = taken->outcome,
                                .record = taken->record});
    }

    Report done(Instant at, const std::string& by) {
        for (auto& feed : report_.feeds) {
            feed.at = at;
            feed.by = by;
            report_.counts.received += feed.counts.received;
            report_.counts.opened += feed.counts.opened;
            report_.counts.added += feed.counts.added;
            report_.counts.people += feed.counts.people;
            report_.counts.changed += feed.counts.changed;
            report_.counts.already += feed.counts.already;
            report_.counts.refused += feed.counts.refused;
        }
        return std::move(report_);
    }

private:
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

Result<Taken> take_one(work::Context& context,
                       const Sender& sender,
                       const RowSays& row,
                       const std::string& delivery) {
    if (!row.problems.empty())
        return Refused(Problem{.message = "This row needs attention.", .fields = row.problems});
    return take_row(context, sender, row, delivery);
}

Result<std::vector<RawRow>> rows_of(const work::House& house,
                                    const Sender& sender,
                                    const Sent& sent) {
    if (sent.text.size() > kLargestFeed)
        return refuse(Fault::TooLarge, "The file is larger than 8 MB. Send it in several parts.");
    return read_rows(
        feeds_of(*house.definitions, sender.agency(), sent.tells), sent.feed, sent.text);
}

void keep_delivery(const work::House& house, const Sender& sender, Report& report) {
    const auto session = house.store->write();
    auto context = house.context(*session);
    for (auto delivery : report.feeds) {
        if (delivery.refused.size() > kMostRefusedKept) delivery.refused.resize(kMostRefusedKept);
        // The name of a delivery is new: nobody else writes to it.
        if (!work::note_delivery(context, sender.viewer, delivery)) return;
    }
    session->commit();
}

}  // namespace

Result<Report> preview(const work::House& house, const Sender& sender, const Sent& sent) {
    const auto rows = TRY(rows_of(house, sender, sent));
    Tally tally(sender, sent, false);
    const auto session = house.store->write();  // never committed
    auto context = house.context(*session);
    for (const auto& raw : rows) {
        const auto row = says(context, sender.agency(), raw);
        tally.take(row, take_one(context, sender, row, tally.delivery()));
    }
    return tally.done(context.now, sender.viewer.user);
}

Result<Report> receive(const work::House& house, const Sender& sender, const Sent& sent) {
    const auto rows = TRY(rows_of(house, sender, sent));
    Tally tally(sender, sent, true);
    for (const auto& raw : rows) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        const auto row = says(context, sender.agency(), raw);
        const auto taken = take_one(context, sender, row, tally.delivery());
        if (taken && taken->outcome != "already") session->commit();
        tally.take(row, taken);
    }
    auto report = tally.done(house.now(), sender.viewer.user);
    keep_delivery(house, sender, report);
    return report;
}

}  // namespace longstone::exchange
