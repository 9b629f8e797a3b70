#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"

using namespace longstone;
using namespace longstone::api;

namespace {

std::string person_on(TestApi& api, const std::string& ref) {
    const auto row =
        api.house().store->read()->one("select person from record_person where record = $1", {ref});
    REQUIRE(row.has_value());
    return row->text(0);
}

}  // namespace

TEST_CASE("the forecast gives days, groups and the clocks with what their limits are") {
    TestApi api;
    const auto ref = api.open_record();
    const auto found = api.get(kWorker, "/api/v1/forecast");
    REQUIRE(found.status == 200);
    CHECK(found.body["days"].items().size() >= 7);
    CHECK(found.body["days"].items().front().text("id") == "late");
    for (const auto& clock : found.body["clocks"].items()) {
        CHECK(clock.text("record") == ref);
        CHECK_FALSE(clock.text("kind").empty());
        CHECK_FALSE(clock.text("status").empty());
    }
    CHECK(api.get(kStranger, "/api/v1/forecast").body["total"].integer() == 0);
    CHECK(api.get(kWorker, "/api/v1/forecast?limit=many").status == 422);
}

TEST_CASE("a family is read by those who may read the person") {
    TestApi api;
    const auto ref = api.open_record();
    const auto target = cat({"/api/v1/people/", person_on(api, ref), "/family"});
    const auto family = api.get(kWorker, target);
    INFO(family.text);
    REQUIRE(family.status == 200);
    REQUIRE(family.body["records"].items().size() == 1);
    CHECK(family.body["records"].items().front().text("ref") == ref);
    CHECK(family.body["people"].items().front().text("name") == "Nan Example");
    CHECK(api.get(kStranger, target).status == 404);
}

TEST_CASE("a line of time gives each event with since when each agency could have known it") {
    TestApi api;
    const auto ref = api.open_record();
    const auto person = person_on(api, ref);
    const auto target = cat({"/api/v1/people/", person, "/chronology"});
    const auto line = api.get(kWorker, target);
    INFO(line.text);
    REQUIRE(line.status == 200);
    const Json* opened = nullptr;
    for (const auto& event : line.body["events"].items())
        if (event.text("kind") == "opened") opened = &event;
    REQUIRE(opened != nullptr);
    CHECK(opened->text("record") == ref);
    CHECK(opened->text("source") == "longstone");
    CHECK(parse_instant(opened->text("happened_at")).has_value());
    CHECK((*opened)["known_from"].text("la-early-help") == opened->text("recorded_at"));
    CHECK(line.body["people"].items().front().text("id") == person);
    // Nobody outside could know; nothing is known to agencies that are not there.
    const auto through = api.get(kWorker, cat({target, "?known_to=nfrs"}));
    CHECK(through.body["known"]["known"].integer(-1) == 0);
    CHECK(api.get(kWorker, cat({target, "?known_to=nobody"})).names("known_to"));
    CHECK(api.get(kWorker, cat({target, "?as_at=yesterday"})).names("as_at"));
    CHECK(api.get(kWorker, cat({target, "?as_at=2000-01-01"})).body["events"].items().empty());
    CHECK(api.get(kStranger, target).status == 404);
    CHECK(api.house().store->read()->integer("select count(*) from access_log where subject = $1",
                                             {cat({"chronology/", person})}) >= 2);
}

TEST_CASE("words in answers are found by those who may read them") {
    TestApi api;
    const auto ref = api.open_record();
    const auto sought = Json::object({{"text", "four days"}});
    const auto found = api.post(kWorker, "/api/v1/search", sought);
    INFO(found.text);
    REQUIRE(found.status == 200);
    REQUIRE(found.body["answers"].items().size() == 1);
    const auto& answer = found.body["answers"].items().front();
    CHECK(answer.text("record") == ref);
    CHECK(answer.text("field") == "worried-about");
    CHECK(api.post(kStranger, "/api/v1/search", sought).body["answers"].items().empty());
    CHECK(api.post(kWorker, "/api/v1/search", Json::object({{"text", "a"}})).status == 422);
}

TEST_CASE("notices are read, and marked as read") {
    TestApi api;
    REQUIRE(api.get(kWorker, "/api/v1/notices").status == 200);
    const auto session = api.house().store->write();
    session->run(
        "insert into notice (id, user_name, agency, post_role, record, words, at) values ('n1', "
        "'lead-practitioner.la-early-help', '', '', 'X', 'Look', $1)",
        {api.house().now().micros});
    session->commit();
    CHECK(api.get(kWorker, "/api/v1/notices").body["unread"].integer() == 1);
    const auto one = Json::object({{"notices", Json::strings({"n1"})}});
    CHECK(api.post(kStranger, "/api/v1/notices/read", one).status == 404);
    CHECK(api.post(kWorker, "/api/v1/notices/read", one).body["unread"].integer() == 0);
    CHECK(api.post(kWorker, "/api/v1/notices/read", Json(Json::Object{})).status == 200);
}
