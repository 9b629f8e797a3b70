#include "people/score.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::people;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

Profile amara() {
    return {.names = {{.given = "amara", .family = "bell"}},
            .births = {{.date = day("2019-03-04")}},
            .postcodes = {"NE61 1AB"},
            .identifiers = {{.scheme = "nhs-number", .value = "9990000018"}}};
}

double weight_of(const Score& score, std::string_view field) {
    for (const FieldWeight& one : score.explanation) {
        if (one.field == field) return one.weight;
    }
    return 0;
}

}  // namespace

TEST_CASE("everything agreeing is near certain, a name alone is not") {
    const Sought all{
        .given = "amara", .family = "bell", .birth = day("2019-03-04"), .postcode = "NE61 1AB"};
    CHECK(score(all, amara()).probability > 0.99);
    const Sought name{.given = "amara", .family = "bell"};
    CHECK(score(name, amara()).probability < 0.1);
    CHECK(score(name, amara()).explanation.size() == 2);
}

TEST_CASE("the nearer a value the greater its weight") {
    const auto family = [](std::string typed) {
        return weight_of(score({.family = std::move(typed)}, amara()), "family-name");
    };
    CHECK(family("bell") > family("belle"));
    CHECK(family("belle") > 0);
    CHECK(family("bel") > family("jones"));
    CHECK(family("jones") < 0);
    const auto birth = [](std::string_view typed) {
        return weight_of(score({.birth = day(typed)}, amara()), "birth-date");
    };
    CHECK(birth("2019-03-04") > birth("2019-04-03"));
    CHECK(birth("2019-04-03") > birth("2019-03-14"));
    CHECK(birth("2019-03-14") > birth("2019-11-25"));
    CHECK(birth("1985-11-25") < 0);
}

TEST_CASE("what is missing on either side speaks neither for nor against") {
    const Sought sought{.given = "amara", .family = "bell"};
    Profile bare{.names = {{.given = "amara", .family = "bell"}}};
    CHECK(score(sought, bare).weight == doctest::Approx(score(sought, amara()).weight));
}

TEST_CASE("given and family name the other way round still agree") {
    const Score swapped = score({.given = "bell", .family = "amara"}, amara());
    CHECK(weight_of(swapped, "family-name") > 8);
    CHECK(weight_of(swapped, "given-name") == 0);
}

TEST_CASE("a previous name is said to be one") {
    Profile person = amara();
    person.names.push_back({.given = "amara", .family = "reed", .use = NameUse::Previous});
    const Score found = score({.family = "reed"}, person);
    REQUIRE(found.explanation.size() == 1);
    CHECK(found.explanation[0].words == "Family name agrees (a previous name)");
}

TEST_CASE("another number on record speaks against, the same one outweighs a changed name") {
    const Sought other{.identifiers = {{.scheme = "nhs-number", .value = "9990000026"}}};
    CHECK(weight_of(score(other, amara()), "nhs-number") < 0);
    const Sought same{.given = "zoe",
                      .family = "reed",
                      .identifiers = {{.scheme = "nhs-number", .value = "9990000018"}}};
    CHECK(weight_of(score(same, amara()), "nhs-number") > 15);
}

TEST_CASE("a brother at the same address on the same form is not taken for her") {
    const Sought brother{
        .given = "tom", .family = "bell", .birth = day("2016-08-21"), .postcode = "NE61 1AB"};
    CHECK(score(brother, amara()).probability < 0.01);
}

TEST_CASE("a year of birth is compared as a year") {
    Profile person = amara();
    person.births = {{.date = day("2019-01-01"), .precision = Precision::Year}};
    CHECK(weight_of(score({.birth = day("2019-03-04")}, person), "birth-date") > 0);
    CHECK(weight_of(score({.birth = day("2018-03-04")}, person), "birth-date") < 0);
}
