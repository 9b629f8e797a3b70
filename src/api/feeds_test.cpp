#include <fstream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/assertions.h"
#include "people/create.h"
#include "people/held.h"

// Feeds as agencies send them, by the shipped definitions. One long file: a case for each thing
// that a row may get wrong.
using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kSchool = "hartlaw-high/data-manager";
constexpr const char* kOtherSchool = "stannerburn-middle/data-manager";
constexpr const char* kOfficer = "la-education/missing-education";
constexpr const char* kNumber = "9990000018";  // no number that anybody has

Json with(Json row, const std::map<std::string, std::string>& changes) {
    for (const auto& [column, value] : changes)
        row.set(column, value);
    return row;
}

Json notice(const std::map<std::string, std::string>& changes = {}) {
    return with(Json::object({{"feed", "missing-education"},
                              {"notice", "N1"},
                              {"told-on", "2026-11-02"},
                              {"given_name", "Nan"},
                              {"Family name", "Example"},
                              {"birth-date", "03/03/2015"},
                              {"about", "absence"},
                              {"reason", "non-attendance"},
                              {"ten-days", "Y"},
                              {"hours", 0},
                              {"send", "K"},
                              {"tried", "Called twice"}}),
                changes);
}

Json figures(const std::map<std::string, std::string>& changes = {}) {
    return with(Json::object({{"feed", "attendance-figures"},
                              {"phase", "secondary"},
                              {"term", "autumn"},
                              {"year", "2026/27"},
                              {"as-of", "2026-10-23"},
                              {"pupils", 400},
                              {"possible", 20000},
                              {"missed", 1270},
                              {"persistent", 80}}),
                changes);
}

std::string lines(const std::vector<Json>& rows) {
    std::string text;
    for (const auto& row : rows)
        text += cat({row.dump(), "\n"});
    return text;
}

TestApi::Reply send(TestApi& api,
                    const std::string& post,
                    const std::vector<Json>& rows,
                    const std::string& what = "events") {
    const auto agency = post.substr(0, post.find('/'));
    return api.call(post, "POST", cat({"/api/v1/feeds/", agency, "/", what}), lines(rows));
}

long long counted(const TestApi::Reply& reply, std::string_view what) {
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    return reply.body["counts"][what].integer();
}

std::string ref_of(const TestApi::Reply& reply, std::size_t n = 0) {
    INFO(reply.text);
    REQUIRE(reply.body["rows"].items().size() > n);
    return reply.body["rows"].items()[n].text("record");
}

// What is said of one column of the first row that was refused.
std::string refusal(const TestApi::Reply& reply, std::string_view column) {
    const auto& refused = reply.body["refused"].items();
    if (refused.empty()) return {};
    for (const Json& error : refused.front()["errors"].items()) {
        if (error.text("field") == column) return error.text("detail");
    }
    return {};
}

Json record(TestApi& api, const std::string& post, const std::string& ref) {
    const auto reply = api.get(post, cat({"/api/v1/records/", ref}));
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    return reply.body;
}

int status_for(TestApi& api, const std::string& post, const std::string& ref) {
    return api.get(post, cat({"/api/v1/records/", ref})).status;
}

std::int64_t people_in(TestApi& api) {
    return api.house().store->read()->integer("select count(*) from person");
}

std::string person(TestApi& api, const std::string& birth, bool restricted) {
    const auto session = api.house().store->write();
    auto context = api.house().context(*session);
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::CreatePerson);
    REQUIRE(grant.has_value());
    const auto made = people::create_person(
        context,
        *grant,
        {.restricted = restricted,
         .assertions = {{.fact = people::Name{.given = "Nan", .family = "Example"}},
                        {.fact = people::BirthDate{.date = *parse_date(birth)}},
                        {.fact = people::Identifier{.scheme = "nhs-number", .value = kNumber}}}});
    REQUIRE(made.has_value());
    session->commit();
    return *made;
}

// All that is said of somebody.
std::string text_of_tables(TestApi& api, const std::string& person) {
    const auto session = api.house().store->read();
    std::string text;
    for (const auto& said : people::load_assertions(*session, person))
        text += cat({people::to_json(said.fact).dump(), said.source, said.agency, "\n"});
    return text;
}

std::set<std::string> held(TestApi& api, const std::string& person) {
    const auto session = api.house().store->read();
    const auto all = people::held_as_one(api.house().context(*session), person);
    return {all.begin(), all.end()};
}

std::string subject_of(TestApi& api, const std::string& ref) {
    const auto row = api.house().store->read()->one(
        "select person from record_person where record = $1 and role = 'subject'", {ref});
    REQUIRE(row.has_value());
    return row->text(0);
}

