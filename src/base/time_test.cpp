#include "base/time.h"

#include <doctest/doctest.h>

using namespace longstone;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}
Instant at(std::string_view text) {
    return parse_instant(text).value();
}

// "2026-03-29 02:00" as London reads the instant.
std::string wall(std::string_view instant) {
    LocalTime local = london(at(instant));
    auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return iso(local.date) + " " + two(local.micros / kHour) + ":" +
           two(local.micros / kMinute % 60);
}

std::string utc(std::string_view date, int hour, int minute) {
    return iso(from_london(day(date), hour * kHour + minute * kMinute));
}

Date last_sunday(int year, int month) {
    Date date = date_of({.year = year, .month = month, .day = 31}).value();
    while (weekday(date) != 7)
        date = date + -1;
    return date;
}

}  // namespace

TEST_CASE("a date is written as it was read, for every day of two centuries") {
    Date end = day("2101-01-01");
    int expected = weekday(day("1899-12-31"));
    for (Date date = day("1900-01-01"); date < end; date = date + 1) {
        expected = expected % 7 + 1;
        REQUIRE(weekday(date) == expected);
        REQUIRE(parse_date(iso(date)) == date);
    }
}

TEST_CASE("a date is written as it was read, across all the years there are") {
    CHECK(iso(day("0001-01-01")) == "0001-01-01");
    for (Date date = day("0001-01-01"); date < day("9999-12-31"); date = date + 97) {
        REQUIRE(parse_date(iso(date)) == date);
        REQUIRE(date_of(civil_of(date)) == date);
    }
}

TEST_CASE("days are counted from 1970 and weekdays from Monday") {
    CHECK(day("1970-01-01").days == 0);
    CHECK(day("1969-12-31").days == -1);
    CHECK(day("2000-03-01").days == 11017);
    CHECK(weekday(day("1970-01-01")) == 4);
    CHECK(weekday(day("2026-11-22")) == 7);
    CHECK(weekday(day("1969-12-29")) == 1);
}

