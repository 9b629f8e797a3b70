#include <doctest/doctest.h>

#include "web/test_house.h"

namespace longstone::web {
namespace {

TEST_CASE("the partnership's own pages are for those who may open one of them") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    const auto landing = manager.get("/partnership");
    CHECK(landing.status == 200);
    CHECK(landing.shows("href=\"/groups\""));
    CHECK(manager.get("/").shows("href=\"/partnership\""));
    CHECK(manager.get("/groups").shows("Executive"));

    auto school = house.as("hartlaw-high", "pastoral-lead");
    CHECK(school.get("/partnership").status == 404);
    CHECK(school.get("/groups").status == 404);
    CHECK(school.get("/").hides("href=\"/partnership\""));
}

}  // namespace
}  // namespace longstone::web
