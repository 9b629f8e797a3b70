#include <doctest/doctest.h>

#include "api/test_api.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/agency_events.h"

// Events about people, their addresses and relations as agencies send them, by the shipped
// definitions: corrected, withdrawn, repeated and refused.
using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kPolice = "police/data-analyst";
constexpr const char* kHospital = "nhcft/data-analyst";

using Changes = std::map<std::string, std::string>;

Json with(Json row, const Changes& changes) {
    for (const auto& [column, value] : changes)
        row.set(column, value);
    return row;
}

Json incident(const Changes& changes = {}) {
    return with(Json::object({{"feed", "police-incidents"},
                              {"number", "R1"},
                              {"changed", "2026-11-01T10:00:00Z"},
                              {"incident", "INC-1"},
                              {"person", "N/100"},
                              {"given-name", "Nan"},
                              {"family-name", "Example"},
                              {"birth-date", "2015-03-03"},
                              {"happened", "31/10/2026 22:15"},
                              {"recorded", "2026-11-01T08:00:00Z"},
                              {"type", "DA"},
                              {"part", "W"},
                              {"grade", "high"},
                              {"summary", "Shouting heard; a child on the stairs"},
                              {"place", "4 Dene Road, Morpeth"},
                              {"place-postcode", "ne611ab"}}),
                changes);
}

TestApi::Reply send(TestApi& api,
                    const std::string& post,
                    const std::vector<Json>& rows,
                    const std::string& what = "events") {
    std::string text;
    for (const auto& row : rows)
        text += cat({row.dump(), "\n"});
    const auto agency = post.substr(0, post.find('/'));
    return api.call(post, "POST", cat({"/api/v1/feeds/", agency, "/", what}), text);
}

long long counted(const TestApi::Reply& reply, std::string_view what) {
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    return reply.body["counts"][what].integer();
}

std::string refusal(const TestApi::Reply& reply, std::string_view column) {
    const auto& refused = reply.body["refused"].items();
    if (refused.empty()) return {};
    for (const Json& error : refused.front()["errors"].items()) {
        if (error.text("field") == column) return error.text("detail");
    }
    return {};
}

std::int64_t number_of(TestApi& api, store::Sql sql) {
    return api.house().store->read()->integer(sql);
}

std::string text_of(TestApi& api, store::Sql sql) {
    const auto row = api.house().store->read()->one(sql);
    return row ? row->text(0) : std::string();
}

std::vector<people::AgencyEvent> events(TestApi& api, const std::string& given) {
    const auto session = api.house().store->read();
    const auto context = api.house().context(*session);
    const auto viewer = access::system_viewer();
    const auto row = session->one("select id from person where given = $1", {given});
    REQUIRE(row.has_value());
    const auto grant = access::allow(viewer, access::Action::ReadPerson, row->text(0));
    return people::agency_events_of(context, *grant, row->text(0));
}

}  // namespace

TEST_CASE("an event stands on the person's stream with where it came from") {
    TestApi api;
    CHECK(counted(send(api, kPolice, {incident()}), "events") == 1);
    const auto told = events(api, "Nan");
    REQUIRE(told.size() == 1);
    CHECK(told[0].agency == "police");
    CHECK(told[0].feed == "police-incidents");
    CHECK(told[0].key == "R1");
    CHECK(told[0].occurrence == "INC-1");
    CHECK(told[0].kind == "domestic-abuse");
    CHECK(told[0].words == "Shouting heard; a child on the stairs (witness)");
    CHECK(told[0].significance == "serious");
    CHECK(told[0].place.postcode == "NE61 1AB");
    CHECK(iso(told[0].happened_at) == "2026-10-31T22:15:00Z");
    CHECK(iso(told[0].known_at) == "2026-11-01T08:00:00Z");
    CHECK(!told[0].is_protected);
    CHECK(!told[0].delivery.empty());
    CHECK(counted(send(api, kPolice, {incident()}), "already_received") == 1);
    CHECK(number_of(api, "select count(*) from person_event") == 1);
    CHECK(number_of(api, "select count(*) from record") == 0);
    CHECK(text_of(api, "select stream from event where kind = 'person.event-told'") ==
          cat({"person/", told[0].person}));
}

TEST_CASE("a kind or a mark makes an event one for those who see the sensitive") {
    TestApi api;
    send(api, kPolice, {incident({{"type", "SO"}})});
    CHECK(events(api, "Nan").at(0).is_protected);
    send(api, kPolice, {incident({{"number", "R2"}, {"sensitive", "Y"}})});
    CHECK(events(api, "Nan").at(1).is_protected);
}

