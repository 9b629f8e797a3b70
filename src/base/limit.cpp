#include "base/limit.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace longstone {
namespace {

struct UnitWords {
    std::string_view one = {};
    std::string_view many = {};
    Unit unit = Unit::Days;
    int most = 0;  // about a century, so that no due time can leave the calendar
};

constexpr UnitWords kUnits[] = {
    {"minute", "minutes", Unit::Minutes, 52'560'000},
    {"hour", "hours", Unit::Hours, 876'000},
    {"day", "days", Unit::Days, 36'500},
    {"working day", "working days", Unit::WorkingDays, 25'000},
    {"school day", "school days", Unit::SchoolDays, 19'000},
    {"week", "weeks", Unit::Weeks, 5'200},
    {"month", "months", Unit::Months, 1'200},
    {"year", "years", Unit::Years, 100},
};
constexpr std::string_view kSameTime = " same time";
constexpr std::int64_t kSchoolStarts = 8 * kHour + 30 * kMinute;

bool is_elapsed(Unit unit) {
    return unit == Unit::Minutes || unit == Unit::Hours;
}

std::int64_t elapsed(const Limit& limit) {
    return limit.amount * (limit.unit == Unit::Hours ? kHour : kMinute);
}

Instant start_of(Date date) {
    return from_london(date, 0);
}

// The last microsecond of the day in London.
Instant end_of(Date date) {
    return start_of(date + 1) + -1;
}

// Monday to Friday dates before `date`, from a fixed Monday; only differences mean anything.
int weekdays_before(Date date) {
    int days = date.days + 3;  // since Monday 1969-12-29
    int weeks = days >= 0 ? days / 7 : (days - 6) / 7;
    return weeks * 5 + std::min(days - weeks * 7, 5);
}

// "2 h 10 min", "35 min", "less than 1 min"
std::string hours_and_minutes(std::int64_t micros) {
    std::int64_t minutes = micros / kMinute;
    if (minutes == 0) return "less than 1 min";
    if (minutes < 60) return cat({number(minutes), " min"});
    std::string out = cat({number(minutes / 60), " h"});
    if (minutes % 60 != 0) out += cat({" ", number(minutes % 60), " min"});
    return out;
}

std::string span_in_words(Instant from, Instant to, const Calendar& calendar) {
    std::int64_t micros = to.micros - from.micros;
    if (micros < kDay) return hours_and_minutes(micros);
    Date first = london(from).date;
    Date last = london(to).date;
    int working = calendar.working_days_between(first, last);
    if (working > 0) return count_of(working, "working day", "working days");
    return count_of(last - first, "day", "days");
}

}  // namespace

std::optional<Limit> parse_limit(std::string_view text) {
    Limit limit;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.amount);
    auto used = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || limit.amount < 0) return std::nullopt;
    if (text[0] == '-' || (used > 1 && text[0] == '0')) return std::nullopt;
    text.remove_prefix(used);
    if (!text.starts_with(' ')) return std::nullopt;
    text.remove_prefix(1);
    limit.same_time = text.ends_with(kSameTime);
    if (limit.same_time) text.remove_suffix(kSameTime.size());
    for (const UnitWords& words : kUnits) {
        if (text != words.one && text != words.many) continue;
        limit.unit = words.unit;
        if (limit.amount > words.most) return std::nullopt;
        if (limit.same_time && is_elapsed(words.unit)) return std::nullopt;
        return limit;
    }
    return std::nullopt;
}

std::string say(const Limit& limit) {
    const UnitWords& words = kUnits[static_cast<std::size_t>(limit.unit)];
    std::string out = count_of(limit.amount, words.one, words.many);
    if (limit.same_time) out += kSameTime;
    return out;
}

bool Calendar::is_working_day(Date date) const {
    return weekday(date) <= 5 && !bank_holidays_.contains(date);
}

bool Calendar::is_school_day(Date date) const {
    return is_working_day(date) && !school_closed_.contains(date);
}

Date Calendar::add(Date date, int count, Unit unit) const {
    switch (unit) {
        case Unit::Minutes:
        case Unit::Hours:
            return date;
        case Unit::Days:
            return date + count;
        case Unit::Weeks:
            return date + count * 7;
        case Unit::Months:
            return add_months(date, count);
        case Unit::Years:
            return add_months(date, count * 12);
        case Unit::WorkingDays:
        case Unit::SchoolDays:
            break;
    }
    int step = count < 0 ? -1 : 1;
    while (count != 0) {
        date = date + step;
        bool counts = unit == Unit::SchoolDays ? is_school_day(date) : is_working_day(date);
        if (counts) count -= step;
    }
    return date;
}

Instant Calendar::due(Instant from, const Limit& limit) const {
    if (is_elapsed(limit.unit)) return from + elapsed(limit);
    LocalTime start = london(from);
    Date last = add(start.date, limit.amount, limit.unit);
    return limit.same_time ? from_london(last, start.micros) : end_of(last);
}

Instant Calendar::due_before(Date anchor, const Limit& limit) const {
    if (is_elapsed(limit.unit)) return start_of(anchor) + -elapsed(limit);
    return end_of(add(anchor, -limit.amount, limit.unit));
}

Instant Calendar::before(Instant due, const Limit& limit) const {
    return is_elapsed(limit.unit) ? due + -elapsed(limit) : due_before(london(due).date, limit);
}

Instant Calendar::share(Instant from, Instant due, int percent) const {
    percent = std::clamp(percent, 0, 100);
    if (due <= from || percent == 100) return std::max(from, due);
    auto part = [percent](std::int64_t whole) {
        return whole / 100 * percent + whole % 100 * percent / 100;
    };
    Date first = london(from).date;
    Date last = london(due).date;
    auto working_part = [&](Date day) {
        Instant begin = std::max(from, start_of(day));
        Instant end = std::min(due, start_of(day + 1));
        return std::pair(begin, is_working_day(day) ? end.micros - begin.micros : 0);
    };
    std::int64_t total = 0;
    for (Date day = first; day <= last; day = day + 1)
        total += working_part(day).second;
    // Nothing but a weekend between the two: the clock on the wall is all there is to share.
    if (total == 0) return from + part(due.micros - from.micros);
    std::int64_t left = part(total);
    for (Date day = first; day <= last; day = day + 1) {
        auto [begin, length] = working_part(day);
        if (length > 0 && left <= length) return begin + left;
        left -= length;
    }
    return due;
}

Instant Calendar::next_school_day(Instant from) const {
    Date day = london(from).date;
    if (is_school_day(day)) {
        Instant today = from_london(day, kSchoolStarts);
        if (from < today) return today;
    }
    return from_london(add(day, 1, Unit::SchoolDays), kSchoolStarts);
}

int Calendar::working_days_between(Date from, Date to) const {
    if (to < from) {
        // Counting back skips `from` and counts `to`, as add() does.
        return -working_days_between(to + -1, from + -1);
    }
    int count = weekdays_before(to + 1) - weekdays_before(from + 1);
    auto end = bank_holidays_.upper_bound(to);
    for (auto at = bank_holidays_.upper_bound(from); at != end; ++at) {
        if (weekday(*at) <= 5) --count;
    }
    return count;
}

std::string time_left(Instant now, Instant due, const Calendar& calendar) {
    if (now <= due) return span_in_words(now, due, calendar) + " left";
    return span_in_words(due, now, calendar) + " late";
}

Instant stood_later(Instant due, std::int64_t stood) {
    const LocalTime local = london(due);
    // Of a day or more; a pause of some hours moves it by those.
    const bool short_of_a_day = stood > -23 * kHour && stood < 23 * kHour;
    if (short_of_a_day || due + 1 != from_london(local.date + 1, 0)) return due + stood;
    const std::int64_t half = stood < 0 ? -kDay / 2 : kDay / 2;
    const auto days = static_cast<int>((stood + half) / kDay);
    return from_london(local.date + days + 1, 0) + -1;
}

}  // namespace longstone
