#include <algorithm>
#include <set>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

using Kind = Trigger::Kind;

constexpr Date kSomeMonday{20'605};  // 2026-06-01

// When in its stay at a stage a thing may happen to a record.
enum class Moment { Entering, During, Leaving };

struct Spot {
    std::string stage = {};
    Moment moment = Moment::During;
};

std::vector<Spot> at_each(const Names& stages, Moment moment) {
    std::vector<Spot> out;
    for (const std::string& stage : stages)
        out.push_back({.stage = stage, .moment = moment});
    return out;
}

class ClockCheck {
public:
    ClockCheck(const Scope& scope, const Clock& clock)
        : scope_(scope), clock_(clock), node_(scope.node.at({"clocks", clock.id})) {}

    void run() const {
        const bool starts = all_known(clock_.from, node_.at({"from"}));
        const bool stops = all_known(clock_.to, node_.at({"to"}));
        check_condition(scope_, clock_.when, node_.at({"when"}), scope_.domains(scope_.stages()));
        if (starts && stops) check_course();
        if (clock_.before && !from_date())
            scope_.errors.add(node_.at({"before"}).place,
                              "only a clock from a date counts back",
                              "Write from: {date: field}, or take before: away.");
        if (clock_.warn && !clock_.warn_before) check_warn();
        for (std::size_t i = 0; i < clock_.versions.size(); ++i)
            check_within(scope_, clock_.versions[i].within, clock_.when, length(i));
    }

private:
    const Node& length(std::size_t version) const {
        const Node* versions = node_.find("versions");
        if (versions == nullptr || version >= versions->items.size()) return node_.at({"within"});
        return versions->items[version].at({"within"});
    }

    // A warning that comes when the clock is due already warns of nothing.
    void check_warn() const {
        const auto& calendar = scope_.definitions.calendar;
        const Instant monday = from_london(kSomeMonday, 9 * kHour);
        const bool in_time = std::any_of(
            clock_.versions.begin(), clock_.versions.end(), [&](const ClockVersion& version) {
                return clock_.before || !version.within.limit ||
                       calendar.due(monday, *clock_.warn) <
                           calendar.due(monday, *version.within.limit);
            });
        if (in_time) return;
        scope_.errors.add(node_.at({"warn"}).place,
                          cat({"the clock \"", clock_.id, "\" is due before its warning"}),
                          cat({"Warn sooner, or write warn: {before: ", say(*clock_.warn), "}."}));
    }

    bool from_date() const {
        return std::all_of(clock_.from.begin(), clock_.from.end(), [](const Trigger& trigger) {
            return trigger.kind == Kind::DateOf;
        });
    }

    bool all_known(const std::vector<Trigger>& triggers, const Node& node) const {
        bool all = !triggers.empty();
        for (const Trigger& trigger : triggers) {
            all = known(trigger, node) && all;
            check_condition(scope_, trigger.when, node, scope_.domains(scope_.stages()));
        }
        return all;
    }

    bool known(const Trigger& trigger, const Node& node) const {
        const Place& place = node.mention(trigger.what).place;
        switch (trigger.kind) {
            case Kind::Opened:
                return true;
            case Kind::Closed:
                return closes(place);
            case Kind::Entered:
            case Kind::Left:
                return one_of("stage", trigger.what, scope_.stage_ids(), place);
            case Kind::Answered:
                return asked(trigger.what, place);
            case Kind::DateOf:
                if (!is_date_fact(trigger.what))
                    return asked(trigger.what, place) && is_date(trigger.what, place);
                check_date_fact(scope_, trigger.what, place);
                return true;
            case Kind::RequestsMade:
            case Kind::RequestsAnswered:
                return one_of("request", trigger.what, requests(), place);
            case Kind::MeetingHeld:
                return one_of("meeting", trigger.what, meetings(), place);
            case Kind::Told:
                return one_of("entry of tells", trigger.what, tells(), place);
        }
        return false;
    }

    bool closes(const Place& place) const {
        if (!closing().empty()) return true;
        scope_.errors.add(place, "no stage closes the record", "Add closes: yes to the last.");
        return false;
    }

    bool one_of(std::string_view kind,
                const std::string& what,
                const std::vector<std::string>& all,
                const Place& place) const {
        if (std::find(all.begin(), all.end(), what) != all.end()) return true;
        scope_.errors.unknown(place, kind, what, all);
        return false;
    }

    bool asked(const std::string& field, const Place& place) const {
        if (scope_.use(field) != nullptr) return true;
        scope_.unknown_field(place, field);
        return false;
    }

    bool is_date(const std::string& field, const Place& place) const {
        const FieldType type = scope_.use(field)->field->type;
        if (type == FieldType::Date || type == FieldType::DateTime) return true;
        scope_.errors.add(place,
                          cat({"the answer to \"", field, "\" is not a date"}),
                          "Name a field of the type date or date-time.");
        return false;
    }

    std::vector<std::string> requests() const {
        std::vector<std::string> out;
        for (const Stage& stage : scope_.pathway.stages)
            for (const RequestRule& rule : stage.requests)
                out.push_back(rule.id);
        return out;
    }

    std::vector<std::string> meetings() const {
        std::vector<std::string> out;
        for (const MeetingRule& rule : scope_.pathway.meetings)
            out.push_back(rule.id);
        return out;
    }

    std::vector<std::string> tells() const {
        std::vector<std::string> out;
        for (const TellRule& rule : scope_.pathway.tells)
            out.push_back(rule.whom);
        return out;
    }

    Names closing() const {
        Names out;
        for (const Stage& stage : scope_.pathway.stages)
            if (stage.closes) out.insert(stage.id);
        return out;
    }

    Names asking(const std::string& request) const {
        Names out;
        for (const Stage& stage : scope_.pathway.stages)
            for (const RequestRule& rule : stage.requests)
                if (rule.id == request) out.insert(stage.id);
        return out;
    }

    // With what may come later: an agency answers when it answers.
    Names with_after(Names stages) const {
        const Names first = stages;
        for (const std::string& stage : first)
            if (const auto more = scope_.after.find(stage); more != scope_.after.end())
                stages.insert(more->second.begin(), more->second.end());
        return stages;
    }

    std::vector<Spot> answering(const std::string& field) const {
        std::vector<Spot> out;
        for (const Use& use : scope_.uses) {
            if (use.field->id != field) continue;
            for (const Spot& spot : at_each(use.stages, Moment::During))
                out.push_back(spot);
            if (use.opening || use.to_public)
                out.push_back({.stage = scope_.pathway.first, .moment = Moment::Entering});
        }
        return out;
    }

    std::vector<Spot> spots(const Trigger& trigger) const {
        switch (trigger.kind) {
            case Kind::Opened:
                return at_each({scope_.pathway.first}, Moment::Entering);
            case Kind::Closed:
                return at_each(closing(), Moment::Entering);
            case Kind::Entered:
                return at_each({trigger.what}, Moment::Entering);
            case Kind::Left:
                return at_each({trigger.what}, Moment::Leaving);
            case Kind::Answered:
                return answering(trigger.what);
            case Kind::RequestsMade:
                return at_each(asking(trigger.what), Moment::During);
            case Kind::RequestsAnswered:
                return at_each(with_after(asking(trigger.what)), Moment::During);
            case Kind::MeetingHeld:
                return at_each(scope_.holding(trigger.what), Moment::During);
            case Kind::DateOf:
            case Kind::Told:
                return at_each(scope_.stages(), Moment::During);
        }
        return {};
    }

    bool follows(const Spot& first, const Spot& second) const {
        const auto after = scope_.after.find(first.stage);
        if (after != scope_.after.end() && after->second.contains(second.stage)) return true;
        if (first.stage != second.stage) return false;
        return first.moment < second.moment ||
               (first.moment == Moment::During && second.moment == Moment::During);
    }

    void check_course() const {
        std::vector<Spot> starts;
        for (const Trigger& trigger : clock_.from)
            for (Spot& spot : spots(trigger))
                starts.push_back(std::move(spot));
        std::erase_if(starts, [this](const Spot& spot) { return !scope_.reachable(spot.stage); });
        if (starts.empty()) {
            scope_.errors.add(node_.at({"from"}).place,
                              cat({"the clock \"", clock_.id, "\" can never start"}),
                              "Start it on something that happens at a stage that is reached.");
            return;
        }
        // A date lies where it lies: it may pass before or after anything else.
        if (from_date()) return;
        for (const Trigger& trigger : clock_.to) {
            if (trigger.kind == Kind::DateOf) return;
            for (const Spot& end : spots(trigger))
                if (std::any_of(starts.begin(), starts.end(), [&](const Spot& start) {
                        return follows(start, end);
                    }))
                    return;
        }
        scope_.errors.add(node_.at({"to"}).place,
                          cat({"the clock \"", clock_.id, "\" can never stop"}),
                          "Stop it on something that can happen after it starts.");
    }

    const Scope& scope_;
    const Clock& clock_;
    const Node& node_;
};

std::vector<std::string> shared_by(const Clock& clock) {
    std::vector<std::string> out;
    for (const ClockVersion& version : clock.versions)
        if (!version.within.of.empty()) out.push_back(version.within.of);
    return out;
}

bool comes_back(const Scope& scope, const std::string& to, const std::string& at, Names& seen) {
    const Clock* clock = scope.pathway.clock(at);
    if (clock == nullptr || !seen.insert(at).second) return false;
    for (const std::string& next : shared_by(*clock))
        if (next == to || comes_back(scope, to, next, seen)) return true;
    return false;
}

void check_cases(const Scope& scope,
                 const Within& within,
                 const Condition& when,
                 const Node& node) {
    const Place& place = node.at({"by"}).place;
    const Use* use = scope.use(within.by);
    if (use == nullptr) {
        scope.unknown_field(place, within.by);
        return;
    }
    const Domain domain = domain_of(scope.definitions, *use->field);
    if (domain.anything) return;
    if (!domain.coded || domain.many) {
        scope.errors.add(place,
                         cat({"the answer to \"", within.by, "\" cannot decide a limit"}),
                         "Name a field that is a rating, a choice or a yes-no.");
        return;
    }
    for (const auto& [value, limit] : within.cases)
        if (std::find(domain.values.begin(), domain.values.end(), value) == domain.values.end())
            scope.errors.unknown(node.key(value)->place,
                                 cat({"answer to \"", within.by, "\""}),
                                 value,
                                 domain.values);
    std::vector<std::string> missing;
    for (const std::string& value : domain.values) {
        const Condition chosen{.kind = Condition::Kind::Is, .field = within.by, .values = {value}};
        const Condition both{.kind = Condition::Kind::All, .parts = {chosen, when}};
        if (!within.cases.contains(value) && possible(both, scope.domains(scope.stages())))
            missing.push_back(value);
    }
    if (!missing.empty())
        scope.errors.add(
            node.place,
            cat({"no limit is given when \"", within.by, "\" is ", join(missing, ", ")}),
            "Add a case for each answer.");
}

}  // namespace

void check_within(const Scope& scope,
                  const Within& within,
                  const Condition& when,
                  const Node& node) {
    if (!within.by.empty()) check_cases(scope, within, when, node);
    if (within.of.empty() || scope.pathway.clock(within.of) != nullptr) return;
    std::vector<std::string> clocks;
    for (const Clock& clock : scope.pathway.clocks)
        clocks.push_back(clock.id);
    scope.errors.unknown(node.at({"of"}).place, "clock", within.of, clocks);
}

void check_clocks(const Scope& scope) {
    int mains = 0;
    for (const Clock& clock : scope.pathway.clocks) {
        ClockCheck(scope, clock).run();
        const Node& node = scope.node.at({"clocks", clock.id});
        Names seen;
        if (comes_back(scope, clock.id, clock.id, seen))
            scope.errors.add(node.at({"within"}).place,
                             cat({"the clock \"", clock.id, "\" is a share of its own time"}),
                             "Give one of the clocks that share a limit of its own.");
        if (clock.main && ++mains > 1)
            scope.errors.add(node.at({"main"}).place,
                             "another clock is the main one already",
                             "Say main: yes of one clock.");
    }
}

}  // namespace longstone::define