TEST_CASE("corrections come in any order, and what was sent in error is taken back") {
    TestApi api;
    const auto newer = incident({{"changed", "2026-11-03T10:00:00Z"}, {"summary", "Corrected"}});
    CHECK(counted(send(api, kPolice, {newer}), "events") == 1);
    CHECK(counted(send(api, kPolice, {incident()}), "older") == 1);
    CHECK(events(api, "Nan").at(0).words == "Corrected (witness)");
    const auto same_time =
        incident({{"changed", "2026-11-03T10:00:00Z"}, {"summary", "Which is it?"}});
    CHECK(refusal(send(api, kPolice, {same_time}), "changed").find("cannot be told") !=
          std::string::npos);
    const auto newest = incident({{"changed", "2026-11-04T10:00:00Z"}, {"grade", "low"}});
    CHECK(counted(send(api, kPolice, {newest}), "changed") == 1);
    CHECK(events(api, "Nan").at(0).significance == "routine");
    CHECK(events(api, "Nan").size() == 1);

    const auto gone = incident({{"changed", "2026-11-05T09:00:00Z"}, {"deleted", "Y"}});
    CHECK(counted(send(api, kPolice, {gone}), "withdrawn") == 1);
    CHECK(events(api, "Nan").empty());
    CHECK(counted(send(api, kPolice, {newest}), "older") == 1);
    CHECK(events(api, "Nan").empty());
    const auto again = incident({{"changed", "2026-11-05T09:30:00Z"}, {"summary", "After all"}});
    CHECK(counted(send(api, kPolice, {again}), "events") == 1);
    CHECK(events(api, "Nan").size() == 1);
}

TEST_CASE("what was taken back before it came does not come") {
    TestApi api;
    const auto gone = incident({{"changed", "2026-11-02T10:00:00Z"}, {"deleted", "Y"}});
    CHECK(counted(send(api, kPolice, {gone}), "withdrawn") == 1);
    CHECK(counted(send(api, kPolice, {incident()}), "older") == 1);
    CHECK(number_of(api, "select count(*) from person") == 0);
}

TEST_CASE("an agency's own number finds whom it sent before, and nobody of another agency") {
    TestApi api;
    send(api, kPolice, {incident()});
    // Married, and a wrong birth date put right: still the same number.
    send(api,
         kPolice,
         {incident({{"number", "R2"}, {"family-name", "Sample"}, {"birth-date", "2015-03-04"}})});
    CHECK(number_of(api, "select count(*) from person") == 1);
    CHECK(events(api, "Nan").size() == 2);
    const auto used_again =
        send(api,
             kPolice,
             {incident({{"number", "R3"}, {"given-name", "Otto"}, {"birth-date", "1990-01-02"}})});
    CHECK(refusal(used_again, "person").find("somebody with another name") != std::string::npos);
    const auto visit = Json::object({{"feed", "health-contacts"},
                                     {"number", "V1"},
                                     {"changed", "2026-11-01"},
                                     {"person", "N/100"},
                                     {"given-name", "Otto"},
                                     {"family-name", "Other"},
                                     {"happened", "2026-10-30"},
                                     {"type", "AE"},
                                     {"summary", "Fell"}});
    CHECK(counted(send(api, kHospital, {visit}), "events") == 1);
    CHECK(number_of(api, "select count(*) from person") == 2);
    CHECK(events(api, "Otto").at(0).day_only);
}

TEST_CASE("a row that tells of somebody else than before takes its event along") {
    TestApi api;
    send(api, kPolice, {incident()});
    const auto other = incident({{"changed", "2026-11-02T10:00:00Z"},
                                 {"person", "N/101"},
                                 {"given-name", "Jo"},
                                 {"birth-date", "1985-05-05"}});
    CHECK(counted(send(api, kPolice, {other}), "changed") == 1);
    CHECK(events(api, "Nan").empty());
    CHECK(events(api, "Jo").size() == 1);
}