void close(TestApi& api, const std::string& ref) {
    const auto session = api.house().store->write();
    auto context = api.house().context(*session);
    const auto stream = cat({"record/", ref});
    REQUIRE(journal::append(
        context.db,
        context.projections,
        {.stream = stream,
         .after_rev = journal::current_rev(context.db, stream),
         .happened_at = context.now,
         .recorded_at = context.now,
         .actor = "system",
         .kind = "record.moved",
         .body = Json::object({{"from", "reported"}, {"to", "closed"}, {"closes", true}})}));
    session->commit();
}

}  // namespace

TEST_CASE("a notice opens a record that the right roles see") {
    TestApi api;
    const auto reply = send(api, kSchool, {notice({{"absent-since", "2026-10-01"}})});
    CHECK(counted(reply, "opened") == 1);
    CHECK(reply.body["refused"].items().empty());
    const auto ref = ref_of(reply);
    const auto seen = record(api, kOfficer, ref);
    CHECK(seen["answers"].text("cme-source") == "school-return");
    CHECK(seen["answers"].text("cme-send") == "support");
    CHECK(seen["answers"].text("last-school") == "Hartlaw High School");
    CHECK(seen["answers"].text("worry").find("Hartlaw High School") != std::string::npos);
    CHECK(seen.text("opened_at") == "2026-11-02T00:00:00Z");
    CHECK(status_for(api, kSchool, ref) == 200);
    CHECK(status_for(api, "hartlaw-high/safeguarding-lead", ref) == 200);
    CHECK(status_for(api, kOtherSchool, ref) == 404);
    CHECK(status_for(api, "police/researcher", ref) == 404);
}

TEST_CASE("home education and attendance lead to records of theirs") {
    TestApi api;
    const auto home = send(api,
                           kSchool,
                           {Json::object({{"feed", "home-education"},
                                          {"notice", "H1"},
                                          {"told-on", "2026-11-03"},
                                          {"given-name", "Sam"},
                                          {"family-name", "Sample"},
                                          {"birth-date", "2014-01-02"},
                                          {"off-roll-on", "2026-11-04"},
                                          {"reason", "Bullying"},
                                          {"freely", "Y"}})});
    CHECK(counted(home, "opened") == 1);
    const auto told = record(api, "la-education/home-education-adviser", ref_of(home));
    CHECK(told["answers"].text("ehe-reason") == "bullying");
    CHECK(told["answers"].text("ehe-send") == "not-known");
    CHECK(status_for(api, "nfrs/safeguarding-lead", ref_of(home)) == 404);

    const auto sent = send(api, kSchool, {figures()});
    CHECK(counted(sent, "opened") == 1);
    const auto compared = record(api, "la-education/attendance-lead", ref_of(sent));
    CHECK(compared["answers"].text("att-school") == "hartlaw-high");
    CHECK(compared["answers"].text("att-overall") == "6.4");
    CHECK(compared["answers"].text("att-persistent") == "20");
    CHECK(compared["requests"].items().size() == 1);  // the school is asked for its own account
}

TEST_CASE("the same row again changes nothing; other content is put on the record") {
    TestApi api;
    const auto first = send(api, kSchool, {notice(), notice()});
    CHECK(counted(first, "opened") == 1);
    CHECK(counted(first, "already_received") == 1);
    const auto rev = record(api, kOfficer, ref_of(first))["rev"].integer();
    const auto again = send(api, kSchool, {notice()});
    CHECK(counted(again, "already_received") == 1);
    CHECK(ref_of(again) == ref_of(first));
    CHECK(record(api, kOfficer, ref_of(first))["rev"].integer() == rev);
    const auto other = send(api, kSchool, {notice({{"tried", "Visited"}, {"reason", "moved-in"}})});
    CHECK(counted(other, "changed") == 1);
    const auto now = record(api, kOfficer, ref_of(first));
    CHECK(now["answers"].text("school-tried") == "Visited");
    CHECK(now["answers"].text("cme-reason") == "moved-in");
    CHECK(people_in(api) == 1);
    // Another agency's number is another row.
    CHECK(counted(send(api, kOtherSchool, {notice({{"given_name", "Sam"}})}), "opened") == 1);
}

