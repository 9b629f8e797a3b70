#include "people/stays.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "define/definitions.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/held.h"
#include "store/store.h"

namespace longstone::people {
namespace {

// More than this many at one time is a hostel, a school or a care home.
constexpr std::int64_t kLargestHousehold = 12;
constexpr std::int64_t kMostLookedAt = 200;
constexpr std::string_view kHouseholds = "household-address";

bool makes_household(const Context& context, const std::string& kind) {
    const auto* kinds = context.definitions.code_list(kHouseholds);
    return kinds == nullptr || kind.empty() || kinds->find(kind) != nullptr;
}

std::optional<Stay> stay_of(const Context& context,
                            const Assertion& said,
                            const Current& now,
                            std::string_view person) {
    const auto* address = std::get_if<Address>(&said.fact);
    if (address == nullptr || said.withdrawn || said.is_protected || !address->lives_there)
        return {};
    if (!makes_household(context, address->kind)) return {};
    const auto place = place_key(*address);
    if (place.empty()) return {};
    Stay stay{.person = std::string(person),
              .place = place,
              .address = *address,
              .from = said.from,
              .until = said.until,
              .source = said.source,
              .agency = said.agency};
    const auto* home = now.home;
    stay.now = home != nullptr && !home->is_protected && !said.until &&
               place_key(std::get<Address>(home->fact)) == place;
    return stay;
}

// Said by two agencies, it is one stay.
void add(std::vector<Stay>& stays, Stay stay) {
    const auto same = std::ranges::find_if(stays, [&](const Stay& one) {
        return one.person == stay.person && one.place == stay.place && one.until == stay.until;
    });
    if (same == stays.end()) {
        stays.push_back(std::move(stay));
        return;
    }
    if (stay.from && (!same->from || *stay.from < *same->from)) same->from = stay.from;
    same->now = same->now || stay.now;
}

}  // namespace

std::vector<Stay> stays_of(const Context& context, std::string_view person) {
    std::vector<Stay> stays;
    const auto said = load_assertions(context.db, person);
    const auto now = current_of(said, london(context.now).date);
    for (const auto& one : said)
        if (auto stay = stay_of(context, one, now, person)) add(stays, std::move(*stay));
    return stays;
}

bool is_institution(const Context& context, std::string_view place) {
    const auto things = context.db.integer(
        "select count(*) from person_address a join person p on p.id = a.person where a.place = $1 "
        "and a.withdrawn_at is null and p.kind in ('place', 'organisation')",
        {place});
    if (things > 0) return true;
    // Whoever is held to be one person lives there once, by however many agencies it was said.
    std::set<std::string> counted;
    std::int64_t people = 0;
    for (const auto& row : context.db.rows(
             "select distinct a.person from person_address a join person p on p.id = a.person "
             "where a.place = $1 and a.lives_there = 1 and a.withdrawn_at is null and "
             "a.valid_until is null and p.kind not in ('place', 'group', 'organisation') limit $2",
             {place, kMostLookedAt})) {
        if (counted.contains(row.text(0))) continue;
        if (++people > kLargestHousehold) return true;
        for (auto& one : held_as_one(context, row.text(0)))
            counted.insert(std::move(one));
    }
    return false;
}

std::vector<Stay> stays_at(const Context& context, std::string_view place) {
    std::vector<Stay> stays;
    if (place.empty() || is_institution(context, place)) return stays;
    for (const auto& row : context.db.rows(
             "select distinct a.person from person_address a join person p on p.id = a.person "
             "where a.place = $1 and a.lives_there = 1 and a.protected = 0 and a.withdrawn_at is "
             "null and p.kind not in ('place', 'group', 'organisation') order by a.person limit "
             "100",
             {place})) {
        for (auto& stay : stays_of(context, row.text(0)))
            if (stay.place == place) stays.push_back(std::move(stay));
    }
    return stays;
}

std::optional<Span> together(const Stay& one, const Stay& other) {
    Span span{.from = std::max(one.from, other.from), .until = one.until};
    if (other.until && (!span.until || *other.until < *span.until)) span.until = other.until;
    if (span.from && span.until && *span.until <= *span.from) return {};
    return span;
}

}  // namespace longstone::people
