#include "people/find.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "people/current.h"
#include "people/describe.h"
#include "people/people_test_house.h"
#include "people/sight.h"

using namespace longstone;
using namespace longstone::people;

namespace {

NewPerson living_at(std::string given, std::string line, bool is_protected = false) {
    NewPerson person = somebody(std::move(given), "Bell", "2019-03-03");
    person.assertions.push_back(
        {.fact = Address{.lines = {std::move(line)}, .postcode = "NE61 1AB"},
         .is_protected = is_protected});
    return person;
}

std::vector<std::string> names(const Household& household) {
    std::vector<std::string> all;
    for (const Summary& one : household.members)
        all.push_back(one.given);
    std::sort(all.begin(), all.end());
    return all;
}

Household household(House& house, const access::Viewer& viewer, std::string_view person) {
    const auto db = house.store.write();
    const auto grant = House::grant(viewer, access::Action::ReadPerson, person);
    return household_of(house.context(*db), grant, person).value();
}

}  // namespace

TEST_CASE(
    "a person is read by those on a record with them, by those who see all, and by the one "
    "who put them there") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell"));
        CHECK(house.find(house.worker, id));
        CHECK(house.find(house.partner, id).error().fault == Fault::NotFound);
        CHECK(house.find(house.partner, "nobody").error().fault == Fault::NotFound);
        house.name_on_record(id, "R-1", "partner", "dene-first");
        CHECK(house.find(house.partner, id));
        CHECK(house.find(house.partner, house.create_as(house.partner, somebody("Jo", "Reed"))));
    });
}

TEST_CASE("a restricted person does not exist for those without a record or the power") {
    in_each_house([](House& house) {
        NewPerson hidden = somebody("Amara", "Bell");
        hidden.restricted = true;
        const std::string id = house.create(hidden);
        CHECK(house.find(house.worker, id).error().fault == Fault::NotFound);
        CHECK(house.find(house.keeper, id));
        house.name_on_record(id, "R-1", "worker", "dene-first", true);
        CHECK(house.find(house.worker, id));
        CHECK(house.find(house.partner, id).error().fault == Fault::NotFound);
    });
}

TEST_CASE("every look at a person is in the access log, and a refused one is not") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell"));
        const auto looks = [&] {
            return house.store.read()->integer("select count(*) from access_log where subject = $1",
                                               {stream_of(id)});
        };
        CHECK(looks() == 0);
        REQUIRE(house.find(house.worker, id));
        CHECK(looks() == 1);
        REQUIRE(!house.find(house.partner, id));
        CHECK(looks() == 1);
    });
}

TEST_CASE("what is protected is not there for those who see only the ordinary") {
    in_each_house([](House& house) {
        const std::string id = house.create(living_at("Amara", "4 Dene Road"));
        const auto moved =
            house.change(house.keeper, id, [&](const Context& context, const auto& grant) {
                return state(context,
                             grant,
                             {.rev = 1,
                              .assertions = {{.fact = Address{.lines = {"9 Hidden Row"},
                                                              .postcode = "NE66 2AD"},
                                              .is_protected = true}}});
            });
        REQUIRE(moved);
        const Date today = london(house.now).date;
        const auto ordinary = house.find(house.worker, id);
        CHECK(ordinary->assertions.size() == 3);
        CHECK(ordinary->address_withheld);
        CHECK(about_line(*ordinary, today) ==
              "Child, 7 years · born 3 March 2019 · address withheld");
        const auto sensitive = house.find(house.keeper, id);
        CHECK(sensitive->assertions.size() == 4);
        CHECK(about_line(*sensitive, today) ==
              "Child, 7 years · born 3 March 2019 · lives at 9 Hidden Row, NE66 2AD");
        const std::string address = sensitive->assertions.back().id;
        const auto withdrawn =
            house.change(house.worker, id, [&](const Context& context, const auto& grant) {
                return withdraw(context, grant, 2, address, "Guessing");
            });
        CHECK(withdrawn.error().fault == Fault::NotFound);
    });
}

TEST_CASE("a protected name never reaches the line that lists show") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell"));
        REQUIRE(house.change(house.keeper, id, [&](const Context& context, const auto& grant) {
            return state(context,
                         grant,
                         {.rev = 1,
                          .assertions = {{.fact = Name{.given = "Secret", .family = "Name"},
                                          .is_protected = true}}});
        }));
        CHECK(display_name(house.find(house.worker, id)->line) == "Amara Bell");
        CHECK(display_name(house.find(house.keeper, id)->line) == "Secret Name");
        const auto db = house.store.write();
        const auto grant = House::grant(house.keeper, access::Action::ReadPerson, id);
        CHECK(find_line(house.context(*db), grant, id)->given == "Amara");
    });
}

TEST_CASE("a household is who lives there now, as far as the viewer may know") {
    in_each_house([](House& house) {
        const std::string child = house.create(living_at("Amara", "4 Dene Road"));
        const std::string moved = house.create(living_at("Bo", "4, Dene Road"));
        house.create(living_at("Cal", "4 dene road"));
        house.create(living_at("Dee", "5 Dene Road"));
        house.create(living_at("Eve", "4 Dene Road", true));
        CHECK(names(household(house, house.worker, child)) ==
              std::vector<std::string>{"Bo", "Cal"});
        CHECK(names(household(house, house.keeper, child)) ==
              std::vector<std::string>{"Bo", "Cal", "Eve"});
        REQUIRE(house.change(house.worker, moved, [&](const Context& context, const auto& grant) {
            return state(
                context, grant, {.rev = 1, .assertions = {{.fact = Address{.lines = {"1 Quay"}}}}});
        }));
        CHECK(names(household(house, house.worker, child)) == std::vector<std::string>{"Cal"});
    });
}

TEST_CASE("more than a household at one address is said to be many") {
    in_each_house([](House& house) {
        const std::string first = house.create(living_at("First", "Harbour House"));
        for (int at = 0; at < 14; ++at)
            house.create(living_at("Resident", "Harbour House"));
        const Household home = household(house, house.worker, first);
        CHECK(home.many);
        CHECK(home.members.size() == 12);
    });
}

TEST_CASE("who is known, and to which kinds of agency") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Amara", "Bell"));
        const auto known = [&] { return known_to(house.context(*house.store.read()), id); };
        CHECK(known() == std::vector<std::string>{"School"});
        house.name_on_record(id, "R-1", "officer", "north-police");
        CHECK(known() == std::vector<std::string>{"Police"});
        house.name_on_record(id, "R-2", "officer", "dene-first", true);
        CHECK(known() == std::vector<std::string>{"Police"});
    });
}
