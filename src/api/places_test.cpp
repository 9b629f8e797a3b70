#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"

// A place is found again: by another agency, with its history, its people and what is kept from
// whom.
using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kLead = "la-csc/contextual-lead";
constexpr const char* kOther = "la-early-help/lead-practitioner";
constexpr const char* kGuardian = "puffin-walk/centre-manager";

Json answers() {
    return Json::object({{"worry", "Girls given vapes behind the station"},
                         {"context-kind", "place"},
                         {"context-harm", Json::strings({"CSE"})},
                         {"context-pattern", Json::strings({"school"})},
                         {"context-detail", "After school."},
                         {"context-young", 9},
                         {"context-level", "targeted"},
                         {"context-level-why", "Three schools."}});
}

Json new_place() {
    return Json::object({{"kind", "place"},
                         {"name", "Example bus station"},
                         {"other_names", Json::strings({"The Bays"})},
                         {"where", "Oldgate, Example Town NE61 1AB"}});
}

Json named(std::string_view role, const Json& person) {
    return Json::object({{"role", role}, {"new", person}});
}

Json known(std::string_view role, std::string_view id) {
    return Json::object({{"role", role}, {"id", id}});
}

Json ada() {
    return Json::object(
        {{"given_name", "Ada"}, {"family_name", "Example"}, {"birth_date", "2011-03-03"}});
}

TestApi::Reply open_about(TestApi& api, const std::string& post, std::vector<Json> who) {
    Json people = Json::array();
    for (auto& one : who)
        people.push(std::move(one));
    return api.post(post,
                    "/api/v1/records",
                    Json::object({{"pathway", "extra-familial-harm-context"},
                                  {"people", std::move(people)},
                                  {"answers", answers()}}));
}

// The id of whoever is on the record under that role.
std::string on(const TestApi::Reply& opened, std::string_view role) {
    for (const Json& person : opened.body["people"].items()) {
        if (person.text("role") == role) return person.text("id");
    }
    return {};
}

