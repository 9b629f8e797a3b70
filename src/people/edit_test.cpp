#include "people/edit.h"

#include <doctest/doctest.h>

#include "people/current.h"
#include "people/people_test_house.h"

using namespace longstone;
using namespace longstone::people;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

Result<std::int64_t> say_more(House& house,
                              std::string_view person,
                              std::int64_t rev,
                              std::vector<NewAssertion> stated) {
    return house.change(house.worker, person, [&](const Context& context, const auto& grant) {
        return state(context, grant, {.rev = rev, .assertions = stated, .source = "Visit"});
    });
}

NewPerson unborn(std::string family, std::string_view expected) {
    return {.assertions = {{.fact = Name{.family = std::move(family)}},
                           {.fact = ExpectedDate{.date = day(expected)}}}};
}

template <class T>
std::vector<const Assertion*> all_of(const Person& person) {
    std::vector<const Assertion*> all;
    for (const Assertion& one : person.assertions) {
        if (std::holds_alternative<T>(one.fact)) all.push_back(&one);
    }
    return all;
}

}  // namespace

TEST_CASE("a new person has what was said of them, by whom and from what source") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell", "2019-03-03"));
        const auto person = house.find(house.worker, id);
        REQUIRE(person);
        CHECK(display_name(person->line) == "Amara Bell");
        CHECK(person->line.birth->date == day("2019-03-03"));
        CHECK(person->line.rev == 1);
        CHECK(person->created_by == "worker");
        REQUIRE(person->assertions.size() == 2);
        CHECK(person->assertions[0].source == "Referral form");
        CHECK(person->assertions[0].actor == "worker");
        CHECK(person->assertions[0].agency == "dene-first");
        CHECK(person->assertions[0].recorded_at == house.now);
        CHECK(house.kinds_of_events(id) == "person.created");
    });
}

TEST_CASE("a person who cannot be is refused whole, with every field at fault") {
    in_each_house([](House& house) {
        NewPerson person = somebody("", "", "2030-01-01");
        person.assertions.push_back({.fact = Address{.postcode = "nowhere"}});
        const auto refused = house.try_create(house.worker, person);
        REQUIRE(!refused);
        CHECK(refused.error().fault == Fault::Invalid);
        CHECK(refused.error().fields.size() == 3);
        const auto db = house.store.read();
        CHECK(db->integer("select count(*) from person") == 0);
        CHECK(problems_of(house.context(*db), person) == refused.error().fields);
    });
}

TEST_CASE("a change adds an assertion and overwrites nothing") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell", "2019-03-03"));
        CHECK(say_more(house, id, 1, {{.fact = Name{.given = "Amara", .family = "Reed"}}}) == 2);
        const auto person = house.find(house.worker, id);
        REQUIRE(person);
        CHECK(display_name(person->line) == "Amara Reed");
        REQUIRE(all_of<Name>(*person).size() == 2);
        CHECK(std::get<Name>(all_of<Name>(*person)[0]->fact).family == "Bell");
        CHECK(all_of<Name>(*person)[1]->source == "Visit");
    });
}

TEST_CASE("whoever writes on an old revision is told of the conflict and changes nothing") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell"));
        REQUIRE(say_more(house, id, 1, {{.fact = Flag{.code = "carer"}}}));
        const auto late = say_more(house, id, 1, {{.fact = Flag{.code = "send"}}});
        REQUIRE(!late);
        CHECK(late.error().fault == Fault::Conflict);
        CHECK(all_of<Flag>(*house.find(house.worker, id)).size() == 1);
    });
}

TEST_CASE("what was wrong is withdrawn with a reason and stays in the history") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell", "2019-03-03"));
        const std::string birth = house.find(house.worker, id)->assertions[1].id;
        const auto withdrawn = [&](std::int64_t rev, std::string_view reason) {
            return house.change(house.worker, id, [&](const Context& context, const auto& grant) {
                return withdraw(context, grant, rev, birth, reason);
            });
        };
        CHECK(field_at_fault(withdrawn(1, " ").error()) == "reason");
        CHECK(withdrawn(1, "Her sister's date") == 2);
        const auto person = house.find(house.worker, id);
        CHECK(!person->line.birth);
        REQUIRE(person->assertions.size() == 2);
        REQUIRE(person->assertions[1].withdrawn);
        CHECK(person->assertions[1].withdrawn->reason == "Her sister's date");
        CHECK(person->assertions[1].withdrawn->by == "worker");
        CHECK(withdrawn(2, "Again").error().fault == Fault::NotFound);
    });
}

