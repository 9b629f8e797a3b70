#include "base/text.h"
#include "journal/rows.h"

namespace longstone::journal {
namespace {

std::vector<Event> events_of(const store::Rows& rows) {
    std::vector<Event> events;
    events.reserve(rows.size());
    for (const store::Row& row : rows)
        events.push_back(event_of(row));
    return events;
}

}  // namespace

Event event_of(const store::Row& row) {
    Event event = {
        .seq = row.integer(0),
        .stream = row.text(1),
        .stream_rev = row.integer(2),
        .happened_at = {row.integer(3)},
        .recorded_at = {row.integer(4)},
        .actor = row.text(5),
        .agency = row.text(6),
        .kind = row.text(7),
    };
    if (row.is_null(8)) return event;  // destroyed
    auto body = Json::parse(row.text(8));
    if (!body) throw store::Broken(cat({"the body of event ", number(event.seq), " is not JSON"}));
    event.body = *std::move(body);
    return event;
}

std::int64_t current_rev(store::Session& db, std::string_view stream) {
    return db.integer("select max(stream_rev) from event where stream = $1", {stream});
}

std::vector<Event> read_stream(store::Session& db, std::string_view stream) {
    return events_of(db.rows(
        "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor, e.agency,"
        " e.kind, b.body from event e left join event_body b on b.seq = e.seq"
        " where e.stream = $1 order by e.stream_rev",
        {stream}));
}

std::vector<Event> read_stream_as_at(store::Session& db,
                                     std::string_view stream,
                                     Instant recorded_by) {
    return events_of(db.rows(
        "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor, e.agency,"
        " e.kind, b.body from event e left join event_body b on b.seq = e.seq"
        " where e.stream = $1 and e.recorded_at <= $2 order by e.stream_rev",
        {stream, recorded_by.micros}));
}

}  // namespace longstone::journal
