#include <doctest/doctest.h>

#include "web/test_house.h"

namespace longstone::web {
namespace {

TEST_CASE("the partnership's own pages are for those who may open them") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    const auto landing = manager.get("/partnership");
    CHECK(landing.status == 200);
    CHECK(landing.shows("href=\"/groups\""));
    CHECK(manager.get("/").shows("href=\"/partnership\""));
    CHECK(manager.get("/groups").shows("Executive"));

    // What is published is for all staff, so nobody is without the page.
    auto school = house.as("hartlaw-high", "pastoral-lead");
    const auto theirs = school.get("/partnership");
    CHECK(theirs.shows("href=\"/library\""));
    CHECK(theirs.hides("href=\"/groups\""));
    CHECK(theirs.hides("href=\"/plan\""));
    for (const auto* path : {"/groups",
                             "/groups/executive",
                             "/groups/attendance",
                             "/groups/actions",
                             "/plan",
                             "/scrutiny",
                             "/registers/peer-and-inspection-register"}) {
        CAPTURE(path);
        CHECK(school.get(path).status == 404);
        CHECK(manager.get(path).status == 200);
    }
    CHECK(manager.get("/groups/not-there").status == 404);
}

TEST_CASE("whoever sits on a group, stands in or observes sees that group and no other") {
    TestHouse house;
    for (const auto& [agency, post] : {std::pair{"la-asc", "partnership-lead"},
                                       std::pair{"la-asc", "safeguarding-manager"},
                                       std::pair{"la-asc", "lead-member"}}) {
        CAPTURE(post);
        auto member = house.as(agency, post);
        CHECK(member.get("/groups/business-group-adults").status == 200);
        CHECK(member.get("/groups/business-support-unit").status == 404);
        CHECK(member.get("/groups").shows("href=\"/groups/business-group-adults\""));
        CHECK(member.get("/groups").hides("href=\"/groups/business-support-unit\""));
    }
    const auto page = house.as("la-asc", "lead-member").get("/groups/business-group-adults");
    CHECK(page.shows("Independent scrutineer, Partnership office"));
    CHECK(page.shows("adult social care, health and police"));
    CHECK(page.shows("Observing, without a vote: Lead member for children"));
    CHECK(page.shows("Engagement lead"));
}

TEST_CASE("what is published is read without signing in, where its definition says so") {
    TestHouse house;
    auto guest = house.guest();
    for (const auto* path : {"/arrangements", "/procedures", "/library"}) {
        CAPTURE(path);
        const auto page = guest.get(path);
        CHECK(page.status == 200);
        CHECK(page.shows("Nothing has been published yet."));
    }
    CHECK(guest.get("/library/RES-2026-0001").status == 404);
    CHECK(guest.get("/plan").status == 303);
}

}  // namespace
}  // namespace longstone::web
