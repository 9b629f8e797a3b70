#include <doctest/doctest.h>

#include "web/test_house.h"

namespace longstone::web {
namespace {

TEST_CASE("figures are for those who may see figures") {
    TestHouse house;
    auto manager = house.as("partnership-office", "business-manager-children");
    const auto all = manager.get("/figures?theme=Front%20door");
    CHECK(all.status == 200);
    CHECK(all.body.find("/figures/C-MASH-RAG") != std::string::npos);
    const auto one = manager.get("/figures/C-MASH-RAG");
    CHECK(one.status == 200);
    CHECK(one.body.find("Nothing was counted in these periods") != std::string::npos);
    CHECK(manager.get("/figures/C-MASH-RAG/records").status == 200);
    CHECK(manager.get("/figures/NOT-THERE").status == 404);
    const auto csv = manager.get("/figures/C-MASH-RAG?format=csv");
    CHECK(csv.status == 200);
    CHECK(csv.body.starts_with("Measure,Period,From,To,Figure,Counted"));

    auto school = house.as("hartlaw-high", "pastoral-lead");
    for (const char* path : {"/figures",
                             "/figures/C-MASH-RAG",
                             "/figures/C-MASH-RAG/records",
                             "/figures/C-MASH-RAG?format=csv"}) {
        CAPTURE(path);
        CHECK(school.get(path).status == 404);
    }
    CHECK(school.get("/").body.find("href=\"/figures\"") == std::string::npos);
}

}  // namespace
}  // namespace longstone::web
