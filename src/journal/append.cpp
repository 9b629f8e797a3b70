#include "base/secret.h"
#include "journal/chain.h"
#include "journal/rows.h"

namespace longstone::journal {
namespace {

struct Head {
    std::int64_t last_seq = 0;
    std::int64_t stream_rev = 0;
    std::string hash = {};
};

Head head_of(store::Session& db, std::string_view stream) {
    const store::Rows rows = db.rows(
        "select (select max(seq) from event),"
        " (select max(stream_rev) from event where stream = $1),"
        " (select hash from event where stream = $1 order by stream_rev desc limit 1)",
        {stream});
    const store::Row& row = rows.front();
    return {.last_seq = row.integer(0),
            .stream_rev = row.integer(1),
            .hash = row.is_null(2) ? no_hash() : row.bytes(2)};
}

Refused conflict() {
    return refuse(Fault::Conflict,
                  "Somebody else saved a change to this before you did. Look at their change, then "
                  "make yours again.");
}

// False when the place is taken.
bool insert(store::Session& db, const Event& event, const std::string& prev) {
    const store::Bytes salt{.data = random_bytes(kSaltBytes)};
    const std::string body = event.body.dump();
    const store::Bytes digest{.data = body_digest(salt.data, body)};
    const store::Bytes hash{.data = event_hash({
                                .seq = event.seq,
                                .stream = event.stream,
                                .stream_rev = event.stream_rev,
                                .happened_at = event.happened_at.micros,
                                .recorded_at = event.recorded_at.micros,
                                .actor = event.actor,
                                .agency = event.agency,
                                .kind = event.kind,
                                .body_digest = digest.data,
                                .prev = prev,
                            })};
    const auto inserted = db.rows(
        "insert into event (seq, stream, stream_rev, happened_at, recorded_at, actor, agency, kind,"
        " body_digest, prev, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        " on conflict do nothing returning seq",
        {event.seq,
         event.stream,
         event.stream_rev,
         event.happened_at.micros,
         event.recorded_at.micros,
         event.actor,
         event.agency,
         event.kind,
         digest,
         store::Bytes{.data = prev},
         hash});
    if (inserted.empty()) return false;
    db.run("insert into event_body (seq, salt, body) values ($1, $2, $3)", {event.seq, salt, body});
    return true;
}

}  // namespace

void lock_events(store::Session& db) {
    if (db.dialect() == store::Dialect::Postgres) db.run("select pg_advisory_xact_lock(7311051)");
}

Result<Event> append(store::Session& db,
                     std::span<const Projection> projections,
                     const NewEvent& event) {
    lock_events(db);
    const Head head = head_of(db, event.stream);
    if (head.stream_rev != event.after_rev) return conflict();
    Event appended = {
        .seq = head.last_seq + 1,
        .stream = event.stream,
        .stream_rev = event.after_rev + 1,
        .happened_at = event.happened_at,
        .recorded_at = event.recorded_at,
        .actor = event.actor,
        .agency = event.agency,
        .kind = event.kind,
        .body = event.body,
    };
    if (!insert(db, appended, head.hash)) return conflict();
    for (const Projection& projection : projections)
        projection.apply(db, appended);
    return appended;
}

}  // namespace longstone::journal
