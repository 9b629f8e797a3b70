#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

// Instants (UTC, microseconds) and dates (civil days), and the passage between them in
// Europe/London. Inside, all times are UTC; London exists on the page and in working days.
// Nothing here reads the clock except system_now(); everything else is told the time.
namespace longstone {

struct Date {
    std::int32_t days = 0;  // since 1970-01-01
    auto operator<=>(const Date&) const = default;
    Date operator+(int more) const { return {days + more}; }
    int operator-(Date other) const { return days - other.days; }
};

struct Instant {
    std::int64_t micros = 0;  // since 1970-01-01T00:00:00Z
    auto operator<=>(const Instant&) const = default;
    Instant operator+(std::int64_t more) const { return {micros + more}; }
};

inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

struct Civil {
    int year = 1970, month = 1, day = 1;
};

// The wall clock in London: a date and the time since its midnight.
struct LocalTime {
    Date date = {};
    std::int64_t micros = 0;  // 0 … kDay - 1
};

using Now = std::function<Instant()>;
Instant system_now();

std::optional<Date> date_of(Civil civil);  // nothing when the date does not exist
Civil civil_of(Date date);
int weekday(Date date);  // 1 Monday … 7 Sunday

// YYYY-MM-DD, nothing else.
std::optional<Date> parse_date(std::string_view text);
std::string iso(Date date);

// RFC 3339. Accepts Z or an offset; always written in UTC with Z and without trailing zeros.
std::optional<Instant> parse_instant(std::string_view text);
std::string iso(Instant instant);

LocalTime london(Instant instant);
// A wall time that happens twice (autumn) is the first; one that does not exist (spring) is the
// instant at which the clocks go forward.
Instant from_london(Date date, std::int64_t micros_since_midnight);

std::string_view month_name(int month);  // 1 January … 12 December
// As people write them: "3 March 2019", "13 Nov 2026 15:40", "13 November 2026 at 15:40".
std::string say(Date date);
std::string say_short(Instant instant);
std::string say(Instant instant);

// Whole years between two dates; a birthday on 29 February falls on 1 March in other years.
int years_between(Date from, Date to);
// The same day `months` later, or the last day of that month.
Date add_months(Date date, int months);

}  // namespace longstone
