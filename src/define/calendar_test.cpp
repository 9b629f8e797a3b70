#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "define/errors.h"
#include "define/read.h"

using namespace longstone;
using namespace longstone::define;

namespace {

Date day(int year, int month, int of_month) {
    return *date_of(Civil{.year = year, .month = month, .day = of_month});
}

// The Sunday after the first full moon of spring, as the Gregorian calendar reckons it.
Date easter(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int moon = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
    const int correction = (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11));
    const Date full_moon = day(year, 3, 21) + (moon - correction);
    return full_moon + (7 - weekday(full_moon) % 7);
}

Date first_monday(int year, int month) {
    const Date first = day(year, month, 1);
    return first + (8 - weekday(first)) % 7;
}

Date last_monday(int year, int month) {
    return first_monday(month == 12 ? year + 1 : year, month % 12 + 1) + -7;
}

// The first weekday from `date` that is not taken.
Date kept_on(Date date, const std::set<Date>& taken) {
    while (weekday(date) > 5 || taken.contains(date))
        date = date + 1;
    return date;
}

std::set<Date> expected(int year) {
    std::set<Date> out = {easter(year) + -2,
                          easter(year) + 1,
                          first_monday(year, 5),
                          last_monday(year, 5),
                          last_monday(year, 8)};
    if (year == 2020) {  // the 75th anniversary of VE day, in place of the first Monday
        out.erase(first_monday(2020, 5));
        out.insert(day(2020, 5, 8));
    }
    if (year == 2022) {  // the Platinum Jubilee, and the funeral of Queen Elizabeth
        out.erase(last_monday(2022, 5));
        out.insert({day(2022, 6, 2), day(2022, 6, 3), day(2022, 9, 19)});
    }
    if (year == 2023) out.insert(day(2023, 5, 8));  // the coronation
    out.insert(kept_on(day(year, 1, 1), out));
    // Boxing Day on a Monday stays; the Christmas Day that was a Sunday goes behind it.
    const Date christmas = day(year, 12, 25);
    const Date boxing = christmas + 1;
    if (weekday(boxing) <= 5) out.insert(boxing);
    out.insert(kept_on(christmas, out));
    if (weekday(boxing) > 5) out.insert(kept_on(boxing, out));
    return out;
}

std::set<Date> shipped() {
    const std::string path = std::string(LONGSTONE_ROOT) + "/definitions/england/calendar.yaml";
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    Errors errors;
    const auto node = read_yaml(path, text.str(), errors);
    REQUIRE(node.has_value());
    auto days = read_bank_holidays(*node, errors);
    CHECK(errors.empty());
    return days;
}

}  // namespace

TEST_CASE("Easter is reckoned rightly") {
    CHECK(iso(easter(2018)) == "2018-04-01");
    CHECK(iso(easter(2019)) == "2019-04-21");
    CHECK(iso(easter(2024)) == "2024-03-31");
    CHECK(iso(easter(2025)) == "2025-04-20");
    CHECK(iso(easter(2038)) == "2038-04-25");
}

TEST_CASE("the bank holidays of England and Wales are complete and right, 2018 to 2028") {
    std::set<Date> wanted;
    for (int year = 2018; year <= 2028; ++year)
        wanted.merge(expected(year));
    std::set<std::string> said, needed;
    for (const Date date : shipped())
        said.insert(iso(date));
    for (const Date date : wanted)
        needed.insert(iso(date));
    CHECK(said == needed);
    CHECK(said.size() == 11 * 8 + 3);
}

TEST_CASE("holidays that were moved, and days of their own") {
    const auto days = shipped();
    CHECK(days.contains(day(2020, 5, 8)));
    CHECK_FALSE(days.contains(day(2020, 5, 4)));
    CHECK(days.contains(day(2022, 6, 2)));
    CHECK(days.contains(day(2022, 6, 3)));
    CHECK_FALSE(days.contains(day(2022, 5, 30)));
    CHECK(days.contains(day(2022, 9, 19)));
    CHECK(days.contains(day(2023, 5, 1)));
    CHECK(days.contains(day(2023, 5, 8)));
    CHECK(days.contains(day(2022, 12, 27)));
    CHECK(days.contains(day(2028, 1, 3)));
}
