#include "base/time.h"

// The packaged zone library is built to read the system's own zone files.
#define USE_OS_TZDB 1
#include <algorithm>
#include <chrono>

#include <date/tz.h>

namespace longstone {
namespace {

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;
constexpr int kLastListed = 2037;                     // the last year the zone files tell
constexpr std::int64_t kFar = std::int64_t{1} << 42;  // seconds; as micros still in range
constexpr std::string_view kMonths[] = {"January",
                                        "February",
                                        "March",
                                        "April",
                                        "May",
                                        "June",
                                        "July",
                                        "August",
                                        "September",
                                        "October",
                                        "November",
                                        "December"};

constexpr bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in(int year, int month) {
    if (month == 2) return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::int32_t days_of(int year, int month, int day) {
    auto civil = std::chrono::year{year} / month / day;
    return static_cast<std::int32_t>(std::chrono::sys_days{civil}.time_since_epoch().count());
}

Date date_at(std::int64_t micros) {
    std::int64_t days = micros / kDay;
    if (micros % kDay < 0) --days;
    return {static_cast<std::int32_t>(days)};
}

// A stretch of time over which London keeps one offset from UTC.
struct Stretch {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t offset = 0;
};

Stretch zone_stretch(std::int64_t micros) {
    static const date::time_zone* const zone = date::locate_zone("Europe/London");
    auto at = date::floor<std::chrono::seconds>(
        date::sys_time<std::chrono::microseconds>(std::chrono::microseconds(micros)));
    date::sys_info info = zone->get_info(at);
    auto micros_of = [](date::sys_seconds when) {
        std::int64_t seconds = when.time_since_epoch().count();
        return std::clamp(seconds, -kFar, kFar) * kSecond;
    };
    return {micros_of(info.begin), micros_of(info.end), info.offset.count() * kSecond};
}

// The zone files list changes up to 2037 only. Later years follow the same rule, so they borrow
// the changes of a year from the last listed ones that has the same calendar.
Stretch borrowed_stretch(std::int64_t micros, int year) {
    Date start{days_of(year, 1, 1)};
    int like = kLastListed;
    while (is_leap(like) != is_leap(year) || weekday({days_of(like, 1, 1)}) != weekday(start)) {
        --like;
    }
    std::int64_t shift = (start - Date{days_of(like, 1, 1)}) * kDay;
    Stretch found = zone_stretch(micros - shift);
    Date next{days_of(year + 1, 1, 1)};
    return {std::max(found.begin + shift, start.days * kDay),
            std::min(found.end + shift, next.days * kDay),
            found.offset};
}

Stretch stretch_at(std::int64_t micros) {
    thread_local Stretch last;
    if (micros >= last.begin && micros < last.end) return last;
    int year = civil_of(date_at(micros)).year;
    if (year < kLastListed) {
        last = zone_stretch(micros);
        last.end = std::min(last.end, days_of(kLastListed, 1, 1) * kDay);
    } else {
        last = borrowed_stretch(micros, year);
    }
    return last;
}

// Exactly `count` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

void put(std::string& out, std::int64_t value, int width) {
    char buffer[20] = {};
    int at = 20;
    do {
        buffer[--at] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value > 0 || 20 - at < width);
    out.append(buffer + at, static_cast<std::size_t>(20 - at));
}

void put_clock(std::string& out, std::int64_t micros) {
    put(out, micros / kHour, 2);
    out += ':';
    put(out, micros / kMinute % 60, 2);
}

struct Clock {
    std::int64_t micros = 0;
    std::string_view rest = {};  // what follows: the offset
};

// hh:mm:ss and an optional fraction; digits beyond microseconds are dropped.
std::optional<Clock> read_clock(std::string_view text) {
    auto hour = digits(text, 0, 2);
    auto minute = digits(text, 3, 2);
    auto second = digits(text, 6, 2);
    if (!hour || !minute || !second || text[2] != ':' || text[5] != ':') return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    Clock clock{.micros = *hour * kHour + *minute * kMinute + *second * kSecond,
                .rest = text.substr(8)};
    if (!clock.rest.starts_with('.')) return clock;
    clock.rest.remove_prefix(1);
    std::int64_t worth = kSecond;
    std::size_t used = 0;
    while (auto digit = digits(clock.rest, used, 1)) {
        worth /= 10;
        clock.micros += *digit * worth;
        ++used;
    }
    if (used == 0) return std::nullopt;
    clock.rest.remove_prefix(used);
    return clock;
}

std::optional<std::int64_t> read_offset(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    auto hours = digits(text, 1, 2);
    auto minutes = digits(text, 4, 2);
    if (text.size() != 6 || !hours || !minutes || text[3] != ':') return std::nullopt;
    if (*hours > 23 || *minutes > 59) return std::nullopt;
    if (text[0] != '+' && text[0] != '-') return std::nullopt;
    std::int64_t offset = *hours * kHour + *minutes * kMinute;
    return text[0] == '-' ? -offset : offset;
}

}  // namespace

Instant system_now() {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

std::optional<Date> date_of(Civil civil) {
    if (civil.year < kFirstYear || civil.year > kLastYear) return std::nullopt;
    if (civil.month < 1 || civil.month > 12) return std::nullopt;
    if (civil.day < 1 || civil.day > days_in(civil.year, civil.month)) return std::nullopt;
    return Date{days_of(civil.year, civil.month, civil.day)};
}

Civil civil_of(Date date) {
    std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{date.days}}};
    return {static_cast<int>(civil.year()),
            static_cast<int>(static_cast<unsigned>(civil.month())),
            static_cast<int>(static_cast<unsigned>(civil.day()))};
}

int weekday(Date date) {
    int from_monday = (date.days + 3) % 7;  // 1970-01-01 was a Thursday
    return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

std::optional<Date> parse_date(std::string_view text) {
    auto year = digits(text, 0, 4);
    auto month = digits(text, 5, 2);
    auto day = digits(text, 8, 2);
    if (text.size() != 10 || !year || !month || !day) return std::nullopt;
    if (text[4] != '-' || text[7] != '-') return std::nullopt;
    return date_of({.year = *year, .month = *month, .day = *day});
}

std::string iso(Date date) {
    Civil civil = civil_of(date);
    std::string out;
    put(out, civil.year, 4);
    out += '-';
    put(out, civil.month, 2);
    out += '-';
    put(out, civil.day, 2);
    return out;
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
    auto date = parse_date(text.substr(0, 10));
    auto clock = read_clock(text.substr(11));
    if (!date || !clock) return std::nullopt;
    auto offset = read_offset(clock->rest);
    if (!offset) return std::nullopt;
    Instant instant{date->days * kDay + clock->micros - *offset};
    int year = civil_of(date_at(instant.micros)).year;
    if (year < kFirstYear || year > kLastYear) return std::nullopt;
    return instant;
}

std::string iso(Instant instant) {
    Date date = date_at(instant.micros);
    std::int64_t micros = instant.micros - date.days * kDay;
    std::string out = iso(date);
    out += 'T';
    put_clock(out, micros);
    out += ':';
    put(out, micros / kSecond % 60, 2);
    if (micros % kSecond != 0) {
        out += '.';
        put(out, micros % kSecond, 6);
        while (out.back() == '0')
            out.pop_back();
    }
    out += 'Z';
    return out;
}

LocalTime london(Instant instant) {
    std::int64_t wall = instant.micros + stretch_at(instant.micros).offset;
    Date date = date_at(wall);
    return {.date = date, .micros = wall - date.days * kDay};
}

Instant from_london(Date date, std::int64_t micros_since_midnight) {
    std::int64_t wall = date.days * kDay + micros_since_midnight;
    // The stretch a day earlier comes first, so of two readings the earlier one is taken.
    Stretch before = stretch_at(wall - kDay);
    if (wall - before.offset < before.end) return {wall - before.offset};
    Stretch after = stretch_at(before.end);
    return {std::max(wall - after.offset, before.end)};
}

std::string_view month_name(int month) {
    return kMonths[month - 1];
}

std::string say(Date date) {
    Civil civil = civil_of(date);
    std::string out;
    put(out, civil.day, 1);
    out += ' ';
    out += kMonths[civil.month - 1];
    out += ' ';
    put(out, civil.year, 1);
    return out;
}

std::string say_short(Instant instant) {
    LocalTime local = london(instant);
    Civil civil = civil_of(local.date);
    std::string out;
    put(out, civil.day, 1);
    out += ' ';
    out += kMonths[civil.month - 1].substr(0, 3);
    out += ' ';
    put(out, civil.year, 4);
    out += ' ';
    put_clock(out, local.micros);
    return out;
}

std::string say(Instant instant) {
    LocalTime local = london(instant);
    std::string out = say(local.date);
    out += " at ";
    put_clock(out, local.micros);
    return out;
}

int years_between(Date from, Date to) {
    if (to < from) return -years_between(to, from);
    Civil a = civil_of(from);
    Civil b = civil_of(to);
    bool reached = b.month > a.month || (b.month == a.month && b.day >= a.day);
    return b.year - a.year - (reached ? 0 : 1);
}

Date add_months(Date date, int months) {
    Civil civil = civil_of(date);
    int count = civil.year * 12 + (civil.month - 1) + months;
    int year = count >= 0 ? count / 12 : (count - 11) / 12;
    int month = count - year * 12 + 1;
    return {days_of(year, month, std::min(civil.day, days_in(year, month)))};
}

}  // namespace longstone
