#include "people/assertions.h"

#include <doctest/doctest.h>

#include "define/definitions.h"
#include "people/people_test_house.h"
#include "people/rules.h"

using namespace longstone;
using namespace longstone::people;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

const Date kToday = parse_date("2026-11-13").value();

std::string fault_of(const Fact& fact) {
    const auto answer = checked(define::Definitions{}, {.fact = fact}, kToday);
    return answer ? "" : field_at_fault(answer.error());
}

std::string whole_fault(Kind kind, const std::vector<Assertion>& assertions) {
    const auto problems = whole_problems(kind, assertions, kToday);
    return problems.empty() ? "" : problems.front().field;
}

}  // namespace

TEST_CASE("each kind of fact comes back from its JSON as it went in") {
    const std::vector<Fact> facts = {
        Name{.given = "Amara", .middle = "Jo", .family = "Bell", .use = NameUse::Alias},
        BirthDate{.date = day("2019-03-01"), .precision = Precision::Month, .estimated = true},
        ExpectedDate{.date = day("2027-01-10")},
        SexStated{.sex = Sex::Female},
        Death{.date = day("2026-05-04")},
        Death{},
        Address{.lines = {"4 Dene Road", "Morpeth"},
                .postcode = "NE61 1AB",
                .kind = "school",
                .lives_there = false},
        Identifier{.scheme = "nhs-number", .value = "9990000018"},
        Contact{.means = "phone", .value = "01632960001"},
        Flag{.code = "carer"},
        Detail{.field = "ethnicity", .value = "WBRI"},
        Note{.text = "Seen at the quay, about 40, red coat"},
    };
    for (const Fact& fact : facts) {
        const Json json = to_json(fact);
        const auto again = fact_of(json);
        REQUIRE_MESSAGE(again, kind_word(fact));
        CHECK(again->index() == fact.index());
        CHECK(to_json(*again).dump() == json.dump());
    }
}

TEST_CASE("what cannot be read names its member") {
    const auto fault = [](const char* text) {
        const auto fact = fact_of(Json::parse(text).value());
        return fact ? std::string() : field_at_fault(fact.error());
    };
    CHECK(fault(R"({"kind": "shoe-size"})") == "kind");
    CHECK(fault(R"({"kind": "birth-date", "date": "2019-02-30"})") == "birth-date");
    CHECK(fault(R"({"kind": "sex", "sex": "X"})") == "sex");
    CHECK(fault(R"({"kind": "name", "given": "A", "use": "nickname"})") == "use");
    CHECK(fault(R"({"kind": "name", "given": "A"})").empty());
}

TEST_CASE("facts that cannot be are refused at their field") {
    CHECK(fault_of(Name{}) == "given-name");
    CHECK(fault_of(Name{.given = std::string(101, 'a')}) == "given-name");
    CHECK(fault_of(Name{.given = "Am\nara"}) == "given-name");
    CHECK(fault_of(BirthDate{.date = kToday + 1}) == "birth-date");
    CHECK(fault_of(BirthDate{.date = day("1890-01-01")}) == "birth-date");
    CHECK(fault_of(BirthDate{.date = kToday}).empty());
    CHECK(fault_of(ExpectedDate{.date = kToday + 301}).empty());
    CHECK(fault_of(ExpectedDate{.date = kToday + 302}) == "expected-date");
    CHECK(fault_of(ExpectedDate{.date = kToday + -60}).empty());
    CHECK(fault_of(ExpectedDate{.date = kToday + -61}) == "expected-date");
    CHECK(fault_of(Death{.date = kToday + 1}) == "death-date");
    CHECK(fault_of(Address{}) == "address-lines");
    CHECK(fault_of(Address{.postcode = "NOWHERE"}) == "postcode");
    CHECK(fault_of(Identifier{.scheme = "nhs-number", .value = "1234567890"}) == "nhs-number");
    CHECK(fault_of(Identifier{.value = "1"}) == "scheme");
    CHECK(fault_of(Contact{.means = "phone", .value = "none"}) == "phone");
    CHECK(fault_of(Contact{.means = "email", .value = "nobody"}) == "email");
    CHECK(fault_of(Flag{}) == "flag");
    CHECK(fault_of(Detail{.field = "gp"}) == "gp");
    CHECK(fault_of(Note{.text = "  "}) == "note");
}

