#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

class NeedCheck {
public:
    NeedCheck(const Scope& scope, const Stage& stage, const Need& need, const Node& node)
        : scope_(scope), stage_(stage), need_(need), node_(node) {}

    void run() const {
        check_condition(scope_, need_.when, node_.at({"when"}), scope_.domains({stage_.id}));
        if (need_.kind == "answers") {
            if (stage_.asks.empty()) missing("the stage asks nothing", "Take this need away.");
        } else if (need_.kind == "requests-made" || need_.kind == "requests-answered") {
            request();
        } else if (need_.kind == "voice-or-reason") {
            voice();
        } else if (need_.kind == "people") {
            people();
        } else if (need_.kind == "men-asked") {
            men();
        } else if (need_.kind == "meeting-held" || need_.kind == "meeting-quorate") {
            meeting();
        } else if (need_.kind == "disagreement-noted") {
            disagreement();
        } else if (need_.kind == "told" || need_.kind == "all-told") {
            told();
        } else if (need_.kind == "strands-ended") {
            strands();
        } else if (need_.kind == "sample-drawn") {
            if (!scope_.pathway.sample)
                missing("the pathway draws no sample", "Add sample:, or take this need away.");
        } else if (need_.kind == "opened-closed") {
            opened();
        } else if (!need_.what.empty()) {
            missing(cat({"the need ", need_.kind, " has no object"}), "Take what: away.");
        }
    }

private:
    void missing(const std::string& what, const std::string& cure) const {
        scope_.errors.add(place(), what, cure);
    }

    const Place& place() const {
        return need_.what.empty() ? need_.place : node_.at({"what"}).place;
    }

    std::vector<const RequestRule*> requests() const {
        std::vector<const RequestRule*> out;
        for (const Stage& stage : scope_.pathway.stages)
            for (const RequestRule& rule : stage.requests)
                out.push_back(&rule);
        return out;
    }

    // Made at this stage or, where only their answers matter, at an earlier one.
    bool requested() const {
        const auto requests_at = [this](const Stage& stage) {
            const auto follows = scope_.after.find(stage.id);
            const bool before = need_.kind == "requests-answered" &&
                                follows != scope_.after.end() &&
                                follows->second.contains(stage_.id);
            return (before || stage.id == stage_.id) && !stage.requests.empty();
        };
        const auto& stages = scope_.pathway.stages;
        return std::any_of(stages.begin(), stages.end(), requests_at);
    }

    void request() const {
        if (need_.what.empty()) {
            if (!requested())
                missing(cat({"no requests are made by the stage \"", stage_.id, "\""}),
                        "Name one with what:, or take this need away.");
            return;
        }
        std::vector<std::string> ids;
        for (const RequestRule* rule : requests())
            ids.push_back(rule->id);
        if (scope_.pathway.request(need_.what) == nullptr)
            scope_.errors.unknown(place(), "request", need_.what, ids);
    }

    // The field is asked by now.
    bool field() const {
        const Use* use = scope_.use(need_.what);
        if (use == nullptr) {
            scope_.unknown_field(place(), need_.what);
            return false;
        }
        if (scope_.available(need_.what, {stage_.id})) return true;
        missing(cat({"\"", need_.what, "\" is not asked before"}),
                "Ask it at this stage or an earlier one.");
        return false;
    }

    void voice() const {
        if (!need_.what.empty()) {
            if (!field()) return;
            const Field& words = *scope_.use(need_.what)->field;
            if (!words.voice)
                missing(cat({"\"", need_.what, "\" is not the person's own words"}),
                        "Name a field with voice: yes.");
            else if (words.instead.empty())
                missing(cat({"\"", need_.what, "\" has no field for the reason"}),
                        "Add instead: field to it.");
            return;
        }
        const bool asked = std::any_of(scope_.uses.begin(), scope_.uses.end(), [&](const Use& use) {
            return use.field->voice && scope_.available(use.field->id, {stage_.id});
        });
        if (!asked)
            missing("nobody has been asked for the person's own words by now",
                    "Ask a field with voice: yes at this stage or an earlier one.");
    }

    void people() const {
        const auto& rules = scope_.pathway.people;
        if (need_.what.empty()) {
            if (std::none_of(rules.begin(), rules.end(), [](const PeopleRule& rule) {
                    return rule.required;
                }))
                missing("no role of people is required", "Name one with what:.");
            return;
        }
        std::vector<std::string> roles;
        roles.reserve(rules.size());
        for (const PeopleRule& rule : rules)
            roles.push_back(rule.role);
        if (scope_.pathway.role(need_.what) == nullptr)
            scope_.errors.unknown(place(), "role of people", need_.what, roles);
    }

