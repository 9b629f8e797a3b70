#include "work/sharing/known_words.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::work;

namespace {

using People = std::vector<people::Assertion>;

People person(const std::string& given,
              const std::string& family,
              const std::string& born,
              const std::string& postcode = {}) {
    People said = {{.fact = people::Name{.given = given, .family = family}},
                   {.fact = people::BirthDate{.date = *parse_date(born)}}};
    if (!postcode.empty()) said.push_back({.fact = people::Address{.postcode = postcode}});
    return said;
}

bool same(const People& one, const People& other) {
    return agree(known_words(one, 26), known_words(other, 26));
}

}  // namespace

TEST_CASE("one person written in two ways agrees") {
    const auto amara = person("Amara", "O'Neill", "2015-04-07", "NE61 1AB");
    CHECK(same(amara, amara));
    CHECK(same(amara, person("AMARA", "ONeill", "2015-04-07")));               // how it is typed
    CHECK(same(amara, person("O'Neill", "Amara", "2015-04-07")));              // names swapped
    CHECK(same(amara, person("Amara", "Oneal", "2015-04-07", "ne611ab")));     // by its sound
    CHECK(same(amara, person("Amara", "O'Neill", "2015-07-04", "NE61 1AB")));  // day for month
    CHECK(same(amara, person("Amara", "Bell", "2015-04-07", "NE61 1AB")) == false);
}

TEST_CASE("an identifier is enough, and one of before counts") {
    auto here = person("Amara", "Bell", "2015-04-07");
    auto there = person("Mara", "Hall", "2015-05-09");
    here.push_back({.fact = people::Identifier{.scheme = "nhs-number", .value = "943 476 5919"}});
    there.push_back({.fact = people::Identifier{.scheme = "nhs-number", .value = "9434765919"}});
    CHECK(same(here, there));
    there.back().withdrawn = people::Withdrawal{};
    CHECK_FALSE(same(here, there));
    auto married = person("Amara", "Hall", "2015-04-07");
    married.push_back({.fact = people::Name{
                           .given = "Amara", .family = "Bell", .use = people::NameUse::Previous}});
    CHECK(same(here, married));
}

TEST_CASE("twins, siblings and fathers of one name do not agree by what a household shares") {
    const auto jon = person("Jon", "Smith", "2010-03-03", "NE61 1AB");
    CHECK_FALSE(same(jon, person("Joan", "Smith", "2010-03-03", "NE61 1AB")));  // they sound alike
    CHECK_FALSE(same(jon, person("Jack", "Smith", "2010-03-03", "NE61 1AB")));  // and begin alike
    CHECK_FALSE(same(jon, person("Ada", "Smith", "2012-03-03", "NE61 1AB")));
    CHECK_FALSE(same(jon, person("Jon", "Smith", "1985-06-01", "NE61 1AB")));  // his father
}

TEST_CASE("what is protected, estimated or incomplete is never hashed") {
    auto kept = person("Amara", "Bell", "2015-04-07");
    for (auto& one : kept)
        one.is_protected = true;
    CHECK(known_words(kept, 26).empty());
    CHECK(known_words({{.fact = people::Name{.given = "Amara", .family = "Bell"}}}, 26).empty());
    auto about = person("Amara", "Bell", "2015-04-01");
    about[1].fact =
        people::BirthDate{.date = *parse_date("2015-04-01"), .precision = people::Precision::Month};
    CHECK(known_words(about, 26).empty());
}

TEST_CASE("there are never more words than room, and the strong ones come first") {
    auto many = person("Amara", "Bell", "2015-04-07", "NE61 1AB");
    for (const char* family : {"Hall", "Reed", "Moss", "Dunn", "Pike"})
        many.push_back({.fact = people::Name{
                            .given = "Amara", .family = family, .use = people::NameUse::Alias}});
    const auto words = known_words(many, 12);
    REQUIRE(words.size() == 12);
    CHECK(words.front().by == KnownBy::Strong);
    const auto has = [&](KnownBy by) {
        return std::ranges::any_of(words, [&](const auto& word) { return word.by == by; });
    };
    CHECK(has(KnownBy::Name));
    CHECK(has(KnownBy::Place));
    CHECK(known_words(many, 26) == known_words(many, 26));
}
