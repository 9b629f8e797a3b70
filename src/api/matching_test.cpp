#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"
#include "people/living.h"

using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kManager = "la-csc/hub-manager";

std::string create(TestApi& api, const std::string& given, const std::string& born) {
    const auto made =
        api.post(kManager,
                 "/api/v1/people",
                 Json::object({{"given_name", given},
                               {"family_name", "Zellweather"},
                               {"birth_date", born},
                               {"address",
                                Json::object({{"lines", Json::strings({"14 Dene Road", "Morpeth"})},
                                              {"postcode", "NE61 1AB"}})}}));
    REQUIRE_MESSAGE(made.status == 201, made.text);
    return made.body.text("id");
}

}  // namespace

TEST_CASE("pairs are listed, told without their weight, judged, and taken back") {
    TestApi api;
    const auto a = create(api, "Isolde", "2019-03-04");
    const auto b = create(api, "Isolda", "2019-03-14");
    const auto pairs = api.get(kManager, "/api/v1/matching/pairs");
    REQUIRE(pairs.status == 200);
    REQUIRE(pairs.body["pairs"].items().size() == 1);
    CHECK(api.get(kStranger, "/api/v1/matching/pairs").status == 404);
    const auto path = cat({"/api/v1/matching/pairs/", a, "/", b});
    CHECK(api.get(kStranger, path).status == 404);
    const auto blind = api.get(kManager, path);
    REQUIRE(blind.status == 200);
    CHECK(!blind.body.has("weight"));
    CHECK(api.get(kManager, path + "?weight=shown").body.has("weight"));
    CHECK(api.post(kManager, path, Json::object({{"says", "same"}})).status == 422);
    const auto said =
        api.post(kManager, path, Json::object({{"says", "different"}, {"reason", "Cousins"}}));
    REQUIRE(said.status == 201);
    CHECK(said.body["decided"].boolean());
    const auto after = api.get(kManager, path);
    CHECK(after.body.has("weight"));
    CHECK(after.body["own"].text("says") == "different");
    CHECK(api.get(kManager, "/api/v1/matching/pairs").body["pairs"].items().empty());
    const auto& first = std::min(a, b);
    const auto person = api.get(kManager, "/api/v1/people/" + first);
    const auto& judgement = person.body["same_person"].items().front();
    const auto back =
        api.post(kManager,
                 cat({"/api/v1/people/", first, "/links/", judgement.text("id"), "/withdrawal"}),
                 Json::object({{"rev", person.body["rev"].integer()}, {"reason", "I was wrong"}}));
    REQUIRE_MESSAGE(back.status == 201, back.text);
    CHECK(!api.get(kManager, path).body["decided"].boolean());
}

TEST_CASE(
    "a search while people are still being read in is told to come back, not that there is "
    "nobody") {
    TestApi api;
    create(api, "Isolde", "2019-03-04");
    api.house().living = std::make_shared<people::Living>(*api.house().store);
    api.house().living->filled_beside();
    const auto path = "/api/v1/people?given_name=Isolde&family_name=Zellweather";
    const auto early = api.get(kManager, path);
    CHECK(early.status == 503);
    CHECK(early.body.text("detail").find("Search again in a few seconds") != std::string::npos);
    const auto pairs = api.get(kManager, "/api/v1/matching/pairs");
    CHECK(pairs.status == 200);
    CHECK(!pairs.body["through"].boolean());
    api.house().living->catch_up();
    CHECK(api.get(kManager, path).body["candidates"].items().size() == 1);
}