TEST_CASE("the last name of somebody cannot be withdrawn") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell"));
        const std::string name = house.find(house.worker, id)->assertions[0].id;
        const auto refused =
            house.change(house.worker, id, [&](const Context& context, const auto& grant) {
                return withdraw(context, grant, 1, name, "Misheard");
            });
        CHECK(field_at_fault(refused.error()) == "assertion");
    });
}

TEST_CASE("an assertion ends on a day and is current until then") {
    in_each_house([](House& house) {
        NewPerson new_person = somebody("Amara", "Bell");
        new_person.assertions.push_back({.fact = Address{.lines = {"1 Old Lane"}}});
        const std::string id = house.create(new_person);
        const std::string address = house.find(house.worker, id)->assertions[1].id;
        const auto ended =
            house.change(house.worker, id, [&](const Context& context, const auto& grant) {
                return state(
                    context,
                    grant,
                    {.rev = 1, .ends = {{.assertion = address, .until = day("2026-11-13")}}});
            });
        CHECK(ended == 2);
        const auto person = house.find(house.worker, id);
        CHECK(current_of(person->assertions, day("2026-11-12")).home != nullptr);
        CHECK(current_of(person->assertions, day("2026-11-13")).home == nullptr);
    });
}

TEST_CASE("a birth turns the expected date into history") {
    in_each_house([](House& house) {
        const std::string id = house.create(unborn("Bell", "2026-11-20"));
        CHECK(house.find(house.worker, id)->line.unborn());
        const auto dated = say_more(house, id, 1, {{.fact = BirthDate{.date = day("2026-11-12")}}});
        CHECK(field_at_fault(dated.error()) == "birth-date");
        const auto born =
            house.change(house.worker, id, [&](const Context& context, const auto& grant) {
                return record_birth(context,
                                    grant,
                                    {.rev = 1,
                                     .born = day("2026-11-12"),
                                     .sex = Sex::Female,
                                     .name = Name{.given = "Iris", .family = "Bell"}});
            });
        CHECK(born == 2);
        const auto person = house.find(house.worker, id);
        CHECK(!person->line.unborn());
        CHECK(person->line.birth->date == day("2026-11-12"));
        CHECK(person->line.sex == Sex::Female);
        CHECK(person->line.given == "Iris");
        const auto expected = all_of<ExpectedDate>(*person);
        REQUIRE(expected.size() == 1);
        CHECK(expected[0]->until == day("2026-11-12"));
        CHECK(!expected[0]->withdrawn);
        CHECK(house.kinds_of_events(id) == "person.created person.born");
        const auto again =
            house.change(house.worker, id, [&](const Context& context, const auto& grant) {
                return record_birth(context, grant, {.rev = 2, .born = day("2026-11-12")});
            });
        CHECK(field_at_fault(again.error()) == "birth-date");
    });
}

TEST_CASE("an expected date is refused beside a birth date, a sex beside an expected date") {
    in_each_house([](House& house) {
        const std::string born = house.create(somebody("Amara", "Bell", "2019-03-03"));
        const auto expected =
            say_more(house, born, 1, {{.fact = ExpectedDate{.date = day("2027-01-10")}}});
        CHECK(field_at_fault(expected.error()) == "expected-date");
        const std::string baby = house.create(unborn("Bell", "2027-01-10"));
        const auto sex = say_more(house, baby, 1, {{.fact = SexStated{.sex = Sex::Male}}});
        CHECK(field_at_fault(sex.error()) == "sex");
    });
}

TEST_CASE("nobody edits by a grant for somebody else, or for something else") {
    in_each_house([](House& house) {
        const std::string one = house.create(somebody("Amara", "Bell"));
        const auto db = house.store.write();
        const auto reading = House::grant(house.worker, access::Action::ReadPerson, one);
        CHECK(withdraw(house.context(*db), reading, 1, "x", "y").error().fault == Fault::NotFound);
        const auto editing = House::grant(house.worker, access::Action::EditPerson, "another");
        CHECK(state(house.context(*db), editing, {.rev = 1}).error().fault == Fault::NotFound);
    });
}
