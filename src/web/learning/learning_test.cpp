#include <doctest/doctest.h>

#include "access/viewer.h"
#include "web/test_house.h"
#include "work/acts/open_record.h"

namespace longstone::web {
namespace {

std::string open(TestHouse& house, const std::string& pathway) {
    const auto session = house.house().store->write();
    auto context = house.house().context(*session);
    const auto opened = work::open_record(
        context, access::system_viewer(), {.pathway = pathway, .source = "system"});
    if (!opened) FAIL(opened.error().message);
    session->commit();
    return opened->record.ref;
}

TEST_CASE("the loop shows each step, its gaps, and whether the figure moved") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    const auto recommendation = open(house, "recommendation-action-tracker");
    const auto training = open(house, "multi-agency-training");
    const auto page = manager.get("/learning");
    CHECK(page.status == 200);
    CHECK(page.shows(recommendation));
    CHECK(page.shows("Nothing yet"));
    CHECK(manager.get("/partnership").shows("href=\"/learning\""));

    const auto at = "/learning/" + recommendation;
    const auto one = manager.get(at);
    CHECK(one.status == 200);
    CHECK(one.shows("<ol class=\"ls-loop\">"));
    CHECK(one.shows("Re-audit"));
    CHECK(house.count("select count(*) from access_log where action = 'read'") >= 1);
    const auto wrong = manager.post(at + "/link", {{"step", "teaching"}, {"to", "COU-1999-1"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("that you may open"));
    CHECK(manager.post(at + "/link", {{"step", "teaching"}, {"to", training}}).status == 303);
    CHECK(manager.get(at).shows(training));
    CHECK(manager.get("/learning?without=teaching").hides(at));

    CHECK(manager.post(at + "/measure", {{"measure", "C-NOT"}, {"from", "2026-01-01"}}).status ==
          422);
    CHECK(manager
              .post(at + "/measure",
                    {{"measure", "C-MASH-RAG"}, {"from", "2026-01-01"}, {"why", "Booking moved"}})
              .status == 303);
    const auto tested = manager.get(at);
    CHECK(tested.shows("/figures/C-MASH-RAG"));
    CHECK(tested.shows("Booking moved"));
    CHECK(manager.get("/learning").shows("Too early to say"));
}

TEST_CASE("the loop is for those who see figures, and shows them only what they may open") {
    TestHouse house;
    const auto recommendation = open(house, "recommendation-action-tracker");
    auto school = house.as("hartlaw-high", "pastoral-lead");
    CHECK(school.get("/learning").status == 404);
    auto hub = house.as("la-csc", "hub-manager");
    CHECK(hub.get("/learning").hides(recommendation));
    CHECK(hub.get("/learning/" + recommendation).status == 404);
    CHECK(hub.get("/learning/NOT-1").status == 404);
}

}  // namespace
}  // namespace longstone::web
