#include "web/pathways/pathway_words.h"

#include <algorithm>
#include <array>

#include "base/limit.h"
#include "base/text.h"
#include "ui/govuk/tag.h"

namespace longstone::web {
namespace {

using define::Trigger;

std::string quoted(std::string_view words) {
    return cat({"“", words, "”"});
}

std::string stage_name(const define::Pathway& pathway, const std::string& id) {
    const auto* stage = pathway.stage(id);
    return stage == nullptr ? id : stage->name;
}

std::string request_name(const define::Pathway& pathway, const std::string& id) {
    const auto* rule = pathway.request(id);
    return rule == nullptr ? id : rule->name;
}

std::string condition_words(const define::Condition& condition) {
    using Kind = define::Condition::Kind;
    std::vector<std::string> parts;
    parts.reserve(condition.parts.size());
    for (const auto& part : condition.parts)
        parts.push_back(condition_words(part));
    switch (condition.kind) {
        case Kind::Always:
            return {};
        case Kind::Is:
            return cat({condition.field, " is ", join(condition.values, " or ")});
        case Kind::Answered:
            return cat({condition.field, " is answered"});
        case Kind::AtLeast:
            return cat({condition.field, " is high enough"});
        case Kind::Below:
            return cat({condition.field, " is low enough"});
        case Kind::Not:
            return cat({"not ", join(parts, " and ")});
        case Kind::Any:
            return join(parts, " or ");
        default:
            return join(parts, " and ");
    }
}

std::string one_trigger(const define::Definitions& definitions,
                        const define::Pathway& pathway,
                        const Trigger& trigger) {
    const auto* field = definitions.field(pathway, trigger.what);
    const auto label = field == nullptr ? trigger.what : field->label;
    const auto* meeting = pathway.meeting(trigger.what);
    switch (trigger.kind) {
        case Trigger::Kind::Opened:
            return "when it is opened";
        case Trigger::Kind::Closed:
            return "when it is closed";
        case Trigger::Kind::Entered:
            return cat({"when it enters ", quoted(stage_name(pathway, trigger.what))});
        case Trigger::Kind::Left:
            return cat({"when it leaves ", quoted(stage_name(pathway, trigger.what))});
        case Trigger::Kind::Answered:
            return cat({"when ", quoted(label), " is answered"});
        case Trigger::Kind::DateOf:
            return cat({"on the date of ", quoted(label)});
        case Trigger::Kind::RequestsMade:
            return cat({"when ", quoted(request_name(pathway, trigger.what)), " is asked"});
        case Trigger::Kind::RequestsAnswered:
            return cat(
                {"when all of ", quoted(request_name(pathway, trigger.what)), " is answered"});
        case Trigger::Kind::MeetingHeld:
            return cat(
                {"when ", quoted(meeting == nullptr ? trigger.what : meeting->name), " is held"});
        default:
            return cat({"when ", trigger.what, " is told"});
    }
}

struct NeedWords {
    std::string_view kind = {};
    std::string_view words = {};
};
constexpr std::array kNeedWords = {
    NeedWords{"answers", "the questions of the stage answered"},
    NeedWords{"requests-made", "agencies asked"},
    NeedWords{"requests-answered", "each answer in, or withdrawn with a reason"},
    NeedWords{"history-reviewed", "earlier records looked at"},
    NeedWords{"voice-or-reason", "the person’s own words, or why not"},
    NeedWords{"people", "those named whom it must be about"},
    NeedWords{"men-asked", "fathers and other men named, or why not"},
    NeedWords{"meeting-held", "the meeting held"},
    NeedWords{"meeting-quorate", "the meeting held with its quorum"},
    NeedWords{"disagreement-noted", "where ratings differ, why"},
    NeedWords{"told", "told"},
    NeedWords{"all-told", "everybody told who must be"},
    NeedWords{"strands-ended", "what runs beside it ended"},
    NeedWords{"actions-closed", "actions closed"},
    NeedWords{"sample-drawn", "the sample drawn"},
    NeedWords{"opened-closed", "each record that came of it closed"},
};

std::string object_of(const define::Pathway& pathway, const define::Need& need) {
    if (const auto* meeting = pathway.meeting(need.what)) return meeting->name;
    if (const auto* request = pathway.request(need.what)) return request->name;
    for (const auto& rule : pathway.tells) {
        if (rule.whom == need.what) return rule.name;
    }
    return {};
}

}  // namespace

std::string role_names(const define::Definitions& definitions,
                       const std::vector<std::string>& roles) {
    std::vector<std::string> names;
    for (const auto& id : roles) {
        const auto found = definitions.roles.find(id);
        names.push_back(found == definitions.roles.end() ? id : found->second.name);
    }
    return join(names, ", ");
}

std::map<std::string, std::string> names_of_roles(const define::Definitions& definitions) {
    std::map<std::string, std::string> names;
    for (const auto& [id, role] : definitions.roles)
        names[id] = role.name;
    return names;
}

std::string limit_words(const define::Definitions& definitions,
                        const define::Pathway& pathway,
                        const define::Clock& clock) {
    if (clock.versions.empty()) return {};
    const auto& within = clock.versions.back().within;
    if (within.next_school_day) return "by the start of the next school day";
    if (within.limit) return cat({say(*within.limit), clock.before ? " before" : ""});
    if (!within.of.empty()) {
        const auto* other = pathway.clock(within.of);
        return cat({number(within.percent),
                    " % of the time of ",
                    quoted(other == nullptr ? within.of : other->name)});
    }
    const auto* field = definitions.field(pathway, within.by);
    std::vector<std::string> cases;
    cases.reserve(within.cases.size());
    for (const auto& [value, limit] : within.cases) {
        cases.push_back(cat(
            {field == nullptr ? value : definitions.value_text(*field, value), ": ", say(limit)}));
    }
    return join(cases, "; ");
}

std::string trigger_words(const define::Definitions& definitions,
                          const define::Pathway& pathway,
                          const std::vector<Trigger>& triggers) {
    std::vector<std::string> words;
    for (const auto& trigger : triggers) {
        const auto only = condition_words(trigger.when);
        words.push_back(
            cat({one_trigger(definitions, pathway, trigger), only.empty() ? "" : " if ", only}));
    }
    return join(words, ", or ");
}

std::string need_words(const define::Pathway& pathway, const define::Need& need) {
    for (const auto& known : kNeedWords) {
        if (known.kind != need.kind) continue;
        const auto object = object_of(pathway, need);
        return object.empty() ? std::string(known.words) : cat({object, ": ", known.words});
    }
    return need.kind;
}

Html status_html(const define::Clock& clock) {
    if (clock.status == "ok") return html::text(define::words(clock.kind));
    return html::cat(
        {define::words(clock.kind),
         " ",
         govuk::tag({.text = clock.status == "local" ? "Local default" : "Not confirmed",
                     .classes = "govuk-tag--yellow"})});
}

std::string asks_words(const define::Definitions& definitions,
                       const std::vector<std::string>& asks) {
    std::vector<std::string> names;
    for (const auto& ask : asks) {
        const auto dot = ask.find('.');
        const auto* form = definitions.form(ask.substr(0, dot));
        if (form == nullptr) continue;
        std::string name = form->name;
        for (const auto& section : form->sections) {
            if (dot != std::string::npos && section.id == ask.substr(dot + 1))
                name += cat({": ", section.title.empty() ? section.id : section.title});
        }
        names.push_back(std::move(name));
    }
    return join(names, "; ");
}

std::string agency_kinds(const std::vector<std::string>& kinds) {
    auto words = join(kinds, ", ");
    std::ranges::replace(words, '-', ' ');
    return words;
}

std::string agency_kinds(const std::vector<std::vector<std::string>>& each) {
    std::vector<std::string> words;
    words.reserve(each.size());
    for (const auto& any : each)
        words.push_back(join(any, " or "));
    return agency_kinds(words);
}

}  // namespace longstone::web
