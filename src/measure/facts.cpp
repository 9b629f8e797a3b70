#include "measure/facts.h"

#include <algorithm>

#include "base/text.h"
#include "work/places.h"

// One long file: each kind of thing that is counted, side by side.
namespace longstone::measure {
namespace {

using define::Counts;
using define::Measure;
using define::Trigger;

constexpr std::int64_t kNoon = 12 * kHour;

// One thing that is counted: its own answers come before the record's.
struct Unit {
    std::string id = {};
    std::optional<Instant> at = {};
    std::map<std::string, std::vector<std::string>> own = {};
    std::map<std::string, std::string> known = {};  // facts it may be broken down by
    bool met = false;                               // of the measure's word
};

class Reading {
public:
    Reading(const work::Situation& situation, const Measure& measure, const Beside& beside)
        : situation_(situation),
          record_(situation.record),
          measure_(measure),
          beside_(beside),
          // The subject's age is that on the day it was opened, whenever it is counted.
          at_opening_{.definitions = situation.definitions,
                      .pathway = situation.pathway,
                      .record = situation.record,
                      .now = situation.record.opened},
          answers_(work::lookup_of(at_opening_)) {}

    std::vector<Fact> facts() {
        std::vector<Fact> facts;
        for (const auto& unit : units()) {
            if (auto fact = fact_of(unit)) facts.push_back(std::move(*fact));
        }
        return facts;
    }

private:
    // ---- when

    std::optional<Instant> date_answer(const std::string& field) const {
        const auto values = answers_(field);
        const auto date = values.empty() ? std::nullopt : parse_date(values.front().substr(0, 10));
        if (!date) return {};
        return from_london(*date, kNoon);
    }

    std::optional<Instant> visited(const std::string& stage) const {
        for (const auto& visit : record_.visits) {
            if (visit.stage == stage) return visit.at;
        }
        if (situation_.pathway.first == stage) return record_.opened;
        return {};
    }

    std::optional<Instant> left(const std::string& stage) const {
        for (std::size_t i = 0; i + 1 < record_.visits.size(); ++i) {
            if (record_.visits[i].stage == stage) return record_.visits[i + 1].at;
        }
        return {};
    }

    std::optional<Instant> moment(const Trigger& trigger) const {
        if (!define::holds(trigger.when, answers_)) return {};
        switch (trigger.kind) {
            case Trigger::Kind::Opened:
                return record_.opened;
            case Trigger::Kind::Closed:
                return record_.closed;
            case Trigger::Kind::Entered:
                return visited(trigger.what);
            case Trigger::Kind::Left:
                return left(trigger.what);
            case Trigger::Kind::DateOf:
                return date_answer(trigger.what);
            case Trigger::Kind::Answered: {
                const auto* answer = record_.answer(trigger.what);
                return answer == nullptr ? std::nullopt : std::optional(answer->at);
            }
            case Trigger::Kind::MeetingHeld:
                for (const auto& meeting : record_.meetings) {
                    if (meeting.rule == trigger.what && meeting.held) return meeting.held;
                }
                return {};
            case Trigger::Kind::Told:
                for (const auto& told : record_.told) {
                    if (told.whom == trigger.what) return told.at;
                }
                return {};
            default:
                return {};
        }
    }

    // ---- what there is to count

    std::vector<Unit> units() const {
        switch (measure_.counts) {
            case Counts::Records:
                return {Unit{}};
            case Counts::Items:
                return items();
            case Counts::People:
                return people();
            case Counts::Clocks:
                return clocks();
            case Counts::Meetings:
                return meetings();
            case Counts::Seats:
                return seats();
            case Counts::Requests:
                return requests();
            case Counts::Pairs:
                return pairs();
            case Counts::Actions:
                return actions();
            case Counts::History:
                return history();
            case Counts::Steps:
                return steps();
            case Counts::Places:
                return places();
        }
        return {};
    }

