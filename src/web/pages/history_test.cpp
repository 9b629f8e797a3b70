#include <doctest/doctest.h>

#include "base/text.h"
#include "web/pages/test_record.h"

namespace longstone::web {

TEST_CASE("an earlier record is opened, or set aside with a reason") {
    TestHouse house;
    const auto before = open_enquiry(house);
    auto hub = house.as("la-csc", "hub-manager");
    house.turn(20 * kMinute);
    const auto ref = open_enquiry_about_the_same(house, before);
    const auto path = cat({"/records/", ref, "/history"});
    auto page = hub.get(path);
    CHECK(page.shows(cat({"/records/", before, "\""})));
    CHECK(page.shows("Neither opened nor set aside"));

    const auto field = cat({"history/", before});
    CHECK(hub.post(path, {{"rev", rev_on(page)}}).status == 422);
    const auto refused = hub.post(path, {{field, "set-aside"}, {"rev", rev_on(page)}});
    CHECK(refused.status == 422);
    CHECK(refused.shows(cat({"href=\"#", field, "\""})));
    page = hub.get(path);
    const auto done = hub.post(path,
                               {{field, "set-aside"},
                                {cat({"why/", before}), "The same call, written twice"},
                                {"rev", rev_on(page)}});
    CHECK(done.status == 303);
    const auto after = hub.follow(done);
    CHECK(after.shows("The same call, written twice"));
    CHECK(after.hides("name=\"rev\""));
}

TEST_CASE("a late clock asks why, and one whose rule allows no pause offers none") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = house.as("la-csc", "hub-manager");
    const auto section = cat({"/records/", ref, "/answers/mash-rating.rating"});
    auto fields = filled(house, "mash-rating", "rating");
    fields.emplace_back("rev", rev_on(hub.get(section)));
    REQUIRE(hub.post(section, fields).status == 303);

    const auto clocks = cat({"/records/", ref, "/clocks"});
    CHECK(hub.get(clocks).hides("Say why late"));
    CHECK(hub.get(cat({clocks, "/decide/pause"})).status == 404);
    house.turn(3 * kDay);
    hub = house.as("la-csc", "hub-manager");
    CHECK(hub.get(clocks).shows("Say why late"));
    const auto page = hub.get(cat({clocks, "/decide/late"}));
    CHECK(page.status == 200);
    CHECK(hub.post(cat({clocks, "/decide/late"}), {{"rev", rev_on(page)}}).status == 422);
    CHECK(hub.post(cat({clocks, "/decide/late"}), {{"reason", "The family asked for a day"}})
              .status == 303);
    CHECK(hub.get(clocks).shows("The family asked for a day"));
}

}  // namespace longstone::web