TEST_CASE("each impossible row is refused under its column, and the others are taken") {
    TestApi api;
    const auto one = [&](const Changes& changes, std::string_view column) {
        return refusal(send(api, kPolice, {incident(changes)}), column);
    };
    CHECK(one({{"happened", "31/02/2026"}}, "happened").starts_with("Give a real date and time"));
    CHECK(one({{"happened", "2026-10-31T25:00"}}, "happened").starts_with("Give a real date"));
    CHECK(one({{"happened", "2031-01-01"}}, "happened").find("future") != std::string::npos);
    CHECK(one({{"happened", "1066-10-14"}}, "happened").find("lifetime") != std::string::npos);
    CHECK(one({{"recorded", "2026-10-01"}}, "recorded").find("before it happened") !=
          std::string::npos);
    CHECK(one({{"ended", "2026-10-30"}}, "ended").find("before it happened") != std::string::npos);
    CHECK(one({{"birth-date", "2026-13-01"}}, "birth-date").starts_with("Give a real date"));
    CHECK(one({{"type", "XYZ"}}, "type").find("Write one of") != std::string::npos);
    CHECK(one({{"nhs-number", "1234567890"}}, "nhs-number") != "");
    CHECK(one({{"deleted", "maybe"}}, "deleted") == "Write yes or no");
    CHECK(number_of(api, "select count(*) from person_event") == 0);
    const auto mixed = send(
        api,
        kPolice,
        {incident(), incident({{"number", "R2"}, {"type", "?"}}), incident({{"number", "R3"}})});
    CHECK(counted(mixed, "events") == 2);
    CHECK(counted(mixed, "refused") == 1);
    CHECK(mixed.body["refused"].items().front()["row"].integer() == 2);
}

TEST_CASE("a year that nobody lives in is refused wherever a date stands") {
    TestApi api;
    send(api,
         kPolice,
         {Json::object({{"feed", "people"},
                        {"number", "1"},
                        {"given-name", "Anna"},
                        {"family-name", "Sample"}})},
         "people");
    const auto lived = [&](const char* since, const char* until) {
        return send(api,
                    kPolice,
                    {Json::object({{"feed", "people-addresses"},
                                   {"number", "1"},
                                   {"address", "4 Dene Road, Morpeth"},
                                   {"postcode", "NE61 1AB"},
                                   {"since", since},
                                   {"until", until}})},
                    "people");
    };
    CHECK(refusal(lived("1066-10-14", "2020-01-01"), "since").find("lifetime") !=
          std::string::npos);
    CHECK(refusal(lived("2020-01-01", "2126-01-01"), "until").find("ten years") !=
          std::string::npos);
    CHECK(counted(lived("2020-01-01", "2026-12-31"), "people") == 1);
    const auto ended = send(api, kPolice, {incident({{"ended", "2126-01-01"}})});
    CHECK(refusal(ended, "ended").find("ten years") != std::string::npos);
}

