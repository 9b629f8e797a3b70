#include <algorithm>

#include "base/limit.h"
#include "work/engine.h"

// Clocks: what starts, stops and changes them. The due time itself is computed in base/limit.
namespace longstone::work {
namespace {

using define::Clock;
using define::Trigger;

bool matches(const Situation& s, const Trigger& trigger, const Happening& happening) {
    return trigger.kind == happening.kind &&
           (trigger.what.empty() || trigger.what == happening.what) &&
           holds(trigger.when, lookup_of(s));
}

const define::Within* in_force(const Clock& clock, Instant start) {
    const Date day = london(start).date;
    for (const auto& version : clock.versions) {
        if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until))
            return &version.within;
    }
    return nullptr;
}

const ClockState* latest(const std::vector<ClockState>& clocks, std::string_view id) {
    const ClockState* found = nullptr;
    for (const auto& clock : clocks) {
        if (clock.clock == id && (found == nullptr || clock.n > found->n)) found = &clock;
    }
    return found;
}

std::optional<Limit> limit_of(const define::Within& within, const RecordState& record) {
    if (within.by.empty()) return within.limit;
    const auto found = within.cases.find(record.first_answer(within.by));
    if (found == within.cases.end()) return {};
    return found->second;
}

std::optional<Instant> due_within(const Situation& s, const define::Within& within, Instant start) {
    if (within.next_school_day) return s.definitions.calendar.next_school_day(start);
    if (!within.of.empty()) {
        const auto* other = latest(s.record.clocks, within.of);
        if (other == nullptr) return {};
        return s.definitions.calendar.share(
            std::max(start, other->started), other->due, within.percent);
    }
    const auto limit = limit_of(within, s.record);
    if (!limit) return {};
    return s.definitions.calendar.due(start, *limit);
}

// The date from which a clock counts back.
std::optional<Date> anchor_of(const Situation& s, const Clock& clock) {
    for (const auto& trigger : clock.from) {
        if (const auto date = parse_date(date_for(s, clock, trigger.what))) return date;
    }
    return {};
}

std::optional<Instant> due_of(const Situation& s, const Clock& clock, Instant start) {
    const auto* within = in_force(clock, start);
    if (within == nullptr) return {};
    if (clock.before) {
        const auto anchor = anchor_of(s, clock);
        const auto limit = limit_of(*within, s.record);
        if (!anchor || !limit) return {};
        return s.definitions.calendar.due_before(*anchor, *limit);
    }
    return due_within(s, *within, start);
}

std::optional<Instant> start_of_date(const std::string& given) {
    const auto instant = parse_instant(given);
    if (instant) return instant;
    if (const auto date = parse_date(given)) return from_london(*date, 0);
    return {};
}

// A clock that runs from a date somebody gave starts on that date, not when it was typed.
std::optional<Instant> start_on(const Situation& s, const Clock& clock, const Trigger& trigger) {
    return start_of_date(date_for(s, clock, trigger.what));
}

Instant start_of(const Situation& s,
                 const Clock& clock,
                 const Trigger& trigger,
                 const Happening& happening) {
    if (trigger.kind != Trigger::Kind::DateOf || clock.before) return happening.at;
    return start_on(s, clock, trigger).value_or(happening.at);
}

std::optional<Instant> warn_of(const Situation& s, const Clock& clock, Instant start, Instant due) {
    if (!clock.warn) return {};
    const auto& calendar = s.definitions.calendar;
    return clock.warn_before ? calendar.before(due, *clock.warn) : calendar.due(start, *clock.warn);
}

// What the engine knows of by itself happens to no record: it is there, or not yet.
bool is_fact(const Trigger& trigger) {
    return trigger.kind == Trigger::Kind::DateOf && define::is_date_fact(trigger.what);
}

std::optional<Instant> earlier_start(const Situation& s,
                                     const Clock& clock,
                                     const Trigger& trigger) {
    if (trigger.kind == Trigger::Kind::Opened) return s.record.opened;
    if (is_fact(trigger)) {
        const auto day = start_on(s, clock, trigger);
        return day && clock.before ? std::optional(s.now) : day;
    }
    if (trigger.kind == Trigger::Kind::DateOf) return start_on(s, clock, trigger);
    if (trigger.kind != Trigger::Kind::Entered) return {};
    for (auto visit = s.record.visits.rbegin(); visit != s.record.visits.rend(); ++visit) {
        if (visit->stage == trigger.what) return visit->at;
    }
    return {};
}

