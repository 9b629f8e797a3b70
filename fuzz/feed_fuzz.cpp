#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "base/text.h"
#include "exchange/feed_rows.h"
#include "exchange/feed_values.h"

// Whatever an agency sends as a feed is refused whole with a reason, or comes as rows: each with
// its line and either with cells that are text or with what is wrong with it. What a row says of
// people and of an event is read without falling over any of it.
namespace {

using namespace longstone;

const define::Feed& incidents() {
    static const define::Feed kFeed{.id = "incidents",
                                    .name = "Incidents",
                                    .happened = "happened",
                                    .key = {"number"},
                                    .own_number = "person",
                                    .changed = "changed",
                                    .withdrawn = "deleted",
                                    .columns = {{.id = "number", .required = true},
                                                {.id = "changed", .type = "time"},
                                                {.id = "deleted", .type = "yes-no"},
                                                {.id = "person", .person = "agency-number"},
                                                {.id = "given-name", .person = "given-name"},
                                                {.id = "alias", .person = "alias"},
                                                {.id = "birth-date", .person = "birth-date"},
                                                {.id = "address", .person = "address"},
                                                {.id = "postcode", .person = "postcode"},
                                                {.id = "happened", .type = "time"},
                                                {.id = "known", .type = "time"},
                                                {.id = "type"}},
                                    .event = define::FeedEvent{.kinds = "kinds",
                                                               .kind = "type",
                                                               .words = "{type} by {agency}",
                                                               .known = "known",
                                                               .address = "address",
                                                               .postcode = "postcode"}};
    return kFeed;
}

const define::Feed& visits() {
    static const define::Feed kFeed{
        .id = "visits", .key = {"number"}, .columns = {{.id = "number"}, {.id = "why"}}};
    return kFeed;
}

void must(bool holds) {
    if (!holds) std::abort();
}

void read_on(const exchange::RawRow& raw) {
    static const define::Definitions kNone;
    if (raw.feed != &incidents() || !raw.problems.empty()) return;
    exchange::RowSays row{.feed = raw.feed, .line = raw.line};
    for (const auto& column : raw.feed->columns) {
        const auto cell = raw.cells.find(column.id);
        if (cell == raw.cells.end()) continue;
        row.values[column.id] =
            column.type == "time" ? exchange::iso_time(cell->second) : cell->second;
    }
    exchange::put_people(row);
    exchange::put_times(row, Instant{1'800'000'000'000'000});
    exchange::put_event(row, kNone, "police");
    for (const auto& problem : row.problems)
        must(!problem.message.empty());
    must(row.event.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream file(std::string(reinterpret_cast<const char*>(data), size));
    auto rows = exchange::FeedRows::open({&incidents(), &visits()}, {}, file);
    if (!rows) {
        must(!rows.error().message.empty() && is_valid_utf8(rows.error().message));
        return 0;
    }
    long long line = 0;
    while (const auto row = rows->next()) {
        must(row->line > line);
        line = row->line;
        must(row->feed != nullptr || !row->problems.empty());
        for (const auto& problem : row->problems)
            must(!problem.message.empty() && is_valid_utf8(problem.message));
        for (const auto& [column, cell] : row->cells)
            must(cell.size() <= exchange::kLongestRow &&
                 (!row->problems.empty() || is_valid_utf8(cell)));
        read_on(*row);
    }
    return 0;
}
