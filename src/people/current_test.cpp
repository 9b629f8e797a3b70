#include "people/current.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::people;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

Assertion home(std::string line, std::optional<Date> from, std::string_view said) {
    return {.fact = Address{.lines = {std::move(line)}},
            .happened_at = from_london(day(said), 0),
            .from = from};
}

std::string lives_at(const std::vector<Assertion>& assertions, std::string_view today) {
    const Current current = current_of(assertions, day(today));
    return current.home == nullptr ? "" : std::get<Address>(current.home->fact).lines.front();
}

}  // namespace

TEST_CASE("where somebody lives is the address that took effect last, not the one typed last") {
    const std::vector<Assertion> said = {home("2 Sea View", day("2024-05-01"), "2024-05-03"),
                                         home("1 Old Lane", day("2019-01-01"), "2026-01-10")};
    CHECK(lives_at(said, "2026-11-13") == "2 Sea View");
    CHECK(lives_at(said, "2020-01-01") == "1 Old Lane");
    CHECK(lives_at(said, "2018-01-01").empty());
}

TEST_CASE("an address that ended or was withdrawn is nobody's home") {
    std::vector<Assertion> said = {home("1 Old Lane", {}, "2024-05-03")};
    CHECK(lives_at(said, "2026-11-13") == "1 Old Lane");
    said[0].until = day("2026-11-13");
    CHECK(lives_at(said, "2026-11-12") == "1 Old Lane");
    CHECK(lives_at(said, "2026-11-13").empty());
    said[0].until.reset();
    said[0].withdrawn = Withdrawal{};
    CHECK(lives_at(said, "2026-11-13").empty());
}

TEST_CASE("of two corrections on one day the later holds") {
    const std::vector<Assertion> said = {
        {.fact = BirthDate{.date = day("2019-03-02")}},
        {.fact = BirthDate{.date = day("2019-03-03")}},
    };
    Summary line;
    summarise(line, current_of(said, day("2026-11-13")));
    REQUIRE(line.birth);
    CHECK(line.birth->date == day("2019-03-03"));
}

TEST_CASE("an alias never takes the place of the name on paper") {
    std::vector<Assertion> said = {
        {.fact = Name{.given = "Amara", .family = "Bell"}},
        {.fact = Name{.given = "Mara", .use = NameUse::Preferred}},
        {.fact = Name{.given = "Ace", .use = NameUse::Alias}},
    };
    Summary line;
    summarise(line, current_of(said, day("2026-11-13")));
    CHECK(display_name(line) == "Amara Bell (known as Mara)");
    said[0].withdrawn = Withdrawal{};
    said[1].withdrawn = Withdrawal{};
    summarise(line, current_of(said, day("2026-11-13")));
    CHECK(display_name(line) == "Ace");
    said[2].withdrawn = Withdrawal{};
    summarise(line, current_of(said, day("2026-11-13")));
    CHECK(display_name(line) == "Name not known");
}

TEST_CASE("unborn until a birth date is said") {
    std::vector<Assertion> said = {{.fact = Name{.family = "Bell"}},
                                   {.fact = ExpectedDate{.date = day("2027-01-10")}}};
    CHECK(is_unborn(said));
    Summary line;
    summarise(line, current_of(said, day("2026-11-13")));
    CHECK(line.unborn());
    CHECK(display_name(line) == "Unborn baby Bell");
    said.push_back({.fact = BirthDate{.date = day("2026-11-12")}});
    CHECK(!is_unborn(said));
    summarise(line, current_of(said, day("2026-11-13")));
    CHECK(!line.unborn());
}

TEST_CASE("each field of detail has one current value") {
    const std::vector<Assertion> said = {
        {.fact = Detail{.field = "school", .value = "Dene First"}, .from = day("2023-09-01")},
        {.fact = Detail{.field = "gp", .value = "Quay Surgery"}},
        {.fact = Detail{.field = "school", .value = "Bay Middle"}, .from = day("2026-09-01")},
        {.fact = Flag{.code = "carer"}},
        {.fact = Flag{.code = "carer"}},
    };
    const Current current = current_of(said, day("2026-11-13"));
    REQUIRE(current.details.size() == 2);
    CHECK(std::get<Detail>(current.details[0]->fact).value == "Bay Middle");
    CHECK(current.flags.size() == 1);
}
