#include "journal/chain.h"
#include "journal/journal.h"

namespace longstone::journal {
namespace {

// Looks by one reader go one after the other until each transaction ends, so that every one finds
// its place in the chain however many come at once. SQLite has one writer anyway.
void wait_for_chain(store::Session& db, const std::string& actor) {
    if (db.dialect() != store::Dialect::Postgres) return;
    db.run("select pg_advisory_xact_lock(hashtextextended('access log of ' || $1, 0))", {actor});
}

bool insert(store::Session& db, const Look& look) {
    const auto head = db.one(
        "select chain_rev, hash from access_log where actor = $1 order by chain_rev desc limit 1",
        {look.actor});
    const std::int64_t chain_rev = head ? head->integer(0) + 1 : 1;
    const store::Bytes prev{.data = head ? head->bytes(1) : no_hash()};
    // Taken after the head was read, so that along a chain the ids rise.
    const std::int64_t id = db.dialect() == store::Dialect::Postgres
                                ? db.integer("select nextval('access_log_id')")
                                : db.integer("select coalesce(max(id), 0) + 1 from access_log");
    const store::Bytes hash{.data = look_hash({
                                .id = id,
                                .actor = look.actor,
                                .chain_rev = chain_rev,
                                .at = look.at.micros,
                                .agency = look.agency,
                                .action = look.action,
                                .subject = look.subject,
                                .reason = look.reason,
                                .prev = prev.data,
                            })};
    return !db.rows(
                  "insert into access_log (id, actor, chain_rev, at, agency, action, subject,"
                  " reason, prev, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
                  " on conflict do nothing returning id",
                  {id,
                   look.actor,
                   chain_rev,
                   look.at.micros,
                   look.agency,
                   look.action,
                   look.subject,
                   look.reason,
                   prev,
                   hash})
                .empty();
}

std::vector<Look> looks_of(const store::Rows& rows) {
    std::vector<Look> looks;
    for (const store::Row& row : rows)
        looks.push_back({.at = {row.integer(0)},
                         .actor = row.text(1),
                         .agency = row.text(2),
                         .action = row.text(3),
                         .subject = row.text(4),
                         .reason = row.text(5)});
    return looks;
}

}  // namespace

void note_look(store::Session& db, const Look& look) {
    wait_for_chain(db, look.actor);
    if (!insert(db, look)) throw store::Broken("a look could not be put into the access log");
}

std::vector<Look> looks_at(store::Session& db, std::string_view subject, std::int64_t most) {
    return looks_of(
        db.rows("select at, actor, agency, action, subject, reason from access_log"
                " where subject = $1 order by id desc limit $2",
                {subject, most}));
}

std::vector<Look> looks_by(store::Session& db, std::string_view actor, std::int64_t most) {
    return looks_of(
        db.rows("select at, actor, agency, action, subject, reason from access_log"
                " where actor = $1 order by chain_rev desc limit $2",
                {actor, most}));
}

}  // namespace longstone::journal
