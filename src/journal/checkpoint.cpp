#include "base/secret.h"
#include "journal/chain.h"
#include "journal/rows.h"

namespace longstone::journal {
namespace {

// A run of rows after the last checkpoint: how many, up to which, and their digest.
struct Run {
    std::int64_t last = 0;
    std::int64_t count = 0;
    std::string digest = no_hash();
};

Run digest_after(store::Session& db, store::Sql page, std::int64_t after) {
    Run run = {.last = after};
    while (true) {
        const store::Rows rows = db.rows(page, {run.last, kPage});
        for (const store::Row& row : rows) {
            run.last = row.integer(0);
            run.digest = next_digest(run.digest, row.bytes(1));
            ++run.count;
        }
        if (std::cmp_less(rows.size(), kPage)) return run;
    }
}

// Nothing that is not yet committed may end up below the line that is drawn. Looks are written
// side by side on PostgreSQL, so their table is held still; the wait is shorter than the time in
// which PostgreSQL would break a deadlock by failing somebody's page.
void hold_still(store::Session& db) {
    if (db.dialect() == store::Dialect::Postgres) {
        db.run("set local lock_timeout = '500ms'");
        db.run("lock table access_log, checkpoint in share row exclusive mode");
    }
    lock_events(db);
}

}  // namespace

void checkpoint(store::Session& db,
                Instant now,
                std::string_view public_key,
                std::string_view secret_key) {
    hold_still(db);
    const auto last = db.one(
        "select number, events_to, looks_to, root from checkpoint order by number desc limit 1");
    const Run events =
        digest_after(db,
                     "select seq, hash from event where seq > $1 order by seq limit $2",
                     last ? last->integer(1) : 0);
    const Run looks =
        digest_after(db,
                     "select id, hash from access_log where id > $1 order by id limit $2",
                     last ? last->integer(2) : 0);
    const Seal seal = {
        .number = last ? last->integer(0) + 1 : 1,
        .made_at = now.micros,
        .events_to = events.last,
        .events = events.count,
        .looks_to = looks.last,
        .looks = looks.count,
        .event_digest = events.digest,
        .look_digest = looks.digest,
        .previous_root = last ? last->bytes(3) : no_hash(),
    };
    const std::string root = seal_root(seal);
    const SigningKey key = {.public_key = std::string(public_key),
                            .secret_key = std::string(secret_key)};
    db.run(
        "insert into checkpoint (number, made_at, events_to, events, looks_to, looks,"
        " event_digest, look_digest, previous_root, root, signature)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {seal.number,
         seal.made_at,
         seal.events_to,
         seal.events,
         seal.looks_to,
         seal.looks,
         store::Bytes{.data = seal.event_digest},
         store::Bytes{.data = seal.look_digest},
         store::Bytes{.data = seal.previous_root},
         store::Bytes{.data = root},
         store::Bytes{.data = sign(key, signed_text(root))}});
}

}  // namespace longstone::journal
