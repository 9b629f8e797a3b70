#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone;
using namespace longstone::define;

TEST_CASE("a pathway is shown whole: stages, moves, clocks, forms and codes") {
    const auto loaded = test::load(test::sound());
    REQUIRE(loaded.definitions != nullptr);
    const Json json = to_json(*loaded.definitions, *loaded.definitions->pathway("visit"));
    CHECK(json.text("id") == "visit");
    CHECK(json.text("first") == "visiting");
    CHECK(json["people"].items().size() == 2);
    REQUIRE(json["stages"].items().size() == 3);
    const Json& visiting = json["stages"].items()[0];
    CHECK(visiting["requests"].items()[0].text("blind-until") == "talking");
    CHECK(visiting["requests"].items()[0]["due"].dump() == R"({"share":50,"of":"finish"})");
    const Json& finish = visiting["next"].items()[1];
    CHECK(finish.text("to") == "done");
    CHECK(finish["when"].dump() == R"({"rating":["green"]})");
    const Json& clock = json["clocks"].items()[0];
    CHECK(clock["from"].dump() == R"(["opened"])");
    CHECK(clock["versions"].items()[0]["within"].dump() ==
          R"({"by":"rating","amber":"5 working days","green":"3 weeks","red":"1 day"})");
    CHECK(json["clocks"].items()[1]["to"].dump() == R"([{"requests-answered":"view"}])");
    CHECK(json["opens"].items()[0]["renames"].dump() == R"({"worry":"reason"})");
    CHECK(json["flags"].items()[0].text("colour") == "yellow");
    // Each form once: the pathway's own, and what agencies are asked.
    std::vector<std::string> forms;
    for (const Json& form : json["forms"].items())
        forms.push_back(form.text("id"));
    CHECK(forms == std::vector<std::string>{"seen", "view", "result"});
    const Json& outcome = json["forms"].items()[2]["sections"].items()[0]["fields"].items()[0];
    CHECK(outcome.dump() ==
          R"({"id":"outcome","type":"choice","label":"What comes of it?","codes":"outcome",)"
          R"("items":[{"code":"help","text":"They need help"},)"
          R"({"code":"none","text":"Nothing more"}],"required":true})");
}