TEST_CASE("figures sent again take the place of the earlier ones") {
    TestApi api;
    const auto first = send(api, kSchool, {figures()});
    const auto again = send(api, kSchool, {figures({{"missed", "2000"}})});
    CHECK(counted(again, "changed") == 1);
    CHECK(ref_of(again) == ref_of(first));
    const auto lead = "la-education/attendance-lead";
    CHECK(record(api, lead, ref_of(first))["answers"].text("att-overall") == "10");
    // The council's own row about the same school and term belongs to the same record.
    const auto council =
        send(api, lead, {figures({{"school", "Hartlaw High School"}, {"region-overall", "9.5"}})});
    CHECK(counted(council, "added") == 1);
    CHECK(ref_of(council) == ref_of(first));
    CHECK(record(api, lead, ref_of(first))["answers"].text("att-region-overall") == "9.5");
    CHECK(counted(send(api, lead, {figures({{"school", "Stannerburn Middle"}})}), "opened") == 1);
}

TEST_CASE("a row is added to a record about whom its agency told of before, and to no other") {
    TestApi api;
    const auto opened = send(api, kSchool, {notice()});
    const auto more = send(api, kSchool, {notice({{"notice", "N7"}, {"tried", "Visited"}})});
    CHECK(counted(more, "added") == 1);
    CHECK(ref_of(more) == ref_of(opened));
    const auto now = record(api, kOfficer, ref_of(opened));
    CHECK(now["answers"].text("school-tried") == "Visited");
    CHECK(people_in(api) == 1);
    // Two records of two agencies: that it is one child is an assertion, and may be wrong.
    for (const auto* other : {kOfficer, kOtherSchool}) {
        const auto theirs = send(api, other, {notice({{"tried", "Council called"}})});
        CHECK(counted(theirs, "opened") == 1);
        CHECK(ref_of(theirs) != ref_of(opened));
    }
    CHECK(record(api, kOfficer, ref_of(opened))["answers"].text("school-tried") == "Visited");
}

TEST_CASE("all that is wrong with a row is said, and the good rows are taken") {
    TestApi api;
    const auto reply = send(api,
                            kSchool,
                            {notice({{"notice", "N2"},
                                     {"given_name", ""},
                                     {"told-on", "2026-02-30"},
                                     {"about", "rumour"},
                                     {"hours", "60"},
                                     {"nhs-number", "1234567890"}}),
                             notice()});
    CHECK(counted(reply, "refused") == 1);
    CHECK(counted(reply, "opened") == 1);
    CHECK(reply.body["refused"].items().front()["row"].integer() == 1);
    CHECK(reply.body["refused"].items().front().text("key") == "N2");
    CHECK(refusal(reply, "given-name") == "Give this: Given name");
    CHECK(refusal(reply, "told-on").starts_with("Give a real date"));
    CHECK(refusal(reply, "about").find("absence") != std::string::npos);
    CHECK(refusal(reply, "hours").find("0 to 40") != std::string::npos);
    CHECK_FALSE(refusal(reply, "nhs-number").empty());
    CHECK(people_in(api) == 1);
    const auto more = send(api, kSchool, {figures({{"missed", "20001"}})});
    CHECK(refusal(more, "missed").find("possible") != std::string::npos);
    const auto future = send(api, kSchool, {notice({{"notice", "N3"}, {"told-on", "2026-11-09"}})});
    CHECK(refusal(future, "told-on").find("future") != std::string::npos);
}

TEST_CASE("what is no row of a feed is refused by itself") {
    TestApi api;
    const auto target = "/api/v1/feeds/hartlaw-high/events";
    const auto reply = api.call(kSchool,
                                "POST",
                                target,
                                cat({"{\"feed\":\n\n",
                                     notice().dump(),
                                     "\n[1]\n",
                                     R"({"feed":"missing-educaton"})",
                                     "\n",
                                     notice({{"notise", "N9"}}).dump()}));
    CHECK(counted(reply, "received") == 5);
    CHECK(counted(reply, "opened") == 1);
    CHECK(counted(reply, "refused") == 4);
    const auto unknown = send(api, kSchool, {notice({{"notise", "N9"}})});
    CHECK(refusal(unknown, "notise").find("Did you mean “notice”?") != std::string::npos);
    CHECK(api.call(kSchool, "POST", target).status == 422);
    CHECK(api.call(kSchool, "POST", target, "a,b\n1,2\n").status == 422);
    CHECK(api.call(kSchool, "POST", target, "a,\"b\n1,2\n").status == 400);
}

TEST_CASE("only who may send feeds for an agency sends them") {
    TestApi api;
    const auto target = "/api/v1/feeds/hartlaw-high/events";
    const auto text = notice().dump();
    CHECK(api.call("", "POST", target, text).status == 401);
    CHECK(api.call(kOtherSchool, "POST", target, text).status == 404);
    CHECK(api.call("hartlaw-high/safeguarding-lead", "POST", target, text).status == 404);
    CHECK(api.call(kOfficer, "POST", target, text).status == 404);
    CHECK(api.call(kSchool, "POST", "/api/v1/feeds/nowhere/events", text).status == 404);
    CHECK(people_in(api) == 0);
}

