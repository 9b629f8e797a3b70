#include "demo/times.h"

#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.h"

namespace longstone::demo {
namespace {

std::optional<int> whole_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::optional<std::int64_t> time_of_day(std::string_view text) {
    const auto parts = split(text, ':');
    if (parts.size() != 2) return {};
    const auto hours = whole_of(parts[0]);
    const auto minutes = whole_of(parts[1]);
    if (!hours || !minutes) return {};
    return *hours * kHour + *minutes * kMinute;
}

// "-3h", "20m" with the sign of what came before it.
std::optional<std::int64_t> span_of(std::string_view text, bool& before) {
    if (text.size() < 2 || (text.back() != 'h' && text.back() != 'm')) return {};
    const auto unit = text.back() == 'h' ? kHour : kMinute;
    text.remove_suffix(1);
    if (text.starts_with('-') || text.starts_with('+')) {
        before = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto count = whole_of(text);
    if (!count) return {};
    return (before ? -unit : unit) * *count;
}

struct Written {
    std::optional<Date> date = {};
    std::optional<int> days = {};
    bool working = false;
    std::optional<std::int64_t> time = {}, span = {};
};

std::optional<Written> read(std::string_view text) {
    const auto words = split(text, ' ');
    const auto is_day = [&](std::size_t n) {
        return n < words.size() && (words[n] == "days" || words[n] == "day");
    };
    Written written;
    std::size_t at = 0;
    const bool working = words.size() > 1 && words[1] == "working";
    if (words.empty()) return {};
    written.date = parse_date(words.front());
    if (written.date) {
        if (words.size() > 1) written.time = time_of_day(words[1]);
        return words.size() == 1 || (words.size() == 2 && written.time) ? std::optional(written)
                                                                        : std::nullopt;
    }
    if (is_day(working ? 2 : 1)) {
        written.days = whole_of(words[0]);
        if (!written.days) return {};
        written.working = working;
        at = working ? 3 : 2;
        if (at < words.size()) written.time = time_of_day(words[at]);
        if (written.time) ++at;
    }
    bool before = false;
    for (; at < words.size(); ++at) {
        const auto span = span_of(words[at], before);
        if (!span) return {};
        written.span = written.span.value_or(0) + *span;
    }
    if (!written.days && !written.span) return {};
    return written;
}

}  // namespace

std::optional<Counted> counted(const Calendar& calendar,
                               Instant from,
                               std::string_view text,
                               bool exactly) {
    const auto written = read(text);
    if (!written) return {};
    if (written->date) {
        Counted result{.day = *written->date};
        if (written->time) result.at = from_london(result.day, *written->time);
        return result;
    }
    const auto on = from + written->span.value_or(0);
    if (!written->days) return Counted{.day = london(on).date, .at = on};
    Date day = london(written->time ? from : on).date;
    if (written->working) {
        day = calendar.add(day, *written->days, Unit::WorkingDays);
    } else {
        day = day + *written->days;
        while (!exactly && !calendar.is_working_day(day)) {
            day = day + -1;
        }
    }
    Counted result{.day = day};
    if (written->time) {
        result.at = from_london(day, *written->time) + written->span.value_or(0);
    } else if (written->span) {
        result.at = from_london(day, london(on).micros);
    }
    return result;
}

Instant instant_of(const Calendar& calendar, Instant from, std::string_view text, bool exactly) {
    const auto time = counted(calendar, from, text, exactly);
    if (!time || !time->at)
        throw std::invalid_argument(
            cat({"“", text, "” is no time; write one like -45 days 10:15"}));
    return *time->at;
}

}  // namespace longstone::demo
