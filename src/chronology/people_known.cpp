#include "chronology/people_known.h"

#include <algorithm>
#include <limits>

namespace longstone::chronology {
namespace {

constexpr Instant kAlways{std::numeric_limits<std::int64_t>::min()};

void see(std::vector<PersonSeen>& all, const Knower* knower, Instant from, bool open_then) {
    const auto found = std::ranges::find(all, knower, &PersonSeen::knower);
    if (found == all.end()) {
        all.push_back({.knower = knower, .from = from, .open_then = open_then});
        return;
    }
    found->from = std::min(found->from, from);
    found->open_then = found->open_then || open_then;
}

const Knower* knower_of(const Facts& facts, const Known& known) {
    const auto& all = facts.knowers();
    const auto found = std::ranges::find_if(all, [&](const Knower& one) {
        return one.agency == known.agency && one.user == known.user;
    });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::vector<PersonSeen> who_saw(const Looking& looking,
                                const std::vector<Entry>& entries,
                                const std::string& person,
                                bool works) {
    std::vector<PersonSeen> all;
    for (const auto& entry : entries) {
        if (entry.kind != Kind::Opened ||
            std::ranges::find(entry.about, person) == entry.about.end())
            continue;
        for (const auto& known : entry.known) {
            if (works && !known.works) continue;
            const auto* knower = knower_of(looking.facts, known);
            if (knower != nullptr)
                see(all,
                    knower,
                    works ? *known.works : known.from,
                    works ? known.works_then : known.open_then);
        }
    }
    const auto row =
        looking.context.db.one("select restricted, created_by from person where id = $1", {person});
    for (const auto& knower : looking.facts.knowers()) {
        if (knower.user.empty() || !row) continue;
        const bool everybody =
            row->integer(0) == 0 && looking.facts.has_power(knower, "see-all-people");
        if (everybody || (!works && row->text(1) == knower.user)) see(all, &knower, kAlways, true);
    }
    for (auto& one : all)
        one.sees_sensitive = looking.facts.sees_sensitive(*one.knower);
    return all;
}

void put_known(Entry& entry, const std::vector<PersonSeen>& seen, bool is_protected, How how) {
    for (const auto& one : seen) {
        const auto& knower = *one.knower;
        // What is protected is told to few, whoever may see the person.
        if (is_protected && !one.sees_sensitive) continue;
        if (knower.user.empty() && knower.agency == entry.agency) continue;
        entry.known.push_back({.agency = knower.agency,
                               .user = knower.user,
                               .from = std::max(one.from, entry.recorded),
                               .how = knower.agency == entry.agency ? How::Recorded : how,
                               .open_then = one.open_then && entry.recorded <= knower.at});
    }
    std::ranges::stable_sort(entry.known, {}, &Known::from);
}

}  // namespace longstone::chronology
