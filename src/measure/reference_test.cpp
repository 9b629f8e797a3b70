#include "measure/reference.h"

#include <doctest/doctest.h>

#include "measure/counted.h"
#include "work/test_work.h"

namespace longstone::measure {
namespace {

constexpr const char* kPeople =
    "population,year,people\nunder-18,2025,60000\nunder-18,2026,many\n,2026,5\nunder-18,26,5\n";

TEST_CASE("each row that cannot be used is named, and the others go on") {
    const auto read = read_reference({}, kPeople);
    REQUIRE(read.has_value());
    CHECK(read->rows.size() == 1);
    REQUIRE(read->bad.size() == 3);
    CHECK(read->bad[0].row == 3);
    CHECK(read->bad[0].why == "\"many\" is not a number of people");
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
    const auto grant = access::allow(system, access::Action::SeeFigures);
    REQUIRE(grant.has_value());
    define::Definitions definitions;
    definitions.measures["M"] = {.id = "M"};
    const auto keep = [&](const std::string& value) {
        const auto read = read_reference(
            definitions,
            "measure,area,kind,from,to,value\nM,England,england,2025-04-01,2026-03-31," + value);
        REQUIRE(read.has_value());
        return work.in([&](work::Context& context) {
            return keep_reference(context, *grant, *read, "A publication");
        });
    };
    REQUIRE(keep("81.5").has_value());
    REQUIRE(keep("82").has_value());
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto others = comparators_of(context, {.id = "M"}, *parse_date("2026-06-30"));
    REQUIRE(others.size() == 1);
    CHECK(others[0].value == 82);
    CHECK(others[0].source == "A publication");
    CHECK(comparators_of(context, {.id = "M"}, *parse_date("2025-01-01")).empty());
}

}  // namespace
}  // namespace longstone::measure
