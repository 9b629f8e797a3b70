#include "people/projection.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "people/people_test_house.h"
#include "people/relationships.h"
#include "people/same_person.h"

using namespace longstone;
using namespace longstone::people;

namespace {

void add_rows(std::string& all, std::string_view table, const store::Rows& rows) {
    for (const auto& row : rows) {
        all += table;
        for (const auto& value : row.values()) {
            all += '|';
            if (const auto* integer = std::get_if<std::int64_t>(&value)) all += number(*integer);
            if (const auto* text = std::get_if<std::string>(&value)) all += *text;
        }
        all += '\n';
    }
}

// Every row of every table of this floor, in one order.
std::string everything(store::Session& db) {
    std::string all;
    add_rows(all, "person", db.rows("select * from person order by id"));
    add_rows(all, "name", db.rows("select * from person_name order by id"));
    add_rows(all, "address", db.rows("select * from person_address order by id"));
    add_rows(all, "identifier", db.rows("select * from person_identifier order by id"));
    add_rows(all, "detail", db.rows("select * from person_detail order by id"));
    add_rows(all, "related", db.rows("select * from person_relationship order by person, id"));
    add_rows(all, "same", db.rows("select * from person_same order by person, id"));
    add_rows(all, "key", db.rows("select * from person_key order by key, person, protected"));
    return all;
}

void live_a_life(House& house) {
    const std::string mother = house.create(somebody("Ruth", "Bell", "1990-01-02"));
    NewPerson expected{
        .assertions = {{.fact = Name{.family = "Bell"}},
                       {.fact = ExpectedDate{.date = parse_date("2026-11-20").value()}}}};
    const std::string baby = house.create(expected);
    const auto did = [&](std::string_view person, const auto& command) {
        house.now = house.now + kDay;
        REQUIRE(house.change(house.keeper, person, command));
    };
    did(baby, [&](const Context& context, const auto& grant) {
        return relate(context, grant, {.rev = 1, .other = mother, .type = "mother"});
    });
    did(baby, [&](const Context& context, const auto& grant) {
        return record_birth(
            context, grant, {.rev = 2, .born = parse_date("2026-11-12").value(), .sex = Sex::Male});
    });
    did(baby, [&](const Context& context, const auto& grant) {
        return state(
            context,
            grant,
            {.rev = 3,
             .assertions = {{.fact = Address{.lines = {"9 Hidden Row"}, .postcode = "NE66 2AD"},
                             .from = parse_date("2026-12-01"),
                             .is_protected = true},
                            {.fact = Identifier{.scheme = "nhs-number", .value = "9990000018"}}}});
    });
    did(baby, [&](const Context& context, const auto& grant) {
        return judge_same(context, grant, 4, mother, "Wrongly");
    });
    did(baby, [&](const Context& context, const auto& grant) {
        return judge_different(context, grant, 5, mother, "Mother and baby");
    });
    const std::string name = house.find(house.keeper, mother)->assertions[1].id;
    did(mother, [&](const Context& context, const auto& grant) {
        return withdraw(context, grant, 1, name, "Not hers");
    });
    did(mother, [&](const Context& context, const auto& grant) {
        return restrict_person(context, grant, 2, true, "At risk from a former partner");
    });
}

}  // namespace

TEST_CASE("a rebuild gives every row again as it was") {
    in_each_house([](House& house) {
        live_a_life(house);
        const auto db = house.store.write();
        const std::string before = everything(*db);
        journal::rebuild(*db, house.projections);
        CHECK(everything(*db) == before);
        CHECK(before.find("key|f:bell") != std::string::npos);
    });
}

TEST_CASE("restriction moves all of a person's keys out of the ordinary index") {
    in_each_house([](House& house) {
        const std::string id = house.create(somebody("Ruth", "Bell", "1990-01-02"));
        const auto ordinary = [&] {
            return house.store.read()->integer(
                "select count(*) from person_key where person = $1 and restricted = 0", {id});
        };
        CHECK(ordinary() > 3);
        REQUIRE(house.change(house.keeper, id, [&](const Context& context, const auto& grant) {
            return restrict_person(context, grant, 1, true, "At risk");
        }));
        CHECK(ordinary() == 0);
        REQUIRE(house.change(house.keeper, id, [&](const Context& context, const auto& grant) {
            return restrict_person(context, grant, 2, false, "Safe again");
        }));
        CHECK(ordinary() > 3);
    });
}
