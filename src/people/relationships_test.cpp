#include "people/relationships.h"

#include <doctest/doctest.h>

#include "people/people_test_house.h"

using namespace longstone;
using namespace longstone::people;

namespace {

Result<std::int64_t> relate_as(House& house,
                               const access::Viewer& viewer,
                               std::string_view person,
                               const NewRelationship& stated) {
    return house.change(viewer, person, [&](const Context& context, const auto& grant) {
        return relate(context, grant, stated);
    });
}

Result<std::int64_t> unrelate_as(House& house,
                                 std::string_view person,
                                 std::int64_t rev,
                                 const std::string& relationship,
                                 std::string_view until,
                                 std::string_view reason) {
    return house.change(house.worker, person, [&](const Context& context, const auto& grant) {
        return unrelate(context, grant, rev, relationship, parse_date(until), reason);
    });
}

}  // namespace

TEST_CASE("a relationship reads rightly from both sides") {
    in_each_house([](House& house) {
        const std::string child = house.create(somebody("Amara", "Bell", "2019-03-03"));
        const std::string mother = house.create(somebody("Ruth", "Bell"));
        CHECK(relate_as(house,
                        house.worker,
                        child,
                        {.rev = 1,
                         .other = mother,
                         .type = "mother",
                         .other_responsible = Answer::Yes,
                         .lives_with = Answer::No,
                         .from = parse_date("2019-03-03")}) == 2);
        const auto of_child = house.find(house.worker, child)->relationships;
        REQUIRE(of_child.size() == 1);
        CHECK(of_child[0].type == "mother");
        CHECK(of_child[0].other.given == "Ruth");
        CHECK(of_child[0].other_responsible == Answer::Yes);
        CHECK(of_child[0].person_responsible == Answer::NotKnown);
        CHECK(of_child[0].lives_with == Answer::No);
        CHECK(of_child[0].may_open);
        const auto of_mother = house.find(house.worker, mother)->relationships;
        REQUIRE(of_mother.size() == 1);
        CHECK(of_mother[0].type == "child");
        CHECK(of_mother[0].other.given == "Amara");
        CHECK(of_mother[0].person_responsible == Answer::Yes);
        CHECK(of_mother[0].other_responsible == Answer::NotKnown);
        CHECK(!of_mother[0].stated_here);
        CHECK(house.kinds_of_events(mother) == "person.created");
    });
}

TEST_CASE("the inverse comes from the list, and a type without one is its own") {
    in_each_house([](House& house) {
        CHECK(inverse_of(house.definitions, "mother") == "child");
        CHECK(inverse_of(house.definitions, "child") == "parent");
        CHECK(inverse_of(house.definitions, "sibling") == "sibling");
    });
}

TEST_CASE("relationships that cannot be are refused at their field") {
    in_each_house([](House& house) {
        const std::string one = house.create(somebody("Amara", "Bell"));
        const std::string two = house.create(somebody("Ruth", "Bell"));
        const auto fault = [&](const NewRelationship& stated) {
            const auto refused = relate_as(house, house.worker, one, stated);
            return refused ? "" : field_at_fault(refused.error());
        };
        CHECK(fault({.rev = 1, .other = one, .type = "sibling"}) == "other");
        CHECK(fault({.rev = 1, .other = two, .type = "aunty"}) == "type");
        CHECK(fault({.rev = 1, .other = two}) == "type");
        CHECK(fault({.rev = 1,
                     .other = two,
                     .type = "mother",
                     .other_responsible = Answer::Yes,
                     .person_responsible = Answer::Yes}) == "parental-responsibility");
        const auto nobody =
            relate_as(house, house.worker, one, {.rev = 1, .other = "x", .type = "mother"});
        CHECK(nobody.error().fault == Fault::NotFound);
    });
}