// The start that this clock is owed: a happening now, or an earlier stage whose limit was not known
// then because the answer that decides it had not been given.
std::optional<Instant> owed_start(const Situation& s,
                                  const Clock& clock,
                                  const std::vector<Happening>& happenings) {
    for (const auto& happening : happenings) {
        for (const auto& trigger : clock.from) {
            if (matches(s, trigger, happening)) return start_of(s, clock, trigger, happening);
        }
    }
    for (const auto& trigger : clock.from) {
        if (const auto start = earlier_start(s, clock, trigger)) return start;
    }
    return {};
}

// It may have begun before the answer that decides whether, or how long, it runs.
bool waited_for_answer(const Clock& clock) {
    return !clock.when.always() || std::any_of(clock.from.begin(), clock.from.end(), is_fact) ||
           std::any_of(clock.versions.begin(), clock.versions.end(), [](const auto& v) {
               return !v.within.by.empty();
           });
}

// What would have stopped it has happened before it was known to run.
bool is_over(const RecordState& record, const Clock& clock, Instant start) {
    const auto after = [&](const Trigger& trigger) {
        switch (trigger.kind) {
            case Trigger::Kind::Entered:
                return std::any_of(record.visits.begin(), record.visits.end(), [&](const auto& v) {
                    return v.stage == trigger.what && v.at >= start;
                });
            case Trigger::Kind::Left:
                return record.reached(trigger.what) && record.stage != trigger.what;
            case Trigger::Kind::Answered:
                return record.answer(trigger.what) != nullptr;
            case Trigger::Kind::MeetingHeld:
                return std::any_of(
                    record.meetings.begin(), record.meetings.end(), [&](const auto& m) {
                        return m.rule == trigger.what && m.held && *m.held >= start;
                    });
            case Trigger::Kind::Told:
                return std::any_of(record.told.begin(), record.told.end(), [&](const auto& t) {
                    return t.whom == trigger.what && t.at >= start;
                });
            case Trigger::Kind::Closed:
                return record.closed.has_value();
            default:
                return false;
        }
    };
    return std::any_of(clock.to.begin(), clock.to.end(), after);
}

bool triggered(const Situation& s, const Clock& clock, const std::vector<Happening>& happenings) {
    return std::any_of(happenings.begin(), happenings.end(), [&](const Happening& h) {
        return std::any_of(clock.from.begin(), clock.from.end(), [&](const Trigger& trigger) {
            return matches(s, trigger, h);
        });
    });
}

std::optional<Instant> stopped_at(const Situation& s,
                                  const Clock& clock,
                                  const std::vector<Happening>& happenings) {
    for (const auto& trigger : clock.to) {
        for (const auto& happening : happenings) {
            if (matches(s, trigger, happening)) return happening.at;
        }
    }
    return {};
}

// A clock that stood still is due later by as long as it stood.
std::optional<Instant> later(std::optional<Instant> instant, std::int64_t stood) {
    return instant && stood != 0 ? std::optional(stood_later(*instant, stood)) : instant;
}

void start_clock(const Situation& s,
                 const Clock& clock,
                 const ClockState* last,
                 const std::vector<Happening>& happenings,
                 std::vector<ClockEffect>& effects) {
    const bool now = triggered(s, clock, happenings);
    if (last != nullptr && !(clock.repeats && now)) return;
    if (last == nullptr && !now && !waited_for_answer(clock)) return;
    if (!holds(clock.when, lookup_of(s))) return;
    const auto start = owed_start(s, clock, happenings);
    if (!start || (!now && is_over(s.record, clock, *start))) return;
    const auto due = due_of(s, clock, *start);
    if (!due) return;
    effects.push_back({.kind = ClockEffect::Kind::Start,
                       .clock = clock.id,
                       .n = last == nullptr ? 1 : last->n + 1,
                       .started = *start,
                       .due = *due,
                       .warn = warn_of(s, clock, *start, *due)});
}

// Where the date that a clock runs from was put right: its start by the right one.
std::optional<Instant> corrected_start(const Situation& s,
                                       const Clock& clock,
                                       const ClockState& last,
                                       const std::vector<Happening>& happenings) {
    if (clock.before) return {};  // its due time is counted back from the date anyway
    if (std::all_of(clock.from.begin(), clock.from.end(), is_fact)) {
        for (const auto& trigger : clock.from) {
            if (const auto start = start_on(s, clock, trigger))
                return *start == last.started ? std::nullopt : start;
        }
        return {};
    }
    for (const auto& happening : happenings) {
        const bool its_own = std::any_of(clock.from.begin(), clock.from.end(), [&](const auto& t) {
            return t.kind == Trigger::Kind::DateOf && t.what == happening.what;
        });
        if (happening.kind != Trigger::Kind::DateOf || !its_own ||
            start_of_date(happening.was) != last.started)
            continue;
        const auto start = start_of_date(date_for(s, clock, happening.what));
        return start == last.started ? std::nullopt : start;
    }
    return {};
}

