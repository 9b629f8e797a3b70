#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"
#include "work/versions.h"

using namespace longstone;
using namespace longstone::api;

namespace {

std::string at(const std::string& ref, const std::string& what = {}) {
    return cat({"/api/v1/records/", ref, what});
}

std::int64_t records(TestApi& api) {
    return api.house().store->read()->integer("select count(*) from record");
}

}  // namespace

TEST_CASE("who sends no token, or one that is not in use, is told to send one") {
    TestApi api;
    CHECK(api.get("", "/api/v1/records").status == 401);
    const auto wrong =
        api.call("", "GET", "/api/v1/records", {}, {{"Authorization", "Bearer longstone_nothing"}});
    CHECK(wrong.status == 401);
    CHECK(wrong.body.text("type") == "urn:longstone:problem:unauthenticated");
    CHECK(api.get(kWorker, "/api/v1/records").status == 200);
    api.turn(31 * kDay);
    CHECK(api.get(kWorker, "/api/v1/records").status == 401);
}

TEST_CASE("a record is opened, read and listed") {
    TestApi api;
    const auto made = api.post(kWorker, "/api/v1/records", TestApi::opening());
    REQUIRE(made.status == 201);
    const auto ref = made.body.text("ref");
    CHECK(made.location == at(ref));
    CHECK(made.body["rev"].integer() == 1);
    CHECK(made.body.text("stage") == "consent");
    const auto read = api.get(kWorker, at(ref));
    REQUIRE(read.status == 200);
    CHECK(read.body["answers"].text("worry") == "Missing school");
    CHECK(read.body["people"].items().size() == 1);
    const auto list = api.get(kWorker, "/api/v1/records?pathway=early-help-assessment");
    REQUIRE(list.body["records"].items().size() == 1);
    CHECK(list.body["records"].items().front().text("ref") == ref);
}

TEST_CASE("a refusal names every field and saves nothing") {
    TestApi api;
    auto body = TestApi::opening();
    body.set("answers", Json::object({{"worry", "Missing school"}, {"wory", "x"}}));
    const auto unknown_field = api.post(kWorker, "/api/v1/records", body);
    CHECK(unknown_field.status == 422);
    CHECK(unknown_field.names("wory"));
    body.set("answers", Json::object({{"worry", "Missing school"}}));
    body.set("people", Json::array());
    const auto missing = api.post(kWorker, "/api/v1/records", body);
    CHECK(missing.status == 422);
    CHECK(missing.names("worried-about"));
    CHECK(missing.names("people/subject"));
    CHECK(records(api) == 0);
}

TEST_CASE("an unknown member is named, with what was meant") {
    TestApi api;
    const auto ref = api.open_record();
    const auto reply =
        api.post(kWorker, at(ref, "/moves"), Json::object({{"too", "assessment"}, {"rev", 1}}));
    CHECK(reply.status == 422);
    REQUIRE(reply.names("too"));
    CHECK(reply.text.find("Did you mean") != std::string::npos);
}

TEST_CASE("what cannot be read is malformed") {
    TestApi api;
    CHECK(api.call(kWorker, "POST", "/api/v1/records", "{\"pathway\":").status == 400);
    CHECK(api.call(kWorker, "POST", "/api/v1/records", "[]").status == 400);
    CHECK(api.call(kWorker, "POST", "/api/v1/records", "{\"a\":1,\"a\":2}").status == 400);
    const auto as_text = api.call(kWorker,
                                  "POST",
                                  "/api/v1/records",
                                  TestApi::opening().dump(),
                                  {{"Content-Type", "text/plain"}});
    CHECK(as_text.status == 400);
    CHECK(api.call(kWorker,
                   "POST",
                   "/api/v1/records",
                   TestApi::opening().dump(),
                   {{"Idempotency-Key", std::string(201, 'k')}})
              .status == 400);
    CHECK(records(api) == 0);
}

TEST_CASE("a body over the limit is too large") {
    TestApi api;  // the server asks the limit before it reads a body
    CHECK(api.router().body_limit("POST", "/api/v1/records") == http::kBodyLimit);
    CHECK(api.router().body_limit("POST", "/api/v1/records/EH-2026-0001/documents") ==
          std::size_t{21} << 20U);
}

