#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/secret.h"
#include "base/text.h"
#include "journal/rows.h"

namespace longstone::journal {

void rebuild(store::Session& db, std::span<const Projection> projections) {
    lock_events(db);
    // Backwards, since later tables may refer to earlier ones.
    for (auto projection = projections.rbegin(); projection != projections.rend(); ++projection) {
        for (auto table = projection->tables.rbegin(); table != projection->tables.rend(); ++table)
            db.empty_table(*table);
    }
    constexpr Instant kAlways{std::numeric_limits<std::int64_t>::max()};
    replay(db, db, projections, kAlways);
}

void replay(store::Session& from,
            store::Session& into,
            std::span<const Projection> projections,
            Instant recorded_by) {
    std::int64_t last = 0;
    while (true) {
        const store::Rows rows = from.rows(
            "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor,"
            " e.agency, e.kind, b.body from event e left join event_body b on b.seq = e.seq"
            " where e.seq > $1 order by e.seq limit $2",
            {last, kPage});
        for (const store::Row& row : rows) {
            const Event event = event_of(row);
            last = event.seq;
            if (event.recorded_at > recorded_by) continue;
            for (const Projection& projection : projections)
                projection.apply(into, event);
        }
        if (std::cmp_less(rows.size(), kPage)) return;
    }
}

void export_lines(store::Session& db, const std::function<void(const std::string&)>& line) {
    std::int64_t last = 0;
    while (true) {
        const store::Rows rows = db.rows(
            "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor,"
            " e.agency, e.kind, b.body, b.salt, e.body_digest, e.prev, e.hash"
            " from event e left join event_body b on b.seq = e.seq"
            " where e.seq > $1 order by e.seq limit $2",
            {last, kPage});
        for (const store::Row& row : rows) {
            Event event = event_of(row);
            last = event.seq;
            Json json = Json::object({{"seq", event.seq},
                                      {"stream", event.stream},
                                      {"rev", event.stream_rev},
                                      {"happened_at", iso(event.happened_at)},
                                      {"recorded_at", iso(event.recorded_at)},
                                      {"actor", event.actor},
                                      {"agency", event.agency},
                                      {"kind", event.kind}});
            if (row.is_null(8))
                json.set("destroyed", true);
            else
                json.set("body", std::move(event.body)).set("salt", hex(row.bytes(9)));
            json.set("body_digest", hex(row.bytes(10)))
                .set("prev", hex(row.bytes(11)))
                .set("hash", hex(row.bytes(12)));
            line(json.dump());
        }
        if (std::cmp_less(rows.size(), kPage)) return;
    }
}

void destroy_body(store::Session& db, std::int64_t seq) {
    if (db.integer("select count(*) from event where seq = $1 and kind = $2",
                   {seq, kBodyDestroyed}))
        throw std::invalid_argument("an event that tells of a destruction keeps its body");
    db.run("delete from event_body where seq = $1", {seq});
}

}  // namespace longstone::journal
