#include "people/find.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "access/policy.h"
#include "journal/journal.h"
#include "match/weigh.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/held.h"
#include "people/rows.h"
#include "people/sight.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {
namespace {

// More than this many at one address is a hostel, a school or a care home.
constexpr std::size_t kLargestHousehold = 12;

bool sees_protected(const access::Viewer& viewer) {
    return viewer.sees_sensitive || viewer.is_system();
}

Result<Sight> may_read(const Context& context,
                       const access::Grant& grant,
                       std::string_view person) {
    const bool reads = grant.action() == access::Action::ReadPerson;
    const bool breaks = grant.action() == access::Action::BreakGlass;
    if ((!reads && !breaks) || grant.subject() != person) return not_found();
    const Sight sight = sight_of(context, grant.viewer(), person);
    if (sight == Sight::Hidden || (sight == Sight::Known && !breaks)) return not_found();
    return sight;
}

void note_read(const Context& context, const access::Grant& grant, std::string_view person) {
    const bool breaks = grant.action() == access::Action::BreakGlass;
    journal::note_look(context.db,
                       {.at = context.now,
                        .actor = grant.viewer().user,
                        .agency = grant.viewer().agency,
                        .action = breaks ? "break-glass" : "read",
                        .subject = stream_of(person),
                        .reason = grant.reason()});
}

Relationship relationship_of(const store::Row& row) {
    Relationship one{.id = row.text(0),
                     .type = row.text(2),
                     .other_responsible = answer_of(row.text(3)).value_or(Answer::NotKnown),
                     .person_responsible = answer_of(row.text(4)).value_or(Answer::NotKnown),
                     .lives_with = answer_of(row.text(5)).value_or(Answer::NotKnown),
                     .contact = row.text(6),
                     .stated_here = row.integer(7) != 0,
                     .source = row.text(8),
                     .actor = row.text(9),
                     .agency = row.text(10),
                     .recorded_at = {row.integer(11)},
                     .from = maybe_date(row, 12),
                     .until = maybe_date(row, 13),
                     .is_protected = row.integer(14) != 0};
    if (!row.is_null(15)) {
        one.withdrawn =
            Withdrawal{.at = {row.integer(15)}, .by = row.text(16), .reason = row.text(17)};
    }
    return one;
}

// Somebody restricted whom the viewer may not see is not among the relations either.
std::vector<Relationship> relationships_of(const Context& context,
                                           const access::Viewer& viewer,
                                           std::string_view person) {
    std::vector<Relationship> all;
    const Summary own = load_summary(context.db, person).value_or(Summary{});
    for (const auto& row : context.db.rows(
             "select id, other, type, other_responsible, person_responsible, lives_with, contact, "
             "stated_here, source, actor, agency, recorded_at, valid_from, valid_until, "
             "protected, withdrawn_at, withdrawn_by, withdrawn_reason from person_relationship "
             "where person = $1 and protected <= $2 order by seq",
             {person, sees_protected(viewer) ? 1 : 0})) {
        const Sight sight = sight_of(context, viewer, row.text(1));
        const auto line = load_summary(context.db, row.text(1));
        if (sight == Sight::Hidden || !line) continue;
        // A place is open to many; who goes there is for those who work with that person.
        const bool told = sight == Sight::Whole &&
                          (!is_human(line->kind) || sees_by_work(context, viewer, row.text(1)));
        if (!is_human(own.kind) && !told) continue;
        Relationship one = relationship_of(row);
        one.other = *line;
        one.may_open = sight == Sight::Whole;
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Judgement> judgements_of(const Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view person) {
    std::vector<Judgement> all;
    for (const auto& row :
         context.db.rows("select id, other, says, reason, actor, agency, recorded_at, ended_at, "
                         "model, weight, ended_by, ended_reason from person_same where person = "
                         "$1 order by seq",
                         {person})) {
        if (sight_of(context, viewer, row.text(1)) != Sight::Whole) continue;
        const auto line = load_summary(context.db, row.text(1));
        if (!line) continue;
        all.push_back({.id = row.text(0),
                       .other = row.text(1),
                       .other_name = display_name(*line),
                       .same = row.text(2) == "same",
                       .reason = row.text(3),
                       .actor = row.text(4),
                       .agency = row.text(5),
                       .recorded_at = {row.integer(6)},
                       .stands = row.is_null(7),
                       .model = row.text(8),
                       .weight = static_cast<double>(row.integer(9)) / match::kBit});
        if (!row.is_null(7))
            all.back().ended =
                Withdrawal{.at = {row.integer(7)}, .by = row.text(10), .reason = row.text(11)};
    }
    return all;
}

// The person's home as this viewer may know it; `withheld` when they may not.
struct Home {
    const Assertion* address = nullptr;
    bool withheld = false;
};

Home home_for(const access::Viewer& viewer, const std::vector<Assertion>& all, Date today) {
    const Current current = current_of(all, today);
    if (current.home == nullptr) return {};
    if (current.home->is_protected && !sees_protected(viewer)) return {.withheld = true};
    return {.address = current.home};
}

// The person's own home; where none is said, that of somebody held to be them.
std::optional<Address> home_of_one(const Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view person,
                                   const std::vector<std::string>& held) {
    const Date today = london(context.now).date;
    const auto all = load_assertions(context.db, person);
    const Home home = home_for(viewer, all, today);
    if (home.withheld) return {};
    if (home.address != nullptr) return std::get<Address>(home.address->fact);
    for (const auto& one : held) {
        if (one == person || sight_of(context, viewer, one) != Sight::Whole) continue;
        const auto theirs = load_assertions(context.db, one);
        const Home other = home_for(viewer, theirs, today);
        if (other.withheld) return {};
        if (other.address != nullptr) return std::get<Address>(other.address->fact);
    }
    return {};
}

}  // namespace

Result<Person> find_person(const Context& context,
                           const access::Grant& grant,
                           std::string_view person) {
    TRY(may_read(context, grant, person));
    const auto row = context.db.one(
        "select created_by, created_agency, created_at from person where id = $1", {person});
    auto line = load_summary(context.db, person);
    if (!row || !line) return not_found();
    const access::Viewer& viewer = grant.viewer();
    const Date today = london(context.now).date;
    Person found{.line = std::move(*line),
                 .assertions = load_assertions(context.db, person),
                 .relationships = relationships_of(context, viewer, person),
                 .judgements = judgements_of(context, viewer, person),
                 .created_by = row->text(0),
                 .created_agency = row->text(1),
                 .created_at = {row->integer(2)}};
    found.address_withheld = home_for(viewer, found.assertions, today).withheld;
    if (!sees_protected(viewer)) {
        std::erase_if(found.assertions, [](const Assertion& one) { return one.is_protected; });
    }
    summarise(found.line, current_of(found.assertions, today));
    note_read(context, grant, person);
    return found;
}

Result<Summary> find_line(const Context& context,
                          const access::Grant& grant,
                          std::string_view person) {
    TRY(may_read(context, grant, person));
    auto line = load_summary(context.db, person);
    if (!line) return not_found();
    return std::move(*line);
}

Result<Household> household_of(const Context& context,
                               const access::Grant& grant,
                               std::string_view person) {
    TRY(may_read(context, grant, person));
    const access::Viewer& viewer = grant.viewer();
    const Date today = london(context.now).date;
    const auto own = load_summary(context.db, person);
    if (!own || !is_human(own->kind)) return Household{};
    const auto held = held_as_one(context, person);
    auto home = home_of_one(context, viewer, person, held);
    if (!home) return Household{};
    Household household{.address = std::move(*home)};
    const std::string place = place_key(household.address);
    if (place.empty()) return household;
    // Who is one person with another is one member.
    std::set<std::string> counted(held.begin(), held.end());
    const auto rows = context.db.rows(
        "select distinct person from person_address where place = $1 and lives_there = 1 and "
        "withdrawn_at is null and person <> $2 order by person limit 100",
        {place, person});
    for (const auto& row : rows) {
        if (counted.contains(row.text(0))) continue;
        if (sight_of(context, viewer, row.text(0)) != Sight::Whole) continue;
        const auto theirs = load_assertions(context.db, row.text(0));
        const Home other = home_for(viewer, theirs, today);
        if (other.address == nullptr) continue;
        if (place_key(std::get<Address>(other.address->fact)) != place) continue;
        auto line = load_summary(context.db, row.text(0));
        if (!line || !is_human(line->kind)) continue;
        if (household.members.size() == kLargestHousehold) {
            household.many = true;
            break;
        }
        for (auto& one : held_as_one(context, row.text(0)))
            counted.insert(std::move(one));
        household.members.push_back(std::move(*line));
    }
    return household;
}

}  // namespace longstone::people