TEST_CASE("what is not there and what is not for the caller answer byte for byte alike") {
    TestApi api;
    const auto ref = api.open_record();
    for (const std::string what : {"", "/events"}) {
        CAPTURE(what);
        const auto forbidden = api.get(kStranger, at(ref, what));
        const auto unknown = api.get(kStranger, at("EH-2026-9999", what));
        CHECK(forbidden.status == 404);
        CHECK(forbidden.text == unknown.text);
    }
    const auto move = Json::object({{"to", "assessment"}, {"rev", 99}});
    const auto forbidden = api.post(kStranger, at(ref, "/moves"), move);
    const auto unknown = api.post(kStranger, at("EH-2026-9999", "/moves"), move);
    CHECK(forbidden.status == 404);
    CHECK(forbidden.text == unknown.text);
    CHECK(api.get(kStranger, "/api/v1/records").body["records"].items().empty());
}

TEST_CASE("a conflict gives both versions") {
    TestApi api;
    const auto ref = api.open_record();
    const auto first = api.call(kWorker,
                                "PATCH",
                                at(ref, "/answers"),
                                R"({"rev":1,"answers":{"worry":"Missing school and asleep"}})");
    REQUIRE(first.status == 200);
    CHECK(first.body["rev"].integer() == 2);
    const auto second = api.call(
        kWorker,
        "PATCH",
        at(ref, "/answers"),
        R"({"rev":1,"answers":{"worry":"Missing lessons","worried-about":"At her desk"}})");
    CHECK(second.status == 409);
    CHECK(second.body["status"].integer() == 409);
    CHECK(second.body["rev"].integer() == 2);
    CHECK(second.body["theirs"].text("worry") == "Missing school and asleep");
    CHECK(second.body["theirs"].text("worried-about") == "Late four days a week");
    CHECK(second.body["yours"].text("worry") == "Missing lessons");
    CHECK(api.get(kWorker, at(ref)).body["answers"].text("worry") == "Missing school and asleep");
    const auto again =
        api.call(kWorker, "PATCH", at(ref, "/answers"), R"({"rev":2,"answers":{"worry":"Both"}})");
    CHECK(again.status == 200);
}

TEST_CASE("a write with the same key runs once") {
    TestApi api;
    const TestApi::Headers key = {{"Idempotency-Key", "a-key"}};
    const auto body = TestApi::opening().dump();
    const auto first = api.call(kWorker, "POST", "/api/v1/records", body, key);
    REQUIRE(first.status == 201);
    const auto repeat = api.call(kWorker, "POST", "/api/v1/records", body, key);
    CHECK(repeat.status == 201);
    CHECK(repeat.text == first.text);
    CHECK(repeat.location == first.location);
    auto other = TestApi::opening();
    other.set("reason", "another");
    const auto refused = api.call(kWorker, "POST", "/api/v1/records", other.dump(), key);
    CHECK(refused.status == 422);
    CHECK(refused.names("Idempotency-Key"));
    CHECK(records(api) == 1);
    // The key is its user's own.
    const auto by_another = api.call("la-early-help/manager", "POST", "/api/v1/records", body, key);
    CHECK(by_another.text != first.text);
}

TEST_CASE("a refused write leaves its key free") {
    TestApi api;
    const TestApi::Headers key = {{"Idempotency-Key", "a-key"}};
    auto body = TestApi::opening();
    body.set("answers", Json(Json::Object{}));
    CHECK(api.call(kWorker, "POST", "/api/v1/records", body.dump(), key).status == 422);
    CHECK(api.call(kWorker, "POST", "/api/v1/records", TestApi::opening().dump(), key).status ==
          201);
}

