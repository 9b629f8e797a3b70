#include "base/csv.h"
#include "base/text.h"
#include "exchange/feed_receive.h"

// The report of a feed, for programs and for people.
namespace longstone::exchange {
namespace {

constexpr long long kManyRows = 1'000;
constexpr std::size_t kMostTold = 100;  // refused rows, on a screen

void add(std::vector<std::string>& parts,
         long long n,
         std::string_view one,
         std::string_view many) {
    if (n > 0) parts.push_back(count_of(n, one, many));
}

std::string problem_in_words(const FieldProblem& problem) {
    const bool stopped = problem.message.ends_with('.') || problem.message.ends_with('?');
    return cat(
        {problem.field, problem.field.empty() ? "" : ": ", problem.message, stopped ? "" : "."});
}

std::string more_in_words(long long more) {
    return cat({count_of(more, "more row was refused", "more rows were refused"),
                ". Mend these and send the file again to see them"});
}

Json json_of(const work::FeedCounts& counts) {
    return Json::object({{"received", counts.received},
                         {"opened", counts.opened},
                         {"added", counts.added},
                         {"people", counts.people},
                         {"events", counts.events},
                         {"relations", counts.relations},
                         {"changed", counts.changed},
                         {"withdrawn", counts.withdrawn},
                         {"older", counts.older},
                         {"already_received", counts.already},
                         {"refused", counts.refused}});
}

Json json_of(const work::RefusedRow& row, const std::string& feed) {
    Json errors = Json::array();
    for (const auto& problem : row.problems)
        errors.push(Json::object({{"field", problem.field}, {"detail", problem.message}}));
    return Json::object(
        {{"row", row.line}, {"feed", feed}, {"key", row.key}, {"errors", std::move(errors)}});
}

}  // namespace

std::string counts_in_words(const work::FeedCounts& counts, bool kept) {
    std::vector<std::string> parts;
    add(parts, counts.opened, "record opened", "records opened");
    add(parts, counts.added, "row added to an open record", "rows added to open records");
    add(parts, counts.people, "person on record", "people on record");
    add(parts, counts.events, "event told", "events told");
    add(parts, counts.relations, "relation stated", "relations stated");
    add(parts,
        counts.changed,
        "row changed what was sent before",
        "rows changed what was sent before");
    add(parts,
        counts.withdrawn,
        "row withdrew what was sent before",
        "rows withdrew what was sent before");
    add(parts,
        counts.older,
        "row older than what was sent before",
        "rows older than what was sent before");
    add(parts, counts.already, "row already received", "rows already received");
    add(parts, counts.refused, "row refused", "rows refused");
    if (parts.empty()) return "There are no rows under the header.";
    return cat({count_of(counts.received, "row", "rows"),
                kept ? ": " : " would give: ",
                join_and(parts),
                "."});
}

std::string refusals_csv(const std::vector<work::Delivery>& feeds) {
    std::string out = "line,feed,known by,column,reason\r\n";
    for (const auto& feed : feeds) {
        for (const auto& row : feed.refused) {
            for (const auto& problem : row.problems) {
                out += cat({number(row.line), ",", csv_cell(feed.feed), ",", csv_cell(row.key)});
                out += cat({",", csv_cell(problem.field), ",", csv_cell(problem.message), "\r\n"});
            }
        }
        if (const auto more = feed.unlisted(); more > 0)
            out += cat({",", csv_cell(feed.feed), ",,,", csv_cell(more_in_words(more)), "\r\n"});
    }
    return out;
}

Json to_json(const Report& report) {
    Json refused = Json::array();
    for (const auto& feed : report.feeds) {
        for (const auto& row : feed.refused)
            refused.push(json_of(row, feed.feed));
    }
    Json rows = Json::array();
    for (const auto& row : report.rows) {
        rows.push(Json::object({{"row", row.line},
                                {"feed", row.feed},
                                {"outcome", row.outcome},
                                {"record", row.record.empty() ? Json() : Json(row.record)}}));
    }
    return Json::object({{"agency", report.agency},
                         {"delivery", report.kept ? Json(report.delivery) : Json()},
                         {"kept", report.kept},
                         {"counts", json_of(report.counts)},
                         {"rows", std::move(rows)},
                         {"refused", std::move(refused)}});
}

std::string in_words(const Report& report) {
    std::string out = counts_in_words(report.counts, report.kept);
    if (report.counts.received >= kManyRows && report.micros > 0)
        out +=
            cat({" ", number(report.counts.received * kSecond / report.micros), " rows a second."});
    std::size_t told = 0;
    long long unlisted = 0;
    for (const auto& feed : report.feeds) {
        unlisted += feed.unlisted();
        for (const auto& row : feed.refused) {
            if (++told > kMostTold) continue;
            out += cat({"\n", feed.feed, feed.feed.empty() ? "" : ", ", "row ", number(row.line)});
            if (!row.key.empty()) out += cat({" (", row.key, ")"});
            out += " refused:";
            for (const auto& problem : row.problems)
                out += cat({"\n  ", problem_in_words(problem)});
        }
    }
    if (told > kMostTold)
        out += cat({"\nand ",
                    number(static_cast<long long>(told - kMostTold)),
                    " more rows: --report FILE writes them all."});
    if (unlisted > 0) out += cat({"\n", more_in_words(unlisted), "."});
    if (!report.kept) out += "\nNothing was kept.";
    return out;
}

}  // namespace longstone::exchange
