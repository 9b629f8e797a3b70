#include <doctest/doctest.h>

#include "web/test_house.h"

namespace longstone::web {
namespace {

constexpr const char* kPath = "/figures/reference";
constexpr const char* kFile =
    "measure,area,kind,from,to,value\n"
    "C-MASH-RAG,England,england,2025-04-01,2026-03-31,81.5\n"
    "C-MASH-ROG,England,england,2025-04-01,2026-03-31,81.5\n"
    "C-MASH-RAG,North East,region,2025-04-01,2026-03-31,high\n";

TEST_CASE(
    "a file is tried first: bad rows are named, and nothing is loaded until somebody says so") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    CHECK(manager.get(kPath).shows("Nothing is loaded yet"));
    const http::Pairs sent = {
        {"source", "A publication"}, {"published", "2026-05-01"}, {"text", kFile}, {"do", "try"}};
    const auto tried = manager.post(kPath, sent);
    CHECK(tried.status == 200);
    CHECK(tried.shows("did you mean C-MASH-RAG?"));
    CHECK(tried.shows("is not a figure"));
    CHECK(tried.shows("1 would be new"));
    CHECK(tried.shows("Load the good rows"));
    CHECK(house.count("select count(*) from comparator") == 0);

    auto load = sent;
    load.back().second = "load";
    load[0].second = "";
    const auto nameless = manager.post(kPath, load);
    CHECK(nameless.status == 422);
    CHECK(nameless.shows("Give the publication they come from"));
    load[0].second = "A publication";
    CHECK(manager.post(kPath, load).location == "/figures/reference?done=loaded");
    CHECK(house.count("select count(*) from comparator") == 1);
    const auto after = manager.get(kPath);
    CHECK(after.shows("A publication, 1 May 2026"));
    CHECK(manager.get("/figures/C-MASH-RAG").status == 200);
    const auto again = manager.post(kPath, sent);
    CHECK(again.shows("1 are the same as before"));
}

TEST_CASE("figures of others are kept by those who keep figures") {
    TestHouse house;
    auto member = house.as("la-csc", "hub-manager");
    CHECK(member.get("/figures").status == 200);
    CHECK(member.get(kPath).status == 404);
    CHECK(member.post(kPath, {{"text", kFile}, {"do", "load"}, {"source", "x"}}).status == 404);
    CHECK(member.post("/figures/C-MASH-RAG/marks", {{"from", "2026-01-01"}, {"why", "x"}}).status ==
          404);
    CHECK(house.count("select count(*) from comparator") == 0);
}

TEST_CASE("the limits of a chart are drawn anew from a day that somebody marks, with a reason") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    manager.get("/figures/C-MASH-RAG");
    const auto without = manager.post("/figures/C-MASH-RAG/marks", {{"from", "2026-01-01"}});
    CHECK(without.status == 422);
    CHECK(without.shows("Say what was changed on that day"));
    CHECK(manager.post("/figures/C-MASH-RAG/marks", {{"from", "2026-01-01"}, {"why", "New hub"}})
              .status == 303);
    CHECK(manager.get("/figures/C-MASH-RAG").shows("New hub"));
    CHECK(manager.post("/figures/C-MASH-RAG/marks/take-back", {{"mark", "C-MASH-RAG.1"}}).status ==
          303);
    CHECK(manager.get("/figures/C-MASH-RAG").hides("New hub"));
}

}  // namespace
}  // namespace longstone::web
