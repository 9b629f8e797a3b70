#include <doctest/doctest.h>

#include "partnership/competence.h"
#include "partnership/reminders.h"

using namespace longstone;
using namespace longstone::partnership;
using work::Place;

namespace {

// A course on 7 July 2026, and a place on it.
struct Course {
    define::Definitions definitions = {};
    define::Pathway pathway = {.id = "course", .summary = "title"};
    work::RecordState record = {.ref = "COU-2026-0001", .rev = 4};
    work::PlaceState place = {.id = "p", .learner = "ann", .manager = "max"};

    Course() {
        pathway.places = define::PlacesRule{
            .at = {"open"}, .begins = "first", .ends = "first", .times = "times", .where = "where"};
        pathway.places->reminders = {*parse_limit("7 days"), *parse_limit("1 day")};
        define::PlaceEvaluation later{.id = "later", .name = "What it changed"};
        later.after = parse_limit("12 weeks");
        later.within = parse_limit("2 weeks");
        auto seen = later;
        seen.id = "seen";
        seen.by_manager = true;
        pathway.places->evaluations = {later, seen};
        record.answers["title"] = {.given = {.values = {"Level 3"}}};
        record.answers["first"] = {.given = {.values = {"2026-07-07"}}};
        record.answers["times"] = {.given = {.values = {"09:30 to 16:00"}}};
        record.answers["where"] = {.given = {.values = {"Hall 2"}}};
    }
    [[nodiscard]] work::Situation at(std::string_view now) const {
        return {.definitions = definitions,
                .pathway = pathway,
                .record = record,
                .now = *parse_instant(now)};
    }
    [[nodiscard]] std::string due(std::string_view now) const {
        const auto situation = at(now);
        std::string all;
        for (const auto& one : reminders_due(situation, work::offer_of(situation), place))
            all += one.what + (one.to_manager ? " to the manager;" : ";");
        return all;
    }
};

}  // namespace

TEST_CASE("a calendar file says what, when and where, and that it was called off") {
    const Course course;
    const auto situation = course.at("2026-06-01T09:00:00Z");
    auto offer = work::offer_of(situation);
    const auto file = work::calendar_of(situation, offer, "https://x");
    CHECK(file.find("SUMMARY:Level 3\r\n") != std::string::npos);
    CHECK(file.find("DTSTART;TZID=Europe/London:20260707T093000\r\n") != std::string::npos);
    CHECK(file.find("DTEND;TZID=Europe/London:20260707T160000\r\n") != std::string::npos);
    CHECK(file.find("LOCATION:Hall 2\r\n") != std::string::npos);
    CHECK(file.find("URL:https://x/training/COU-2026-0001\r\n") != std::string::npos);
    offer.is_off = true;
    CHECK(work::calendar_of(situation, offer, "").find("METHOD:CANCEL") != std::string::npos);
}

TEST_CASE("a reminder a week before and one the day before, for those who are booked") {
    Course course;
    course.place.state = Place::Booked;
    course.place.given = *parse_instant("2026-06-01T09:00:00Z");
    CHECK(course.due("2026-06-29T09:00:00Z").empty());
    CHECK(course.due("2026-07-01T09:00:00Z") == "begins/7 days;");
    CHECK(course.due("2026-07-07T06:00:00Z") == "begins/1 day;");
    CHECK(course.due("2026-07-07T09:00:00Z").empty());
    // Whoever booked since then has just read when it is.
    course.place.given = *parse_instant("2026-07-02T09:00:00Z");
    CHECK(course.due("2026-07-03T09:00:00Z").empty());
    course.place.state = Place::Waiting;
    CHECK(course.due("2026-07-01T09:00:00Z").empty());
}

TEST_CASE("twelve weeks later both are asked, until they have answered") {
    Course course;
    course.place.state = Place::Attended;
    CHECK(course.due("2026-09-20T09:00:00Z").empty());
    CHECK(course.due("2026-10-01T09:00:00Z") == "evaluation/later;evaluation/seen to the manager;");
    course.place.evaluated["later"] = {};
    CHECK(course.due("2026-10-01T09:00:00Z") == "evaluation/seen to the manager;");
    course.place.state = Place::Missed;
    CHECK(course.due("2026-10-01T09:00:00Z").empty());
}

TEST_CASE("who is up to date, due within three months, out of date, or never learned it") {
    const Calendar calendar;
    const define::Requirement yearly{.every = parse_limit("12 months")};
    const auto day = [](const char* text) { return *parse_date(text); };
    const auto standing = [&](std::optional<Date> last, const char* today) {
        return due_of(calendar, yearly, last, day(today)).standing;
    };
    CHECK(standing({}, "2026-07-01") == Standing::Never);
    CHECK(standing(day("2026-01-10"), "2026-07-01") == Standing::UpToDate);
    CHECK(standing(day("2025-08-10"), "2026-07-01") == Standing::DueSoon);
    CHECK(standing(day("2025-07-01"), "2026-07-01") == Standing::DueSoon);
    CHECK(standing(day("2025-06-30"), "2026-07-01") == Standing::OutOfDate);
    const define::Requirement once{};
    CHECK(due_of(calendar, once, day("2001-01-01"), day("2026-07-01")).standing ==
          Standing::UpToDate);
    CHECK_FALSE(due_of(calendar, once, day("2001-01-01"), day("2026-07-01")).until);
}