TEST_CASE("a school sends figures of its own alone") {
    TestApi api;
    const auto reply = send(api, kSchool, {figures({{"school", "stannerburn-middle"}})});
    CHECK(refusal(reply, "school").starts_with("You send for Hartlaw High School alone"));
    CHECK(counted(send(api, kSchool, {figures({{"school", "hartlaw high"}})}), "opened") == 1);
}

TEST_CASE("somebody who is certainly here is held to be one person with whom the row tells of") {
    TestApi api;
    const auto known = person(api, "2015-03-03", false);
    const auto before = text_of_tables(api, known);
    const auto reply = send(api, kSchool, {notice({{"nhs-number", "999 000 0018"}})});
    CHECK(counted(reply, "opened") == 1);
    const auto own = subject_of(api, ref_of(reply));
    CHECK(own != known);
    CHECK(text_of_tables(api, known) == before);
    CHECK(held(api, known) == std::set{known, own});
    // What is only likely is looked at by somebody.
    const auto by_name = send(api, kOtherSchool, {notice({{"birth-date", "04/03/2015"}})});
    CHECK_FALSE(held(api, known).contains(subject_of(api, ref_of(by_name))));
    // The school's own record is known again by the number it gave.
    const auto again =
        send(api, kSchool, {notice({{"notice", "N8"}, {"nhs-number", kNumber}, {"hours", "5"}})});
    CHECK(counted(again, "added") == 1);
    CHECK(people_in(api) == 3);
}

TEST_CASE("whoever contradicts the row is somebody else") {
    TestApi api;
    const auto known = person(api, "2012-12-12", false);
    const auto reply = send(api, kSchool, {notice({{"nhs-number", kNumber}})});
    CHECK(subject_of(api, ref_of(reply)) != known);
    CHECK(people_in(api) == 2);
}

TEST_CASE("a restricted person is neither linked nor told of") {
    TestApi api;
    const auto hidden = person(api, "2015-03-03", true);
    const auto reply = send(api, kSchool, {notice({{"nhs-number", kNumber}})});
    CHECK(counted(reply, "opened") == 1);
    CHECK(subject_of(api, ref_of(reply)) != hidden);
}

TEST_CASE("what was opened and is closed takes no more rows under its number") {
    TestApi api;
    close(api, ref_of(send(api, kSchool, {notice()})));
    const auto reply = send(api, kSchool, {notice({{"tried", "Visited"}})});
    CHECK(refusal(reply, "notice").find("Send it under a new number") != std::string::npos);
    CHECK(counted(send(api, kSchool, {notice({{"notice", "N2"}})}), "opened") == 1);
}

TEST_CASE("what a row wrote before it was refused is undone, and the rows beside it are taken") {
    TestApi api;
    const auto ref = ref_of(send(api, kSchool, {notice()}));
    const auto person = subject_of(api, ref);
    const auto said = text_of_tables(api, person);
    close(api, ref);
    const auto other = [](const std::string& number) {
        return notice({{"notice", number}, {"given_name", "Ivy"}, {"birth-date", "2014-04-04"}});
    };
    // The second says a number of the child, then that a closed record is to be answered.
    const auto reply = send(api,
                            kSchool,
                            {other("N2"),
                             notice({{"tried", "Visited"}, {"nhs-number", kNumber}}),
                             other("N3"),
                             notice({{"tried", "Rang"}, {"nhs-number", kNumber}}),
                             other("N4")});
    CHECK(counted(reply, "opened") == 1);
    CHECK(counted(reply, "added") == 2);
    CHECK(counted(reply, "refused") == 2);
    CHECK(refusal(reply, "notice").find("Send it under a new number") != std::string::npos);
    CHECK(text_of_tables(api, person) == said);
    const auto journal = api.house().store->read();
    CHECK(journal->integer("select count(*) from event where kind = 'feed.row-received'") == 4);
    CHECK(journal->integer("select count(*) from event where kind = 'person.asserted'") == 0);
}

TEST_CASE("a trial keeps nothing") {
    TestApi api;
    const auto reply = api.call(kSchool,
                                "POST",
                                "/api/v1/feeds/hartlaw-high/events?preview=yes",
                                lines({notice(), notice(), notice({{"notice", "N2"}})}));
    CHECK(counted(reply, "opened") == 1);
    CHECK(counted(reply, "already_received") == 1);
    CHECK(counted(reply, "added") == 1);
    CHECK_FALSE(reply.body["kept"].boolean(true));
    const auto session = api.house().store->read();
    CHECK(session->integer("select count(*) from record") == 0);
    CHECK(session->integer("select count(*) from feed_delivery") == 0);
}