TEST_CASE("facts are kept in one way of writing") {
    const auto kept =
        checked(define::Definitions{},
                {.fact = Address{.lines = {" 4 Dene Road ", ""}, .postcode = "ne611ab"},
                 .source = " Visit "},
                kToday);
    REQUIRE(kept);
    const auto& address = std::get<Address>(kept->fact);
    CHECK(address.lines == std::vector<std::string>{"4 Dene Road"});
    CHECK(address.postcode == "NE61 1AB");
    CHECK(kept->source == "Visit");
    const auto mobile = checked(define::Definitions{},
                                {.fact = Contact{.means = "mobile", .value = "+44 7700 900123"}},
                                kToday);
    REQUIRE(mobile);
    CHECK(std::get<Contact>(mobile->fact).value == "07700900123");
    CHECK(fault_of(Contact{.means = "mobile", .value = "none"}) == "mobile");
    const auto year =
        checked(define::Definitions{},
                {.fact = BirthDate{.date = day("2012-07-09"), .precision = Precision::Year}},
                kToday);
    REQUIRE(year);
    CHECK(std::get<BirthDate>(year->fact).date == day("2012-01-01"));
}

TEST_CASE("codes come from the list, when there is one, and retired ones are not offered") {
    in_each_house([](House& house) {
        CHECK(code_problem(house.definitions, "ethnicity", "WBRI").empty());
        CHECK(!code_problem(house.definitions, "ethnicity", "OLD").empty());
        CHECK(!code_problem(house.definitions, "ethnicity", "blue").empty());
        CHECK(code_problem(house.definitions, "shoe-size", "anything").empty());
    });
}

TEST_CASE("a person has a birth date or an expected date, never both") {
    const Assertion name{.fact = Name{.family = "Bell"}};
    const Assertion birth{.fact = BirthDate{.date = day("2026-11-01")}};
    const Assertion expected{.fact = ExpectedDate{.date = day("2026-11-10")}};
    CHECK(whole_fault(Kind::Person, {name, birth, expected}) == "expected-date");
    Assertion ended = expected;
    ended.until = day("2026-11-01");
    CHECK(whole_fault(Kind::Person, {name, birth, ended}).empty());
    Assertion withdrawn = expected;
    withdrawn.withdrawn = Withdrawal{};
    CHECK(whole_fault(Kind::Person, {name, birth, withdrawn}).empty());
}

TEST_CASE("an unborn baby has no sex and needs no name, others need one") {
    const Assertion expected{.fact = ExpectedDate{.date = day("2027-01-10")}};
    const Assertion girl{.fact = SexStated{.sex = Sex::Female}};
    const Assertion unsaid{.fact = SexStated{.sex = Sex::Unknown}};
    const Assertion note{.fact = Note{.text = "Red coat"}};
    CHECK(whole_fault(Kind::Person, {expected}).empty());
    CHECK(whole_fault(Kind::Person, {expected, unsaid}).empty());
    CHECK(whole_fault(Kind::Person, {expected, girl}) == "sex");
    CHECK(whole_fault(Kind::Person, {girl}) == "given-name");
    CHECK(whole_fault(Kind::Unknown, {girl}) == "note");
    CHECK(whole_fault(Kind::Unknown, {girl, note}).empty());
}

TEST_CASE("nobody dies before they are born") {
    const Assertion name{.fact = Name{.family = "Bell"}};
    const Assertion birth{.fact = BirthDate{.date = day("2020-05-05")}};
    const Assertion death{.fact = Death{.date = day("2020-05-04")}};
    CHECK(whole_fault(Kind::Person, {name, birth, death}) == "death-date");
}
