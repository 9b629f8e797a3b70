#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "web/pages/test_record.h"

// The page of a line of time: who may see it, what it says, and what it keeps to itself.
namespace longstone::web {
namespace {

std::string child_on(TestHouse& house, const std::string& ref) {
    const auto row = house.house().store->read()->one(
        "select person from record_person where record = $1", {ref});
    REQUIRE(row.has_value());
    return row ? row->text(0) : "";
}

void rate(TestHouse& house, Browser& hub, const std::string& ref, const std::string& rating) {
    const auto section = cat({"/records/", ref, "/answers/mash-rating.rating"});
    auto fields = with(filled(house, "mash-rating", "rating"), "rag", rating);
    fields.emplace_back("rev", rev_on(hub.get(section)));
    REQUIRE(hub.post(section, fields).status == 303);
}

}  // namespace

TEST_CASE("a person's line is reached from their page, with first, worst and latest at its head") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto child = child_on(house, ref);
    auto hub = house.as("la-csc", "hub-manager");
    house.turn(kDay);
    hub = house.as("la-csc", "hub-manager");
    rate(house, hub, ref, "red");
    const auto path = cat({"/people/", child, "/chronology"});
    const auto person = hub.get(cat({"/people/", child}));
    CHECK(person.shows(path));
    // What must happen next with them, and by when.
    const auto from = person.body.find(cat({">", ref, "</a>"}));
    REQUIRE(from != std::string::npos);
    const auto row = person.body.substr(from, person.body.find("</tr>", from) - from);
    CHECK(row.find("<time") != row.rfind("<time"));  // opened, and how long is left
    const auto page = hub.get(path);
    REQUIRE(page.status == 200);
    CHECK(page.shows("Chronology: Maisie Thorburn"));
    CHECK(page.shows(" years · born "));
    CHECK(page.shows("Choose what the line shows. Now: everything"));
    CHECK(page.shows("Hub enquiry, child"));
    for (const auto* word : {">First<", ">Worst<", ">Latest<", "Red</p>"})
        CHECK(page.shows(word));
    // The head of the line says what it was, and not only of what kind.
    const auto latest = page.body.substr(page.body.find(">Latest<"));
    const auto gist = latest.substr(0, latest.find("See it on the line"));
    INFO(gist);
    CHECK(gist.find("Which of the agreed criteria does it meet? Red") != std::string::npos);
    CHECK(page.hides("?: "));
    CHECK(house.count("select count(*) from access_log where subject = $1",
                      {cat({"chronology/", child})}) == 1);
    const auto grave = hub.get(cat({path, "?weight=grave&from=2026-01-01"}));
    CHECK(grave.shows("Now: Significance Grave; From 1 January 2026"));
    // Real days, with the time of day beside them.
    const auto sheet = hub.get(cat({path, "?format=csv"}));
    CHECK(sheet.shows("Happened,Happened at,Recorded,Recorded at,Kind"));
    CHECK(sheet.hides("?: "));
    // Before the rating was recorded there was none.
    const auto before = hub.get(cat({path, "?as_at=", iso(london(house.now() + -kDay).date)}));
    REQUIRE(before.status == 200);
    CHECK(before.hides("Red</p>"));
    CHECK(before.shows("as recorded by"));
    // Or at a minute, by the clock on the wall.
    const auto day = iso(london(house.now() + -kDay).date);
    const auto minute = hub.get(cat({path, "?as_at=", day, "&as_at_time=23:15"}));
    REQUIRE(minute.status == 200);
    CHECK(minute.shows("at 23:15"));
    CHECK(minute.shows("value=\"23:15\""));
    CHECK(hub.get(cat({path, "?as_at_time=23:15"})).shows("Give the day as well as the time"));
    CHECK(hub.get(cat({path, "?as_at=", day, "&as_at_time=25:00"})).status == 422);
}

TEST_CASE("through the eyes of an agency: what they could have known by a day") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto child = child_on(house, ref);
    auto hub = house.as("la-csc", "hub-manager");
    const auto page = hub.get(cat({"/people/",
                                   child,
                                   "/chronology?known_to=croft-lea-first&on=",
                                   iso(london(house.now()).date)}));
    REQUIRE(page.status == 200);
    CHECK(page.shows("could have known <strong>0</strong> of the <strong>"));
    CHECK(page.shows("Croft Lea First: never"));
    CHECK(hub.get(cat({"/people/", child, "/chronology?known_to=nobody"})).status == 422);
    const auto wrong = hub.get(cat({"/people/", child, "/chronology?on=yesterday"}));
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("Give a day"));
}

TEST_CASE("whom the person is not open to finds no line, and no file of it") {
    TestHouse house;
    const auto ref = open_enquiry(house);
    const auto child = child_on(house, ref);
    auto school = house.as("hartlaw-high", "pastoral-lead");
    CHECK(school.get(cat({"/people/", child, "/chronology"})).status == 404);
    CHECK(school.get("/people/nobody/chronology").status == 404);
    CHECK(school.get(cat({"/people/", child, "/chronology?format=csv"})).status == 404);
    auto hub = house.as("la-csc", "hub-manager");
    const auto file = hub.get(cat({"/people/", child, "/chronology?format=csv"}));
    REQUIRE(file.status == 200);
    CHECK(file.shows("Hub enquiry, child"));
    // As the clock on the wall had it, which is not that of programs in summer.
    CHECK(file.shows(iso(london(house.now()).date) + " "));
    CHECK(file.hides("00Z"));
    CHECK(house.count("select count(*) from access_log where action = 'export'") == 1);
}

}  // namespace longstone::web
