#include <doctest/doctest.h>

#include "base/text.h"
#include "store/store.h"
#include "web/referral/test_answers.h"
#include "web/test_house.h"

// A place on the pages: named with few questions, offered again, shown on a page of its own.
namespace longstone::web {
namespace {

constexpr const char* kContext = "extra-familial-harm-context";

const http::Pairs kStation = {{"kind", "place"},
                              {"name", "Example bus station"},
                              {"other-name", "The Bays"},
                              {"where", "Oldgate, Example Town NE61 1AB"}};

std::string begin(Browser& browser) {
    browser.get("/referrals/new");
    const auto begun = browser.post("/referrals/new", {{"pathway", kContext}});
    REQUIRE(begun.status == 303);
    return begun.location;
}

// Sends a referral about a place; answers with its reference.
std::string send(TestHouse& house, Browser& browser, const http::Pairs& place) {
    const auto base = begin(browser);
    REQUIRE(browser.post(base + "/people/add/place", place).status == 303);
    answer_all(house, browser, base, {"context.named"});
    const auto sent = browser.post(base + "/check", {});
    INFO(sent.body);
    REQUIRE(sent.status == 303);
    return sent.location.substr(11, sent.location.find("/sent") - 11);
}

std::string id_of(TestHouse& house, std::string_view name) {
    const auto row =
        house.house().store->read()->one("select id from person where family = $1", {name});
    return row ? row->text(0) : std::string();
}

}  // namespace

TEST_CASE("a place is asked for its name and where it is, and for nothing that people have") {
    TestHouse house;
    auto lead = house.as("la-csc", "contextual-lead");
    const auto base = begin(lead);
    const auto form = lead.get(base + "/people/add/place");
    CHECK(form.shows("What is it called?"));
    CHECK(form.shows("A group of people"));
    CHECK(form.hides("An organisation"));
    CHECK(form.hides("Date of birth"));
    CHECK(form.hides("NHS number"));
    const auto path = base + "/people/add/place";
    CHECK(lead.post(path, {{"name", "Example den"}}).shows("Choose what it is"));
    const auto nowhere = lead.post(path, {{"kind", "place"}, {"name", "Example den"}});
    CHECK(nowhere.status == 422);
    CHECK(nowhere.shows("Say where it is"));
    CHECK(lead.post(path, {{"kind", "group"}, {"where", "Oldgate"}}).shows("Enter the name"));
    // A young person is asked for as people are.
    CHECK(lead.get(base + "/people/add/young-person").shows("Date of birth"));
}

TEST_CASE("a place that is known is offered to whoever names it again, and has a page") {
    TestHouse house;
    auto lead = house.as("la-csc", "contextual-lead");
    const auto first = send(house, lead, kStation);

    // Somebody who may search nobody is still asked whether it is the same place.
    auto depot = house.as("sandling-buses", "depot-manager");
    const auto base = begin(depot);
    auto again = kStation;
    again[1].second = "Bus station";
    const auto offered = depot.post(base + "/people/add/place", again);
    CHECK(offered.status == 200);
    CHECK(offered.shows("Is it one of these?"));
    CHECK(offered.shows("Place · Oldgate, Example Town, NE61 1AB"));
    const auto id = id_of(house, "Example bus station");
    auto chosen = again;
    chosen.emplace_back("same-person", id);
    REQUIRE(depot.post(base + "/people/add/place", chosen).status == 303);
    CHECK(depot.get(base + "/people").shows("Example bus station"));
    answer_all(house, depot, base, {"context.named"});
    const auto sent = depot.post(base + "/check", {});
    REQUIRE(sent.status == 303);
    CHECK(house.count("select count(*) from person") == 1);

    const auto second = sent.location.substr(11, sent.location.find("/sent") - 11);
    CHECK(lead.get(cat({"/records/", second, "/history"})).shows(first));
    const auto record = lead.get(cat({"/records/", second}));
    CHECK(record.shows("Place · Oldgate, Example Town, NE61 1AB"));
    CHECK(record.hides("birth date not known"));
    CHECK(lead.get(cat({"/records/", second, "/people"})).hides("birth date not known"));

    const auto page = lead.get(cat({"/people/", id}));
    CHECK(page.status == 200);
    CHECK(page.shows("Place · Oldgate, Example Town, NE61 1AB"));
    CHECK(page.shows("Also called"));
    CHECK(page.shows("The Bays"));
    CHECK(page.shows(first));
    CHECK(page.shows(second));
    CHECK(page.hides("Born"));
    CHECK(page.hides("birth date"));
    CHECK(page.hides("/family"));
    CHECK(page.hides("Parental responsibility"));
    const auto found = lead.post("/search", {{"words", "bus station"}});
    CHECK(found.shows(cat({"/people/", id})));
}

TEST_CASE("who goes there stands on the page of the place and on theirs") {
    TestHouse house;
    auto lead = house.as("la-csc", "contextual-lead");
    const auto ref = send(house, lead, kStation);
    const auto add = cat({"/records/", ref, "/people/add/young-person"});
    lead.get(add);
    REQUIRE(lead.post(add, {{"given-name", "Ada"}, {"family-name", "Example"}}).status == 303);
    const auto place = id_of(house, "Example bus station");
    const auto ada = id_of(house, "Example");
    const auto relate = cat({"/people/", place, "/relate"});
    const auto form = lead.get(relate);
    CHECK(form.shows("Goes there"));
    CHECK(form.hides("Mother"));
    CHECK(form.hides("parental responsibility"));
    CHECK(lead.post(relate, {{"other", ada}, {"type", "mother"}}).status == 422);
    REQUIRE(
        lead.post(relate, {{"other", ada}, {"type", "goes-there"}, {"source", "School"}}).status ==
        303);
    const auto page = lead.get(cat({"/people/", place}));
    CHECK(page.shows("Ada Example"));
    CHECK(page.shows("Goes there"));
    const auto hers = lead.get(cat({"/people/", ada}));
    CHECK(hers.shows("Places, groups and organisations"));
    CHECK(hers.shows("Example bus station"));
    // The one who looks after the place reads the place alone.
    auto depot = house.as("sandling-buses", "depot-manager");
    CHECK(depot.get(cat({"/people/", place})).hides("Ada"));
}

TEST_CASE("what is said of a place is said in its own words") {
    TestHouse house;
    auto lead = house.as("la-csc", "contextual-lead");
    send(house, lead, kStation);
    const auto path = cat({"/people/", id_of(house, "Example bus station")});
    CHECK(lead.get(path + "/say").hides("Date of birth"));
    CHECK(lead.get(path + "/say/birth-date").status == 404);
    const auto name = path + "/say/name";
    CHECK(lead.get(name).hides("Given name"));
    REQUIRE(lead.post(name, {{"family", "Interchange"}, {"use", "current"}}).status == 303);
    const auto where = path + "/say/address";
    lead.get(where);
    const auto moved = lead.post(where, {{"line1", "Newgate"}, {"postcode", "NE61 1AD"}});
    INFO(moved.body);
    REQUIRE(moved.status == 303);
    const auto page = lead.get(path);
    CHECK(page.shows("Interchange"));
    CHECK(page.shows("Place · Newgate, NE61 1AD"));
    CHECK(page.shows("Also at"));
}

}  // namespace longstone::web
