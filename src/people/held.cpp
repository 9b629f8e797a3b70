#include "people/held.h"

#include <algorithm>

#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::size_t kMost = 100;  // records of one person: more is a mistake somewhere

struct Held {
    std::string person = {};
    std::int64_t created = 0;
};

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

bool told_apart(store::Session& db,
                const std::string& person,
                const std::vector<Held>& from,
                Instant as_at) {
    const auto apart = said_of(db, person, "different", as_at);
    return std::ranges::any_of(
        from, [&](const Held& one) { return std::ranges::find(apart, one.person) != apart.end(); });
}

}  // namespace

std::vector<std::string> held_as_one(const Context& context,
                                     std::string_view person,
                                     std::optional<Instant> as_at) {
    auto& db = context.db;
    const Instant when = as_at.value_or(context.now);
    std::vector<Held> held = {{.person = std::string(person)}};
    auto others = said_of(db, person, "same", when);
    if (others.empty()) return {held.front().person};
    const auto created = created_openly(db, person);
    if (!created) return {held.front().person};
    held.front().created = *created;
    for (std::size_t at = 0; at < held.size(); ++at) {
        if (at > 0) others = said_of(db, held[at].person, "same", when);
        for (auto& other : others) {
            const auto its = created_openly(db, other);
            const bool there = std::ranges::find(held, other, &Held::person) != held.end();
            if (!its || there || held.size() == kMost || told_apart(db, other, held, when))
                continue;
            held.push_back({.person = std::move(other), .created = *its});
        }
    }
    std::ranges::sort(held, [](const Held& a, const Held& b) {
        return a.created != b.created ? a.created < b.created : a.person < b.person;
    });
    std::vector<std::string> people;
    people.reserve(held.size());
    for (auto& one : held)
        people.push_back(std::move(one.person));
    return people;
}

}  // namespace longstone::people