TEST_CASE("a file of nothing but bad rows is told of in bounds") {
    TestApi api;
    std::string text = "number,given-name,family-name\n";
    text += cat({std::string(900, '9'), ",Ivy,\n"});
    for (int n = 0; n < 100'010; ++n)
        text += "x\n";
    text += "1,Ivy,Instance\n";
    const auto reply = api.call(kPolice, "POST", "/api/v1/feeds/police/people", text);
    CHECK(counted(reply, "refused") == 100'011);
    CHECK(counted(reply, "people") == 1);
    const auto& refused = reply.body["refused"].items();
    REQUIRE(refused.size() == 100'000);
    CHECK(refused.front().text("key") == std::string(100, '9'));
    CHECK(number_of(api, "select count(*) from feed_refusal") == 100'000);
    CHECK(number_of(api, "select refused from feed_delivery") == 100'011);
}

TEST_CASE("two rows of one number that differ are not both taken") {
    TestApi api;
    const auto person = [](const std::string& number, const std::string& given) {
        return Json::object({{"feed", "people"},
                             {"number", number},
                             {"given-name", given},
                             {"family-name", "Instance"}});
    };
    const auto reply =
        send(api, kPolice, {person("1", "Ivy"), person("1", "Eve"), person("1", "Ivy")}, "people");
    CHECK(counted(reply, "people") == 1);
    CHECK(counted(reply, "already_received") == 1);
    CHECK(refusal(reply, "number").find("Line 1 of this file") != std::string::npos);
}

TEST_CASE("people come with former names, with addresses over time and with their relations") {
    TestApi api;
    const auto row = [](Json one, const std::string& feed) {
        one.set("feed", feed);
        return one;
    };
    const auto mother = Json::object({{"number", "1"},
                                      {"given-name", "Anna"},
                                      {"family-name", "Sample"},
                                      {"previous-family-name", "Example"},
                                      {"alias", "Annie Sample"},
                                      {"birth-date", "1990-05-05"}});
    const auto child = Json::object({{"number", "2"},
                                     {"given-name", "Nan"},
                                     {"family-name", "Sample"},
                                     {"birth-date", "2015-03-03"}});
    CHECK(counted(send(api, kPolice, {row(mother, "people"), row(child, "people")}, "people"),
                  "people") == 2);
    CHECK(text_of(api, "select family from person_name where name_use = 'previous'") == "Example");
    CHECK(text_of(api, "select given from person_name where name_use = 'alias'") == "Annie");

    auto lived = Json::object({{"number", "1"},
                               {"address", "4 Dene Road, Morpeth"},
                               {"postcode", "NE61 1AB"},
                               {"since", "2019-01-01"}});
    CHECK(counted(send(api, kPolice, {row(lived, "people-addresses")}, "people"), "people") == 1);
    lived.set("until", "2024-06-01");
    CHECK(counted(send(api, kPolice, {row(lived, "people-addresses")}, "people"), "changed") == 1);
    CHECK(number_of(api, "select count(*) from person_address") == 1);
    CHECK(text_of(api, "select valid_until from person_address") == "2024-06-01");
    auto unknown = lived;
    unknown.set("number", "77");
    CHECK(refusal(send(api, kPolice, {row(unknown, "people-addresses")}, "people"), "number")
              .find("Send the person first") != std::string::npos);

    const auto is = Json::object({{"number", "1"}, {"relation", "mother"}, {"other", "2"}});
    CHECK(counted(send(api, kPolice, {row(is, "people-relations")}, "people"), "relations") == 1);
    CHECK(text_of(api,
                  "select r.type from person_relationship r join person p on p.id = r.person where "
                  "p.given = 'Nan' and r.withdrawn_at is null") == "mother");
    CHECK(counted(send(api, kPolice, {row(is, "people-relations")}, "people"),
                  "already_received") == 1);
    auto gone = is;
    gone.set("deleted", "yes");
    CHECK(counted(send(api, kPolice, {row(gone, "people-relations")}, "people"), "withdrawn") == 1);
    CHECK(number_of(api, "select count(*) from person_relationship where withdrawn_at is null") ==
          0);
}

TEST_CASE("what was told is the same after the journal is replayed") {
    TestApi api;
    send(api, kPolice, {incident(), incident({{"number", "R2"}, {"type", "?"}})});
    send(api, kPolice, {incident({{"changed", "2026-11-02"}, {"summary", "Other"}})});
    send(api, kPolice, {incident({{"changed", "2026-11-03"}, {"deleted", "yes"}})});
    const auto session = api.house().store->write();
    const auto all = [&] {
        std::vector<std::vector<store::Value>> rows;
        for (const char* table : {"person_event", "feed_row", "feed_delivery", "feed_refusal"})
            for (const auto& row : session->whole_table(table))
                rows.push_back(row.values());
        return rows;
    };
    const auto before = all();
    CHECK(before.size() == 2 + 1 + 3 + 1);
    journal::rebuild(*session, api.house().projections);
    CHECK(all() == before);
}

TEST_CASE("who a person is connected to comes as people and links") {
    TestApi api;
    constexpr const char* kContact = "la-csc/first-contact-worker";
    const auto somebody = [&](const std::string& given) {
        return api
            .post(kContact,
                  "/api/v1/people",
                  Json::object({{"given_name", given}, {"family_name", "Example"}}))
            .body.text("id");
    };
    const auto child = somebody("Nan");
    const auto mother = somebody("Mina");
    const auto path = cat({"/api/v1/people/", child});
    const auto related = api.post(
        kContact,
        cat({path, "/links"}),
        Json::object({{"rev", 1}, {"other", mother}, {"type", "mother"}, {"source", "Health"}}));
    INFO(related.text);
    REQUIRE(related.status == 201);
    const auto reply = api.get(kContact, cat({path, "/connections"}));
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    REQUIRE(reply.body["people"].items().size() == 2);
    CHECK(reply.body["people"].items()[1].text("person") == mother);
    REQUIRE(reply.body["links"].items().size() == 1);
    const Json& link = reply.body["links"].items().front();
    CHECK(link.text("kind") == "family");
    CHECK(link.text("what") == "Mother");
    CHECK(link.text("source") == "Health");
    CHECK(link["to"].integer() == 1);
    CHECK(api.get(kHospital, cat({path, "/connections"})).status == 404);
}
