#include "access/look_log.h"

#include <algorithm>
#include <limits>

#include "store/store.h"

// One statement for each index that can serve: by actor, by subject, by neither.
#define LOOK_COLUMNS                                                                     \
    "select l.id, l.at, l.actor, coalesce(a.shown, ''), l.agency, l.action, l.subject, " \
    "l.reason from access_log l left join user_account a on a.name = l.actor where "     \
    "l.id < $1 and l.at >= $2 and l.at < $3 and ($4 = '' or l.action = $4) "

namespace longstone::access {

namespace {

store::Rows rows_for(store::Session& db, const LookQuery& query, std::int64_t count) {
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    const std::int64_t before = query.before > 0 ? query.before : kEnd;
    const std::int64_t from = query.from ? query.from->micros : -kEnd;
    const std::int64_t until = query.until ? query.until->micros : kEnd;
    if (!query.subject.empty()) {
        return db.rows(LOOK_COLUMNS
                       "and l.subject = $5 and ($6 = '' or l.actor = $6) "
                       "order by l.id desc limit $7",
                       {before, from, until, query.action, query.subject, query.actor, count});
    }
    if (!query.actor.empty()) {
        // Along one actor's chain the ids rise.
        return db.rows(LOOK_COLUMNS "and l.actor = $5 order by l.chain_rev desc limit $6",
                       {before, from, until, query.action, query.actor, count});
    }
    return db.rows(LOOK_COLUMNS "order by l.id desc limit $5",
                   {before, from, until, query.action, count});
}

}  // namespace

Result<LookPage> read_looks(store::Session& db, const Grant& grant, const LookQuery& query) {
    if (grant.action() != Action::ReadAccessLog) return not_found();
    const int limit = std::clamp(query.limit, 1, kMostLooks);
    LookPage page;
    for (const store::Row& row : rows_for(db, query, limit + 1)) {
        if (page.lines.size() == static_cast<std::size_t>(limit)) {
            page.next = page.lines.back().id;
            break;
        }
        page.lines.push_back({.id = row.integer(0),
                              .at = {row.integer(1)},
                              .actor = row.text(2),
                              .shown = row.text(3),
                              .agency = row.text(4),
                              .action = row.text(5),
                              .subject = row.text(6),
                              .reason = row.text(7)});
    }
    return page;
}

}  // namespace longstone::access
