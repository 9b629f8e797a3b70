#include "chronology/around.h"

#include <algorithm>

#include "chronology/same.h"
#include "define/definitions.h"
#include "people/assertions.h"
#include "people/find.h"
#include "people/things.h"

namespace longstone::chronology {
namespace {

constexpr std::size_t kMostAtAddress = 12;  // more is an institution, and joins nobody

std::string type_words(const define::Definitions& definitions, const std::string& type) {
    const auto* list = definitions.code_list("relationship");
    const auto* code = list == nullptr ? nullptr : list->find(type);
    return code == nullptr ? type : code->text;
}

Around& put(Circle& circle, const people::Summary& person, std::string tie) {
    const auto known = std::ranges::find_if(
        circle.others, [&](const Around& one) { return one.person.id == person.id; });
    if (known != circle.others.end()) return *known;
    circle.others.push_back({.person = person, .tie = std::move(tie)});
    return circle.others.back();
}

void put_neighbours(work::Context& context,
                    const access::Viewer& viewer,
                    const people::Person& person,
                    Circle& circle) {
    for (const auto& said : person.assertions) {
        const auto* address = std::get_if<people::Address>(&said.fact);
        if (address == nullptr || !address->lives_there || said.withdrawn) continue;
        const auto place = people::place_key(*address);
        if (place.empty()) continue;
        const auto rows = context.db.rows(
            "select distinct person from person_address where place = $1 and lives_there = 1 and "
            "protected = 0 and withdrawn_at is null and person <> $2 order by person limit $3",
            {place, person.line.id, static_cast<std::int64_t>(kMostAtAddress + 1)});
        if (rows.size() > kMostAtAddress) continue;
        for (const auto& row : rows) {
            const auto leave = access::allow(viewer, access::Action::ReadPerson, row.text(0));
            if (!leave) continue;
            const auto line = people::find_line(context, *leave, row.text(0));
            if (line && people::is_human(line->kind))
                put(circle, *line, "Lived at the same address").address = true;
        }
    }
}

}  // namespace

Result<Circle> circle_of(work::Context& context,
                         const access::Grant& grant,
                         std::optional<Instant> as_at) {
    const auto person = TRY(people::find_person(context, grant, grant.subject()));
    Circle circle{.person = person.line};
    const auto leave = [&](const std::string& other) {
        return access::allow(grant.viewer(), access::Action::ReadPerson, other);
    };
    for (const auto& one : held_same(context, leave, person.line.id, as_at.value_or(context.now)))
        put(circle, one.person, "Held to be the same person").same = true;
    if (!people::is_human(person.line.kind)) return circle;
    for (const auto& relationship : person.relationships) {
        if (relationship.withdrawn || !relationship.may_open ||
            !people::is_human(relationship.other.kind) ||
            relationship.other.kind == people::Kind::Professional)
            continue;
        auto& one =
            put(circle, relationship.other, type_words(context.definitions, relationship.type));
        const auto& siblings = context.definitions.line.siblings;
        one.relation = true;
        one.sibling =
            one.sibling || std::ranges::find(siblings, relationship.type) != siblings.end();
    }
    const auto household = TRY(people::household_of(context, grant, grant.subject()));
    if (!household.many) {
        for (const auto& member : household.members) {
            auto& one = put(circle, member, "Lives there too");
            one.household = true;
            one.address = true;
        }
    }
    if (!person.address_withheld) put_neighbours(context, grant.viewer(), person, circle);
    return circle;
}

std::vector<std::string> people_asked(const Circle& circle, const std::vector<std::string>& with) {
    const auto asks = [&](std::string_view word) {
        return std::ranges::find(with, word) != with.end();
    };
    std::vector<std::string> people = {circle.person.id};
    for (const auto& one : circle.others) {
        if (one.same || asks("all") || asks(one.person.id) || (one.relation && asks("relations")) ||
            (one.sibling && asks("siblings")) || (one.household && asks("household")) ||
            (one.address && asks("address")))
            people.push_back(one.person.id);
    }
    return people;
}

}  // namespace longstone::chronology
