#include <doctest/doctest.h>

#include "base/text.h"
#include "web/pages/test_record.h"

// The forecast, the family, the words that a search finds, and notices, as people meet them.
namespace longstone::web {
namespace {

std::string child_on(TestHouse& house, const std::string& ref) {
    const auto row = house.house().store->read()->one(
        "select person from record_person where record = $1", {ref});
    REQUIRE(row.has_value());
    return row ? row->text(0) : "";
}

void fill(TestHouse& house, Browser& hub, const std::string& ref) {
    const auto section = cat({"/records/", ref, "/answers/mash-rating.rating"});
    auto fields = filled(house, "mash-rating", "rating");
    fields.emplace_back("rev", rev_on(hub.get(section)));
    REQUIRE(hub.post(section, fields).status == 303);
}

}  // namespace

TEST_CASE("the forecast counts limits by day and says what each limit is") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = house.as("la-csc", "hub-manager");
    fill(house, hub, ref);
    CHECK(hub.get("/").shows("href=\"/forecast\""));
    const auto page = hub.get("/forecast");
    REQUIRE(page.status == 200);
    CHECK(page.shows("Maisie Thorburn"));
    CHECK(page.shows("agreed here, not law"));
    CHECK(page.shows("Nothing is late"));
    CHECK(hub.get("/forecast?by=worker").shows("Nobody yet"));
    CHECK(hub.get("/forecast?by=pathway").shows("Hub enquiry, child"));
    CHECK(hub.get("/forecast?team=none").shows("Maisie Thorburn"));
    CHECK(hub.get("/forecast?team=la-csc/mash").hides("Maisie Thorburn"));
    CHECK(hub.get("/forecast?pathway=child-mash&day=late").hides("Maisie Thorburn"));
    house.turn(20 * kDay);
    hub = house.as("la-csc", "hub-manager");
    const auto late = hub.get("/forecast?day=late");
    CHECK(late.shows("late already"));
    CHECK(late.shows("Maisie Thorburn"));
}

TEST_CASE("who sees no record whole has no forecast of it") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = house.as("la-csc", "hub-manager");
    fill(house, hub, ref);
    auto nurse = house.as("nhcft", "emergency-nurse");
    CHECK(nurse.get("/forecast").hides("Maisie Thorburn"));
    CHECK(nurse.get(cat({"/people/", child_on(house, ref), "/family"})).status == 404);
}

TEST_CASE("a family's page is reached from the record and the person, and shows what is open") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = house.as("la-csc", "hub-manager");
    const auto child = child_on(house, ref);
    const auto path = cat({"/people/", child, "/family"});
    CHECK(hub.get(cat({"/records/", ref})).shows(cat({"href=\"", path, "\""})));
    CHECK(hub.get(cat({"/people/", child})).shows(cat({"href=\"", path, "\""})));
    const auto page = hub.get(path);
    REQUIRE(page.status == 200);
    CHECK(page.shows("Family of Maisie Thorburn"));
    CHECK(page.shows(ref));
    CHECK(page.shows("No action that you may see is open."));
    CHECK(hub.get(cat({path, "?by=owner"})).status == 200);
    CHECK(hub.get("/people/nobody/family").status == 404);
}

TEST_CASE("a search finds words in answers, marked, and only for those who may read them") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    auto hub = house.as("la-csc", "hub-manager");
    fill(house, hub, ref);
    const auto found = hub.post("/search", {{"words", "words rag-reason"}});
    REQUIRE(found.status == 200);
    CHECK(found.shows("<mark>Words</mark>"));
    CHECK(found.shows(cat({"/records/", ref, "/answers"})));
    auto nurse = house.as("nhcft", "emergency-nurse");
    CHECK(nurse.post("/search", {{"words", "words rag-reason"}}).hides("<mark>"));
    CHECK(house.count("select count(*) from access_log where action = 'search'") >= 2);
}

TEST_CASE("notices to a role are new to each of its people until they have seen them") {
    TestHouse house;
    open_enquiry(house);
    auto manager = house.as("la-csc", "hub-manager");
    const auto user = house.user("la-csc", "hub-manager");
    const auto write = house.house().store->write();
    write->run(
        "insert into notice (id, user_name, agency, post_role, record, words, at) values ('n1', "
        "'', '', 'mash-manager', 'MC-2026-0001', 'Something waits', $1)",
        {house.now().micros});
    write->commit();
    CHECK(manager.get("/").shows("ls-header__link--count"));
    CHECK(manager.get("/notices").shows("New"));
    CHECK(manager.get("/notices").hides(">New<"));
    CHECK(house.count("select count(*) from notice_read where user_name = $1", {user}) >= 1);
}

}  // namespace longstone::web
