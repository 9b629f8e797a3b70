#include "people/own_record.h"

#include <algorithm>
#include <array>
#include <set>

#include "access/viewer.h"
#include "base/text.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/keys.h"
#include "people/rules.h"
#include "people/sight.h"
#include "store/store.h"

namespace longstone::people {
namespace {

constexpr int kMostLookedAt = 50;
// Numbers that one person has and nobody else.
constexpr std::array<std::string_view, 2> kOwnNumbers = {"nhs-number", "upn"};

bool is_own_number(const Identifier& identifier) {
    return std::ranges::find(kOwnNumbers, identifier.scheme) != kOwnNumbers.end();
}

// What is said of somebody, in the forms that are compared.
struct Said {
    std::vector<Identifier> numbers = {};
    std::set<std::string> given = {}, family = {};
    std::set<Date> births = {};
    Sex sex = Sex::Unknown;
};

void take(Said& said, const Fact& fact) {
    if (const auto* number = std::get_if<Identifier>(&fact); number && is_own_number(*number))
        said.numbers.push_back(*number);
    if (const auto* name = std::get_if<Name>(&fact)) {
        if (!name->given.empty()) said.given.insert(fold(name->given));
        if (!name->family.empty()) said.family.insert(fold(name->family));
    }
    const auto* birth = std::get_if<BirthDate>(&fact);
    if (birth != nullptr && birth->precision == Precision::Day && !birth->estimated)
        said.births.insert(birth->date);
    if (const auto* sex = std::get_if<SexStated>(&fact)) said.sex = sex->sex;
}

Said said_of(const std::vector<NewAssertion>& stated) {
    Said said;
    for (const auto& one : stated)
        take(said, one.fact);
    return said;
}

Said known_of(const std::vector<Assertion>& assertions) {
    Said said;
    for (const auto& one : assertions)
        if (!one.withdrawn) take(said, one.fact);
    return said;
}

template <class T>
bool share(const std::set<T>& one, const std::set<T>& other) {
    return std::ranges::any_of(one, [&](const T& value) { return other.contains(value); });
}

bool differ(const Said& row, const Said& person) {
    for (const auto& number : row.numbers) {
        bool of_scheme = false, same = false;
        for (const auto& other : person.numbers) {
            if (other.scheme != number.scheme) continue;
            of_scheme = true;
            same = same || other.value == number.value;
        }
        if (of_scheme && !same) return true;
    }
    if (!row.births.empty() && !person.births.empty() && !share(row.births, person.births))
        return true;
    if (row.sex != Sex::Unknown && person.sex != Sex::Unknown && row.sex != person.sex) return true;
    // A mistyped number leads to somebody of another name altogether.
    const bool named = !person.given.empty() || !person.family.empty();
    return named && !share(row.given, person.given) && !share(row.family, person.family);
}

bool agree(const Said& row, const Said& person) {
    const bool number = std::ranges::any_of(row.numbers, [&](const Identifier& one) {
        return std::ranges::any_of(person.numbers, [&](const Identifier& other) {
            return other.scheme == one.scheme && other.value == one.value;
        });
    });
    return number || (share(row.given, person.given) && share(row.family, person.family) &&
                      share(row.births, person.births));
}

bool same_fact(const Fact& one, const Fact& other) {
    return one.index() == other.index() && to_json(one) == to_json(other);
}

std::set<std::string> candidates(const Context& context, std::string_view agency, const Said& row) {
    std::vector<std::string> keys;
    keys.reserve(row.numbers.size() + row.given.size() * row.family.size());
    for (const auto& number : row.numbers)
        keys.push_back(identifier_key(number.scheme, number.value));
    for (const auto& given : row.given)
        for (const auto& family : row.family)
            if (!row.births.empty()) keys.push_back(whole_key(given, family));
    std::set<std::string> people;
    for (const auto& key : keys) {
        for (const auto& found : context.db.rows(
                 "select k.person from person_key k join person p on p.id = k.person where k.key = "
                 "$1 and k.restricted = 0 and k.protected = 0 and p.kind = 'person' and "
                 "p.created_agency = $3 order by k.person limit $2",
                 {key, kMostLookedAt, agency}))
            people.insert(found.text(0));
    }
    return people;
}

}  // namespace

std::vector<std::string> own_records(const Context& context,
                                     std::string_view agency,
                                     const Identifier& number) {
    // Asked in two, so that no planner, whatever it knows of new tables, goes through all of them.
    std::vector<std::string> people;
    for (const auto& key :
         context.db.rows("select distinct person from person_key where key = $1 order by person",
                         {identifier_key(number.scheme, number.value)})) {
        const auto person = key.text(0);
        if (context.db.one("select 1 from person_identifier i join person p on p.id = i.person "
                           "where i.person = $1 and i.scheme = $2 and i.value = $3 and i.agency = "
                           "$4 and p.created_agency = $4 and i.withdrawn_at is null limit 1",
                           {person, number.scheme, number.value, agency}))
            people.push_back(person);
    }
    return people;
}

std::optional<std::string> own_record_like(const Context& context,
                                           const access::Viewer& viewer,
                                           const std::vector<NewAssertion>& stated) {
    const auto row = said_of(stated);
    std::optional<std::string> found;
    for (const auto& person : candidates(context, viewer.agency, row)) {
        if (sight_of(context, viewer, person) == Sight::Hidden) continue;
        const auto known = known_of(load_assertions(context.db, person));
        if (!agree(row, known) || differ(row, known)) continue;
        if (found) return {};
        found = person;
    }
    return found;
}

bool tells_of_another(const std::vector<Assertion>& person, const std::vector<NewAssertion>& row) {
    const auto said = said_of(row);
    const auto known = known_of(person);
    const bool other_name =
        !said.given.empty() && !known.given.empty() && !share(said.given, known.given);
    const bool other_birth =
        !said.births.empty() && !known.births.empty() && !share(said.births, known.births);
    return other_name && other_birth;
}

std::vector<Ending> ended_by(std::string_view agency,
                             const std::vector<Assertion>& person,
                             const std::vector<NewAssertion>& row) {
    std::vector<Ending> ends;
    for (const auto& one : row) {
        if (!one.until) continue;
        for (const auto& said : person) {
            const bool same = !said.withdrawn && !said.until && said.agency == agency &&
                              same_fact(said.fact, one.fact) &&
                              (!said.from || *said.from <= *one.until);
            if (same) ends.push_back({.assertion = said.id, .until = *one.until});
        }
    }
    return ends;
}

std::vector<NewAssertion> not_yet_said(const std::vector<Assertion>& person,
                                       const std::vector<NewAssertion>& row,
                                       Date today) {
    auto fresh = row;
    std::erase_if(fresh, [&](const NewAssertion& one) {
        return std::ranges::any_of(person, [&](const Assertion& said) {
            // What is over is new unless it was said with that end.
            const bool stands =
                !said.withdrawn && (one.until ? said.until == one.until : holds(said, today));
            return stands && same_fact(said.fact, one.fact);
        });
    });
    return fresh;
}

std::string other_number(const std::vector<Assertion>& person,
                         const std::vector<NewAssertion>& row) {
    const auto known = known_of(person);
    for (const auto& number : said_of(row).numbers) {
        bool of_scheme = false, same = false;
        for (const auto& other : known.numbers) {
            of_scheme = of_scheme || other.scheme == number.scheme;
            same = same || (other.scheme == number.scheme && other.value == number.value);
        }
        if (of_scheme && !same) return number.scheme;
    }
    return {};
}

}  // namespace longstone::people