    // Of the group in what agencies answered to a request.
    std::vector<Unit> items_asked() const {
        std::vector<Unit> units;
        for (const auto& request : record_.requests) {
            const auto given = request.answers.find(measure_.what);
            if (request.withdrawn || request.rule != measure_.field || !request.answered ||
                given == request.answers.end())
                continue;
            long long n = 0;
            for (const auto& item : given->second.items)
                units.push_back({.id = cat({"request/", request.id, "/", number(++n)}),
                                 .at = request.answered,
                                 .own = {item.begin(), item.end()},
                                 .known = {{"agency", request.agency}, {"request", request.rule}}});
        }
        return units;
    }

    std::vector<Unit> items() const {
        if (!measure_.field.empty()) return items_asked();
        std::vector<Unit> units;
        const auto* answer = record_.answer(measure_.what);
        if (answer == nullptr) return units;
        for (const auto& item : answer->given.items)
            units.push_back({.id = cat({"item/", number(static_cast<long long>(units.size()) + 1)}),
                             .own = {item.begin(), item.end()}});
        return units;
    }

    std::vector<Unit> people() const {
        std::vector<Unit> units;
        for (const auto& person : record_.people) {
            if (person.role != measure_.what) continue;
            units.push_back({.id = cat({"person/", person.person}),
                             .known = {{"subject.age", age_band(person.born, opened_on())},
                                       {"subject.sex", person.sex}}});
        }
        return units;
    }

    // Stopped before it was due by nothing but that the work ended: it was neither met nor missed.
    bool ended_with_work(const work::ClockState& clock) const {
        if (!clock.stopped || clock.stopped != record_.closed || *clock.stopped > clock.due)
            return false;
        const auto* rule = situation_.pathway.clock(clock.clock);
        if (rule == nullptr) return false;
        bool others = false;
        for (const auto& trigger : rule->to) {
            if (trigger.kind == Trigger::Kind::Closed) continue;
            others = true;
            if (moment(trigger) == clock.stopped) return false;
        }
        return others;
    }

    std::vector<Unit> clocks() const {
        std::vector<Unit> units;
        for (const auto& clock : record_.clocks) {
            if (clock.clock != measure_.what) continue;
            // One that runs past its time is late already; one that has time left is not counted.
            const bool over = clock.stopped || (clock.due < situation_.now && !clock.paused);
            if (!over || ended_with_work(clock)) continue;
            units.push_back({.id = cat({"clock/", clock.clock, "/", number(clock.n)}),
                             .at = clock.stopped ? *clock.stopped : clock.due,
                             .known = {{"clock", clock.clock}},
                             .met = clock.stopped && *clock.stopped <= clock.due});
        }
        return units;
    }

    bool wanted_meeting(const work::MeetingState& meeting) const {
        return meeting.held && (measure_.what.empty() || meeting.rule == measure_.what);
    }

    std::vector<Unit> meetings() const {
        std::vector<Unit> units;
        for (const auto& meeting : record_.meetings) {
            if (!wanted_meeting(meeting)) continue;
            units.push_back({.id = cat({"meeting/", meeting.id}),
                             .at = meeting.held,
                             .known = {{"meeting", meeting.rule}},
                             .met = meeting.quorate});
        }
        return units;
    }

    // An agency that sends somebody attends, however many it invites.
    std::vector<Unit> seats() const {
        std::vector<Unit> units;
        for (const auto& meeting : record_.meetings) {
            if (!wanted_meeting(meeting)) continue;
            std::map<std::string, bool> came;
            for (const auto& seat : meeting.seats) {
                if (seat.agency.empty() || !(seat.invited || seat.attended)) continue;
                came[seat.agency] = came[seat.agency] || seat.attended;
            }
            for (const auto& [agency, attended] : came)
                units.push_back({.id = cat({"seat/", meeting.id, "/", agency}),
                                 .at = meeting.held,
                                 .known = {{"agency", agency}, {"meeting", meeting.rule}},
                                 .met = attended});
        }
        return units;
    }

    bool wanted_request(const work::RequestState& request) const {
        return !request.withdrawn && (measure_.what.empty() || request.rule == measure_.what);
    }

    static std::map<std::string, std::vector<std::string>> values_of(const work::Answers& answers) {
        std::map<std::string, std::vector<std::string>> values;
        for (const auto& [field, given] : answers) {
            if (!given.values.empty()) values[field] = given.values;
        }
        return values;
    }

