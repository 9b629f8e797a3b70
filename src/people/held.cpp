#include "people/held.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::size_t kMost = 100;  // records of one person: more is a mistake somewhere

// When they were put on record; nothing of somebody who is one with nobody.
std::optional<std::int64_t> created_openly(store::Session& db, std::string_view person) {
    const auto row = db.one(
        "select p.created_at, (select count(*) from record_person rp join record r on r.ref = "
        "rp.record where rp.person = p.id and r.restricted = 2), (select count(*) from "
        "record_person rp join record r on r.ref = rp.record where rp.person = p.id and "
        "r.restricted <> 2) from person p where p.id = $1 and p.restricted = 0",
        {person});
    if (!row || (row->integer(1) > 0 && row->integer(2) == 0)) return {};
    return row->integer(0);
}

std::vector<std::string> said_of(store::Session& db,
                                 std::string_view person,
                                 const char* what,
                                 Instant as_at) {
    std::vector<std::string> others;
    for (const auto& row : db.rows("select other from person_same where person = $1 and says = $2 "
                                   "and recorded_at <= $3 and "
                                   "(ended_at is null or ended_at > $3) order by seq",
                                   {person, what, as_at.micros}))
        others.push_back(row.text(0));
    return others;
}

}  // namespace

std::vector<std::string> held_together(const Context& context,
                                       std::string_view person,
                                       Instant as_at,
                                       const std::function<bool(const std::string&)>& joins) {
    auto& db = context.db;
    std::vector<std::string> held = {std::string(person)};
    const auto among = [&](const std::string& one) {
        return std::ranges::find(held, one) != held.end();
    };
    for (std::size_t at = 0; at < held.size(); ++at) {
        for (auto& other : said_of(db, held[at], "same", as_at)) {
            if (held.size() == kMost || among(other)) continue;
            const auto apart = said_of(db, other, "different", as_at);
            if (std::ranges::none_of(apart, among) && joins(other))
                held.push_back(std::move(other));
        }
    }
    return held;
}

std::vector<std::string> held_as_one(const Context& context,
                                     std::string_view person,
                                     std::optional<Instant> as_at) {
    std::map<std::string, std::int64_t, std::less<>> created;
    const auto joins = [&](const std::string& other) {
        // Whoever is with nobody else is not looked at.
        if (created.empty()) {
            const auto own = created_openly(context.db, person);
            if (!own) return false;
            created.emplace(person, *own);
        }
        const auto its = created_openly(context.db, other);
        if (its) created.emplace(other, *its);
        return its.has_value();
    };
    auto held = held_together(context, person, as_at.value_or(context.now), joins);
    std::ranges::sort(held, [&](const std::string& a, const std::string& b) {
        return std::tie(created[a], a) < std::tie(created[b], b);
    });
    return held;
}

}  // namespace longstone::people