TEST_CASE("duplicates at the same time run once and answer alike") {
    TestApi api;
    REQUIRE(api.get(kWorker, "/api/v1/records").status == 200);  // its token is made
    constexpr std::size_t kThreads = 8;
    std::vector<TestApi::Reply> replies(kThreads);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kThreads; ++i) {
        threads.emplace_back([&api, &replies, i] {
            replies[i] = api.call(kWorker,
                                  "POST",
                                  "/api/v1/records",
                                  TestApi::opening().dump(),
                                  {{"Idempotency-Key", "the-same"}});
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    for (const auto& reply : replies) {
        CHECK(reply.status == 201);
        CHECK(reply.text == replies.front().text);
    }
    CHECK(records(api) == 1);
}

TEST_CASE("too many calls are told how long to wait") {
    TestApi api;
    int status = 200;
    for (int i = 0; i < 700 && status == 200; ++i) {
        status = api.get(kStranger, "/api/v1/pathways").status;
    }
    CHECK(status == 429);
    api.turn(kMinute);
    CHECK(api.get(kStranger, "/api/v1/pathways").status == 200);
}

TEST_CASE("a record is read as it was, without what came later") {
    TestApi api;
    const auto ref = api.open_record();
    api.turn(kHour);
    REQUIRE(
        api.call(
               kWorker, "PATCH", at(ref, "/answers"), R"({"rev":1,"answers":{"worry":"Safe now"}})")
            .status == 200);
    const auto then = api.get(kWorker, at(ref, "?as_at=2026-11-05T10:30:00Z"));
    REQUIRE(then.status == 200);
    CHECK(then.body["answers"].text("worry") == "Missing school");
    CHECK(then.body["rev"].integer() == 1);
    CHECK(api.get(kWorker, at(ref, "?as_at=yesterday")).status == 422);
}

TEST_CASE("reading leaves a trace") {
    TestApi api;
    const auto ref = api.open_record();
    const auto looks = [&] {
        return api.house().store->read()->integer(
            "select count(*) from access_log where subject = $1", {cat({"record/", ref})});
    };
    const auto before = looks();
    REQUIRE(api.get(kWorker, at(ref)).status == 200);
    CHECK(looks() == before + 1);
}

TEST_CASE("the API describes every route it has") {
    TestApi api;
    const auto described = api.get("", "/api/v1/openapi.json");
    REQUIRE(described.status == 200);
    CHECK(described.body.text("openapi").starts_with("3.1"));
    for (const std::string path :
         {"/records", "/records/{ref}", "/records/{ref}/moves", "/people"}) {
        CAPTURE(path);
        CHECK((described.body["paths"].has(path) ||
               described.body["paths"].has(cat({"/api/v1", path}))));
    }
}

TEST_CASE("the versions of a pathway are listed for who may see definitions, with what differs") {
    TestApi api;
    std::string keeper;
    for (const auto& agency : api.house().definitions->partnership.agencies) {
        for (const auto& post : agency.posts) {
            const auto viewer = access::viewer_of(*api.house().definitions,
                                                  "keeper",
                                                  "Keeper",
                                                  {{.agency = agency.id, .post = post.id}});
            if (viewer.may("see-definitions")) keeper = cat({agency.id, "/", post.id});
        }
    }
    api.open_record();
    const std::string path = "/api/v1/pathways/early-help-assessment/versions";
    const auto one = api.get(keeper, path);
    REQUIRE(one.status == 200);
    REQUIRE(one.body["versions"].items().size() == 1);
    CHECK(one.body["versions"].items().front()["open_records"].integer() == 1);
    CHECK(one.body["versions"].items().front()["differences"].items().empty());

    auto changed = std::make_shared<define::Definitions>(*api.house().definitions);
    changed->pathways["early-help-assessment"].name = "Early help, anew";
    api.turn(kMinute);
    {
        const auto session = api.house().store->write();
        api.house().definitions = changed;
        auto context = api.house().context(*session);
        REQUIRE(work::publish_versions(context).value() == 1);
        session->commit();
    }
    const auto two = api.get(keeper, path);
    REQUIRE(two.body["versions"].items().size() == 2);
    const auto& last = two.body["versions"].items().back();
    CHECK(last["n"].integer() == 2);
    REQUIRE(last["differences"].items().size() == 1);
    CHECK(last["differences"].items().front().text().ends_with("is now “Early help, anew”."));
    CHECK(api.get(keeper, path + "?n=1").body["definition"].text("name") != "Early help, anew");
    CHECK(api.get(keeper, path + "?n=2").body["definition"].text("name") == "Early help, anew");
    CHECK(api.get(keeper, path + "?n=3").status == 404);
    CHECK(api.get(keeper, "/api/v1/pathways/none/versions").status == 404);
    CHECK(api.get(kStranger, path).status == 404);
}
