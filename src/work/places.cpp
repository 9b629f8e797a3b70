#include "work/places.h"

#include <algorithm>

#include "base/text.h"
#include "work/calendar_file.h"

namespace longstone::work {
namespace {

constexpr std::size_t kMostDigits = 2;

// A time of day as people write it: 9, 9.30, 09:30, 4pm. Moves `at` past it.
std::optional<std::int64_t> time_at(std::string_view words, std::size_t& at) {
    const auto digits = [&](std::size_t most) -> std::optional<int> {
        int value = 0;
        std::size_t n = 0;
        while (n < most && at + n < words.size() && words[at + n] >= '0' && words[at + n] <= '9')
            value = value * 10 + (words[at + n++] - '0');
        if (n == 0) return {};
        at += n;
        return value;
    };
    const auto hour = digits(kMostDigits);
    if (!hour || *hour > 23) return {};
    int minute = 0;
    bool clear = false;
    if (at + 1 < words.size() && (words[at] == ':' || words[at] == '.')) {
        const auto mark = at++;
        const auto said = digits(kMostDigits);
        if (said && *said < 60) {
            minute = *said;
            clear = true;
        } else {
            at = mark;
        }
    }
    auto rest = words.substr(at);
    while (!rest.empty() && rest.front() == ' ') {
        rest.remove_prefix(1);
    }
    const bool am = rest.starts_with("am");
    const bool pm = rest.starts_with("pm");
    if (!clear && !am && !pm) return {};
    const int hours = pm && *hour < 12 ? *hour + 12 : (am && *hour == 12 ? 0 : *hour);
    return hours * kHour + minute * kMinute;
}

std::optional<std::int64_t> figure(const RecordState& record, const std::string& field) {
    const auto value = parse_figure(record.first_answer(field));
    return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

}  // namespace

const PlaceState* place_for(const std::vector<PlaceState>& places, std::string_view user) {
    const PlaceState* found = nullptr;
    for (const auto& place : places) {
        if (place.learner != user || user.empty()) continue;
        if (found == nullptr || !found->active()) found = &place;
    }
    return found;
}

std::int64_t seats_taken(const std::vector<PlaceState>& places) {
    return std::ranges::count_if(places, [](const PlaceState& place) {
        const bool used = place.state == Place::Attended || place.state == Place::Missed;
        return place.holds_seat() || (used && !place.walk_in);
    });
}

std::vector<std::string> seats_to_give(const std::vector<PlaceState>& places,
                                       std::int64_t capacity) {
    std::vector<std::string> given;
    auto free = capacity - seats_taken(places);
    for (const auto& place : places) {
        if (free <= 0) break;
        if (place.state != Place::Waiting) continue;
        given.push_back(place.id);
        --free;
    }
    return given;
}

std::int64_t position_of(const std::vector<PlaceState>& places, const PlaceState& place) {
    if (place.state != Place::Waiting) return 0;
    return 1 + std::ranges::count_if(places, [&](const PlaceState& other) {
               return other.state == Place::Waiting && other.n < place.n;
           });
}

std::optional<std::pair<std::int64_t, std::int64_t>> times_in(std::string_view words) {
    std::vector<std::int64_t> times;
    for (std::size_t at = 0; at < words.size() && times.size() < 2;) {
        if (words[at] < '0' || words[at] > '9') {
            ++at;
            continue;
        }
        const auto start = at;
        if (const auto time = time_at(words, at)) times.push_back(*time);
        if (at == start) ++at;
        while (at < words.size() && words[at] >= '0' && words[at] <= '9') {
            ++at;
        }
    }
    if (times.size() < 2 || times[0] >= times[1]) return {};
    return std::pair(times[0], times[1]);
}

Offer offer_of(const Situation& situation) {
    const auto& rule = *situation.pathway.places;
    const auto& record = situation.record;
    Offer offer{.capacity = figure(record, rule.capacity).value_or(0),
                .taken = seats_taken(record.places),
                .waiting = std::ranges::count(record.places, Place::Waiting, &PlaceState::state),
                .first = parse_date(record.first_answer(rule.begins)),
                .last = parse_date(record.first_answer(rule.ends)),
                .times = record.first_answer(rule.times),
                .where = record.first_answer(rule.where),
                .is_off = contains(rule.off, record.stage)};
    if (!offer.last) offer.last = offer.first;
    if (rule.approval) offer.needs_approval = define::holds(*rule.approval, lookup_of(situation));
    if (!offer.first) return offer;
    const auto times = times_in(offer.times);
    offer.timed = times.has_value();
    offer.begins = from_london(*offer.first, times ? times->first : 0);
    offer.ends = times ? from_london(*offer.last, times->second) : from_london(*offer.last + 1, 0);
    if (rule.cancel)
        offer.cancel_by = situation.definitions.calendar.due_before(*offer.first, *rule.cancel);
    offer.is_open = contains(rule.at, record.stage) && !record.closed && offer.capacity > 0 &&
                    situation.now < offer.begins;
    return offer;
}

std::string calendar_of(const Situation& situation, const Offer& offer, std::string_view base) {
    const auto& record = situation.record;
    return calendar_file({.id = record.ref,
                          .sequence = record.rev,
                          .title = record.first_answer(situation.pathway.summary),
                          .place = offer.where,
                          .address = cat({base, "/training/", record.ref}),
                          .at = offer.begins,
                          .lasts = offer.ends.micros - offer.begins.micros,
                          .written = situation.now,
                          .cancelled = offer.is_off});
}

bool is_late(const Offer& offer, const PlaceState& place, Instant now) {
    if (!offer.cancel_by || now <= *offer.cancel_by || place.state != Place::Booked) return false;
    // Whoever got it from the waiting list after that day never had the time.
    return !(place.given && *place.given > *offer.cancel_by);
}

std::vector<EvaluationAsked> evaluations_of(const Situation& situation,
                                            const Offer& offer,
                                            const PlaceState& place) {
    std::vector<EvaluationAsked> all;
    const auto& calendar = situation.definitions.calendar;
    const bool came = place.state == Place::Attended;
    for (const auto& rule : situation.pathway.places->evaluations) {
        EvaluationAsked asked{.rule = &rule, .answered = place.evaluated.contains(rule.id)};
        if (rule.before) {
            const bool still = place.state == Place::Booked && situation.now < offer.begins;
            if (!still && !asked.answered) continue;
            asked.from = place.given.value_or(place.asked);
            asked.due = offer.begins;
        } else {
            if (!came || (place.learner.empty() && !rule.by_manager)) continue;
            if (rule.by_manager && place.manager.empty() && !asked.answered) continue;
            asked.from = rule.after ? calendar.due(offer.ends, *rule.after) : offer.ends;
            if (!rule.after && place.ended && *place.ended < asked.from) asked.from = *place.ended;
            asked.due = rule.within ? calendar.due(asked.from, *rule.within) : asked.from;
        }
        all.push_back(asked);
    }
    return all;
}

}  // namespace longstone::work
