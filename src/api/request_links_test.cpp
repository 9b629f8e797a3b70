#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"

// Links to a request, as a neighbour's program gives, lists and closes them.
using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kOfficer = "la-education/schools-safeguarding";
constexpr const char* kSchool = "hartlaw-high/safeguarding-lead";

struct Asked {
    std::string ref = {}, request = {};

    [[nodiscard]] std::string links(std::string_view rest = {}) const {
        return cat({"/api/v1/requests/", request, "/links", rest});
    }
};

// A school asked for its return.
Asked audit(TestApi& api, const std::string& line = "Audit, Hartlaw High") {
    const auto opened = api.post(kOfficer,
                                 "/api/v1/records",
                                 Json::object({{"pathway", "section-175-157-audit"},
                                               {"answers",
                                                Json::object({{"sa-school", "hartlaw-high"},
                                                              {"sa-year", "2026-27"},
                                                              {"sa-phase", "high"},
                                                              {"sa-line", line}})}}));
    REQUIRE_MESSAGE(opened.status == 201, opened.text);
    const auto& requests = opened.body["requests"].items();
    REQUIRE_MESSAGE(requests.size() == 1, opened.text);
    return {.ref = opened.body.text("ref"), .request = requests.front().text("id")};
}

Json given_to(const char* label) {
    return Json::object({{"label", label}});
}

}  // namespace

TEST_CASE("a link to a request is given, listed with its address and closed by who works on it") {
    TestApi api;
    const auto asked = audit(api);
    CHECK(api.post(kStranger, asked.links(), given_to("Mrs Ord")).status == 404);
    CHECK(api.get(kStranger, asked.links()).status == 404);
    CHECK(api.get(kSchool, asked.links()).status == 404);
    CHECK(api.post(kOfficer, asked.links(), given_to(" ")).names("label"));
    CHECK(api.post(kOfficer, asked.links(), Json::object({{"lable", "Mrs Ord"}})).status == 422);
    CHECK(api.post(kOfficer,
                   asked.links(),
                   Json::object({{"label", "Mrs Ord"}, {"to", "a@b\r\nBcc:c@d.org"}}))
              .names("to"));

    const auto made = api.post(kOfficer, asked.links(), given_to("Mrs Ord, head teacher"));
    REQUIRE_MESSAGE(made.status == 201, made.text);
    CHECK(made.location == asked.links());
    CHECK(made.body["live"].boolean());
    CHECK(made.body.text("agency") == "hartlaw-high");
    CHECK(!made.body.has("token"));
    const auto listed = api.get(kOfficer, asked.links());
    REQUIRE(listed.body["links"].items().size() == 1);
    const auto& link = listed.body["links"].items().front();
    CHECK(link.text("address").ends_with(cat({"/q/", link.text("token")})));
    CHECK(link.text("label") == "Mrs Ord, head teacher");

    // One at a time: another takes its place.
    const auto second = api.post(kOfficer, asked.links(), given_to("The deputy"));
    REQUIRE(second.status == 201);
    const auto both = api.get(kOfficer, asked.links()).body["links"].items();
    REQUIRE(both.size() == 2);
    for (const auto& one : both)
        CHECK(one["live"].boolean() == (one.text("id") == second.body.text("id")));

    const auto closing = asked.links(cat({"/", second.body.text("id"), "/closing"}));
    const auto why = Json::object({{"reason", "It went to the wrong school."}});
    CHECK(api.post(kStranger, closing, why).status == 404);
    CHECK(api.post(kOfficer, closing, Json::object({{"reason", ""}})).names("reason"));
    // Not through another request of anybody's.
    const auto other = audit(api, "Another");
    CHECK(api.post(kOfficer, other.links(cat({"/", second.body.text("id"), "/closing"})), why)
              .status == 404);
    const auto closed = api.post(kOfficer, closing, why);
    REQUIRE_MESSAGE(closed.status == 200, closed.text);
    CHECK_FALSE(closed.body["live"].boolean());
    CHECK(closed.body.text("closed_reason") == "It went to the wrong school.");
    CHECK(api.post(kOfficer, closing, why).status == 422);
}

TEST_CASE("a link given twice by one key is one link, and no token stays in the store") {
    TestApi api;
    const auto asked = audit(api);
    const auto body = given_to("Mrs Ord").dump();
    const TestApi::Headers key = {{"Idempotency-Key", "once"}};
    const auto first = api.call(kOfficer, "POST", asked.links(), body, key);
    const auto again = api.call(kOfficer, "POST", asked.links(), body, key);
    REQUIRE(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.body.text("id") == first.body.text("id"));
    const auto links = api.get(kOfficer, asked.links()).body["links"].items();
    REQUIRE(links.size() == 1);
    const auto kept =
        api.house().store->read()->one("select count(*) from idempotency where body like $1",
                                       {cat({"%", links.front().text("token"), "%"})});
    REQUIRE(kept);
    CHECK(kept->integer(0) == 0);
}

TEST_CASE("a link is mailed with its address, and the calls are described") {
    TestApi api;
    const auto asked = audit(api);
    const auto made =
        api.post(kOfficer,
                 asked.links(),
                 Json::object({{"label", "Mrs Ord"}, {"to", "mrs.ord@school.example.org"}}));
    REQUIRE_MESSAGE(made.status == 201, made.text);
    const auto links = api.get(kOfficer, asked.links()).body["links"].items();
    REQUIRE(links.size() == 1);
    const auto mail = api.house().store->read()->one(
        "select body from outbox where to_address = 'mrs.ord@school.example.org'", {});
    REQUIRE(mail);
    CHECK(mail->text(0).find(links.front().text("token")) != std::string::npos);

    // In the description that programs read.
    const auto described = api.get("", "/api/v1/openapi.json");
    for (const char* path :
         {"/api/v1/requests/{id}/links", "/api/v1/requests/{id}/links/{link}/closing"})
        CHECK_MESSAGE(described.body["paths"].has(path), path);
}
