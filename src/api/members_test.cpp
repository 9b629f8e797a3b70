#include "api/members.h"

#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"

using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kManager = "la-csc/hub-manager";

// Which members of the object are refused, by name.
std::string refused_of(const char* json, const Members& known) {
    const auto done = only_members(*Json::parse(json), known, "of/");
    std::vector<std::string> names;
    if (!done)
        for (const auto& field : done.error().fields)
            names.push_back(field.field);
    return join(names, " ");
}

}  // namespace

TEST_CASE("each member of another kind than asked is named") {
    const Members known = {"words",
                           {"rev", Shape::Whole},
                           {"came", Shape::Truth},
                           {"lives", Shape::TextOrTruth},
                           {"ids", Shape::Texts},
                           {"by_name", Shape::TextsByName},
                           {"inner", Shape::Object},
                           {"items", Shape::Objects},
                           {"names", Shape::Names},
                           {"file", Shape::Any}};
    CHECK(refused_of(R"({"words":"a","rev":3,"came":false,"lives":"no","ids":[],"by_name":{"x":"y"},
        "inner":{},"items":[{}],"names":["a",{"name":"b"}],"file":[1]})",
                     known)
              .empty());
    CHECK(refused_of(R"({"words":null,"rev":null,"came":null,"by_name":null,"items":null})", known)
              .empty());
    CHECK(refused_of(R"({"words":1,"rev":"3","came":"yes","lives":1,"ids":"a","by_name":{"x":1},
        "inner":[],"items":["a"],"names":[{"called":"b"}]})",
                     known) ==
          "of/words of/rev of/came of/lives of/ids of/by_name/x of/inner of/items of/names");
    CHECK(refused_of(R"({"rev":3.5})", known) == "of/rev");
    CHECK(refused_of(R"({"ids":["a",1]})", known) == "of/ids");
    CHECK(refused_of(R"({"rev":"3","wrods":"a"})", known) == "of/wrods");
    CHECK(refused_of(R"({"anything":1})", {}) == "of/anything");
}

TEST_CASE("a revision as text is refused, and does not write over what somebody else wrote") {
    TestApi api;
    const auto path = cat({"/api/v1/records/", api.open_record()});
    const auto answer = [&](const Json& rev) {
        return api.call(
            kWorker,
            "PATCH",
            path + "/answers",
            Json::object({{"rev", rev}, {"answers", Json::object({{"worry", "Not at school"}})}})
                .dump());
    };
    CHECK(answer("0").names("rev"));
    CHECK(answer(1.5).names("rev"));
    CHECK(answer(0).status == 409);
    CHECK(api.get(kWorker, path).body["answers"].text("worry") == "Missing school");
    CHECK(answer(1).status == 200);
}

TEST_CASE("a list that is none, and what stands inside one, is refused by its place") {
    TestApi api;
    auto body = TestApi::opening();
    auto person = Json::object(
        {{"role", "subject"}, {"new", Json::object({{"given_name", "Nan"}, {"flags", "deaf"}})}});
    body.set("people", person);
    CHECK(api.post(kWorker, "/api/v1/records", body).names("people"));
    body.set("people", Json(Json::Array{person}));
    CHECK(api.post(kWorker, "/api/v1/records", body).names("people/1/flags"));
    person.set("rol", "subject");
    body.set("people", Json(Json::Array{person}));
    CHECK(api.post(kWorker, "/api/v1/records", body).names("people/1/rol"));
    CHECK(api.house().store->read()->integer("select count(*) from person") == 0);

    const auto path = cat({"/api/v1/records/", api.open_record()});
    CHECK(api.post(kManager,
                   path + "/restriction",
                   Json::object({{"restricted", "false"}, {"reason", "Named staff"}}))
              .names("restricted"));
    CHECK(api.post(kManager,
                   path + "/requests",
                   Json::object({{"request", "any"}, {"agencies", "police"}}))
              .names("agencies"));
    CHECK(api.post(kManager,
                   path + "/outcomes",
                   Json::object({{"whom", "any"}, {"agencies", Json(Json::Array{"police", 1})}}))
              .names("agencies"));
}

TEST_CASE("what is of another kind than asked is refused, not left out in silence") {
    TestApi api;
    const auto refused = [&](const Json& more) {
        auto body = Json::object({{"given_name", "Nan"}, {"family_name", "Example"}});
        for (const auto& [member, value] : more.members())
            body.set(member, value);
        return api.post(kWorker, "/api/v1/people", body);
    };
    const auto address = [](const char* member, const Json& value) {
        return Json::object({{"address", Json::object({{member, value}})}});
    };
    CHECK(refused(Json::object({{"birth_date", 20150304}})).names("birth_date"));
    CHECK(refused(Json::object({{"restricted", "yes"}})).names("restricted"));
    CHECK(refused(Json::object({{"given_name", Json::strings({"Nan"})}})).names("given_name"));
    CHECK(refused(Json::object({{"flags", "deaf"}})).names("flags"));
    CHECK(refused(Json::object({{"identifiers", Json::strings({"9990001030"})}}))
              .names("identifiers"));
    CHECK(refused(address("protected", "yes")).names("address/protected"));
    CHECK(refused(address("lines", "1 High Street")).names("address/lines"));
    CHECK(refused(address("postcod", "NE1 1AB")).names("address/postcod"));
    CHECK(refused(Json::object({{"details", Json::object({{"language", 1}})}}))
              .names("details/language"));
    CHECK(api.house().store->read()->integer("select count(*) from person") == 0);
    const auto one = refused(Json::object({{"birth_date", Json()}, {"restricted", false}}));
    const auto two = refused(Json::object({{"birth_date", "2015-03-04"}}));
    REQUIRE(one.status == 201);
    for (const auto& same : {Json("true"), Json(1), Json()})
        CHECK(api.post(kManager,
                       cat({"/api/v1/people/", one.body.text("id"), "/links"}),
                       Json::object({{"rev", 1},
                                     {"other", two.body.text("id")},
                                     {"same", same},
                                     {"reason", "Both were here"}}))
                  .names("same"));
    CHECK(api.house().store->read()->integer("select count(*) from person_same") == 0);
}
