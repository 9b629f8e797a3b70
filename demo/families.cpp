#include "demo/families.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "demo/random.h"

namespace longstone::demo {
namespace {

constexpr int kDaysInAYear = 365;
constexpr std::uint32_t kMix = 16777619;

// A number of its own for each name, so that adding a family moves nobody's birthday.
std::uint32_t number_for(const std::string& name, std::uint32_t seed) {
    std::uint32_t mixed = 2166136261U ^ seed;
    for (const char c : name) {
        mixed = (mixed ^ static_cast<unsigned char>(c)) * kMix;
    }
    return mixed;
}

// "7y" or "4m" before `today`.
Date before(Date today, const std::string& age) {
    const int count = std::stoi(age);
    return add_months(today, age.ends_with("m") ? -count : -12 * count);
}

// So long ago, and some days more.
Date born_from(const std::string& age, Date today, const std::string& name, std::uint32_t seed) {
    Random random(number_for(name, seed));
    return before(today, age) + -random.below(age.ends_with("m") ? 12 : kDaysInAYear - 65);
}

// Lines, and the postcode last.
Json address_from(const Json& home, bool is_protected) {
    Json lines = Json::array();
    const auto& parts = home.items();
    for (std::size_t n = 0; n + 1 < parts.size(); ++n) {
        lines.push(parts[n]);
    }
    return Json::object({{"lines", std::move(lines)},
                         {"postcode", parts.empty() ? Json("") : parts.back()},
                         {"protected", is_protected}});
}

Json earlier_from(const Json& earlier, Date today) {
    Json addresses = Json::array();
    for (const Json& one : earlier.items()) {
        auto address = address_from(one["home"], false);
        if (one.has("from")) address.set("from", iso(before(today, one.text("from"))));
        address.set("until", iso(before(today, one.text("until"))));
        addresses.push(std::move(address));
    }
    return addresses;
}

Member member_from(const Json& json, Date today, std::uint32_t seed) {
    Member member{.is = json.text("is"),
                  .name = json.text("name"),
                  .sex = json.text("sex"),
                  .school = json.text("school"),
                  .nhs = json.text("nhs"),
                  .earlier = earlier_from(json["earlier"], today)};
    const auto space = member.name.rfind(' ');
    if (space == std::string::npos)
        throw std::invalid_argument(cat({"give both names: ", member.name}));
    member.given = member.name.substr(0, space);
    member.family = member.name.substr(space + 1);
    if (json.has("age")) member.born = born_from(json.text("age"), today, member.name, seed);
    if (json.has("expected")) member.expected = today + std::stoi(json.text("expected"));
    if (json.has("home")) member.home = address_from(json["home"], false);
    return member;
}

bool tied(const std::vector<Tie>& ties, const std::string& one, const std::string& other) {
    return std::any_of(ties.begin(), ties.end(), [&](const Tie& tie) {
        return (tie.person == one && tie.other == other) ||
               (tie.person == other && tie.other == one);
    });
}

bool at_home(const Member& member) {
    return member.home.is_null() && member.is != "source";
}

bool lists(const Json& list, const std::string& word) {
    const auto& items = list.items();
    return list.text() == word || std::any_of(items.begin(), items.end(), [&](const Json& item) {
               return item.text() == word;
           });
}

// What the family itself says comes first; the rules of all families fill in what is left.
void tie_up(Family& family, const Json& own, const Json& rules) {
    for (const Json& tie : own.items()) {
        const auto* person = family.named(tie.text("of"));
        const auto* other = family.named(tie.text("to"));
        if (person == nullptr || other == nullptr)
            throw std::invalid_argument(cat({"a tie of ", family.id, " names a stranger"}));
        family.ties.push_back({.person = person->name,
                               .other = other->name,
                               .type = tie.text("type"),
                               .responsible = tie.text("responsible") == "yes",
                               .together = tie.has("together")
                                               ? tie.text("together") == "yes"
                                               : at_home(*person) && at_home(*other)});
    }
    for (const Json& rule : rules.items()) {
        for (const auto& person : family.people) {
            for (const auto& other : family.people) {
                const bool together = at_home(person) && at_home(other);
                if (&person == &other || !lists(rule["of"], person.is) ||
                    !lists(rule["to"], other.is) || tied(family.ties, person.name, other.name))
                    continue;
                if (rule.has("together") && (rule.text("together") == "yes") != together) continue;
                family.ties.push_back({.person = person.name,
                                       .other = other.name,
                                       .type = rule.text("type"),
                                       .responsible = rule.text("responsible") == "yes",
                                       .together = together});
            }
        }
    }
}

Family family_from(const Json& json, const Json& rules, Date today, std::uint32_t seed) {
    Family family{.id = json.text("id"),
                  .address = address_from(json["home"], json.text("protected") == "yes")};
    const auto earlier = earlier_from(json["earlier"], today);
    for (const Json& person : json["people"].items()) {
        auto member = member_from(person, today, seed);
        // Where the family lived before, unless they came later or live elsewhere.
        for (const Json& address : earlier.items()) {
            const auto until = parse_date(address.text("until"));
            if (member.home.is_null() && member.born && until && *member.born < *until)
                member.earlier.push(address);
        }
        family.people.push_back(std::move(member));
    }
    tie_up(family, json["ties"], rules);
    return family;
}

}  // namespace

const Member* Family::first(std::string_view is) const {
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const auto& m) { return m.is == is; });
    return found == people.end() ? nullptr : &*found;
}

const Member* Family::named(std::string_view name) const {
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const auto& m) { return m.name == name; });
    return found == people.end() ? nullptr : &*found;
}

std::vector<Family> families_from(const Json& file, Date today, std::uint32_t seed) {
    std::vector<Family> families;
    families.reserve(file["families"].items().size());
    for (const Json& family : file["families"].items()) {
        families.push_back(family_from(family, file["ties"], today, seed));
    }
    return families;
}

Json person_of(const Family& family, const Member& member, const std::string& role) {
    Json person = Json::object(
        {{"role", role}, {"given-name", member.given}, {"family-name", member.family}});
    if (member.born) person.set("born", iso(*member.born));
    if (member.expected) person.set("expected", iso(*member.expected));
    if (!member.sex.empty()) person.set("sex", member.sex);
    if (!member.nhs.empty()) person.set("nhs-number", member.nhs);
    if (member.expected || (member.is == "source" && member.home.is_null())) return person;
    auto address = member.home.is_null() ? family.address : member.home;
    const auto& earlier = member.earlier.items();
    if (!earlier.empty()) {
        person.set("addresses", member.earlier);
        address.set("from", earlier.back()["until"]);
    }
    return person.set("address", std::move(address));
}

}  // namespace longstone::demo