TEST_CASE("a relationship ends for both, or is withdrawn for both, from either side") {
    in_each_house([](House& house) {
        const std::string one = house.create(somebody("Amara", "Bell"));
        const std::string two = house.create(somebody("Ruth", "Bell"));
        REQUIRE(relate_as(house, house.worker, one, {.rev = 1, .other = two, .type = "sibling"}));
        const std::string id = house.find(house.worker, one)->relationships[0].id;
        CHECK(field_at_fault(unrelate_as(house, two, 1, id, "2026-01-01", "").error()) == "reason");
        CHECK(unrelate_as(house, two, 1, id, "2026-01-01", "Moved out") == 2);
        CHECK(house.find(house.worker, one)->relationships[0].until == parse_date("2026-01-01"));
        CHECK(unrelate_as(house, one, 2, id, "", "Never were") == 3);
        const auto left = house.find(house.worker, two)->relationships;
        REQUIRE(left.size() == 1);
        REQUIRE(left[0].withdrawn);
        CHECK(left[0].withdrawn->reason == "Never were");
        CHECK(unrelate_as(house, one, 3, id, "", "Again").error().fault == Fault::NotFound);
    });
}

TEST_CASE("a relation to a restricted person is not shown to those who may not see them") {
    in_each_house([](House& house) {
        const std::string child = house.create(somebody("Amara", "Bell"));
        NewPerson hidden = somebody("Ruth", "Bell");
        hidden.restricted = true;
        const std::string mother = house.create(hidden);
        const auto unseen =
            relate_as(house, house.worker, child, {.rev = 1, .other = mother, .type = "mother"});
        CHECK(unseen.error().fault == Fault::NotFound);
        REQUIRE(
            relate_as(house, house.keeper, child, {.rev = 1, .other = mother, .type = "mother"}));
        CHECK(house.find(house.worker, child)->relationships.empty());
        CHECK(house.find(house.keeper, child)->relationships.size() == 1);
    });
}

TEST_CASE("two records of one person point at each other until somebody says otherwise") {
    in_each_house([](House& house) {
        const std::string one = house.create(somebody("Amara", "Bell"));
        const std::string two = house.create(somebody("Amarah", "Bell"));
        const auto judge = [&](auto command, std::int64_t rev, std::string_view reason) {
            return house.change(house.worker, one, [&](const Context& context, const auto& grant) {
                return command(context, grant, rev, two, reason);
            });
        };
        CHECK(field_at_fault(judge(judge_same, 1, "").error()) == "reason");
        CHECK(judge(judge_same, 1, "Same school and date") == 2);
        CHECK(field_at_fault(judge(judge_same, 2, "Again").error()) == "other");
        const auto seen = house.find(house.worker, two);
        REQUIRE(seen->judgements.size() == 1);
        CHECK(seen->judgements[0].same);
        CHECK(seen->judgements[0].stands);
        CHECK(seen->judgements[0].other_name == "Amara Bell");
        CHECK(seen->line.given == "Amarah");
        CHECK(judge(judge_different, 2, "Cousins") == 3);
        const auto after = house.find(house.worker, two)->judgements;
        REQUIRE(after.size() == 2);
        CHECK(!after[0].stands);
        CHECK(!after[1].same);
        CHECK(after[1].stands);
        CHECK(judge(judge_same, 3, "One after all") == 4);
        CHECK(house.kinds_of_events(one) ==
              "person.created person.same-as person.not-same-as person.same-as");
    });
}

TEST_CASE("what was said at the one's page is not undone unseen at the other's") {
    in_each_house([](House& house) {
        const std::string one = house.create(somebody("Amara", "Bell"));
        const std::string two = house.create(somebody("Amarah", "Bell"));
        const auto judge = [&](auto command, const std::string& at, const std::string& other) {
            const auto rev = house.find(house.worker, at)->line.rev;
            return house.change(house.worker, at, [&](const Context& context, const auto& grant) {
                return command(context, grant, rev, other, "Seen");
            });
        };
        REQUIRE(judge(judge_different, two, one));
        CHECK(judge(judge_same, one, two).error().fault == Fault::Conflict);
        const auto stands = house.find(house.worker, one)->judgements;
        REQUIRE(stands.size() == 1);
        CHECK(stands[0].stands);
        CHECK(!stands[0].same);
        REQUIRE(house.change(house.worker, one, [&](const Context& context, const auto& grant) {
            return withdraw_judgement(context, grant, 1, stands[0].id, "They are one after all");
        }));
        CHECK(judge(judge_same, one, two));
    });
}
