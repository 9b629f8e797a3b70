#include "work/needs.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace longstone::work {
namespace {

using define::Need;

const Given* given_of(const RecordState& record, const std::string& field) {
    const auto* answer = record.answer(field);
    return answer == nullptr ? nullptr : &answer->given;
}

std::string words(const Need& need, std::string_view otherwise) {
    return need.sentence.empty() ? std::string(otherwise) : need.sentence;
}

void need_answers(const Situation& s, const Need&, MissingList& missing) {
    const auto* stage = s.pathway.stage(s.record.stage);
    if (stage == nullptr) return;
    for (const auto& problem : still_missing(s, sections_asked(s, *stage))) {
        missing.push_back(
            {.need = "answers", .sentence = problem.message, .anchor = problem.field});
    }
}

bool concerns(const Need& need, const RequestState& request) {
    return need.what.empty() || need.what == request.rule;
}

void need_requests_made(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& stage : s.pathway.stages) {
        for (const auto& rule : stage.requests) {
            if (need.what.empty() ? stage.id != s.record.stage : need.what != rule.id) continue;
            if (!holds(rule.when, lookup_of(s))) continue;
            const auto made = std::count_if(
                s.record.requests.begin(), s.record.requests.end(), [&](const RequestState& r) {
                    return r.rule == rule.id && !r.withdrawn;
                });
            const int wanted = std::max(1, rule.at_least);
            if (made >= wanted) continue;
            missing.push_back({.need = need.kind,
                               .sentence = words(need,
                                                 cat({rule.name,
                                                      ": ask at least ",
                                                      number(wanted),
                                                      "; ",
                                                      number(made),
                                                      " asked"})),
                               .anchor = "checks"});
        }
    }
}

void need_requests_answered(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& request : s.record.requests) {
        if (!concerns(need, request) || !request.open()) continue;
        const auto* agency = s.definitions.partnership.agency(request.agency);
        const auto* rule = s.pathway.request(request.rule);
        missing.push_back({.need = need.kind,
                           .sentence = cat({agency == nullptr ? request.agency : agency->name,
                                            ": ",
                                            rule == nullptr ? "check" : rule->name,
                                            " not answered. ",
                                            time_left(s.now, request.due, s.definitions.calendar)}),
                           .anchor = "checks"});
    }
}

void need_history(const Situation& s, const Need& need, MissingList& missing) {
    const auto open = std::count_if(s.record.earlier.begin(),
                                    s.record.earlier.end(),
                                    [](const EarlierRecord& e) { return e.decision.empty(); });
    if (open == 0) return;
    missing.push_back(
        {.need = need.kind,
         .sentence = words(need,
                           cat({"History: ",
                                number(open),
                                " of ",
                                number(static_cast<long long>(s.record.earlier.size())),
                                " earlier records neither opened nor set aside with a reason"})),
         .anchor = "history"});
}

void need_voice(const Situation& s, const Need& need, MissingList& missing) {
    const auto lookup = lookup_of(s);
    for (const auto& stage : s.pathway.stages) {
        if (!s.record.reached(stage.id)) continue;
        for (const auto* section : sections_asked(s, stage)) {
            for (const auto& field : section->fields) {
                if (!field.voice || (!need.what.empty() && need.what != field.id) ||
                    !holds(field.when, lookup))
                    continue;
                const auto* said = given_of(s.record, field.id);
                const auto* instead =
                    field.instead.empty() ? nullptr : given_of(s.record, field.instead);
                if ((said != nullptr && !said->empty()) ||
                    (instead != nullptr && !instead->empty()))
                    continue;
                missing.push_back(
                    {.need = need.kind,
                     .sentence =
                         words(need, cat({field.label, ": their words, or why they are not here"})),
                     .anchor = field.id});
            }
        }
    }
}

void need_people(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& rule : s.pathway.people) {
        if (need.what.empty() ? !rule.required : need.what != rule.role) continue;
        const bool named = std::any_of(
            s.record.people.begin(), s.record.people.end(), [&](const PersonOnRecord& p) {
                return p.role == rule.role;
            });
        if (named) continue;
        missing.push_back({.need = need.kind,
                           .sentence = words(need, cat({rule.name, ": name them, known or new"})),
                           .anchor = "people"});
    }
}

void need_men(const Situation& s, const Need& need, MissingList& missing) {
    const auto* why_not = need.what.empty() ? nullptr : given_of(s.record, need.what);
    if (why_not != nullptr && !why_not->empty()) return;
    for (const auto& rule : s.pathway.people) {
        if (!rule.ask_by_name) continue;
        const bool named = std::any_of(
            s.record.people.begin(), s.record.people.end(), [&](const PersonOnRecord& p) {
                return p.role == rule.role;
            });
        if (named) continue;
        missing.push_back(
            {.need = need.kind,
             .sentence =
                 words(need,
                       rule.ask.empty() ? cat({"Name: ", rule.name, ", or say why not known"})
                                        : rule.ask),
             .anchor = need.what.empty() ? "people" : need.what});
    }
}