    std::vector<Unit> requests() const {
        std::vector<Unit> units;
        for (const auto& request : record_.requests) {
            if (!wanted_request(request)) continue;
            const bool in_time = request.answered && *request.answered <= request.due;
            const bool answered = request.answered.has_value();
            // Whether it is answered cannot be said before it is due.
            if (measure_.has_numerator() && !answered && request.due >= situation_.now) continue;
            units.push_back({.id = cat({"request/", request.id}),
                             .at = request.asked,
                             .own = values_of(request.answers),
                             .known = {{"agency", request.agency}, {"request", request.rule}},
                             .met = measure_.met_word == "in-time" ? in_time : answered});
        }
        return units;
    }

    // Two agencies that rated the same thing, in one order whoever was asked first.
    std::vector<Unit> pairs() const {
        std::vector<Unit> units;
        std::vector<const work::RequestState*> rated;
        for (const auto& request : record_.requests) {
            const auto given = request.answers.find(measure_.field);
            if (wanted_request(request) && request.answered && given != request.answers.end() &&
                !given->second.empty())
                rated.push_back(&request);
        }
        std::ranges::sort(
            rated, {}, [](const auto* one) { return std::pair(one->agency, one->id); });
        for (std::size_t a = 0; a < rated.size(); ++a) {
            for (std::size_t b = a + 1; b < rated.size(); ++b) {
                const auto* one = rated[a];
                const auto* other = rated[b];
                if (one->agency == other->agency || !one->answered || !other->answered) continue;
                const bool agrees = one->answers.find(measure_.field)->second ==
                                    other->answers.find(measure_.field)->second;
                units.push_back({.id = cat({"pair/", one->id, "/", other->id}),
                                 .at = std::max(*one->answered, *other->answered),
                                 .known = {{"pair", cat({one->agency, "+", other->agency})}},
                                 .met = agrees});
            }
        }
        return units;
    }

    std::vector<Unit> actions() const {
        std::vector<Unit> units;
        for (const auto& action : record_.actions) {
            const bool done = action.status == "done";
            const Date today = london(situation_.now).date;
            if (measure_.has_numerator() && action.status == "open" &&
                (!action.due || *action.due >= today))
                continue;
            const bool in_time =
                done && (!action.due || (action.done && london(*action.done).date <= *action.due));
            const auto due = action.due ? std::optional(from_london(*action.due, kNoon))
                                        : std::optional<Instant>();
            units.push_back({.id = cat({"action/", action.id}),
                             .at = due ? due : std::optional(action.set_at),
                             .known = {{"agency", action.agency}},
                             .met = measure_.met_word == "in-time" ? in_time : done});
        }
        return units;
    }

    std::vector<Unit> history() const {
        std::vector<Unit> units;
        for (const auto& earlier : record_.earlier) {
            if (earlier.decision.empty() && !record_.closed) continue;
            units.push_back({.id = cat({"earlier/", earlier.ref}),
                             .known = {{"pathway", earlier.pathway}},
                             .met = earlier.decision == "opened"});
        }
        return units;
    }

    std::vector<Unit> steps() const {
        std::vector<Unit> units;
        for (const auto& step : beside_.steps) {
            if (!measure_.what.empty() && step.direction != measure_.what) continue;
            units.push_back(
                {.id = cat(
                     {"step/", number(static_cast<long long>(units.size()) + 1), "/", step.person}),
                 .at = step.at});
        }
        return units;
    }

    // With what was said about each; a place counts on the day on which the thing begins.
    std::vector<Unit> places() const {
        std::vector<Unit> units;
        if (!situation_.pathway.places) return units;
        const auto first = work::offer_of(situation_).first;
        for (const auto& place : record_.places) {
            const auto stands = place.late ? std::string("late") : std::string(word(place.state));
            Unit unit{
                .id = cat({"place/", place.id}),
                .at = first ? from_london(*first, kNoon) : place.asked,
                .own = {{std::string(define::kPlaceFact), {stands}}},
                .known = {{"agency", place.agency}, {std::string(define::kPlaceFact), stands}},
                .met = stands == measure_.met_word};
            for (const auto& [id, evaluated] : place.evaluated) {
                const auto values = values_of(evaluated.answers);
                unit.own.insert(values.begin(), values.end());
            }
            units.push_back(std::move(unit));
        }
        return units;
    }

