#include "demo/times.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace longstone::demo {
namespace {

// A Tuesday; the day before it offices were closed. London is an hour ahead.
const Instant kEnd = *parse_instant("2026-05-26T13:30:00Z");
const Calendar kCalendar({*parse_date("2026-05-25")});

std::string said(std::string_view text, bool exactly = false) {
    const auto time = counted(kCalendar, kEnd, text, exactly);
    if (!time) return "none";
    return time->at ? iso(*time->at) : iso(time->day);
}

TEST_CASE("times are counted in days, working days, hours and minutes") {
    CHECK(said("-4 days 10:15") == "2026-05-22T09:15:00Z");
    CHECK(said("+1 day 09:00") == "2026-05-27T08:00:00Z");
    CHECK(said("-1 working days 10:15") == "2026-05-22T09:15:00Z");
    CHECK(said("-3h 20m") == "2026-05-26T10:10:00Z");
    CHECK(said("40m") == "2026-05-26T14:10:00Z");
    // Two hours on and then back a working day, at the same time of day.
    CHECK(said("-1 working days +2h") == "2026-05-22T15:30:00Z");
    CHECK(said("-1 working days +11h") == "2026-05-26T00:30:00Z");
    CHECK(said("-4 days") == "2026-05-22");
}

TEST_CASE("a day when offices are closed becomes the one before, unless it is meant exactly") {
    CHECK(said("-1 days 10:00") == "2026-05-22T09:00:00Z");
    CHECK(said("-1 days 10:00", true) == "2026-05-25T09:00:00Z");
    CHECK(said("-2 days") == "2026-05-22");
    CHECK(said("-2 days", true) == "2026-05-24");
}

TEST_CASE("a day that is written is that day") {
    CHECK(said("2022-12-06 10:15") == "2022-12-06T10:15:00Z");
    CHECK(said("2023-05-27 10:15") == "2023-05-27T09:15:00Z");  // a Saturday
    CHECK(said("2022-12-06") == "2022-12-06");
}

TEST_CASE("what is no time is none") {
    for (const char* text : {"",
                             "soon",
                             "-3",
                             "10:15",
                             "-3 days later",
                             "-3 weeks",
                             "3x",
                             "-1 working",
                             "2022-13-06",
                             "2022-12-06 soon"}) {
        CAPTURE(text);
        CHECK(said(text) == "none");
    }
}

}  // namespace
}  // namespace longstone::demo
