#include "people/things.h"

#include "people/current.h"
#include "people/describe.h"
#include "people/people_test_house.h"
#include "people/relationships.h"

using namespace longstone;
using namespace longstone::people;

namespace {

NewPerson station() {
    return new_thing({.kind = Kind::Place,
                      .name = "Example bus station",
                      .other_names = {"The Bays"},
                      .where = "Oldgate, Example Town, NE61 1AB"},
                     "police");
}

std::vector<std::string> found_by(House& house, const access::Viewer& viewer, const Query& query) {
    const auto found = house.search(viewer, query);
    REQUIRE(found);
    std::vector<std::string> ids;
    for (const Candidate& one : found->candidates)
        ids.push_back(one.id);
    return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("where something is keeps its postcode apart") {
    const Address address = where_of("Oldgate, Example Town NE61 1AB");
    CHECK(address.lines == std::vector<std::string>{"Oldgate", "Example Town"});
    CHECK(address.postcode == "NE61 1AB");
    CHECK(one_line(where_of("https://example.org/den")) == "https://example.org/den");
    CHECK(where_of("NE611AB").postcode == "NE61 1AB");
    CHECK(where_of("NE611AB").lines.empty());
}

TEST_CASE("a place has a name and a where, and nothing that only people have") {
    in_each_house([](House& house) {
        const auto id = house.create(station());
        const auto found = house.find(house.worker, id);
        REQUIRE(found);
        CHECK(found->line.kind == Kind::Place);
        CHECK(display_name(found->line) == "Example bus station");
        CHECK(about_line(found->line, london(house.now).date) ==
              "Place · Oldgate, Example Town, NE61 1AB");

        auto born = station();
        born.assertions.push_back({.fact = BirthDate{.date = parse_date("2019-03-03").value()}});
        const auto refused = house.try_create(house.worker, born);
        REQUIRE(!refused);
        CHECK(field_at_fault(refused.error()) == "birth-date");
        const auto nowhere =
            house.try_create(house.worker, new_thing({.kind = Kind::Place, .name = "Den"}, "x"));
        REQUIRE(!nowhere);
        CHECK(field_at_fault(nowhere.error()) == "where");
        const auto nameless =
            house.try_create(house.worker, new_thing({.kind = Kind::Group, .where = "Park"}, "x"));
        REQUIRE(!nameless);
        CHECK(field_at_fault(nameless.error()) == "name");
    });
}

TEST_CASE("a place is found by words of its names and by where it is, and only among its kind") {
    in_each_house([](House& house) {
        const auto id = house.create(station());
        house.create(somebody("Maria", "Bays", "1990-01-01"));
        const Ids only = {id};
        const auto by = [&](const Query& query) { return found_by(house, house.worker, query); };
        CHECK(by({.name = "bus station"}) == only);
        CHECK(by({.name = "the bays"}) == only);
        CHECK(by({.name = "example bus station", .kinds = {Kind::Place}}) == only);
        CHECK(by({.name = "bus station", .kinds = {Kind::Organisation}}).empty());
        CHECK(by({.where = "Oldgate"}) == only);
        CHECK(by({.postcode = "NE61 1AB", .kinds = {Kind::Place}}) == only);
        CHECK(by({.text = "example bus sta"}) == only);
        CHECK(by({.text = "oldgate"}) == only);
        // Nobody who looks for a person meets a car park.
        CHECK(by({.family_name = "station"}).empty());
        CHECK(by({.text = "maria bays"}).size() == 1);
        CHECK(by({.text = "maria bays"}) != only);
    });
}

TEST_CASE("the same place is offered before it is made a second time") {
    in_each_house([](House& house) {
        const auto id = house.create(station());
        const auto session = house.store.write();
        const auto context = house.context(*session);
        const auto grant = house.grant(house.partner, access::Action::SearchPeople);
        const auto again = duplicates_for(
            context,
            grant,
            new_thing({.kind = Kind::Place, .name = "Bus station", .where = "NE61 1AB"}, "x"));
        REQUIRE(again);
        REQUIRE(again->candidates.size() == 1);
        CHECK(again->candidates.front().id == id);
        CHECK(again->candidates.front().whole);
        const auto other = duplicates_for(
            context,
            grant,
            new_thing({.kind = Kind::Place, .name = "Sample station", .where = "NE66 9ZZ"}, "x"));
        REQUIRE(other);
        CHECK(other->candidates.empty());
    });
}

TEST_CASE("a place whose records are all restricted does not exist for others") {
    in_each_house([](House& house) {
        const auto id = house.create(station());
        house.name_on_record(id, "XH-2026-0001", "keeper", "police", true);
        CHECK(found_by(house, house.partner, {.name = "bus station"}).empty());
        CHECK_FALSE(house.find(house.partner, id));
        house.name_on_record(id, "XH-2026-0002", "somebody", "police");
        CHECK(found_by(house, house.partner, {.name = "bus station"}) == Ids{id});
    });
}

TEST_CASE("a group is found by others only when two things agree, as people are") {
    in_each_house([](House& house) {
        const auto id = house.create(new_thing(
            {.kind = Kind::Group, .name = "The bench group", .where = "Puffin Walk"}, "x"));
        CHECK(found_by(house, house.partner, {.name = "bench group"}).empty());
        const auto found = house.search(
            house.partner,
            {.name = "the bench group", .where = "puffin walk", .kinds = {Kind::Group}});
        REQUIRE(found);
        REQUIRE(found->candidates.size() == 1);
        CHECK_FALSE(found->candidates.front().whole);
        CHECK(found_by(house, house.worker, {.name = "bench group"}) == Ids{id});
    });
}

TEST_CASE("people belong to a place by words of its own, seen by those who see the people") {
    in_each_house([](House& house) {
        house.definitions.codes["relationship"] = {
            .id = "relationship",
            .codes = {{.id = "mother", .text = "Mother", .inverse = "child"},
                      {.id = "child", .text = "Child", .inverse = "mother"},
                      {.id = "goes-there", .text = "Goes there", .inverse = "where-they-go"},
                      {.id = "where-they-go",
                       .text = "A place they go to",
                       .inverse = "goes-there",
                       .kinds = {"place"}}}};
        const auto place = house.create(station());
        const auto child = house.create(somebody("Ada", "Example", "2012-05-06"));
        const auto relate_as = [&](std::string type) {
            return house.change(
                house.worker, place, [&](const Context& context, const access::Grant& grant) {
                    return relate(context, grant, {.rev = 1, .other = child, .type = type});
                });
        };
        const auto wrong = relate_as("mother");
        REQUIRE(!wrong);
        CHECK(field_at_fault(wrong.error()) == "type");
        REQUIRE(relate_as("goes-there"));
        const auto seen = house.find(house.worker, child);
        REQUIRE(seen);
        REQUIRE(seen->relationships.size() == 1);
        CHECK(seen->relationships.front().type == "where-they-go");
        CHECK(seen->relationships.front().other.id == place);
        // The partner may open the place and does not learn who goes there.
        const auto theirs = house.find(house.partner, place);
        REQUIRE(theirs);
        CHECK(theirs->relationships.empty());
    });
}