    // ---- one fact

    define::Lookup lookup_for(const Unit& unit) const {
        return [this, &unit](const std::string& field) {
            const auto own = unit.own.find(field);
            return own != unit.own.end() ? own->second : answers_(field);
        };
    }

    Date opened_on() const { return london(record_.opened).date; }

    bool came_again() const {
        if (!measure_.again.within) return false;
        for (const auto& pathway : measure_.again.pathways) {
            const auto earlier = beside_.earlier.find(pathway);
            if (earlier == beside_.earlier.end()) continue;
            for (const auto at : earlier->second) {
                const auto until = situation_.definitions.calendar.due(at, *measure_.again.within);
                if (at < record_.opened && record_.opened <= until) return true;
            }
        }
        return false;
    }

    bool is_met(const Unit& unit, const define::Lookup& lookup) const {
        if (!measure_.has_numerator()) return false;
        if (!measure_.again.pathways.empty()) return came_again();
        if (!measure_.met_word.empty()) return unit.met;
        return define::holds(measure_.met, lookup);
    }

    std::optional<double> amount_of(const define::Lookup& lookup) const {
        if (measure_.shown == define::Shown::Days) {
            if (!measure_.days_from || !measure_.days_to) return {};
            const auto from = moment(*measure_.days_from);
            const auto to = moment(*measure_.days_to);
            if (!from || !to) return {};
            return london(*to).date - london(*from).date;
        }
        if (measure_.value.empty()) return 0;
        const auto values = lookup(measure_.value);
        return values.empty() ? std::nullopt : parse_figure(values.front());
    }

    std::vector<std::string> broken_down(const std::string& by,
                                         const Unit& unit,
                                         const define::Lookup& lookup) const {
        const auto known = unit.known.find(by);
        if (known != unit.known.end())
            return known->second.empty() ? std::vector<std::string>{}
                                         : std::vector<std::string>{known->second};
        if (!define::is_breakdown(by)) return lookup(by);
        std::string value;
        const auto* subject = record_.subject(situation_.pathway);
        if (by == "pathway") value = record_.pathway;
        if (by == "stage") value = record_.stage;
        if (by == "source") value = record_.source;
        if (by == "agency" || by == "opened-by-agency") value = record_.opened_agency;
        if (by == "lead-agency") value = record_.lead_agency;
        if (by == "subject.sex" && subject != nullptr) value = subject->sex;
        if (by == "subject.age" && subject != nullptr) value = age_band(subject->born, opened_on());
        if (value.empty()) return {};
        return {value};
    }

    std::optional<Fact> fact_of(const Unit& unit) const {
        const auto lookup = lookup_for(unit);
        if (!define::holds(measure_.when, lookup)) return {};
        auto at = unit.at;
        if (measure_.at)
            at = moment(*measure_.at);
        else if (!at)
            at = record_.opened;
        const auto amount = amount_of(lookup);
        if (!at || !amount) return {};
        Fact fact{.unit = unit.id, .at = *at, .met = is_met(unit, lookup), .amount = *amount};
        if (measure_.open) fact.until = measure_.until ? moment(*measure_.until) : record_.closed;
        if (measure_.open && measure_.until && !fact.until) fact.until = record_.closed;
        for (const auto& by : measure_.by)
            fact.by[by] = broken_down(by, unit, lookup);
        return fact;
    }

    const work::Situation& situation_;
    const work::RecordState& record_;
    const Measure& measure_;
    const Beside& beside_;
    work::Situation at_opening_;
    define::Lookup answers_;
};

}  // namespace

std::vector<Fact> facts_of(const work::Situation& situation,
                           const define::Measure& measure,
                           const Beside& beside) {
    if (!measure.counts_on(situation.pathway.id)) return {};
    return Reading(situation, measure, beside).facts();
}

}  // namespace longstone::measure
