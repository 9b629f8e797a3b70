#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.h"

// Time limits and the one place where a due time is computed from a limit and a calendar.
namespace longstone {

enum class Unit { Minutes, Hours, Days, WorkingDays, SchoolDays, Weeks, Months, Years };

// "4 hours", "15 working days", "6 weeks". Counted as the guidance counts: the day something
// starts is day 0, and a limit in days ends at the end of its last day in London unless
// `same_time` asks for the same time of day.
struct Limit {
    int amount = 0;
    Unit unit = Unit::Days;
    bool same_time = false;
    bool operator==(const Limit&) const = default;
};

// Spelled "<amount> <unit>" with one space, singular or plural, and for a limit in days or longer
// an optional " same time". Nothing when it is anything else or longer than a century.
std::optional<Limit> parse_limit(std::string_view text);
std::string say(const Limit& limit);

// Which days count. Working days are Monday to Friday less the England and Wales bank holidays;
// school days are working days inside a term.
class Calendar {
public:
    Calendar() = default;
    explicit Calendar(std::set<Date> bank_holidays, std::set<Date> school_closed = {})
        : bank_holidays_(std::move(bank_holidays)), school_closed_(std::move(school_closed)) {}

    [[nodiscard]] bool is_working_day(Date date) const;
    [[nodiscard]] bool is_school_day(Date date) const;
    // The day that is `count` counted days after `date` (before it, when negative). Weeks, months
    // and years move by the civil calendar; minutes and hours do not move a date.
    [[nodiscard]] Date add(Date date, int count, Unit unit) const;
    [[nodiscard]] Instant due(Instant from, const Limit& limit) const;
    // Counts back, for "10 weeks before the expected date"; the end of that day in London.
    [[nodiscard]] Instant due_before(Date anchor, const Limit& limit) const;
    // This long before something is due; in days, the end of that day in London.
    [[nodiscard]] Instant before(Instant due, const Limit& limit) const;
    // The instant by which `percent` of the working time between the two has passed: hours on
    // days that are not working days do not count.
    [[nodiscard]] Instant share(Instant from, Instant due, int percent) const;
    // The first start of a school day (08:30 in London) that comes after `from`.
    [[nodiscard]] Instant next_school_day(Instant from) const;
    // Working days passed between two dates: 0 on the same day, negative when `to` is earlier.
    // The inverse of add(): between(d, add(d, n)) is n.
    [[nodiscard]] int working_days_between(Date from, Date to) const;

private:
    std::set<Date> bank_holidays_ = {};
    std::set<Date> school_closed_ = {};
};

// What is left (or how late), in words: "2 h 10 min left", "35 min late", "3 working days left".
std::string time_left(Instant now, Instant due, const Calendar& calendar);

// A due time after the clock stood still for `stood` micros (before it, when negative): one at the
// end of a day in London moves by whole days and stays at the end of one.
Instant stood_later(Instant due, std::int64_t stood);

}  // namespace longstone
