#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

// Strands, what may not run at once, and when a date may lie.
namespace longstone::define {
namespace {

const Field* date_called(const Scope& scope,
                         const std::vector<const Field*>& beside,
                         const std::string& name) {
    for (const Field* field : beside)
        if (field->id == name) return field;
    const Use* use = scope.use(name);
    return use == nullptr ? nullptr : use->field;
}

void check_strand(const Scope& scope, const Strand& strand, const Node& node) {
    const Domains domains = scope.domains(scope.stages());
    check_condition(scope, strand.when, node.at({"when"}), domains);
    check_condition(scope, strand.ends, node.at({"ends"}), domains);
    if (!strand.shows.empty() && scope.use(strand.shows) == nullptr)
        scope.unknown_field(node.at({"shows"}).place, strand.shows);
}

void check_exclusion(const Scope& scope, const Exclusion& exclusion, const Node& excludes) {
    const Node& node = excludes.at({exclusion.pathway});
    const Pathway* other = scope.definitions.pathway(exclusion.pathway);
    if (other == nullptr) {
        std::vector<std::string> ids;
        ids.reserve(scope.definitions.pathways.size());
        for (const auto& [id, pathway] : scope.definitions.pathways)
            ids.push_back(id);
        scope.errors.unknown(
            excludes.key(exclusion.pathway)->place, "pathway", exclusion.pathway, ids);
        return;
    }
    if (!exclusion.at.empty() && scope.pathway.stage(exclusion.at) == nullptr)
        scope.errors.unknown(node.at({"at"}).place, "stage", exclusion.at, scope.stage_ids());
    for (const std::string& stage : exclusion.stages) {
        if (other->stage(stage) != nullptr) continue;
        std::vector<std::string> ids;
        ids.reserve(other->stages.size());
        for (const Stage& known : other->stages)
            ids.push_back(known.id);
        scope.errors.unknown(node.at({"stages"}).mention(stage).place,
                             cat({"stage of \"", other->id, "\""}),
                             stage,
                             ids);
    }
}

// A meeting as a bound: it is held by then.
void check_held(const Scope& scope,
                const std::string& meeting,
                const Names& at,
                const Place& place) {
    if (scope.pathway.meeting(meeting) == nullptr) {
        std::vector<std::string> meetings;
        for (const MeetingRule& rule : scope.pathway.meetings)
            meetings.push_back(rule.id);
        scope.errors.unknown(place, "meeting", meeting, meetings);
        return;
    }
    const Names holding = scope.holding(meeting);
    const bool by_then = std::any_of(holding.begin(), holding.end(), [&](const auto& stage) {
        const auto later = scope.after.find(stage);
        return std::any_of(at.begin(), at.end(), [&](const std::string& one) {
            return one == stage || (later != scope.after.end() && later->second.contains(one));
        });
    });
    if (!by_then)
        scope.errors.add(place,
                         cat({"\"", meeting, "\" is not held before"}),
                         "Hold it at this stage or an earlier one.");
}

}  // namespace

void check_dates(const Scope& scope,
                 const DateRule& rule,
                 const Names& at,
                 const std::vector<const Field*>& beside,
                 const Node& node) {
    const auto check = [&](const std::string& name, const char* key) {
        if (name.starts_with(kHeldDay)) {
            const auto meeting = name.substr(kHeldDay.size());
            return check_held(scope, meeting, at, node.at({key}).mention(meeting).place);
        }
        const Place& place = node.at({key}).mention(name).place;
        if (is_date_fact(name)) return check_date_fact(scope, name, place);
        const Field* field = date_called(scope, beside, name);
        if (field == nullptr)
            scope.unknown_field(place, name);
        else if (field->type != FieldType::Date && field->type != FieldType::DateTime)
            scope.errors.add(place,
                             cat({"the answer to \"", name, "\" is not a date"}),
                             "Name a field of the type date or date-time.");
        else if (std::find(beside.begin(), beside.end(), field) == beside.end() &&
                 !scope.available(name, at))
            scope.errors.add(place,
                             cat({"\"", name, "\" is not asked before"}),
                             "Ask it at this stage or an earlier one.");
    };
    for (const DateBound& bound : rule.earliest)
        check(bound.field, bound.itself ? "not-before" : "after");
    for (const DateBound& bound : rule.latest)
        check(bound.field, bound.itself ? "not-after" : "before");
}

void check_ties(const Scope& scope) {
    for (const Strand& strand : scope.pathway.strands)
        check_strand(scope, strand, scope.node.at({"strands", strand.id}));
    for (const Exclusion& exclusion : scope.pathway.excludes)
        check_exclusion(scope, exclusion, scope.node.at({"excludes"}));
}

}  // namespace longstone::define