    void men() const {
        const auto& people = scope_.pathway.people;
        if (std::none_of(people.begin(), people.end(), [](const PeopleRule& rule) {
                return rule.ask_by_name;
            }))
            missing("no role of people is asked for by name",
                    "Add ask-by-name: yes under people, or take this need away.");
        if (!need_.what.empty()) field();
    }

    // The meeting that is meant: the one named, or any held by this stage or an earlier one.
    std::vector<const MeetingRule*> meetings() const {
        std::vector<const MeetingRule*> out;
        for (const MeetingRule& rule : scope_.pathway.meetings) {
            const Names held = scope_.holding(rule.id);
            const bool by_now = std::any_of(held.begin(), held.end(), [this](const auto& stage) {
                const auto follows = scope_.after.find(stage);
                return stage == stage_.id ||
                       (follows != scope_.after.end() && follows->second.contains(stage_.id));
            });
            if (need_.what.empty() ? by_now : rule.id == need_.what) out.push_back(&rule);
        }
        return out;
    }

    void meeting() const {
        const auto meant = meetings();
        if (meant.empty() && need_.what.empty()) {
            missing(cat({"no meeting is held by the stage \"", stage_.id, "\""}),
                    "Name one with what:, or take this need away.");
        } else if (meant.empty()) {
            std::vector<std::string> ids;
            for (const MeetingRule& known : scope_.pathway.meetings)
                ids.push_back(known.id);
            scope_.errors.unknown(place(), "meeting", need_.what, ids);
        }
        const auto has_quorum = [](const MeetingRule* rule) {
            return !rule->quorum.empty() || !rule->group.empty();
        };
        if (need_.kind == "meeting-quorate" && !meant.empty() &&
            std::none_of(meant.begin(), meant.end(), has_quorum))
            missing(cat({"the meeting \"", meant.front()->id, "\" has no quorum"}),
                    "Add quorum: [kinds] to it.");
    }

    void disagreement() const {
        const auto all = requests();
        if (std::none_of(all.begin(), all.end(), [](const RequestRule* rule) {
                return !rule->compare.empty();
            }))
            missing("no request compares answers, so none can disagree",
                    "Add compare: field to a request, or take this need away.");
        if (need_.what.empty())
            missing("this need has no field for the note", "Add what: field.");
        else
            field();
    }

    void strands() const {
        const Pathway& pathway = scope_.pathway;
        if (pathway.strands.empty())
            missing("the pathway has no strands", "Add strands:, or take this need away.");
        if (need_.what.empty() || pathway.strand(need_.what) != nullptr) return;
        std::vector<std::string> ids;
        for (const Strand& strand : pathway.strands)
            ids.push_back(strand.id);
        scope_.errors.unknown(place(), "strand", need_.what, ids);
    }

    // Records of that pathway come out of this one.
    void opened() const {
        const Pathway& pathway = scope_.pathway;
        std::vector<std::string> ids;
        for (const OpenRule& rule : pathway.opens)
            ids.push_back(rule.pathway);
        if (pathway.sample) ids.push_back(pathway.sample->opens);
        for (const Stage& stage : pathway.stages)
            for (const LinkRule& rule : stage.links)
                ids.push_back(rule.opens);
        if (need_.what.empty())
            missing("this need does not say which records", "Add what: with their pathway.");
        else if (std::find(ids.begin(), ids.end(), need_.what) == ids.end())
            scope_.errors.unknown(place(), "pathway that this one opens", need_.what, ids);
    }

    void told() const {
        std::vector<std::string> ids;
        for (const TellRule& rule : scope_.pathway.tells)
            ids.push_back(rule.whom);
        if (need_.kind == "all-told" && ids.empty())
            missing("the pathway tells nobody", "Add tells:, or take this need away.");
        if (need_.kind == "told" && need_.what.empty())
            missing("this need does not say whom to tell", "Add what: with one of tells.");
        if (!need_.what.empty() && std::find(ids.begin(), ids.end(), need_.what) == ids.end())
            scope_.errors.unknown(place(), "entry of tells", need_.what, ids);
    }

    const Scope& scope_;
    const Stage& stage_;
    const Need& need_;
    const Node& node_;
};

// The node of a need, which alone knows where its parts are written.
const Node& node_of(const Node& needs, const Need& need) {
    const auto same = [&need](const Node& node) {
        return node.place.line == need.place.line && node.place.column == need.place.column &&
               node.place.file == need.place.file;
    };
    for (const Node& item : needs.items)
        if (same(item)) return item;
    return needs;
}

}  // namespace

void check_needs(const Scope& scope) {
    for (const Stage& stage : scope.pathway.stages)
        for (const Move& move : stage.next) {
            const Node& needs = scope.node.at({"stages", stage.id, "next", move.to, "needs"});
            for (const Need& need : move.needs)
                NeedCheck(scope, stage, need, node_of(needs, need)).run();
        }
}

}  // namespace longstone::define