TEST_CASE("a trial of some hundred rows finds what its earlier rows would have put there") {
    TestApi api;
    std::string text;
    const auto add = [&](Json row) { text += cat({row.dump(), "\n"}); };
    for (int n = 1; n <= 150; ++n)
        add(Json::object({{"feed", "people"},
                          {"number", cat({"P/", number(n)})},
                          {"given-name", cat({"Ivy", n == 120 ? "" : "a"})},
                          {"family-name", cat({"Instance", number(n)})},
                          {"birth-date", n == 130 ? "2013-02-30" : "2013-04-05"}}));
    for (const int n : {1, 149, 130, 500})
        add(Json::object({{"feed", "people-addresses"},
                          {"number", cat({"P/", number(n)})},
                          {"address", "4 Dene Road, Morpeth"},
                          {"postcode", "NE61 1AB"},
                          {"since", "2019-01-01"}}));
    const auto target = "/api/v1/feeds/hartlaw-high/people";
    const auto tried = api.call(kSchool, "POST", cat({target, "?preview=yes"}), text);
    CHECK(people_in(api) == 0);
    const auto taken = api.call(kSchool, "POST", target, text);
    for (const auto* what : {"received", "people", "already_received", "changed", "refused"})
        CHECK(counted(tried, what) == counted(taken, what));
    CHECK(counted(taken, "refused") == 3);
    CHECK(people_in(api) == 149);
}

TEST_CASE("people alone are put on record once, and more is said of them") {
    TestApi api;
    const auto row = [](const std::string& phone) {
        return Json::object({{"feed", "people"},
                             {"number", "P/17"},
                             {"given-name", "Ivy"},
                             {"family-name", "Instance"},
                             {"birth-date", "2013-04-05"},
                             {"phone", phone}});
    };
    CHECK(counted(send(api, kSchool, {row("01632 960111")}, "people"), "people") == 1);
    CHECK(counted(send(api, kSchool, {row("01632 960111")}, "people"), "already_received") == 1);
    CHECK(counted(send(api, kSchool, {row("01632 960222")}, "people"), "changed") == 1);
    CHECK(people_in(api) == 1);
    const auto session = api.house().store->read();
    CHECK(session->integer(
              "select count(*) from person_identifier where scheme = 'agency-number' and "
              "value = 'P/17'") == 1);
    CHECK(session->integer("select count(*) from person_detail where kind = 'contact'") == 2);
    // A feed of people opens nothing, and one of events names no people alone.
    CHECK(counted(send(api, kSchool, {notice()}, "people"), "refused") == 1);
}

TEST_CASE("what was received is the same after the journal is replayed") {
    TestApi api;
    send(api, kSchool, {notice(), notice({{"notice", "N2"}, {"about", "rumour"}}), figures()});
    send(api, kSchool, {notice({{"tried", "Visited"}})});
    const auto session = api.house().store->write();
    const auto tables = {"feed_row", "feed_delivery", "feed_refusal"};
    const auto all = [&] {
        std::vector<std::vector<store::Value>> rows;
        for (const char* table : tables) {
            for (const auto& row : session->whole_table(table))
                rows.push_back(row.values());
        }
        return rows;
    };
    const auto before = all();
    CHECK(before.size() == 6);
    journal::rebuild(*session, api.house().projections);
    CHECK(all() == before);
}

TEST_CASE("the example files are taken as they are") {
    TestApi api;
    for (const std::string name : {"missing-education", "home-education", "attendance-figures"}) {
        CAPTURE(name);
        std::ifstream file(cat({LONGSTONE_ROOT, "/demo/feeds/", name, ".csv"}));
        const std::string text((std::istreambuf_iterator<char>(file)),
                               std::istreambuf_iterator<char>());
        const auto reply = api.call(kSchool, "POST", "/api/v1/feeds/hartlaw-high/events", text);
        CHECK(counted(reply, "refused") == 0);
        CHECK(counted(reply, "opened") >= 2);
    }
}

TEST_CASE("the description of the API has each feed and its rows") {
    TestApi api;
    const auto described = api.get("", "/api/v1/openapi.json").body;
    const Json& path = described["paths"]["/api/v1/feeds/{agency}/events"];
    CHECK(path["post"]["requestBody"]["content"].has("application/x-ndjson"));
    const Json& row = described["components"]["schemas"]["feed-missing-education"];
    CHECK(row["properties"].has("told-on"));
    CHECK_FALSE(row["required"].items().empty());
}
