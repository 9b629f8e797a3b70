#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"

// Links, samples, rounds and competence, as a neighbour's program calls them.
using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kAsker = "partnership-office/participation-worker";
constexpr const char* kAuditor = "partnership-office/qa-lead";
constexpr const char* kSchools = "la-education/schools-safeguarding";

Json empty() {
    return Json(Json::Object{});
}

std::string path_of(const std::string& ref, std::string_view what) {
    return cat({"/api/v1/records/", ref, what});
}

std::string open(TestApi& api, const char* post, const char* pathway, const Json& answers) {
    const auto opened = api.post(
        post, "/api/v1/records", Json::object({{"pathway", pathway}, {"answers", answers}}));
    REQUIRE_MESSAGE(opened.status == 201, opened.text);
    return opened.body.text("ref");
}

}  // namespace

Json asking() {
    return Json::object({{"voice-title", "What was it like?"},
                         {"voice-kind", "end-of-service"},
                         {"voice-of", Json::strings({"child", "parent"})},
                         {"voice-service", "Adolescent service"},
                         {"voice-agencies", Json::strings({"la-csc"})},
                         {"voice-questions", "How was it, one to five?"},
                         {"voice-reach", "A call to those who do not read."},
                         {"voice-shaped", "yes"},
                         {"voice-shaped-how", "Four young people wrote the questions."},
                         {"voice-anonymous", "yes"},
                         {"voice-from", "2026-05-01"},
                         {"voice-to", "2026-12-31"}});
}

TEST_CASE("a link is made, listed with its address, and closed, by who works on the record") {
    TestApi api;
    const auto ref = open(api, kAsker, "voice-feedback", asking());
    const auto asked = Json::object({{"link", "answers"}, {"label", "Poster"}, {"most", 7}});
    // Nobody is asked before its stage.
    CHECK(api.post(kAsker, path_of(ref, "/links"), asked).status == 422);
    const auto moved = api.post(kAsker, path_of(ref, "/moves"), Json::object({{"to", "asking"}}));
    REQUIRE_MESSAGE(moved.status == 200, moved.text);
    CHECK(api.post(kStranger, path_of(ref, "/links"), asked).status == 404);
    CHECK(api.get(kStranger, path_of(ref, "/links")).status == 404);
    CHECK(api.post(kAsker,
                   path_of(ref, "/links"),
                   Json::object({{"link", "answers"}, {"until", "soon"}}))
              .names("until"));
    const auto made = api.post(kAsker, path_of(ref, "/links"), asked);
    REQUIRE_MESSAGE(made.status == 201, made.text);
    CHECK(made.body.text("address").ends_with(cat({"/a/", made.body.text("token")})));
    const auto id = made.body.text("id");
    const auto closing = path_of(ref, cat({"/links/", id, "/closing"}));
    CHECK(api.post(kStranger, closing, Json::object({{"reason", "It is over."}})).status == 404);
    CHECK(api.post(kAsker, closing, Json::object({{"reason", "It is over."}})).status == 200);
    const auto listed = api.get(kAsker, path_of(ref, "/links"));
    REQUIRE(listed.body["links"].items().size() == 1);
    const auto& link = listed.body["links"].items().front();
    CHECK_FALSE(link["live"].boolean());
    CHECK(link.text("closed_reason") == "It is over.");
    CHECK_FALSE(link.has("address"));
}

TEST_CASE("a round is seen and begun by who opens its records, once") {
    TestApi api;
    CHECK(api.get(kStranger, "/api/v1/rounds").status == 404);
    const auto before = api.get(kSchools, "/api/v1/rounds");
    REQUIRE(before.status == 200);
    const auto& round = before.body["rounds"].items().front();
    CHECK(round.text("pathway") == "section-175-157-audit");
    const auto schools = round["agencies"].items().size();
    CHECK(schools > 0);
    CHECK(round["agencies"].items().front()["record"].is_null());
    CHECK(api.post(kStranger, "/api/v1/rounds/section-175-157-audit", empty()).status == 404);
    CHECK(api.post(kSchools, "/api/v1/rounds/early-help-assessment", empty()).status == 404);
    const auto begun = api.post(kSchools, "/api/v1/rounds/section-175-157-audit", empty());
    REQUIRE_MESSAGE(begun.status == 201, begun.text);
    CHECK(begun.body["opened"].items().size() == schools);
    const auto again = api.post(kSchools, "/api/v1/rounds/section-175-157-audit", empty());
    CHECK(again.status == 200);
    CHECK(again.body["opened"].items().empty());
    const auto after = api.get(kSchools, "/api/v1/rounds");
    CHECK(after.body["rounds"].items().front()["agencies"].items().front().text("stage") == "sent");
}

TEST_CASE("samples are drawn and read by who works on the audit") {
    TestApi api;
    const auto ref = open(
        api,
        kAuditor,
        "multi-agency-case-file-audit",
        Json::object({{"audit-title", "The hub"},
                      {"audit-scope", "children"},
                      {"audit-why", "forward-plan"},
                      {"audit-themes", Json::strings({"fathers"})},
                      {"audit-question", "Is he asked?"},
                      {"audit-standards",
                       Json(Json::Array{Json::object({{"standard-text", "The father was asked"},
                                                      {"standard-dimension", "voice"},
                                                      {"standard-kind", "yes-no"}})})},
                      {"audit-agencies", Json::strings({"la-csc", "police"})}}));
    const auto drawn = api.get(kAuditor, path_of(ref, "/samples"));
    REQUIRE(drawn.status == 200);
    CHECK(drawn.body["samples"].items().empty());
    CHECK(api.get(kStranger, path_of(ref, "/samples")).status == 404);
    const auto criteria = Json::object({{"pathway", "child-contact-referral"},
                                        {"by", "opened"},
                                        {"since", "2026-06-02"},
                                        {"until", "2026-06-07"},
                                        {"size", 5},
                                        {"seed", "42"}});
    CHECK(api.post(kAuditor, path_of(ref, "/samples"), criteria).status == 422);
    CHECK(api.post(kStranger, path_of(ref, "/samples"), criteria).status == 404);
    CHECK(api.post(kAuditor, path_of(ref, "/samples"), Json::object({{"sise", 5}})).status == 422);
}

TEST_CASE(
    "competence is told in numbers, by name only to who answers for those people, and to oneself") {
    TestApi api;
    CHECK(api.get("hartlaw-high/pastoral-lead", "/api/v1/competence").status == 404);
    const auto all = api.get("partnership-office/workforce-lead", "/api/v1/competence");
    REQUIRE(all.status == 200);
    CHECK(!all.body["agencies"].items().empty());
    CHECK(!all.body["people"].items().empty());
    const auto own = api.get(kWorker, "/api/v1/competence/mine");
    REQUIRE(own.status == 200);
    for (const Json& one : own.body["people"].items())
        CHECK(one.text("standing") == "never");
    // In the description that programs read.
    const auto described = api.get("", "/api/v1/openapi.json");
    for (const char* path : {"/api/v1/records/{ref}/links",
                             "/api/v1/records/{ref}/links/{link}/closing",
                             "/api/v1/records/{ref}/samples",
                             "/api/v1/rounds/{pathway}",
                             "/api/v1/competence",
                             "/api/v1/requests/{id}/return-file",
                             "/api/v1/requests/{id}/taken-return"})
        CHECK_MESSAGE(described.body["paths"].has(path), path);
}
