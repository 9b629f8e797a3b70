#include "people/match_up.h"

#include <doctest/doctest.h>

#include "people/people_test_house.h"

using namespace longstone;
using namespace longstone::people;

namespace {

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

MatchUp arrives(House& house, const NewPerson& person, bool restricted = false) {
    const auto db = house.store.read();
    return match_up(
        house.context(*db),
        house.worker,
        {.stated = person.assertions, .agency = "north-police", .restricted = restricted});
}

}  // namespace

TEST_CASE("whoever agrees in a number, the names and the birth links itself, signed by the model") {
    in_each_house([](House& house) {
        const auto there = house.create(child("Amara", "Bell", "2019-03-04", "9990000018"));
        const auto again = child("Amara", "Bell", "2019-03-04", "9990000018");
        const auto matched = arrives(house, again);
        REQUIRE(matched.fate == Fate::LinksItself);
        CHECK(matched.person == there);
        CHECK(matched.probability >= 0.999);
        CHECK(!matched.evidence.empty());
        const auto newcomer = house.create(again);
        {
            const auto db = house.store.write();
            REQUIRE(link_by_model(house.context(*db), newcomer, matched));
            db->commit();
        }
        const auto seen = house.find(house.worker, newcomer);
        REQUIRE(seen->judgements.size() == 1);
        CHECK(seen->judgements[0].other == there);
        CHECK(seen->judgements[0].model == matched.model);
        CHECK(seen->judgements[0].reason == matched.evidence);
        CHECK(seen->judgements[0].weight > 0);
        house.living->catch_up();
        CHECK(house.living->one_person(there, newcomer));
    });
}

TEST_CASE("hard rules stand over the weight: twins, another number, the restricted, a name alone") {
    in_each_house([](House& house) {
        house.create(child("Amara", "Bell", "2019-03-04", "9990000018"));
        CHECK(arrives(house, child("Aisha", "Bell", "2019-03-04")).fate != Fate::LinksItself);
        CHECK(arrives(house, child("Amara", "Bell", "2019-03-04", "9990000026")).fate !=
              Fate::LinksItself);
        CHECK(arrives(house, somebody("Amara", "Bell")).fate != Fate::LinksItself);
        CHECK(arrives(house, child("Amara", "Bell", "2019-03-04", "9990000018"), true).fate ==
              Fate::New);
        CHECK(arrives(house, somebody("Kit", "Marlow", "1980-01-01")).fate == Fate::New);
        auto hidden = child("Noor", "Khan", "2015-05-05", "9990000026");
        hidden.restricted = true;
        house.create(hidden);
        const auto beside = arrives(house, child("Noor", "Khan", "2015-05-05", "9990000026"));
        CHECK(beside.fate == Fate::New);
        CHECK(beside.likes.empty());
    });
}

TEST_CASE("two rows of one delivery find each other before anything is committed") {
    in_each_house([](House& house) {
        const auto amara = child("Amara", "Bell", "2019-03-04", "9990000018");
        const auto db = house.store.write();
        const auto context = house.context(*db);
        const auto first =
            create_person(context, House::grant(house.worker, access::Action::CreatePerson), amara);
        REQUIRE(first);
        const auto matched =
            match_up(context, house.worker, {.stated = amara.assertions, .agency = "north-police"});
        CHECK(matched.fate == Fate::LinksItself);
        CHECK(matched.person == *first);
    });
}

TEST_CASE("an agency's own number leads to whom it told of before") {
    in_each_house([](House& house) {
        auto person = somebody("Amara", "Bell", "2019-03-04");
        person.assertions.push_back({.fact = Identifier{.scheme = "police-ref", .value = "P77"}});
        const auto id = house.create(person);
        const auto db = house.store.read();
        const Arrival arrival{.stated = somebody("A", "Bel").assertions,
                              .agency = "dene-first",
                              .scheme = "police-ref",
                              .number = "P77"};
        const auto matched = match_up(house.context(*db), house.worker, arrival);
        CHECK(matched.fate == Fate::Known);
        CHECK(matched.person == id);
        auto other = arrival;
        other.agency = "north-police";
        CHECK(match_up(house.context(*db), house.worker, other).fate != Fate::Known);
    });
}
