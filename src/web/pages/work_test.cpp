#include <doctest/doctest.h>

#include "base/text.h"
#include "web/pages/test_record.h"

namespace longstone::web {

TEST_CASE("a record that nobody leads waits with those who may name its lead, and with no others") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto worker = house.user("la-csc", "hub-social-worker");
    auto manager = house.as("la-csc", "hub-manager");
    CHECK(manager.get("/").shows("Name who leads it"));
    CHECK(house.as("la-csc", "hub-social-worker").get("/").hides("Name who leads it"));

    const auto path = cat({"/records/", ref, "/lead"});
    const auto page = manager.get(path);
    REQUIRE(manager.post(path, {{"lead", worker}, {"rev", rev_on(page)}}).status == 303);
    const auto work = manager.get("/");
    CHECK(work.hides("Name who leads it"));
    // It still stands where only the manager may act.
    CHECK(work.shows("Rated</a>"));
    CHECK(house.as("la-csc", "hub-social-worker").get("/").shows("Rated</a>"));
}

}  // namespace longstone::web