std::vector<std::string> found(TestApi& api, const std::string& post, const std::string& query) {
    const auto reply = api.get(post, cat({"/api/v1/people?", query}));
    REQUIRE(reply.status == 200);
    std::vector<std::string> ids;
    for (const Json& one : reply.body["candidates"].items())
        ids.push_back(one.text("id"));
    return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("another agency finds the same place, and its earlier record comes with it") {
    TestApi api;
    const auto first =
        open_about(api, kLead, {named("place", new_place()), named("young-person", ada())});
    REQUIRE(first.status == 201);
    const auto place = on(first, "place");
    CHECK(first.body["people"].items().front().text("kind") == "place");

    CHECK(found(api, kOther, "name=bus+station&kind=place") == Ids{place});
    CHECK(found(api, kOther, "name=the+bays") == Ids{place});
    CHECK(found(api, kOther, "where=Oldgate&kind=place") == Ids{place});
    CHECK(found(api, kOther, "postcode=NE61+1AB&kind=place") == Ids{place});
    CHECK(found(api, kOther, "text=example+bus+st") == Ids{place});
    CHECK(found(api, kOther, "name=bus+station&kind=organisation").empty());
    CHECK(api.get(kOther, "/api/v1/people?name=bus&kind=bus").names("kind"));

    // It may read the place, and is not told which young people are harmed there.
    const auto page = api.get(kOther, cat({"/api/v1/people/", place}));
    REQUIRE(page.status == 200);
    CHECK(page.body.text("kind") == "place");
    CHECK(page.body.text("name") == "Example bus station");
    CHECK(page.body.text("where") == "Oldgate, Example Town, NE61 1AB");
    CHECK(page.body["birth_date"].is_null());
    CHECK(page.text.find("Ada") == std::string::npos);

    api.turn(kDay);
    const auto second = open_about(api, kOther, {known("place", place)});
    REQUIRE(second.status == 201);
    const auto read = api.get(kLead, cat({"/api/v1/records/", second.body.text("ref")}));
    REQUIRE(read.status == 200);
    REQUIRE(read.body["history"].items().size() == 1);
    CHECK(read.body["history"].items().front().text("record") == first.body.text("ref"));

    // As it was, and made anew from the journal, it is still a place.
    const auto then = api.get(kLead,
                              cat({"/api/v1/records/",
                                   second.body.text("ref"),
                                   "?as_at=",
                                   iso(api.house().options.now())}));
    REQUIRE(then.status == 200);
    CHECK(then.body["people"].items().front().text("kind") == "place");
}

TEST_CASE("the wrong kind is refused, with what would be right") {
    TestApi api;
    const auto child = open_about(api, kLead, {named("place", ada())});
    CHECK(child.status == 422);
    CHECK(child.text.find("takes a place or a group") != std::string::npos);
    const auto place =
        open_about(api, kLead, {named("place", new_place()), named("young-person", new_place())});
    CHECK(place.status == 422);
    CHECK(place.text.find("takes a person") != std::string::npos);
    auto born = new_place();
    born.set("birth_date", "2011-03-03");
    CHECK(open_about(api, kLead, {named("place", born)}).status == 422);
    auto nowhere = new_place();
    nowhere.set("where", "");
    CHECK(open_about(api, kLead, {named("place", nowhere)}).names("where"));
}

TEST_CASE("the peers of a group are seen on its page by those who work with them") {
    TestApi api;
    const auto group =
        Json::object({{"kind", "group"}, {"name", "The bench group"}, {"where", "Puffin Walk"}});
    const auto opened =
        open_about(api, kLead, {named("place", group), named("young-person", ada())});
    REQUIRE(opened.status == 201);
    const auto path = cat({"/api/v1/people/", on(opened, "place")});
    const auto link = [&](const char* type) {
        return api.post(kLead,
                        path + "/links",
                        Json::object({{"rev", api.get(kLead, path).body["rev"]},
                                      {"other", on(opened, "young-person")},
                                      {"type", type}}));
    };
    CHECK(link("mother").names("type"));
    REQUIRE(link("member").status == 201);
    const auto seen = api.get(kLead, path);
    REQUIRE(seen.body["relationships"].items().size() == 1);
    CHECK(seen.body["relationships"].items().front().text("name") == "Ada Example");
    const auto hers = api.get(kLead, cat({"/api/v1/people/", on(opened, "young-person")}));
    CHECK(hers.body["relationships"].items().front().text("type") == "group-of");

    // Somebody who looks after the place is asked about it, and not told who they are.
    const auto ref = opened.body.text("ref");
    const auto moved = api.post(kLead,
                                cat({"/api/v1/records/", ref, "/moves"}),
                                Json::object({{"rev", opened.body["rev"]}, {"to", "assessment"}}));
    REQUIRE(moved.status == 200);
    REQUIRE(api.post(kLead,
                     cat({"/api/v1/records/", ref, "/requests"}),
                     Json::object({{"request", "guardian-view"},
                                   {"agencies", Json::strings({"puffin-walk"})},
                                   {"rev", moved.body["rev"]}}))
                .status < 300);
    const auto theirs = api.get(kGuardian, path);
    CHECK(theirs.text.find("Ada") == std::string::npos);
    CHECK(api.get(kGuardian, cat({"/api/v1/records/", ref})).text.find("bench group") !=
          std::string::npos);
}

TEST_CASE("a place that only restricted records name is found by nobody else") {
    TestApi api;
    const auto opened = open_about(api, kLead, {named("place", new_place())});
    REQUIRE(opened.status == 201);
    const auto place = on(opened, "place");
    CHECK(found(api, kOther, "name=bus+station") == Ids{place});
    REQUIRE(api.post(kLead,
                     cat({"/api/v1/records/", opened.body.text("ref"), "/restriction"}),
                     Json::object({{"restricted", true}, {"reason", "A covert operation"}}))
                .status < 300);
    CHECK(found(api, kOther, "name=bus+station").empty());
    CHECK(found(api, kOther, "text=example+bus+station").empty());
    CHECK(api.get(kOther, cat({"/api/v1/people/", place})).status == 404);
    CHECK(open_about(api, kOther, {known("place", place)}).status == 422);
    CHECK(found(api, kLead, "name=bus+station") == Ids{place});
}
