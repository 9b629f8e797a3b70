#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include <doctest/doctest.h>

#include "access/policy.h"
#include "api/test_api.h"
#include "base/text.h"
#include "journal/journal.h"
#include "people/held.h"
#include "people/same_person.h"

// Whoever several agencies tell of, by the shipped definitions: each keeps a record of its own, the
// matching says that they are one person, and what is taken back is as if it had never been said.
using namespace longstone;
using namespace longstone::api;

namespace {

constexpr const char* kManager = "la-csc/hub-manager";
constexpr const char* kNumber = "9990000018";

struct Agency {
    const char* post;
    const char* feed;
    const char* type;
};
constexpr std::array kAgencies = {Agency{"police/data-analyst", "police-incidents", "MISPER"},
                                  Agency{"nhcft/data-analyst", "health-contacts", "AE"},
                                  Agency{"probation/data-analyst", "probation-contacts", "ORD"}};

std::string agency_of(const Agency& agency) {
    return std::string(agency.post).substr(0, std::string(agency.post).find('/'));
}

void send(TestApi& api, const Agency& agency, const std::string& what, const Json& row) {
    const auto reply = api.call(agency.post,
                                "POST",
                                cat({"/api/v1/feeds/", agency_of(agency), "/", what}),
                                cat({row.dump(), "\n"}));
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    REQUIRE(reply.body["counts"]["refused"].integer() == 0);
}

Json nan(const std::string& feed) {
    return Json::object({{"feed", feed},
                         {"nhs-number", kNumber},
                         {"given-name", "Nan"},
                         {"family-name", "Example"},
                         {"birth-date", "2015-03-03"}});
}

// What each of them tells, in the order of the seed.
void tell(TestApi& api, std::mt19937 random) {
    for (int round = 0; round < 6; ++round) {
        const auto& agency = kAgencies[random() % kAgencies.size()];
        auto person = nan("people");
        person.set("number", "77")
            .set("phone", cat({"01632 96000", number(static_cast<long long>(random() % 3))}));
        auto address = Json::object(
            {{"feed", "people-addresses"},
             {"number", "77"},
             {"address", "4 Dene Road, Morpeth"},
             {"postcode", "NE61 1AB"},
             {"since", cat({"20", number(static_cast<long long>(18 + random() % 3)), "-01-01"})}});
        auto event = nan(agency.feed);
        event.set("number", cat({"E", number(round)}))
            .set("changed", cat({"2026-11-0", number(1 + round % 4)}))
            .set("person", "77")
            .set("happened", "2026-10-30")
            .set("type", agency.type)
            .set("summary", cat({"Told ", number(round)}));
        send(api, agency, "people", person);
        if (random() % 2 == 0) send(api, agency, "people", address);
        send(api, agency, "events", event);
    }
}

// Whom somebody works with.
std::string somebody(TestApi& api) {
    const auto child = Json::object({{"given_name", "Nan"},
                                     {"family_name", "Example"},
                                     {"birth_date", "2015-03-03"},
                                     {"nhs_number", kNumber}});
    auto opening = TestApi::opening();
    opening.set("people", Json(Json::Array{Json::object({{"role", "subject"}, {"new", child}})}));
    const auto reply = api.post(kWorker, "/api/v1/records", opening);
    INFO(reply.text);
    REQUIRE(reply.status == 201);
    const auto row = api.house().store->read()->one("select person from record_person");
    REQUIRE(row.has_value());
    return row->text(0);
}

// Its members in one order, ids and revisions left out: each house has its own.
std::string plain(const std::string& raw) {
    std::string out;
    for (std::size_t at = 0; at < raw.size();) {
        const auto end = raw.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz", at);
        const auto word = raw.substr(at, end - at);
        if (word.size() == 26)
            out += '#';
        else if (!out.ends_with("\"rev\":"))
            out += word;
        at = end == std::string::npos ? raw.size() : end;
        if (at < raw.size()) out += raw[at++];
    }
    std::ranges::replace_if(
        out, [](char c) { return c == '{' || c == '}' || c == '[' || c == ']'; }, ',');
    auto members = split(out, ',');
    std::ranges::sort(members);
    return join(members, ",");
}

// All that is known and shown, but for the history of what was said of two people.
std::string all_of(TestApi& api, const std::string& person) {
    std::string all;
    const auto session = api.house().store->read();
    const auto put = [&](store::Sql sql) {
        std::vector<std::string> lines;
        for (const auto& row : session->rows(sql)) {
            std::string line;
            for (std::size_t at = 0; at < row.values().size(); ++at)
                line += cat({row.is_null(at) ? std::string("-") : row.text(at), "|"});
            lines.push_back(std::move(line));
        }
        std::ranges::sort(lines);
        all += join(lines, "\n") + "\n";
    };
    put("select created_agency, given, family, birth_date, sex, kind from person");
    put("select n.given, n.family, n.name_use, n.source, n.agency, p.created_agency from "
        "person_name n join person p on p.id = n.person");
    put("select a.lines, a.postcode, a.valid_from, a.valid_until, a.source, a.agency, "
        "p.created_agency from person_address a join person p on p.id = a.person");
    put("select i.scheme, i.value, i.source, i.agency, p.created_agency from person_identifier i "
        "join person p on p.id = i.person");
    put("select d.kind, d.field, d.value, d.agency, p.created_agency from person_detail d join "
        "person p on p.id = d.person");
    put("select e.feed, e.event_key, e.kind, e.words, e.agency, p.created_agency from person_event "
        "e join person p on p.id = e.person where e.replaced_at is null");
    put("select k.key, p.created_agency from person_key k join person p on p.id = k.person");
    put("select m.plain, m.whole, p.created_agency from person_match m join person p on p.id = "
        "m.person");
    put("select feed, row_key, agency, digest, outcome from feed_row");
    const auto path = cat({"/api/v1/people/", person});
    for (const auto& what : {"", "/chronology?with=all", "/connections", "/family"}) {
        const auto reply = api.get(kWorker, cat({path, what}));
        INFO(reply.text);
        REQUIRE(reply.status == 200);
        auto body = reply.body;
        if (*what == '\0') body.set("same_person", Json::array());  // its history stays
        all += cat({what, " ", plain(body.dump()), "\n"});
    }
    const auto found = api.get(kWorker, "/api/v1/people?given_name=Nan&family_name=Example");
    all += number(static_cast<long long>(found.body["candidates"].items().size()));
    return all;
}

std::vector<std::array<std::string, 2>> standing(TestApi& api) {
    std::vector<std::array<std::string, 2>> said;
    for (const auto& row : api.house().store->read()->rows(
             "select person, id from person_same where ended_at is null and says = 'same' and "
             "person < other and model <> '' order by seq"))
        said.push_back({row.text(0), row.text(1)});
    return said;
}

// Of the pairs that were taken back.
int held_again(TestApi& api) {
    const auto session = api.house().store->read();
    const auto context = api.house().context(*session);
    int again = 0;
    for (const auto& row :
         session->rows("select person, other from person_same where ended_at is not null")) {
        const auto held = people::held_as_one(context, row.text(0));
        again += static_cast<int>(std::ranges::count(held, row.text(1)));
    }
    return again;
}

// By somebody who sees all of them; who sees one by way of another loses sight of them with it.
void take_back(TestApi& api, const std::string& person, const std::string& id) {
    const auto session = api.house().store->write();
    const auto context = api.house().context(*session);
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::EditPerson, person);
    REQUIRE(grant.has_value());
    const auto rev = journal::current_rev(*session, people::stream_of(person));
    REQUIRE(people::withdraw_judgement(context, *grant, rev, id, "Two children of one name"));
    session->commit();
}

}  // namespace

