#include "measure/asking.h"

#include <map>

#include <doctest/doctest.h>

namespace longstone::measure {
namespace {

const Date kToday = *parse_date("2026-11-22");

Result<Asked> asked(const std::map<std::string, std::string, std::less<>>& said,
                    const define::Measure& measure = {.by = {"rag"}}) {
    return asked_of(
        measure,
        [&](std::string_view name) {
            const auto found = said.find(name);
            return found == said.end() ? std::string() : found->second;
        },
        kToday);
}

TEST_CASE("nothing said is the last two years, up to the end of this month") {
    const auto all = asked({});
    REQUIRE(all.has_value());
    CHECK(iso(all->range.from) == "2024-12-01");
    CHECK(iso(all->range.to) == "2026-11-30");
}

TEST_CASE("figures are counted by months, so a range is of whole months") {
    const auto some = asked({{"from", "2026-02-14"}, {"to", "2026-04-02"}, {"period", "quarter"}});
    REQUIRE(some.has_value());
    CHECK(iso(some->range.from) == "2026-02-01");
    CHECK(iso(some->range.to) == "2026-04-30");
    CHECK(some->period == define::Period::Quarter);
}

TEST_CASE("what cannot be read is named, all of it") {
    const auto wrong = asked({{"from", "2026-02-30"}, {"by", "ragg"}, {"period", "week"}});
    REQUIRE_FALSE(wrong.has_value());
    REQUIRE(wrong.error().fields.size() == 3);
    CHECK(wrong.error().fields[1].message == "Choose one of rag");
    CHECK_FALSE(asked({{"from", "2026-03-01"}, {"to", "2026-02-01"}}).has_value());
    CHECK_FALSE(asked({{"from", "1900-01-01"}}).has_value());
    CHECK_FALSE(asked({{"by", "rag"}}, {}).has_value());
}

}  // namespace
}  // namespace longstone::measure
