#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"

// Feeds by the API. More of them in tests/feeds_test.cpp.
using namespace longstone;
using namespace longstone::api;

TEST_CASE("a school sends a notice and a record is opened") {
    TestApi api;
    const std::string line =
        R"({"feed":"missing-education","notice":"N1","told-on":"2026-11-02","given_name":"Nan",)"
        R"("family_name":"Example","birth_date":"2015-03-03","about":"absence",)"
        R"("reason":"non-attendance","ten-days":"Y","hours":0,"send":"K","tried":"Called twice"})";
    const auto reply =
        api.call("hartlaw-high/data-manager", "POST", "/api/v1/feeds/hartlaw-high/events", line);
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    CHECK(reply.body["counts"]["opened"].integer() == 1);
    CHECK(reply.body["refused"].items().empty());
}