TEST_CASE("a wrong match taken back leaves everything as if it had never been, but the history") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        TestApi matched, never;
        const auto known = somebody(matched);
        const auto alone = somebody(never);
        tell(matched, std::mt19937(seed));
        const auto living = std::exchange(never.house().living, nullptr);
        tell(never, std::mt19937(seed));
        never.house().living = living;
        const auto as_if_never = all_of(never, alone);
        REQUIRE(!standing(matched).empty());
        CHECK(all_of(matched, known) != as_if_never);

        auto said = standing(matched);
        std::ranges::shuffle(said, std::mt19937(seed));
        for (const auto& [person, id] : said)
            take_back(matched, person, id);
        CHECK(all_of(matched, known) == as_if_never);
        // The same feed again says nothing of it anew, and nothing that is new holds the two
        // together again, not even by way of a third.
        tell(matched, std::mt19937(seed));
        CHECK(standing(matched).empty());
        tell(matched, std::mt19937(seed + 100));
        CHECK(held_again(matched) == 0);
        const auto session = matched.house().store->write();
        journal::rebuild(*session, matched.house().projections);
        session->commit();
        CHECK(held_again(matched) == 0);
    }
}

TEST_CASE("who is held to be one person is one on the line, in the search and in the household") {
    TestApi api;
    const auto known = somebody(api);
    api.turn(kDay);
    tell(api, std::mt19937(1));
    const auto found = api.get(kWorker, "/api/v1/people?given_name=Nan&family_name=Example");
    REQUIRE(found.body["candidates"].items().size() == 1);
    const Json& one = found.body["candidates"].items().front();
    CHECK(one.text("id") == known);
    CHECK(!one["same_person"].items().empty());
    const auto line = api.get(kWorker, cat({"/api/v1/people/", known, "/chronology"}));
    CHECK(line.text.find("Told 5") != std::string::npos);
    const auto connected = api.get(kWorker, cat({"/api/v1/people/", known, "/connections"}));
    CHECK(connected.body["people"].items().size() == 1);
    // Whoever works with the child takes it back, by the API as on the page.
    const auto person = api.get(kManager, cat({"/api/v1/people/", known}));
    for (const Json& said : person.body["same_person"].items()) {
        const auto rev = api.get(kManager, cat({"/api/v1/people/", known})).body["rev"].integer();
        const auto back =
            api.post(kManager,
                     cat({"/api/v1/people/", known, "/links/", said.text("id"), "/withdrawal"}),
                     Json::object({{"rev", rev}, {"reason", "Two children of one name"}}));
        INFO(back.text);
        CHECK(back.status == 201);
    }
    const auto after = api.get(kWorker, cat({"/api/v1/people/", known, "/chronology"}));
    CHECK(after.text.find("Told 5") == std::string::npos);
}
