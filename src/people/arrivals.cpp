#include "people/arrivals.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "people/match_card.h"
#include "people/person.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr std::array<std::string_view match::Entry::*, 4> kMeetBy = {
    &match::Entry::birth, &match::Entry::nhs_number, &match::Entry::upn, &match::Entry::postcode};

constexpr std::int64_t kEventsAtOnce = 1'000;

// "0 2019-03-04": which of them, and the value.
std::vector<std::string> values_of(const match::Entry& entry) {
    std::vector<std::string> values;
    for (std::size_t which = 0; which < kMeetBy.size(); ++which)
        if (const auto value = entry.*kMeetBy[which]; !value.empty())
            values.push_back(cat({number(static_cast<long long>(which)), " ", value}));
    return values;
}

bool agree(const match::Entry& one, const match::Entry& other) {
    return std::ranges::any_of(kMeetBy, [&](const auto which) {
        return !(one.*which).empty() && one.*which == other.*which;
    });
}

}  // namespace

void Arrivals::take(store::Session& db, std::string_view person) {
    const auto row =
        db.one("select plain from person_match where person = $1 and restricted = 0", {person});
    const auto [at, fresh] = at_.try_emplace(std::string(person), people_.size());
    if (fresh) people_.push_back({.person = std::string(person)});
    auto& one = people_[at->second];
    one.card = row ? row->text(0) : std::string();  // nothing of somebody who is restricted
    for (auto& value : values_of(entry_of(one.card)))
        by_value_.emplace(std::move(value), at->second);
}

void Arrivals::follow(store::Session& db, std::int64_t position) {
    const auto prefix = stream_of({});
    std::set<std::string, std::less<>> touched;
    // A few at a time, by the index, whatever a planner takes "after" to be.
    read_ = std::max(read_, position);
    for (bool more = true; more;) {
        const auto rows =
            db.rows("select seq, stream from event where seq > $1 order by seq limit $2",
                    {read_, kEventsAtOnce});
        for (const auto& row : rows) {
            read_ = row.integer(0);
            if (row.text(1).starts_with(prefix)) touched.insert(row.text(1).substr(prefix.size()));
        }
        more = rows.size() == static_cast<std::size_t>(kEventsAtOnce);
    }
    for (const auto& person : touched)
        take(db, person);
}

std::vector<Living::Uncommitted> Arrivals::meeting(const match::Entry& arrived) const {
    std::set<std::size_t> places;
    for (const auto& value : values_of(arrived)) {
        const auto [from, to] = by_value_.equal_range(value);
        for (auto one = from; one != to; ++one)
            places.insert(one->second);
    }
    std::vector<Living::Uncommitted> met;
    for (const auto place : places)
        if (agree(arrived, entry_of(people_[place].card))) met.push_back(people_[place]);
    return met;
}

}  // namespace longstone::people
