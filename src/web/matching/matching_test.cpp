#include <algorithm>

#include <doctest/doctest.h>

#include "access/policy.h"
#include "base/text.h"
#include "people/create.h"
#include "web/test_house.h"

// Pairs of people who may be one, side by side, and what people say of them.
namespace longstone::web {
namespace {

// By the hub's manager, who sees whom they put on record.
std::string create(TestHouse& house,
                   const std::string& given,
                   const std::string& born,
                   bool restricted = false) {
    const access::Viewer manager{.user = house.user("la-csc", "hub-manager"),
                                 .agency = "la-csc",
                                 .powers = {"create-people", "see-restricted"}};
    const auto session = house.house().store->write();
    auto context = house.house().context(*session);
    const auto grant = access::allow(manager, access::Action::CreatePerson).value();
    people::NewPerson person{.restricted = restricted, .source = "Referral"};
    person.assertions = {
        {.fact = people::Name{.given = given, .family = "Thorburn"}},
        {.fact = people::BirthDate{.date = parse_date(born).value()}},
        {.fact = people::Address{.lines = {"4 Dene Road", "Morpeth"}, .postcode = "NE61 1AB"}}};
    const auto id = people::create_person(context, grant, person).value();
    session->commit();
    return id;
}

std::string path_of(const std::string& a, const std::string& b) {
    return cat({"/matching/", a, "/", b});
}

}  // namespace

TEST_CASE("only who judges matches finds the pairs, and only those whom they see") {
    TestHouse house;
    const auto a = create(house, "Maisie", "2019-03-04");
    const auto b = create(house, "Maise", "2019-03-14");
    create(house, "Maisie", "2019-03-04", true);
    CHECK(house.as("hartlaw-high", "pastoral-lead").get("/matching").status == 404);
    CHECK(house.as("hartlaw-high", "pastoral-lead").get(path_of(a, b)).status == 404);
    auto manager = house.as("la-csc", "hub-manager");
    CHECK(manager.get("/").shows("href=\"/matching\""));
    const auto page = manager.get("/matching");
    REQUIRE(page.status == 200);
    CHECK(page.shows("Maisie Thorburn"));
    CHECK(page.shows(">Compare<"));
    // One pair: nothing of the restricted third.
    const auto first = page.body.find(">Compare<");
    CHECK(page.body.find(">Compare<", first + 1) == std::string::npos);
    auto other = house.as("la-csc", "hub-social-worker");
    CHECK(other.get("/matching").shows("No pair of people whom you see waits for you."));
    CHECK(other.get(path_of(a, b)).status == 404);
}

TEST_CASE("a pair is judged blind, the weight comes after, and the judgement can be taken back") {
    TestHouse house;
    const auto a = create(house, "Maisie", "2019-03-04");
    const auto b = create(house, "Maise", "2019-03-14");
    auto manager = house.as("la-csc", "hub-manager");
    const auto page = manager.get(path_of(a, b));
    REQUIRE(page.status == 200);
    CHECK(page.shows("Are these the same person?"));
    CHECK(page.shows("One digit of the date of birth differs"));
    CHECK(page.hides("What the comparison thinks</caption>"));
    CHECK(manager.get(path_of(a, b) + "?weight=shown").shows("Together: the same person in"));
    const auto empty = manager.post(path_of(a, b), {});
    CHECK(empty.status == 422);
    CHECK(empty.shows("Say what makes you think so"));
    const auto done =
        manager.post(path_of(a, b), {{"says", "different"}, {"reason", "The school knows both"}});
    const auto after = manager.follow(done);
    CHECK(after.shows("Your decision is kept."));
    CHECK(after.shows("They stand as two people."));
    CHECK(after.shows("Together: the same person in"));
    CHECK(manager.get("/matching").hides(">Compare<"));
    const auto person = manager.get("/people/" + a);
    CHECK(person.shows("Not the same person as"));
    CHECK(person.shows("The school knows both"));
    const auto at = person.body.find("/people/" + a + "/same/");
    REQUIRE(at != std::string::npos);
    const auto path = person.body.substr(at, person.body.find('"', at) - at);
    REQUIRE(manager.get(path).status == 200);
    CHECK(manager.post(path, {{"reason", ""}}).status == 422);
    const auto back = manager.follow(manager.post(path, {{"reason", "Mixed up with a cousin"}}));
    CHECK(back.shows("No longer said"));
    CHECK(back.shows("Mixed up with a cousin"));
    CHECK(back.shows("You may also mean"));
}

TEST_CASE("the page says why a pair stands where it does, by the work that its reader sees") {
    TestHouse house;
    const auto a = create(house, "Maisie", "2019-03-04");
    create(house, "Maise", "2019-03-14");
    auto manager = house.as("la-csc", "hub-manager");
    CHECK(manager.get("/matching").shows("No open record that you see"));
    const auto& pathways = house.house().definitions->pathways;
    const auto feared = std::ranges::find_if(
        pathways, [](const auto& one) { return one.second.harm == "immediate"; });
    REQUIRE(feared != pathways.end());
    const auto user = house.user("la-csc", "hub-manager");
    {
        const auto db = house.house().store->write();
        db->run(
            "insert into record (ref, pathway, version, stage, source, opened_at, recorded_at, "
            "rev, restricted, opened_by, opened_agency, changed_at) values ('ZZ-1', $1, 1, 'x', "
            "'', 0, 0, 1, 1, 'x', 'x', 0)",
            {feared->first});
        db->run(
            "insert into record_person (record, person, role, since) values ('ZZ-1', $1, "
            "'subject', 0)",
            {a});
        db->run("insert into record_party (record, kind, party) values ('ZZ-1', 'user', $1)",
                {user});
        db->commit();
    }
    const auto page = manager.get("/matching");
    CHECK(page.shows("Immediate harm feared"));
    CHECK(page.shows(feared->second.name + ", open about Maisie Thorburn"));
}

TEST_CASE("as somebody is typed the page tells who is known, and only to those who may search") {
    TestHouse house;
    create(house, "Maisie", "2019-03-04");
    create(house, "Maisie", "2019-03-04", true);
    const http::Pairs typed = {
        {"given-name", "Maisie"}, {"family-name", "Thorburn"}, {"postcode", "NE61 1AB"}};
    auto manager = house.as("la-csc", "hub-manager");
    manager.get("/");
    const auto told = manager.post("/people/alike", typed);
    REQUIRE(told.status == 200);
    CHECK(told.shows("id=\"alike\""));
    CHECK(told.shows("1 person on record fits what you have typed so far."));
    CHECK(told.shows("Maisie Thorburn"));
    CHECK(told.shows("Given name agrees"));
    // Of no record of theirs: that somebody is known, and to whom, and no more.
    auto police = house.as("police", "researcher");
    police.get("/");
    const auto known = police.post("/people/alike", typed);
    REQUIRE(known.status == 200);
    CHECK(known.shows("Somebody of this name"));
    CHECK(known.hides("7 years"));
    auto school = house.as("hartlaw-high", "pastoral-lead");
    school.get("/");
    CHECK(school.post("/people/alike", typed).status == 404);
    CHECK(manager.post("/search", {{"words", "maisie thorb"}, {"typed", "1"}})
              .shows("1 person whom you may see fit so far."));
}

}  // namespace longstone::web
