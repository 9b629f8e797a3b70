#include "demo/family_words.h"

#include "base/text.h"

namespace longstone::demo {
namespace {

constexpr int kYoung = 5;
constexpr int kChild = 11;
constexpr int kAdult = 18;

std::string age_word(const Member& member, Date then) {
    if (!member.born || *member.born > then) return member.expected ? "unborn" : "baby";
    const int age = years_between(*member.born, then);
    return age < 1        ? "baby"
           : age < kYoung ? "young"
           : age < kChild ? "child"
           : age < kAdult ? "teen"
                          : "adult";
}

}  // namespace

Json words_about(const Family& family,
                 const Member& member,
                 const std::string& school_name,
                 Date then) {
    Json words =
        Json::object({{"name", member.name},
                      {"first", member.given},
                      {"age", age_word(member, then)},
                      {"protected", family.address["protected"].boolean() ? "yes" : "no"}});
    std::vector<std::string> household;
    for (const auto& person : family.people) {
        if (person.home.is_null() && person.is != "source") household.push_back(person.name);
        if (words.has(person.is) || &person == &member) continue;
        words.set(person.is, person.name);
        if (person.home.is_null()) words.set(cat({person.is, "-at-home"}), "yes");
    }
    words.set("household", join_and(household));
    if (!member.school.empty()) words.set("school", member.school).set("school-name", school_name);
    return words;
}

}  // namespace longstone::demo
