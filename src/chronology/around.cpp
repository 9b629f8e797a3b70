#include "chronology/around.h"

#include <algorithm>

#include "chronology/same.h"
#include "define/definitions.h"
#include "people/assertions.h"
#include "people/find.h"
#include "people/held.h"
#include "people/stays.h"
#include "people/things.h"

namespace longstone::chronology {
namespace {

constexpr std::int64_t kMostLookedAt = 200;
constexpr const char* kSame = "Held to be the same person";

std::string type_words(const define::Definitions& definitions, const std::string& type) {
    const auto* list = definitions.code_list("relationship");
    const auto* code = list == nullptr ? nullptr : list->find(type);
    return code == nullptr ? type : code->text;
}

bool holds(const std::vector<std::string>& people, const std::string& person) {
    return std::ranges::find(people, person) != people.end();
}

class Putting {
public:
    Putting(work::Context& context, const access::Viewer& viewer, Circle& circle, Instant as_at)
        : context_(context), viewer_(viewer), circle_(circle), as_at_(as_at) {}

    Around* put(const people::Summary& person, const std::string& tie) {
        return put_in(context_, circle_, person, tie, as_at_);
    }

    [[nodiscard]] std::optional<people::Summary> line_of(const std::string& person) const {
        const auto leave = access::allow(viewer_, access::Action::ReadPerson, person);
        if (!leave) return {};
        auto line = people::find_line(context_, *leave, person);
        return line ? std::optional(std::move(*line)) : std::nullopt;
    }

private:
    work::Context& context_;
    const access::Viewer& viewer_;
    Circle& circle_;
    Instant as_at_;
};

// As far as each is open to the viewer.
void put_same(work::Context& context,
              const access::Viewer& viewer,
              Putting& putting,
              const std::string& subject,
              Instant as_at) {
    const auto leave = [&](const std::string& other) {
        return access::allow(viewer, access::Action::ReadPerson, other);
    };
    for (const auto& held : held_same(context, leave, subject, as_at))
        if (auto* one = putting.put(held.person, kSame)) one->same = true;
}

void put_relations(const define::Definitions& definitions,
                   const people::Person& person,
                   Putting& putting) {
    const auto& siblings = definitions.line.siblings;
    for (const auto& relationship : person.relationships) {
        if (relationship.withdrawn || !relationship.may_open ||
            !people::is_human(relationship.other.kind) ||
            relationship.other.kind == people::Kind::Professional)
            continue;
        auto* one = putting.put(relationship.other, type_words(definitions, relationship.type));
        if (one == nullptr) continue;
        one->relation = true;
        one->sibling =
            one->sibling || std::ranges::find(siblings, relationship.type) != siblings.end();
    }
}

// Whoever lived where this person has; an institution joins nobody.
void put_neighbours(work::Context& context, const people::Person& person, Putting& putting) {
    for (const auto& said : person.assertions) {
        const auto* address = std::get_if<people::Address>(&said.fact);
        if (address == nullptr || !address->lives_there || said.withdrawn) continue;
        const auto place = people::place_key(*address);
        if (place.empty() || people::is_institution(context, place)) continue;
        for (const auto& row : context.db.rows(
                 "select distinct person from person_address where place = $1 and lives_there = 1 "
                 "and protected = 0 and withdrawn_at is null and person <> $2 order by person "
                 "limit $3",
                 {place, person.line.id, kMostLookedAt})) {
            const auto line = putting.line_of(row.text(0));
            if (!line || !people::is_human(line->kind)) continue;
            if (auto* one = putting.put(*line, "Lived at the same address")) one->address = true;
        }
    }
}

}  // namespace

Around* put_in(work::Context& context,
               Circle& circle,
               const people::Summary& person,
               const std::string& tie,
               Instant as_at) {
    for (auto& one : circle.others)
        if (one.person.id == person.id || holds(one.also, person.id)) return &one;
    if (person.id == circle.person.id) return nullptr;
    const auto held = people::held_as_one(context, person.id, as_at);
    const bool same = holds(held, circle.person.id);
    for (auto& one : circle.others) {
        if (same || one.same || !holds(held, one.person.id)) continue;
        one.also.push_back(person.id);
        return &one;
    }
    circle.others.push_back(
        {.person = person, .tie = same ? std::string(kSame) : tie, .same = same});
    return &circle.others.back();
}

Result<Circle> circle_of(work::Context& context,
                         const access::Grant& grant,
                         std::optional<Instant> as_at) {
    const auto person = TRY(people::find_person(context, grant, grant.subject()));
    Circle circle{.person = person.line};
    const Instant when = as_at.value_or(context.now);
    Putting putting(context, grant.viewer(), circle, when);
    put_same(context, grant.viewer(), putting, person.line.id, when);
    if (!people::is_human(person.line.kind)) return circle;
    put_relations(context.definitions, person, putting);
    const auto household = TRY(people::household_of(context, grant, grant.subject()));
    if (!household.many) {
        for (const auto& member : household.members) {
            auto* one = putting.put(member, "Lives there too");
            if (one == nullptr) continue;
            one->household = true;
            one->address = true;
        }
    }
    if (!person.address_withheld) put_neighbours(context, person, putting);
    std::vector<std::string> held;
    for (const auto& one : circle.others)
        if (one.same) held.push_back(one.person.id);
    for (const auto& other : held) {
        const auto leave = access::allow(grant.viewer(), access::Action::ReadPerson, other);
        if (!leave) continue;
        const auto theirs = people::find_person(context, *leave, other);
        if (!theirs) continue;
        put_relations(context.definitions, *theirs, putting);
        if (!theirs->address_withheld) put_neighbours(context, *theirs, putting);
    }
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
            (one.address && asks("address"))) {
            people.push_back(one.person.id);
            people.insert(people.end(), one.also.begin(), one.also.end());
        }
    }
    return people;
}

}  // namespace longstone::chronology
