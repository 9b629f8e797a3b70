#include "web/chronology/chronology_query.h"

#include <array>

#include "base/text.h"
#include "web/pages/parts.h"

namespace longstone::web {
namespace {

constexpr const char* kDay = "Give a day, such as 2026-03-03";

struct Part {
    const char* name;
    std::string ChronologyTyped::* member;
};
constexpr std::array kParts = {Part{"with", &ChronologyTyped::with},
                               Part{"as_at", &ChronologyTyped::as_at},
                               Part{"as_at_time", &ChronologyTyped::as_at_time},
                               Part{"known_to", &ChronologyTyped::known_to},
                               Part{"on", &ChronologyTyped::on},
                               Part{"until", &ChronologyTyped::until},
                               Part{"agency", &ChronologyTyped::agency},
                               Part{"kind", &ChronologyTyped::kind},
                               Part{"person", &ChronologyTyped::person},
                               Part{"weight", &ChronologyTyped::weight},
                               Part{"from", &ChronologyTyped::from},
                               Part{"to", &ChronologyTyped::to},
                               Part{"everything", &ChronologyTyped::everything},
                               Part{"before", &ChronologyTyped::before}};

std::optional<Instant> minute(ChronologyQuery& query, const char* name, const std::string& text) {
    if (text.empty()) return {};
    const auto at = chronology::minute_of(text);
    if (!at) query.problems.push_back({name, kDay});
    return at;
}

// "14:05" of that day, by the clock on the wall; the end of the day where no time is given.
std::optional<Instant> as_at(ChronologyQuery& query) {
    const auto& typed = query.typed;
    const auto date = parse_date(typed.as_at);
    if (typed.as_at_time.empty() || (!date && !typed.as_at.empty()))
        return minute(query, "as_at", typed.as_at);
    if (!date) {
        query.problems.push_back({"as_at", "Give the day as well as the time"});
        return {};
    }
    const auto parts = split(typed.as_at_time, ':');
    const auto hour = parts.size() == 2 ? whole_number(parts[0]) : std::nullopt;
    const auto minutes = parts.size() == 2 ? whole_number(parts[1]) : std::nullopt;
    if (!hour || !minutes || *hour < 0 || *hour > 23 || *minutes < 0 || *minutes > 59) {
        query.problems.push_back({"as_at_time", "Give a time, such as 14:05"});
        return {};
    }
    return from_london(*date, (*hour * 60 + *minutes) * kMinute);
}

std::optional<Date> day(ChronologyQuery& query, const char* name, const std::string& text) {
    if (text.empty()) return {};
    const auto date = parse_date(text);
    if (!date) query.problems.push_back({name, kDay});
    return date;
}

}  // namespace

ChronologyQuery chronology_query(const http::Request& request) {
    ChronologyQuery query;
    auto& typed = query.typed;
    for (const auto& part : kParts)
        typed.*part.member = std::string(trim(request.query_text(part.name)));
    auto& asked = query.asked;
    query.base = request.path;
    asked.person = request.param("id");
    asked.record = request.param("ref");
    asked.everything = typed.everything == "yes" && !asked.record.empty();
    if (!typed.with.empty()) asked.with = {typed.with};
    asked.as_at = as_at(query);
    query.on = minute(query, "on", typed.on);
    query.until = minute(query, "until", typed.until);
    asked.known_to = typed.known_to;
    asked.known_by = query.on;
    asked.filter = {.agency = typed.agency,
                    .person = typed.person,
                    .from = day(query, "from", typed.from),
                    .to = day(query, "to", typed.to)};
    if (const auto kind = chronology::kind_of(typed.kind)) asked.filter.kinds = {*kind};
    asked.filter.least = chronology::weight_of(typed.weight).value_or(chronology::Weight::None);
    if (query.on && query.until && *query.until < *query.on)
        query.problems.push_back({"until", "The second day cannot lie before the first"});
    return query;
}

http::Pairs pairs_of(const ChronologyTyped& typed) {
    http::Pairs pairs;
    for (const auto& part : kParts) {
        const auto& value = typed.*part.member;
        if (!value.empty()) pairs.emplace_back(part.name, value);
    }
    return pairs;
}

std::string chronology_path(std::string_view person, std::string_view rest) {
    return cat({"/people/", person, "/chronology", rest});
}

std::string chronology_address(const std::string& base, const ChronologyTyped& typed) {
    const auto pairs = pairs_of(typed);
    return pairs.empty() ? base : cat({base, "?", http::write_query(pairs)});
}

}  // namespace longstone::web