TEST_CASE("only dates that exist, in the one spelling, are read") {
    CHECK(parse_date("2024-02-29"));
    CHECK(parse_date("2000-02-29"));
    for (std::string_view wrong :
         {"",           "2023-02-29", "1900-02-29",  "2026-04-31",  "2026-13-01",
          "2026-00-10", "2026-01-00", "2026-01-32",  "0000-01-01",  "2026-1-01",
          "26-01-01",   "2026/01/01", "2026-01-01 ", " 2026-01-01", "20260101",
          "+026-01-01", "2026-01-0x", "2026-01-01T", "-001-01-01",  "12026-01-01",
          "2026-01--1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_date(wrong));
    }
    CHECK_FALSE(date_of({.year = 10000, .month = 1, .day = 1}));
}

TEST_CASE("an instant is read with Z or an offset and written in UTC") {
    CHECK(iso(at("2026-03-03T09:05:07Z")) == "2026-03-03T09:05:07Z");
    CHECK(iso(at("2026-03-03t09:05:07z")) == "2026-03-03T09:05:07Z");
    CHECK(iso(at("2026-03-03T09:05:07+01:00")) == "2026-03-03T08:05:07Z");
    CHECK(iso(at("2026-03-03T00:05:07+05:45")) == "2026-03-02T18:20:07Z");
    CHECK(iso(at("2026-12-31T23:30:00-01:00")) == "2027-01-01T00:30:00Z");
    CHECK(iso(at("2026-03-03T09:05:07-00:00")) == "2026-03-03T09:05:07Z");
    CHECK(iso(at("2026-03-03T09:05:07.500000Z")) == "2026-03-03T09:05:07.5Z");
    CHECK(iso(at("2026-03-03T09:05:07.000001Z")) == "2026-03-03T09:05:07.000001Z");
    CHECK(iso(at("2026-03-03T09:05:07.0000019Z")) == "2026-03-03T09:05:07.000001Z");
    CHECK(iso(at("2026-03-03T09:05:07.000Z")) == "2026-03-03T09:05:07Z");
    CHECK(iso(Instant{-1}) == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("an instant that is not RFC 3339 is not read") {
    for (std::string_view wrong : {"",
                                   "2026-03-03",
                                   "2026-03-03T09:05Z",
                                   "2026-03-03T09:05:07",
                                   "2026-03-03 09:05:07Z",
                                   "2026-03-03T09:05:07 Z",
                                   "2026-03-03T9:05:07ZZ",
                                   "2026-03-03T24:00:00Z",
                                   "2026-03-03T09:60:00Z",
                                   "2026-03-03T23:59:60Z",
                                   "2026-03-03T09:05:07.Z",
                                   "2026-03-03T09:05:07,5Z",
                                   "2026-03-03T09:05:07.5",
                                   "2026-03-03T09:05:07+0100",
                                   "2026-03-03T09:05:07+01",
                                   "2026-03-03T09:05:07+24:00",
                                   "2026-03-03T09:05:07+01:60",
                                   "2026-03-03T09:05:07+01:00Z",
                                   "2026-03-03T09:05:07Z ",
                                   "2026-03-03T09:05:07Z\n",
                                   "2026-02-30T09:05:07Z",
                                   "2026-03-03T-9:05:07Z",
                                   "2026-03-03T09-05-07Z",
                                   "0001-01-01T00:00:00+01:00",
                                   "9999-12-31T23:59:59-01:00",
                                   "\xEF\xBC\x92"
                                   "026-03-03T09:05:07Z"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_instant(wrong));
    }
    CHECK_FALSE(parse_instant(std::string_view("2026-03-03T09:05:07Z\0", 21)));
}

TEST_CASE("every instant is read back as it was written") {
    std::uint64_t seed = 7;
    for (int i = 0; i < 20'000; ++i) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        Instant instant{static_cast<std::int64_t>(seed >> 12U) - (std::int64_t{1} << 51)};
        std::string written = iso(instant);
        CAPTURE(written);
        REQUIRE(parse_instant(written) == instant);
    }
}

TEST_CASE("the clocks go forward in London on 29 March 2026") {
    CHECK(wall("2026-03-29T00:59:59.999999Z") == "2026-03-29 00:59");
    CHECK(wall("2026-03-29T01:00:00Z") == "2026-03-29 02:00");
    CHECK(utc("2026-03-29", 0, 59) == "2026-03-29T00:59:00Z");
    // One to two o'clock is not there that night.
    CHECK(utc("2026-03-29", 1, 0) == "2026-03-29T01:00:00Z");
    CHECK(utc("2026-03-29", 1, 30) == "2026-03-29T01:00:00Z");
    CHECK(utc("2026-03-29", 1, 59) == "2026-03-29T01:00:00Z");
    CHECK(utc("2026-03-29", 2, 0) == "2026-03-29T01:00:00Z");
    CHECK(utc("2026-03-29", 2, 1) == "2026-03-29T01:01:00Z");
    CHECK(utc("2026-03-30", 0, 0) == "2026-03-29T23:00:00Z");
}

TEST_CASE("the clocks go back in London on 25 October 2026") {
    CHECK(wall("2026-10-25T00:30:00Z") == "2026-10-25 01:30");
    CHECK(wall("2026-10-25T01:30:00Z") == "2026-10-25 01:30");
    CHECK(utc("2026-10-25", 0, 59) == "2026-10-24T23:59:00Z");
    // One to two o'clock comes twice; the first is meant.
    CHECK(utc("2026-10-25", 1, 0) == "2026-10-25T00:00:00Z");
    CHECK(utc("2026-10-25", 1, 59) == "2026-10-25T00:59:00Z");
    CHECK(utc("2026-10-25", 2, 0) == "2026-10-25T02:00:00Z");
    CHECK(utc("2026-10-26", 0, 0) == "2026-10-26T00:00:00Z");
}

TEST_CASE("the clocks change on the last Sundays of March and October, also in far years") {
    for (int year = 1996; year <= 2150; ++year) {
        CAPTURE(year);
        Instant spring{last_sunday(year, 3).days * kDay + kHour};
        Instant autumn{last_sunday(year, 10).days * kDay + kHour};
        REQUIRE(london(spring + -1).micros == kHour - 1);
        REQUIRE(london(spring).micros == 2 * kHour);
        REQUIRE(london(autumn + -1).micros == 2 * kHour - 1);
        REQUIRE(london(autumn).micros == kHour);
        Instant midsummer = from_london(date_of({.year = year, .month = 7, .day = 1}).value(), 0);
        REQUIRE(london(midsummer).micros == 0);
        REQUIRE(midsummer.micros % kDay == 23 * kHour);
        Instant new_year = from_london(date_of({.year = year, .month = 1, .day = 1}).value(), 0);
        REQUIRE(new_year.micros % kDay == 0);
    }
}

TEST_CASE("London kept other hours in other times") {
    CHECK(wall("1941-07-01T12:00:00Z") == "1941-07-01 14:00");  // double summer time
    CHECK(wall("1970-01-01T00:00:00Z") == "1970-01-01 01:00");  // summer time all year
    CHECK(wall("1972-01-01T00:00:00Z") == "1972-01-01 00:00");
}

TEST_CASE("a wall time leads back to the instant it came from") {
    int second_readings = 0;
    Instant end = at("2045-01-01T00:00:00Z");
    for (Instant t = at("1996-01-01T00:10:00Z"); t < end; t = t + 50 * kMinute) {
        LocalTime local = london(t);
        Instant back = from_london(local.date, local.micros);
        if (back != t) {
            REQUIRE(back.micros == t.micros - kHour);
            REQUIRE(civil_of(local.date).month == 10);
            ++second_readings;
        }
    }
    CHECK(second_readings >= 49);  // each autumn night was met
    CHECK(second_readings <= 98);
}

TEST_CASE("dates and times are said as people in England say them") {
    CHECK(say(day("2019-03-03")) == "3 March 2019");
    CHECK(say(day("2026-12-31")) == "31 December 2026");
    CHECK(say_short(at("2026-11-13T15:40:59Z")) == "13 Nov 2026 15:40");
    CHECK(say(at("2026-11-13T15:40:00Z")) == "13 November 2026 at 15:40");
    CHECK(say(at("2026-06-30T23:05:00Z")) == "1 July 2026 at 00:05");
    CHECK(say_short(at("2026-06-30T23:05:00Z")) == "1 Jul 2026 00:05");
}

TEST_CASE("an age goes up on the birthday") {
    CHECK(years_between(day("2010-05-20"), day("2026-05-19")) == 15);
    CHECK(years_between(day("2010-05-20"), day("2026-05-20")) == 16);
    CHECK(years_between(day("2010-05-20"), day("2010-05-20")) == 0);
    CHECK(years_between(day("2026-05-20"), day("2010-05-21")) == -15);
    SUBCASE("and on 1 March for somebody born on 29 February, but for leap years") {
        CHECK(years_between(day("2008-02-29"), day("2026-02-28")) == 17);
        CHECK(years_between(day("2008-02-29"), day("2026-03-01")) == 18);
        CHECK(years_between(day("2008-02-29"), day("2024-02-28")) == 15);
        CHECK(years_between(day("2008-02-29"), day("2024-02-29")) == 16);
    }
}

TEST_CASE("a month on is the same day or the month's last") {
    CHECK(iso(add_months(day("2026-01-31"), 1)) == "2026-02-28");
    CHECK(iso(add_months(day("2024-01-31"), 1)) == "2024-02-29");
    CHECK(iso(add_months(day("2024-02-29"), 12)) == "2025-02-28");
    CHECK(iso(add_months(day("2024-02-29"), 48)) == "2028-02-29");
    CHECK(iso(add_months(day("2026-11-30"), 3)) == "2027-02-28");
    CHECK(iso(add_months(day("2026-12-15"), 1)) == "2027-01-15");
    CHECK(iso(add_months(day("2026-03-31"), -1)) == "2026-02-28");
    CHECK(iso(add_months(day("2026-01-15"), -1)) == "2025-12-15");
    CHECK(iso(add_months(day("2026-01-15"), -13)) == "2024-12-15");
    CHECK(iso(add_months(day("2026-05-31"), 0)) == "2026-05-31");
}
