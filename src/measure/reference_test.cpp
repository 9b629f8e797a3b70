#include "measure/reference.h"

#include <doctest/doctest.h>

#include "measure/counted.h"
#include "work/test_work.h"

namespace longstone::measure {
namespace {

constexpr const char* kPeople =
    "population,year,people\nunder-18,2025,60000\nunder-18,2026,many\n,2026,5\nunder-18,26,5\n";

TEST_CASE("each row that cannot be used is named, and the others go on") {
    define::Definitions definitions;
    definitions.measures["R"] = {.id = "R", .population = "under-18"};
    const auto read = read_reference(definitions, kPeople);
    REQUIRE(read.has_value());
    CHECK(read->rows.size() == 1);
    REQUIRE(read->bad.size() == 3);
    CHECK(read->bad[0].row == 3);
    CHECK(read->bad[0].column == "people");
    CHECK(read->bad[0].why == "\"many\" is not a number of people");
    const auto slip = read_reference(definitions,
                                     "population,year,people\nunder-81,2025,9\n"
                                     "under-18,2025,9\nunder-18,2025,8\n");
    REQUIRE(slip.has_value());
    REQUIRE(slip->bad.size() == 2);
    CHECK(slip->bad[0].why.find("did you mean under-18?") != std::string::npos);
    CHECK(slip->bad[1].why == "line 3 says the same of the same time");
    CHECK_FALSE(read_reference({}, "a,b\n1,2\n").has_value());
    CHECK_FALSE(read_reference({}, "").has_value());
}

TEST_CASE("figures of others name a measure that is there, an area and days") {
    define::Definitions definitions;
    definitions.measures["M"] = {.id = "M"};
    const auto read = read_reference(definitions,
                                     "measure,area,kind,from,to,value\n"
                                     "M,England,england,2025-04-01,2026-03-31,81.5\n"
                                     "N,England,england,2025-04-01,2026-03-31,81.5\n"
                                     "M,England,land,2025-04-01,2026-03-31,81.5\n"
                                     "M,England,england,2026-04-01,2026-03-31,81.5\n"
                                     "M,England,england,2025-04-01,2026-03-31,high\n");
    REQUIRE(read.has_value());
    CHECK(read->rows.size() == 1);
    CHECK(read->bad.size() == 4);
}

TEST_CASE("what is kept is found again, and a later load takes its place") {
    work::TestWork work;
    prepare(work.house());
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::KeepFigures);
    REQUIRE(grant.has_value());
    define::Definitions definitions;
    definitions.measures["M"] = {.id = "M"};
    const auto keep = [&](const std::string& value) {
        const auto read = read_reference(
            definitions,
            "measure,area,kind,from,to,value\nM,England,england,2025-04-01,2026-03-31," + value);
        REQUIRE(read.has_value());
        return work.in([&](work::Context& context) {
            return keep_reference(context,
                                  *grant,
                                  *read,
                                  {.source = "A publication", .on = parse_date("2026-05-01")});
        });
    };
    REQUIRE(keep("81.5").has_value());
    const auto next = read_reference(
        definitions,
        "measure,area,kind,from,to,value\nM,England,england,2025-04-01,2026-03-31,82\n"
        "M,North East,region,2025-04-01,2026-03-31,70\n");
    REQUIRE(next.has_value());
    {
        const auto session = work.house().store->read();
        auto context = work.house().context(*session);
        const auto plan = plan_of(context, *next);
        REQUIRE(plan.size() == 2);
        CHECK(plan[0].effect == Effect::Replaces);
        CHECK(plan[0].before == "81.5");
        CHECK(plan[1].effect == Effect::New);
    }
    REQUIRE(keep("82").has_value());
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto others = comparators_of(context, {.id = "M"}, *parse_date("2026-06-30"));
    REQUIRE(others.size() == 1);
    CHECK(others[0].value == 82);
    CHECK(others[0].published.source == "A publication");
    CHECK(comparators_of(context, {.id = "M"}, *parse_date("2025-01-01")).empty());
    const auto loaded = loads(context);
    REQUIRE(loaded.size() == 2);
    CHECK(loaded[0].published.on == parse_date("2026-05-01"));
    CHECK(loaded[0].by == "system");
}

}  // namespace
}  // namespace longstone::measure
