#include "people/match_up.h"

#include <doctest/doctest.h>

#include "people/arrivals.h"
#include "people/held.h"
#include "people/people_test_house.h"
#include "people/same_person.h"

using namespace longstone;
using namespace longstone::people;

namespace {

constexpr const char* kNumber = "9990000018";

NewPerson child(std::string given,
                std::string family,
                std::string_view born,
                std::string nhs = {}) {
    auto person = somebody(std::move(given), std::move(family), born);
    person.assertions.push_back(
        {.fact = Address{.lines = {"4 Dene Road", "Morpeth"}, .postcode = "NE61 1AB"}});
    if (!nhs.empty())
        person.assertions.push_back({.fact = Identifier{.scheme = "nhs-number", .value = nhs}});
    return person;
}

NewPerson amara() {
    return child("Amara", "Bell", "2019-03-04", kNumber);
}

bool link(House& house, const std::string& person) {
    const auto db = house.store.write();
    Arrivals arrivals;
    const auto linked = link_by_model(house.context(*db), house.worker, person, arrivals);
    REQUIRE(linked.has_value());
    db->commit();
    return *linked;
}

std::vector<std::string> held(House& house, const std::string& person) {
    const auto db = house.store.read();
    return held_as_one(house.context(*db), person);
}

void take_back(House& house, const std::string& person, const std::string& other) {
    const auto rev = journal::current_rev(*house.store.read(), stream_of(person));
    const auto row = house.store.read()->one(
        "select id from person_same where person = $1 and other = $2 and ended_at is null",
        {person, other});
    REQUIRE(row.has_value());
    REQUIRE(house.change(house.worker, person, [&](const Context& context, const auto& grant) {
        return withdraw_judgement(context, grant, rev, row->text(0), "Two children");
    }));
}

}  // namespace

TEST_CASE("whoever agrees in a number, the names and the birth links itself, signed by the model") {
    in_each_house([](House& house) {
        const auto there = house.create(amara());
        const auto newcomer = house.create(amara());
        CHECK(link(house, newcomer));
        const auto seen = house.find(house.worker, newcomer);
        REQUIRE(seen->judgements.size() == 1);
        const auto& said = seen->judgements[0];
        CHECK(said.other == there);
        CHECK(said.model == house.living->version());
        CHECK(!said.reason.empty());
        CHECK(said.weight > 0);
        house.living->catch_up();
        CHECK(house.living->one_person(there, newcomer));
        CHECK(held(house, newcomer) == held(house, there));
        CHECK(held(house, there).size() == 2);
        CHECK_FALSE(link(house, newcomer));  // it is said already
    });
}

TEST_CASE("hard rules stand over the weight: twins, another number, the restricted, a name alone") {
    in_each_house([](House& house) {
        house.create(amara());
        CHECK_FALSE(link(house, house.create(child("Aisha", "Bell", "2019-03-04"))));
        CHECK_FALSE(link(house, house.create(child("Amara", "Bell", "2019-03-04", "9990000026"))));
        CHECK_FALSE(link(house, house.create(somebody("Amara", "Bell"))));
        CHECK_FALSE(link(house, house.create(somebody("Kit", "Marlow", "1980-01-01"))));
        auto kept_apart = amara();
        kept_apart.restricted = true;
        CHECK_FALSE(link(house, house.create(kept_apart)));
        auto hidden = child("Noor", "Khan", "2015-05-05", "9990000034");
        hidden.restricted = true;
        house.create(hidden);
        CHECK_FALSE(link(house, house.create(child("Noor", "Khan", "2015-05-05", "9990000034"))));
    });
}

TEST_CASE("two rows of one delivery find each other before anything is committed") {
    in_each_house([](House& house) {
        const auto db = house.store.write();
        const auto context = house.context(*db);
        const auto make = [&] {
            return create_person(
                       context, House::grant(house.worker, access::Action::CreatePerson), amara())
                .value();
        };
        Arrivals arrivals;
        const auto first = make();
        CHECK_FALSE(certain_match(context, house.worker, first, arrivals).has_value());
        const auto matched = certain_match(context, house.worker, make(), arrivals);
        REQUIRE(matched.has_value());
        CHECK(matched->person == first);
    });
}

TEST_CASE(
    "who arrives is known as the transaction has them now, and not once they are restricted") {
    in_each_house([](House& house) {
        const auto db = house.store.write();
        const auto context = house.context(*db);
        Arrivals arrivals;
        const auto named = create_person(context,
                                         House::grant(house.worker, access::Action::CreatePerson),
                                         somebody("Amara", "Bell", "2019-03-04"));
        REQUIRE(named.has_value());
        house.living->catch_up();
        const auto met = [&](std::string_view nhs) {
            arrivals.follow(*db, house.living->position());
            return arrivals.meeting({.nhs_number = nhs}).size();
        };
        CHECK(met(kNumber) == 0);
        const auto edit = House::grant(house.keeper, access::Action::EditPerson, *named);
        REQUIRE(state(
            context,
            edit,
            {.rev = 1,
             .assertions = {{.fact = Identifier{.scheme = "nhs-number", .value = kNumber}}}}));
        CHECK(met(kNumber) == 1);
        CHECK(met("9990000026") == 0);
        REQUIRE(restrict_person(context, edit, 2, true, "Adopted"));
        CHECK(met(kNumber) == 0);
    });
}

TEST_CASE("what was taken back is not said again, nor by way of a third") {
    in_each_house([](House& house) {
        const auto there = house.create(amara());
        const auto told = house.create(amara());
        REQUIRE(link(house, told));
        take_back(house, told, there);
        CHECK(held(house, told) == std::vector{told});
        CHECK_FALSE(link(house, told));
        CHECK_FALSE(link(house, there));
        // The agency sends them under a new number: one of the two at the most.
        const auto again = house.create(amara());
        link(house, again);
        link(house, again);
        link(house, told);
        link(house, there);
        CHECK(held(house, there) != held(house, told));
        const auto both = held(house, again);
        CHECK(both.size() <= 2);
    });
}

TEST_CASE("whoever was told apart is not held together by way of others") {
    in_each_house([](House& house) {
        const auto a = house.create(somebody("Amara", "Bell", "2019-03-04"));
        const auto b = house.create(somebody("Amara", "Reed", "2019-03-04"));
        const auto c = house.create(somebody("Amara", "Dean", "2019-03-04"));
        const auto say = [&](const std::string& one, const std::string& other, bool same) {
            const auto rev = journal::current_rev(*house.store.read(), stream_of(one));
            REQUIRE(house.change(house.worker, one, [&](const Context& context, const auto& grant) {
                return same ? judge_same(context, grant, rev, other, "Seen")
                            : judge_different(context, grant, rev, other, "Seen");
            }));
        };
        say(a, b, true);
        say(b, c, true);
        CHECK(held(house, a).size() == 3);
        say(a, c, false);
        CHECK(held(house, a).size() == 2);
        const auto db = house.store.write();
        db->run("update person set restricted = 1 where id = $1", {b});
        CHECK(held_as_one(house.context(*db), a) == std::vector{a});
        CHECK(held_as_one(house.context(*db), b) == std::vector{b});
    });
}
