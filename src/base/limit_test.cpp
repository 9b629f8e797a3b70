#include "base/limit.h"

#include <vector>

#include <doctest/doctest.h>

using namespace longstone;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}
Instant at(std::string_view text) {
    return parse_instant(text).value();
}

// The bank holidays of 2026 and New Year 2027, and a school closed over autumn half term.
const Calendar& england() {
    static const Calendar calendar = [] {
        std::set<Date> holidays;
        for (std::string_view date : {"2026-01-01",
                                      "2026-04-03",
                                      "2026-04-06",
                                      "2026-05-04",
                                      "2026-05-25",
                                      "2026-08-31",
                                      "2026-12-25",
                                      "2026-12-28",
                                      "2027-01-01"}) {
            holidays.insert(day(date));
        }
        std::set<Date> closed;
        for (int i = 0; i < 5; ++i)
            closed.insert(day("2026-10-26") + i);
        return Calendar(holidays, closed);
    }();
    return calendar;
}

std::string due(std::string_view from, std::string_view limit) {
    return iso(england().due(at(from), parse_limit(limit).value()));
}

std::string left(std::string_view now, std::string_view due_at) {
    return time_left(at(now), at(due_at), england());
}

// The plain way to count, to hold the quick way against.
int counted_one_by_one(const Calendar& calendar, Date from, Date to) {
    int count = 0;
    for (Date date = from + 1; date <= to; date = date + 1) {
        if (calendar.is_working_day(date)) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a limit is read from its words") {
    CHECK(parse_limit("4 hours") == Limit{4, Unit::Hours});
    CHECK(parse_limit("1 hour") == Limit{1, Unit::Hours});
    CHECK(parse_limit("30 minutes") == Limit{30, Unit::Minutes});
    CHECK(parse_limit("45 days") == Limit{45, Unit::Days});
    CHECK(parse_limit("15 working days") == Limit{15, Unit::WorkingDays});
    CHECK(parse_limit("1 working day same time") == Limit{1, Unit::WorkingDays, true});
    CHECK(parse_limit("5 school days") == Limit{5, Unit::SchoolDays});
    CHECK(parse_limit("6 weeks") == Limit{6, Unit::Weeks});
    CHECK(parse_limit("3 months") == Limit{3, Unit::Months});
    CHECK(parse_limit("1 year") == Limit{1, Unit::Years});
    CHECK(parse_limit("0 days") == Limit{0, Unit::Days});
}

TEST_CASE("what is not a limit is not read as one") {
    for (std::string_view wrong : {"",
                                   " ",
                                   "5",
                                   "days",
                                   "5days",
                                   "5  days",
                                   " 5 days",
                                   "5 days ",
                                   "-5 days",
                                   "+5 days",
                                   "-0 days",
                                   "05 days",
                                   "1.5 days",
                                   "5 Days",
                                   "5 fortnights",
                                   "5 working",
                                   "5 day s",
                                   "2 hours same time",
                                   "30 minutes same time",
                                   "5 days same",
                                   "same time",
                                   "5 same time",
                                   "5 days same time same time",
                                   "99999999999999999999 days",
                                   "101 years",
                                   "36501 days"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_limit(wrong));
    }
}

TEST_CASE("a limit is said in the words it is read from") {
    for (std::string_view words : {"4 hours",
                                   "1 hour",
                                   "30 minutes",
                                   "1 minute",
                                   "15 working days",
                                   "1 working day",
                                   "1 working day same time",
                                   "5 school days",
                                   "1 school day same time",
                                   "6 weeks",
                                   "1 week",
                                   "3 months",
                                   "1 year",
                                   "45 days",
                                   "1 day same time",
                                   "0 days"}) {
        CHECK(say(parse_limit(words).value()) == words);
    }
}

TEST_CASE("hours and minutes run on through the night and the clock changes") {
    CHECK(due("2026-03-28T22:00:00Z", "4 hours") == "2026-03-29T02:00:00Z");
    CHECK(due("2026-10-24T23:30:00Z", "4 hours") == "2026-10-25T03:30:00Z");
    CHECK(due("2026-12-25T10:00:00Z", "30 minutes") == "2026-12-25T10:30:00Z");
    CHECK(due("2026-03-28T12:00:00Z", "24 hours") == "2026-03-29T12:00:00Z");
}

TEST_CASE("a limit in working days ends with its last day, the start being day 0") {
    CHECK(due("2026-11-09T09:00:00Z", "1 working day") == "2026-11-10T23:59:59.999999Z");
    CHECK(due("2026-11-09T23:59:59Z", "1 working day") == "2026-11-10T23:59:59.999999Z");
    CHECK(due("2026-11-13T09:00:00Z", "1 working day") == "2026-11-16T23:59:59.999999Z");
    CHECK(due("2026-11-09T09:00:00Z", "15 working days") == "2026-11-30T23:59:59.999999Z");
    CHECK(due("2026-11-09T09:00:00Z", "0 working days") == "2026-11-09T23:59:59.999999Z");
    SUBCASE("by London's day, not Greenwich's: 23:30 UTC in June is tomorrow") {
        CHECK(due("2026-06-08T22:30:00Z", "1 working day") == "2026-06-09T22:59:59.999999Z");
        CHECK(due("2026-06-08T23:30:00Z", "1 working day") == "2026-06-10T22:59:59.999999Z");
    }
}

TEST_CASE("from a day that is not a working day, day 1 is the next working day") {
    CHECK(due("2026-11-14T12:00:00Z", "1 working day") == "2026-11-16T23:59:59.999999Z");
    CHECK(due("2026-11-15T12:00:00Z", "1 working day") == "2026-11-16T23:59:59.999999Z");
    CHECK(due("2026-11-15T12:00:00Z", "2 working days") == "2026-11-17T23:59:59.999999Z");
    CHECK(due("2026-12-25T12:00:00Z", "1 working day") == "2026-12-29T23:59:59.999999Z");
}

TEST_CASE("bank holidays do not count") {
    SUBCASE("over Easter") {
        CHECK(due("2026-04-02T16:00:00Z", "1 working day") == "2026-04-07T22:59:59.999999Z");
        CHECK(due("2026-04-01T16:00:00Z", "5 working days") == "2026-04-10T22:59:59.999999Z");
    }
    SUBCASE("over Christmas and New Year") {
        CHECK(due("2026-12-24T16:00:00Z", "1 working day") == "2026-12-29T23:59:59.999999Z");
        CHECK(due("2026-12-24T16:00:00Z", "5 working days") == "2027-01-05T23:59:59.999999Z");
    }
    SUBCASE("but days, weeks and hours run through them") {
        CHECK(due("2026-12-24T16:00:00Z", "1 day") == "2026-12-25T23:59:59.999999Z");
        CHECK(due("2026-03-27T16:00:00Z", "1 week") == "2026-04-03T22:59:59.999999Z");
    }
}

TEST_CASE("the last day ends at London's midnight on both sides of a clock change") {
    CHECK(due("2026-03-27T10:00:00Z", "1 day") == "2026-03-28T23:59:59.999999Z");
    CHECK(due("2026-03-28T10:00:00Z", "1 day") == "2026-03-29T22:59:59.999999Z");
    CHECK(due("2026-03-27T10:00:00Z", "1 working day") == "2026-03-30T22:59:59.999999Z");
    CHECK(due("2026-10-23T10:00:00Z", "1 day") == "2026-10-24T22:59:59.999999Z");
    CHECK(due("2026-10-24T10:00:00Z", "1 day") == "2026-10-25T23:59:59.999999Z");
    CHECK(due("2026-10-23T10:00:00Z", "1 working day") == "2026-10-26T23:59:59.999999Z");
}

TEST_CASE("the same time means the same time on London's clocks") {
    CHECK(due("2026-03-27T10:15:00Z", "1 working day same time") == "2026-03-30T09:15:00Z");
    CHECK(due("2026-10-23T09:15:00Z", "1 working day same time") == "2026-10-26T10:15:00Z");
    CHECK(due("2026-11-14T15:00:00Z", "1 working day same time") == "2026-11-16T15:00:00Z");
    SUBCASE("also when that time is missing or doubled that night") {
        CHECK(due("2026-03-28T01:30:00Z", "1 day same time") == "2026-03-29T01:00:00Z");
        CHECK(due("2026-10-24T00:30:00Z", "1 day same time") == "2026-10-25T00:30:00Z");
    }
}

TEST_CASE("weeks, months and years go by the calendar") {
    CHECK(due("2026-02-11T10:00:00Z", "6 weeks") == "2026-03-25T23:59:59.999999Z");
    CHECK(due("2026-11-30T10:00:00Z", "3 months") == "2027-02-28T23:59:59.999999Z");
    CHECK(due("2026-01-31T10:00:00Z", "1 month") == "2026-02-28T23:59:59.999999Z");
    CHECK(due("2024-02-29T10:00:00Z", "1 year") == "2025-02-28T23:59:59.999999Z");
    CHECK(due("2027-02-28T10:00:00Z", "1 year") == "2028-02-28T23:59:59.999999Z");
    CHECK(due("2027-12-31T10:00:00Z", "2 months") == "2028-02-29T23:59:59.999999Z");
}

TEST_CASE("school days are working days inside a term") {
    CHECK(due("2026-10-23T10:00:00Z", "1 school day") == "2026-11-02T23:59:59.999999Z");
    CHECK(due("2026-10-21T10:00:00Z", "5 school days") == "2026-11-04T23:59:59.999999Z");
    CHECK(due("2026-05-22T10:00:00Z", "1 school day") == "2026-05-26T22:59:59.999999Z");
    CHECK(england().is_working_day(day("2026-10-26")));
    CHECK_FALSE(england().is_school_day(day("2026-10-26")));
}

TEST_CASE("the next school day starts at half past eight in London") {
    auto next = [](std::string_view from) { return iso(england().next_school_day(at(from))); };
    CHECK(next("2026-11-09T21:00:00Z") == "2026-11-10T08:30:00Z");
    CHECK(next("2026-11-10T02:00:00Z") == "2026-11-10T08:30:00Z");
    CHECK(next("2026-11-10T08:30:00Z") == "2026-11-11T08:30:00Z");
    CHECK(next("2026-11-13T12:00:00Z") == "2026-11-16T08:30:00Z");
    CHECK(next("2026-11-15T03:00:00Z") == "2026-11-16T08:30:00Z");
    CHECK(next("2026-10-23T20:00:00Z") == "2026-11-02T08:30:00Z");
    CHECK(next("2026-06-09T01:00:00Z") == "2026-06-09T07:30:00Z");
    CHECK(next("2026-06-08T23:30:00Z") == "2026-06-09T07:30:00Z");
}

TEST_CASE("a limit counts back from a date") {
    auto before = [](std::string_view anchor, std::string_view limit) {
        return iso(england().due_before(day(anchor), parse_limit(limit).value()));
    };
    CHECK(before("2027-01-20", "10 weeks") == "2026-11-11T23:59:59.999999Z");
    CHECK(before("2026-04-08", "2 working days") == "2026-04-02T22:59:59.999999Z");
    CHECK(before("2026-11-16", "1 working day") == "2026-11-13T23:59:59.999999Z");
    CHECK(before("2026-05-31", "3 months") == "2026-02-28T23:59:59.999999Z");
    CHECK(before("2026-06-10", "48 hours") == "2026-06-07T23:00:00Z");
}

TEST_CASE("adding working days and counting them agree, from every day, both ways") {
    for (Date from = day("2025-12-20"); from < day("2027-01-10"); from = from + 1) {
        for (int n : {0, 1, 2, 4, 5, 6, 10, 15, 45, 250}) {
            CAPTURE(iso(from));
            CAPTURE(n);
            Date later = england().add(from, n, Unit::WorkingDays);
            REQUIRE(england().working_days_between(from, later) == n);
            Date earlier = england().add(from, -n, Unit::WorkingDays);
            REQUIRE(england().working_days_between(from, earlier) == -n);
            if (n > 0) REQUIRE(england().is_working_day(later));
            if (n > 0) REQUIRE(england().is_working_day(earlier));
        }
    }
}

TEST_CASE("working days between two dates are those passed since the first") {
    CHECK(england().working_days_between(day("2026-11-09"), day("2026-11-09")) == 0);
    CHECK(england().working_days_between(day("2026-11-13"), day("2026-11-15")) == 0);
    CHECK(england().working_days_between(day("2026-11-14"), day("2026-11-16")) == 1);
    CHECK(england().working_days_between(day("2026-04-02"), day("2026-04-07")) == 1);
    for (Date from = day("2026-03-20"); from < day("2026-04-20"); from = from + 1) {
        for (int n = 0; n < 300; n += 7) {
            REQUIRE(england().working_days_between(from, from + n) ==
                    counted_one_by_one(england(), from, from + n));
        }
    }
    CHECK(england().working_days_between(day("1960-01-01"), day("1960-01-08")) == 5);
}

TEST_CASE("a later start never falls due earlier") {
    for (std::string_view words : {"4 hours",
                                   "1 working day",
                                   "15 working days",
                                   "5 school days",
                                   "1 working day same time",
                                   "1 day same time",
                                   "6 weeks",
                                   "3 months"}) {
        Limit limit = parse_limit(words).value();
        Instant last{};
        for (Instant from = at("2026-03-01T00:00:00Z"); from < at("2026-11-10T00:00:00Z");
             from = from + 7 * kHour + 13 * kMinute) {
            Instant due_at = england().due(from, limit);
            CAPTURE(words);
            CAPTURE(iso(from));
            REQUIRE(due_at > from);
            // Several start days share one next working day; only their times of day may differ.
            bool may_step_back = words == "1 working day same time";
            if (!may_step_back) REQUIRE(due_at >= last);
            last = due_at;
        }
    }
}

TEST_CASE("a share of the time passes on working days alone") {
    auto share = [](std::string_view from, std::string_view due_at, int percent) {
        return iso(england().share(at(from), at(due_at), percent));
    };
    CHECK(share("2026-11-09T00:00:00Z", "2026-11-11T00:00:00Z", 50) == "2026-11-10T00:00:00Z");
    CHECK(share("2026-11-13T12:00:00Z", "2026-11-16T12:00:00Z", 75) == "2026-11-16T06:00:00Z");
    CHECK(share("2026-11-13T12:00:00Z", "2026-11-16T12:00:00Z", 25) == "2026-11-13T18:00:00Z");
    SUBCASE("half of it is over at midnight on Friday, not on Monday") {
        CHECK(share("2026-11-13T12:00:00Z", "2026-11-16T12:00:00Z", 50) == "2026-11-14T00:00:00Z");
    }
    SUBCASE("over Easter") {
        CHECK(share("2026-04-02T11:00:00Z", "2026-04-07T11:00:00Z", 75) == "2026-04-07T05:00:00Z");
    }
    SUBCASE("on the short day of spring, which is a Sunday, nothing passes") {
        CHECK(share("2026-03-27T00:00:00Z", "2026-03-30T23:00:00Z", 75) == "2026-03-30T11:00:00Z");
    }
    SUBCASE("its ends are the ends") {
        CHECK(share("2026-11-13T12:00:00Z", "2026-11-16T12:00:00Z", 0) == "2026-11-13T12:00:00Z");
        CHECK(share("2026-11-13T12:00:00Z", "2026-11-15T12:00:00Z", 100) == "2026-11-15T12:00:00Z");
        CHECK(share("2026-11-14T12:00:00Z", "2026-11-16T12:00:00Z", 0) == "2026-11-16T00:00:00Z");
        CHECK(share("2026-11-13T12:00:00Z", "2026-11-16T12:00:00Z", 400) == "2026-11-16T12:00:00Z");
        CHECK(share("2026-11-16T12:00:00Z", "2026-11-13T12:00:00Z", 50) == "2026-11-16T12:00:00Z");
    }
    SUBCASE("within one weekend every hour counts, or nothing could be shared") {
        CHECK(share("2026-11-14T08:00:00Z", "2026-11-14T12:00:00Z", 75) == "2026-11-14T11:00:00Z");
    }
}

TEST_CASE("shares come one after the other and stay between the ends") {
    Instant from = at("2026-03-20T15:30:00Z");
    Instant end = at("2026-04-14T22:59:59.999999Z");
    Instant last = from;
    for (int percent = 0; percent <= 100; ++percent) {
        Instant share = england().share(from, end, percent);
        REQUIRE(share >= last);
        REQUIRE(share <= end);
        last = share;
    }
    CHECK(last == end);
}

TEST_CASE("this long before something is due") {
    const auto due = *parse_instant("2026-11-23T23:59:59.999999Z");
    const auto before = [&](std::string_view limit) {
        return iso(england().before(due, *parse_limit(limit)));
    };
    CHECK(before("2 weeks") == "2026-11-09T23:59:59.999999Z");
    CHECK(before("1 working day") == "2026-11-20T23:59:59.999999Z");
    CHECK(before("3 hours") == "2026-11-23T20:59:59.999999Z");
}

TEST_CASE("what is left is said in minutes, then hours, then working days") {
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-09T10:00:00Z") == "less than 1 min left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-09T10:00:59Z") == "less than 1 min left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-09T10:35:00Z") == "35 min left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-09T10:59:59Z") == "59 min left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-09T11:00:00Z") == "1 h left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-09T12:10:00Z") == "2 h 10 min left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-10T09:59:59Z") == "23 h 59 min left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-10T10:00:00Z") == "1 working day left");
    CHECK(left("2026-11-09T10:00:00Z", "2026-11-12T23:59:59Z") == "3 working days left");
    CHECK(left("2026-11-13T10:00:00Z", "2026-11-16T23:59:59Z") == "1 working day left");
    CHECK(left("2026-11-13T10:00:00Z", "2026-11-15T23:59:59Z") == "2 days left");
}

TEST_CASE("how late it is is said in the same way") {
    CHECK(left("2026-11-09T10:00:01Z", "2026-11-09T10:00:00Z") == "less than 1 min late");
    CHECK(left("2026-11-09T10:35:00Z", "2026-11-09T10:00:00Z") == "35 min late");
    CHECK(left("2026-11-09T12:05:00Z", "2026-11-09T10:00:00Z") == "2 h 5 min late");
    CHECK(left("2026-11-12T12:00:00Z", "2026-11-09T10:00:00Z") == "3 working days late");
    CHECK(left("2026-04-07T23:00:00Z", "2026-04-02T10:00:00Z") == "2 working days late");
    CHECK(left("2026-11-15T12:00:00Z", "2026-11-13T10:00:00Z") == "2 days late");
}