// Works the due time out anew. A clock that stands still is left alone, unless it started on a date
// that was wrong. True when it did.
bool run_on(const Situation& s,
            const Clock& clock,
            const ClockState& last,
            const std::vector<Happening>& happenings,
            std::vector<ClockEffect>& effects) {
    const auto right = corrected_start(s, clock, last, happenings);
    const auto start = right.value_or(last.started);
    const auto unbroken = due_of(s, clock, start);
    const auto due = later(unbroken, last.stood);
    if (!due || (!right && (*due == last.due || last.paused))) return false;
    effects.push_back({.kind = ClockEffect::Kind::Due,
                       .clock = clock.id,
                       .n = last.n,
                       .started = start,
                       .due = *due,
                       .warn = later(warn_of(s, clock, start, *unbroken), last.stood),
                       .restarts = right.has_value()});
    return right.has_value();
}

bool from_dates(const Clock& clock) {
    return std::all_of(clock.from.begin(), clock.from.end(), [](const Trigger& trigger) {
        return trigger.kind == Trigger::Kind::DateOf;
    });
}

void run_clock(const Situation& s,
               const Clock& clock,
               const std::vector<Happening>& happenings,
               std::vector<ClockEffect>& effects) {
    const auto* last = latest(s.record.clocks, clock.id);
    if (last != nullptr && !last->stopped) {
        auto stop = stopped_at(s, clock, happenings);
        if (!stop && !holds(clock.when, lookup_of(s)))
            stop = s.now;  // what it waited for is not asked for any more
        if (stop) {
            effects.push_back({.kind = ClockEffect::Kind::Stop,
                               .clock = clock.id,
                               .n = last->n,
                               .stopped = *stop});
        } else if (run_on(s, clock, *last, happenings, effects)) {
            return;  // the same run, put right: not another
        }
        if (!clock.repeats) return;
    }
    const auto before = effects.size();
    start_clock(s, clock, last, happenings, effects);
    // One that runs from a date may have been over before the date was known.
    if (clock.repeats || effects.size() == before || !from_dates(clock)) return;
    if (const auto stop = stopped_at(s, clock, happenings)) {
        effects.push_back({.kind = ClockEffect::Kind::Stop,
                           .clock = clock.id,
                           .n = effects.back().n,
                           .stopped = *stop});
    }
}

bool is_share(const Clock& clock) {
    return std::any_of(clock.versions.begin(), clock.versions.end(), [](const auto& v) {
        return !v.within.of.empty();
    });
}

}  // namespace

std::vector<ClockEffect> clock_effects(const Situation& situation,
                                       const std::vector<Happening>& happenings) {
    std::vector<ClockEffect> effects;
    RecordState after = situation.record;
    const Situation later{.definitions = situation.definitions,
                          .pathway = situation.pathway,
                          .record = after,
                          .now = situation.now};
    for (const bool shares : {false, true}) {
        for (const auto& clock : situation.pathway.clocks) {
            if (is_share(clock) != shares) continue;
            std::vector<ClockEffect> mine;
            run_clock(later, clock, happenings, mine);
            put_clocks(after, mine);
            effects.insert(effects.end(), mine.begin(), mine.end());
        }
    }
    return effects;
}

std::string date_for(const Situation& situation, const Clock& clock, const std::string& name) {
    const auto lookup = lookup_of(situation);
    const auto values = lookup(name);
    if (!name.starts_with("subject.")) return values.empty() ? std::string() : values.front();
    std::string first;
    for (std::size_t subject = 0; subject < values.size(); ++subject) {
        const auto& value = values[subject];
        if (value.empty() || !holds(clock.when, define::of_subject(lookup, subject))) continue;
        if (first.empty() || value < first) first = value;
    }
    return first;
}

std::optional<Instant> request_due(const Situation& situation, const define::RequestRule& rule) {
    return due_within(situation, rule.due, situation.now);
}

const ClockState* main_clock(const define::Pathway& pathway, const RecordState& record) {
    const ClockState* best = nullptr;
    for (const auto& clock : record.clocks) {
        if (!clock.running()) continue;
        const auto* rule = pathway.clock(clock.clock);
        if (rule != nullptr && rule->main) return &clock;
        if (best == nullptr || clock.due < best->due) best = &clock;
    }
    return best;
}

}  // namespace longstone::work
