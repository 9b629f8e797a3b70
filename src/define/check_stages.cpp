#include <algorithm>

#include "base/text.h"
#include "define/scope.h"

namespace longstone::define {
namespace {

std::string quoted(const std::string& text) {
    return cat({"\"", text, "\""});
}

// A dead end is reported as one; what leads there has a way on.
bool ends(const Stage& stage) {
    return stage.closes || stage.next.empty();
}

bool can_close(const Scope& scope, const Stage& stage) {
    if (ends(stage)) return true;
    const auto follows = scope.after.find(stage.id);
    return follows != scope.after.end() &&
           std::any_of(follows->second.begin(), follows->second.end(), [&](const auto& next) {
               const Stage* there = scope.pathway.stage(next);
               return there != nullptr && ends(*there);
           });
}

void check_way(const Scope& scope, const Stage& stage) {
    const Node& key = *scope.node.at({"stages"}).key(stage.id);
    if (!scope.reachable(stage.id))
        scope.errors.add(key.place,
                         cat({"no move leads to the stage ", quoted(stage.id)}),
                         "Add it to the next: of an earlier stage, or take it away.");
    if (stage.next.empty() && !stage.closes)
        scope.errors.add(key.place,
                         cat({"the stage ", quoted(stage.id), " is a dead end"}),
                         "Add next: with a move, or closes: yes.");
    else if (!can_close(scope, stage))
        scope.errors.add(key.place,
                         cat({"no way leads from ", quoted(stage.id), " to a stage that closes"}),
                         "Add a move on, or closes: yes to the last stage.");
}

void check_asks(const Scope& scope, const std::vector<std::string>& asks, const Node& node) {
    std::vector<std::string> forms;
    for (const auto& [id, form] : scope.definitions.forms)
        forms.push_back(id);
    for (const std::string& ask : asks) {
        const Form* form = scope.definitions.form(form_of(ask));
        if (form == nullptr) {
            scope.errors.unknown(node.mention(ask).place, "form", form_of(ask), forms);
            continue;
        }
        if (!scope.definitions.asked({ask}).empty()) continue;
        std::vector<std::string> sections;
        for (const Section& section : form->sections)
            sections.push_back(section.id);
        scope.errors.unknown(node.mention(ask).place,
                             cat({"section of ", quoted(form->id)}),
                             ask.substr(std::min(form->id.size() + 1, ask.size())),
                             sections);
    }
}

void check_move(const Scope& scope, const Stage& stage, const Move& move, const Node& next) {
    if (scope.pathway.stage(move.to) == nullptr) {
        scope.errors.unknown(next.key(move.to)->place, "stage", move.to, scope.stage_ids());
        return;
    }
    const Node& node = next.at({move.to});
    check_roles(scope, move.who, node.at({"who"}));
    check_condition(scope, move.when, node.at({"when"}), scope.domains({stage.id}));
}

// Where every move waits for a condition, each answer to a required choice must open one.
void check_choices(const Scope& scope, const Stage& stage) {
    const bool free = std::any_of(
        stage.next.begin(), stage.next.end(), [](const Move& move) { return move.when.always(); });
    if (stage.next.empty() || free || stage.closes) return;
    Condition any{.kind = Condition::Kind::Any};
    for (const Move& move : stage.next)
        any.parts.push_back(move.when);
    std::vector<std::string> fields;
    collect_fields(any, fields);
    const Domains domains = scope.domains({stage.id});
    for (const std::string& id : fields) {
        const Use* use = scope.use(id);
        if (use == nullptr || !use->field->is_required || !use->stages.contains(stage.id)) continue;
        const Domain domain = domains(id);
        if (!domain.coded || domain.many) continue;
        for (const std::string& value : domain.values) {
            const Condition chosen{.kind = Condition::Kind::Is, .field = id, .values = {value}};
            const Condition both{.kind = Condition::Kind::All, .parts = {chosen, any}};
            const Condition asked{.kind = Condition::Kind::All,
                                  .parts = {chosen, use->field->when}};
            if (!possible(both, domains) && possible(asked, domains))
                scope.errors.add(scope.node.at({"stages", stage.id, "next"}).place,
                                 cat({"no move is open when ", quoted(id), " is ", quoted(value)}),
                                 "Add a move for this answer.");
        }
    }
}

void check_stage(const Scope& scope, const Stage& stage) {
    const Node& node = scope.node.at({"stages", stage.id});
    check_way(scope, stage);
    check_roles(scope, stage.who, node.at({"who"}));
    check_asks(scope, stage.asks, node.at({"asks"}));
    for (const Move& move : stage.next)
        check_move(scope, stage, move, node.at({"next"}));
    check_choices(scope, stage);
    std::vector<std::string> meetings;
    for (const MeetingRule& meeting : scope.pathway.meetings)
        meetings.push_back(meeting.id);
    for (const std::string& held : stage.holds)
        if (scope.pathway.meeting(held) == nullptr)
            scope.errors.unknown(node.at({"holds"}).mention(held).place, "meeting", held, meetings);
}

bool needs_subject(const std::string& about) {
    return about == "child" || about == "adult" || about == "person" || about == "professional";
}

void check_people(const Scope& scope) {
    const auto& people = scope.pathway.people;
    const bool subject = std::any_of(
        people.begin(), people.end(), [](const PeopleRule& rule) { return rule.subject; });
    if (needs_subject(scope.pathway.about) && !subject)
        scope.errors.add(scope.node.at({"people"}).place,
                         cat({"the pathway is about a ",
                              scope.pathway.about,
                              ", but no role of people is its subject"}),
                         "Add subject: yes to one of the people.");
}

}  // namespace

void check_stages(const Scope& scope) {
    check_people(scope);
    check_asks(scope, scope.pathway.opening, scope.node.at({"opening"}));
    check_asks(scope, scope.pathway.public_opening, scope.node.at({"public-opening"}));
    for (const Stage& stage : scope.pathway.stages)
        check_stage(scope, stage);
    for (const MeetingRule& meeting : scope.pathway.meetings)
        if (!meeting.asks.empty())
            check_asks(scope, {meeting.asks}, scope.node.at({"meetings", meeting.id, "asks"}));
}

}  // namespace longstone::define
