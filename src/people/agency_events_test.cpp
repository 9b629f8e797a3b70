#include "people/agency_events.h"

#include <doctest/doctest.h>

#include "people/people_test_house.h"

// What agencies tell of a person: told, corrected, withdrawn, and who sees it.
using namespace longstone;
using namespace longstone::people;

namespace {

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

AgencyEvent incident(std::string words) {
    return {.agency = "dene-first",
            .feed = "absences",
            .key = "A1",
            .occurrence = "O1",
            .kinds = "absence",
            .kind = "whole-day",
            .words = std::move(words),
            .place = {.lines = {"4 Dene Road"}, .postcode = "NE61 1AB"},
            .happened_at = at("2026-11-02T09:00:00Z"),
            .known_at = at("2026-11-02T12:00:00Z")};
}

std::string tell(House& house, const std::string& person, const AgencyEvent& event) {
    const auto db = house.store.write();
    const auto grant = House::grant(house.worker, access::Action::EditPerson, person);
    auto id = tell_event(house.context(*db), grant, event);
    REQUIRE(id.has_value());
    db->commit();
    return *id;
}

void take_back(House& house, const std::string& person, const std::string& id) {
    const auto db = house.store.write();
    const auto grant = House::grant(house.worker, access::Action::EditPerson, person);
    REQUIRE(withdraw_event(house.context(*db), grant, id, "Sent in error"));
    db->commit();
}

std::vector<AgencyEvent> seen(House& house,
                              const access::Viewer& viewer,
                              const std::string& person,
                              const EventsAsked& asked = {}) {
    const auto db = house.store.read();
    const auto grant = House::grant(viewer, access::Action::ReadPerson, person);
    return agency_events_of(house.context(*db), grant, person, asked);
}

}  // namespace

TEST_CASE("what an agency told is corrected and withdrawn, and stays as it was known") {
    in_each_house([](House& house) {
        const auto person = house.create(somebody("Amara", "Bell"));
        house.now = at("2026-11-13T10:00:00Z");
        const auto id = tell(house, person, incident("Away"));
        house.now = at("2026-11-14T10:00:00Z");
        auto corrected = incident("Away, and found at home");
        corrected.id = id;
        CHECK(tell(house, person, corrected) == id);

        const auto now = seen(house, house.worker, person);
        REQUIRE(now.size() == 1);
        CHECK(now[0].words == "Away, and found at home");
        CHECK(now[0].agency == "dene-first");
        CHECK(now[0].place.lines == std::vector<std::string>{"4 Dene Road"});
        CHECK(now[0].known_at == at("2026-11-02T12:00:00Z"));
        CHECK(now[0].recorded_at == at("2026-11-14T10:00:00Z"));
        const auto then = seen(house, house.worker, person, {.as_at = at("2026-11-13T12:00:00Z")});
        REQUIRE(then.size() == 1);
        CHECK(then[0].words == "Away");

        house.now = at("2026-11-15T10:00:00Z");
        take_back(house, person, id);
        CHECK(seen(house, house.worker, person).empty());
        CHECK(seen(house, house.worker, person, {.as_at = at("2026-11-14T12:00:00Z")}).size() == 1);
        const auto all = seen(house, house.worker, person, {.every_version = true});
        REQUIRE(all.size() == 2);
        CHECK(!all[0].withdrawn);
        CHECK(all[1].withdrawn);
        CHECK(house.kinds_of_events(person) ==
              "person.created person.event-told person.event-told person.event-withdrawn");
    });
}

TEST_CASE("an event that does not stand cannot be withdrawn") {
    in_each_house([](House& house) {
        const auto person = house.create(somebody("Amara", "Bell"));
        const auto db = house.store.write();
        const auto grant = House::grant(house.worker, access::Action::EditPerson, person);
        CHECK(!withdraw_event(house.context(*db), grant, "none", "Sent in error"));
        const auto reads = House::grant(house.worker, access::Action::ReadPerson, person);
        CHECK(!tell_event(house.context(*db), reads, incident("Away")));
    });
}

TEST_CASE("what agencies tell is for those who work with the person, and their own for each") {
    in_each_house([](House& house) {
        const auto person = house.create(somebody("Amara", "Bell"));
        tell(house, person, incident("Away"));
        auto sensitive = incident("Told a teacher what happened");
        sensitive.is_protected = true;
        tell(house, person, sensitive);
        CHECK(seen(house, house.worker, person).size() == 1);
        CHECK(seen(house, house.keeper, person).size() == 2);
        CHECK(seen(house, house.partner, person).empty());
        // On a record with them, but not by work of their own: what their own agency told.
        house.name_on_record(person, "R-1", "partner", "dene-first");
        CHECK(seen(house, house.partner, person).size() == 1);
        house.partner.agency = "north-police";
        CHECK(seen(house, house.partner, person).empty());
    });
}

TEST_CASE("those who were in one occurrence are found, and no others") {
    in_each_house([](House& house) {
        const auto one = house.create(somebody("Amara", "Bell"));
        const auto two = house.create(somebody("Jo", "Reed"));
        const auto three = house.create(somebody("Sam", "Hill"));
        tell(house, one, incident("Seen together"));
        tell(house, two, incident("Seen together"));
        auto other = incident("Elsewhere");
        other.occurrence = "O2";
        tell(house, three, other);
        const auto events = seen(house, house.worker, one);
        REQUIRE(events.size() == 1);
        const auto db = house.store.read();
        CHECK(others_in(house.context(*db), events[0]) == std::vector<std::string>{two});
    });
}