void need_meeting(const Situation& s, const Need& need, MissingList& missing) {
    const bool quorate = need.kind == "meeting-quorate";
    // Where a meeting is held again and again, the last one counts.
    const MeetingState* last = nullptr;
    for (const auto& meeting : s.record.meetings) {
        if ((!need.what.empty() && meeting.rule != need.what) || !meeting.held) continue;
        if (last == nullptr || last->held <= meeting.held) last = &meeting;
    }
    if (last != nullptr && (!quorate || last->quorate)) return;
    const auto* rule = s.pathway.meeting(need.what);
    const std::string name = rule == nullptr ? "The meeting" : rule->name;
    missing.push_back(
        {.need = need.kind,
         .sentence = words(
             need, cat({name, quorate ? ": not yet held with its quorum" : ": not yet held"})),
         .anchor = "meetings"});
}

void need_disagreement(const Situation& s, const Need& need, MissingList& missing) {
    if (!ratings_disagree(s)) return;
    const auto* note = given_of(s.record, need.what);
    if (note != nullptr && !note->empty()) return;
    missing.push_back(
        {.need = need.kind,
         .sentence = words(need, "Ratings differ between agencies: say why before deciding"),
         .anchor = need.what});
}

void need_told(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& owed : told_and_owed(s)) {
        if (owed.settled || (need.kind == "told" && owed.rule->whom != need.what)) continue;
        const bool said = std::any_of(missing.begin(), missing.end(), [&](const Missing& m) {
            return m.need == "told" && m.about == owed.rule->whom;
        });
        if (said) continue;  // a sentence of its own says so
        const auto* agency = s.definitions.partnership.agency(owed.agency);
        missing.push_back(
            {.need = need.kind,
             .sentence =
                 words(need,
                       cat({agency == nullptr ? owed.rule->name
                                              : cat({owed.rule->name, " (", agency->name, ")"}),
                            ": tell them the outcome, or record why not"})),
             .anchor = "outcome",
             .about = owed.rule->whom});
    }
}

void need_strands(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& state : strands_of(s)) {
        if (!state.runs || state.ended || (!need.what.empty() && need.what != state.strand->id))
            continue;
        missing.push_back(
            {.need = need.kind,
             .sentence = words(need, cat({state.strand->name, ": has not ended"})),
             .anchor = state.strand->shows.empty() ? "overview" : state.strand->shows});
    }
}

void need_actions(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& action : s.record.actions) {
        if (action.status != "open") continue;
        missing.push_back({.need = need.kind,
                           .sentence = words(need, cat({"Action still open: ", action.what})),
                           .anchor = "actions"});
    }
}

void need_sample(const Situation& s, const Need& need, MissingList& missing) {
    if (!s.pathway.sample) return;
    if (s.record.sampled) return;
    missing.push_back(
        {.need = need.kind, .sentence = words(need, "Draw the sample"), .anchor = "sample"});
}

void need_opened_closed(const Situation& s, const Need& need, MissingList& missing) {
    for (const auto& link : s.record.links) {
        if (!link.forward || link.pathway != need.what) continue;
        const auto* there = s.definitions.pathway(link.pathway);
        const auto* stage = there == nullptr ? nullptr : there->stage(link.stage);
        if (stage == nullptr || stage->closes) continue;
        missing.push_back({.need = need.kind,
                           .sentence = cat({words(need, "Not closed yet"), " (", link.other, ")"}),
                           .anchor = "overview"});
    }
}

struct NeedRule {
    std::string_view kind;
    void (*find)(const Situation&, const Need&, MissingList&);
};
constexpr std::array kNeedRules = {
    NeedRule{"answers", need_answers},
    NeedRule{"requests-made", need_requests_made},
    NeedRule{"requests-answered", need_requests_answered},
    NeedRule{"history-reviewed", need_history},
    NeedRule{"voice-or-reason", need_voice},
    NeedRule{"people", need_people},
    NeedRule{"men-asked", need_men},
    NeedRule{"meeting-held", need_meeting},
    NeedRule{"meeting-quorate", need_meeting},
    NeedRule{"disagreement-noted", need_disagreement},
    NeedRule{"told", need_told},
    NeedRule{"all-told", need_told},
    NeedRule{"strands-ended", need_strands},
    NeedRule{"actions-closed", need_actions},
    NeedRule{"sample-drawn", need_sample},
    NeedRule{"opened-closed", need_opened_closed},
};
static_assert(kNeedRules.size() == define::kNeeds.size());

}  // namespace

void find_missing(const Situation& situation, const define::Need& need, MissingList& missing) {
    for (const auto& rule : kNeedRules) {
        if (rule.kind == need.kind) rule.find(situation, need, missing);
    }
}

}  // namespace longstone::work
