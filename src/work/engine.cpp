#include "work/engine.h"

#include <algorithm>

#include "base/text.h"
#include "work/answers.h"

namespace longstone::work {
namespace {

using define::Need;

std::string subject_kind(const PersonOnRecord& subject, Date today) {
    if (!subject.born) return subject.expected ? "unborn" : "";
    return years_between(*subject.born, today) < 18 ? "child" : "adult";
}

std::vector<std::string> one(std::string value) {
    return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(value)};
}

bool disagree(const Situation& s) {
    const auto comparisons = compare_ratings(s.pathway, s.record);
    return std::any_of(
        comparisons.begin(), comparisons.end(), [](const Comparison& c) { return c.disagree; });
}

constexpr std::string_view kPeopleOf = "people.";  // and a role: who they are

std::vector<std::string> people_in(const RecordState& record, std::string_view role) {
    std::vector<std::string> people;
    for (const auto& person : record.people) {
        if (person.role == role) people.push_back(person.person);
    }
    return people;
}

std::vector<std::string> fact(const Situation& s, const std::string& field) {
    if (field == "stage") return {s.record.stage};
    if (field == "source") return one(s.record.source);
    if (field == "history.count") return {number(static_cast<long long>(s.record.earlier.size()))};
    if (field == "requests.disagree") return {disagree(s) ? "yes" : "no"};
    if (field == "steps.count") return {number(s.record.steps)};
    if (field == "opened") return {iso(london(s.record.opened).date)};
    if (field.starts_with(kPeopleOf)) return people_in(s.record, field.substr(kPeopleOf.size()));
    const auto* subject = s.record.subject(s.pathway);
    if (subject == nullptr) return {};
    const Date today = london(s.now).date;
    if (field == "subject.kind") return one(subject_kind(*subject, today));
    if (field == "subject.age") {
        return subject->born ? one(number(years_between(*subject->born, today)))
                             : std::vector<std::string>{};
    }
    if (field == "subject.sex") return one(subject->sex);
    if (field == "subject.birth-date") return one(subject->born ? iso(*subject->born) : "");
    if (field == "subject.expected-date")
        return one(subject->expected ? iso(*subject->expected) : "");
    return {};
}

const Given* given_of(const RecordState& record, const std::string& field) {
    const auto* answer = record.answer(field);
    return answer == nullptr ? nullptr : &answer->given;
}

// ---- needs

using MissingList = std::vector<Missing>;

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
    for (const auto& meeting : s.record.meetings) {
        if ((need.what.empty() || meeting.rule == need.what) && meeting.held &&
            (!quorate || meeting.quorate))
            return;
    }
    const auto* rule = s.pathway.meeting(need.what);
    const std::string name = rule == nullptr ? "The meeting" : rule->name;
    missing.push_back(
        {.need = need.kind,
         .sentence = words(
             need, cat({name, quorate ? ": not yet held with its quorum" : ": not yet held"})),
         .anchor = "meetings"});
}

void need_disagreement(const Situation& s, const Need& need, MissingList& missing) {
    if (!disagree(s)) return;
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
    NeedRule{"men-asked", need_men},
    NeedRule{"meeting-held", need_meeting},
    NeedRule{"meeting-quorate", need_meeting},
    NeedRule{"disagreement-noted", need_disagreement},
    NeedRule{"told", need_told},
    NeedRule{"all-told", need_told},
    NeedRule{"strands-ended", need_strands},
    NeedRule{"actions-closed", need_actions},
};
static_assert(kNeedRules.size() == define::kNeeds.size());

}  // namespace

const Answer* RecordState::answer(std::string_view field) const {
    const auto found = answers.find(field);
    return found == answers.end() ? nullptr : &found->second;
}

std::string RecordState::first_answer(std::string_view field) const {
    const auto* found = answer(field);
    return found == nullptr ? std::string() : found->given.first();
}

const PersonOnRecord* RecordState::subject(const define::Pathway& definition) const {
    for (const auto& rule : definition.people) {
        if (!rule.subject) continue;
        for (const auto& person : people) {
            if (person.role == rule.role) return &person;
        }
    }
    return people.empty() ? nullptr : &people.front();
}

bool RecordState::reached(std::string_view id) const {
    return std::any_of(
        visits.begin(), visits.end(), [&](const StageVisit& v) { return v.stage == id; });
}

define::Lookup lookup_of(const Situation& situation) {
    return [&situation](const std::string& field) -> std::vector<std::string> {
        const auto* answer = situation.record.answer(field);
        if (answer != nullptr) {
            if (answer->given.values.empty() && !answer->given.items.empty())
                return {number(static_cast<long long>(answer->given.items.size()))};
            return answer->given.values;
        }
        return fact(situation, field);
    };
}

std::vector<const define::Section*> sections_asked(const Situation& situation,
                                                   const define::Stage& stage) {
    auto sections = situation.definitions.asked(stage.asks);
    const auto lookup = lookup_of(situation);
    std::erase_if(sections,
                  [&](const define::Section* section) { return !holds(section->when, lookup); });
    return sections;
}

std::vector<OpenMove> moves_of(const Situation& situation) {
    std::vector<OpenMove> open;
    const auto* stage = situation.pathway.stage(situation.record.stage);
    if (stage == nullptr || situation.record.closed) return open;
    const auto lookup = lookup_of(situation);
    for (const auto& move : stage->next) {
        if (!holds(move.when, lookup)) continue;
        OpenMove entry{.move = &move};
        for (const auto& need : move.needs) {
            if (!holds(need.when, lookup)) continue;
            for (const auto& rule : kNeedRules) {
                if (rule.kind == need.kind) rule.find(situation, need, entry.missing);
            }
        }
        for (auto& one : excluded(situation, move.to))
            entry.missing.push_back(std::move(one));
        open.push_back(std::move(entry));
    }
    return open;
}

bool may_work(const define::Pathway& pathway,
              const define::Stage& stage,
              const access::Viewer& viewer) {
    if (!stage.who.empty()) return viewer.holds_any(stage.who);
    return viewer.holds_any(pathway.access.works) || viewer.holds_any(pathway.access.lead);
}

bool may_answer(const define::RequestRule& rule, const access::Viewer& viewer) {
    return rule.by.empty() || viewer.holds_any(rule.by);
}

bool may_move(const define::Pathway& pathway,
              const define::Stage& stage,
              const define::Move& move,
              const access::Viewer& viewer) {
    return move.who.empty() ? may_work(pathway, stage, viewer) : viewer.holds_any(move.who);
}

std::vector<Comparison> compare_ratings(const define::Pathway& pathway, const RecordState& record) {
    std::vector<Comparison> comparisons;
    for (const auto& stage : pathway.stages) {
        for (const auto& rule : stage.requests) {
            if (rule.compare.empty()) continue;
            Comparison comparison{.rule = &rule};
            for (const auto& request : record.requests) {
                const auto found = request.answers.find(rule.compare);
                if (request.rule != rule.id || !request.answered || found == request.answers.end())
                    continue;
                comparison.ratings.emplace_back(request.agency, found->second.first());
            }
            if (const auto own = record.first_answer(pathway.rating);
                !own.empty() && !comparison.ratings.empty()) {
                comparison.ratings.insert(comparison.ratings.begin(), {std::string(), own});
            }
            for (const auto& rating : comparison.ratings) {
                if (rating.second != comparison.ratings.front().second) comparison.disagree = true;
            }
            comparisons.push_back(std::move(comparison));
        }
    }
    return comparisons;
}

std::vector<Owed> told_and_owed(const Situation& situation) {
    const auto& record = situation.record;
    const auto settled = [&](std::string_view whom, const std::string& agency) {
        return std::any_of(record.told.begin(), record.told.end(), [&](const Told& t) {
            return t.whom == whom && (agency.empty() || t.agency.empty() || t.agency == agency);
        });
    };
    std::vector<Owed> owed;
    const auto lookup = lookup_of(situation);
    for (const auto& rule : situation.pathway.tells) {
        if (!holds(rule.when, lookup)) continue;
        if (rule.whom == "contributors") {
            std::vector<std::string> agencies;
            for (const auto& request : record.requests) {
                const bool seen =
                    std::find(agencies.begin(), agencies.end(), request.agency) != agencies.end();
                if (request.answered && !seen) agencies.push_back(request.agency);
            }
            for (const auto& agency : agencies) {
                owed.push_back(
                    {.rule = &rule, .agency = agency, .settled = settled(rule.whom, agency)});
            }
        } else {
            const std::string agency =
                rule.whom == "referrer" ? record.opened_agency : std::string();
            owed.push_back({.rule = &rule, .agency = agency, .settled = settled(rule.whom, {})});
        }
    }
    return owed;
}

std::vector<StrandState> strands_of(const Situation& situation) {
    std::vector<StrandState> states;
    const auto lookup = lookup_of(situation);
    for (const auto& strand : situation.pathway.strands) {
        states.push_back({.strand = &strand,
                          .runs = holds(strand.when, lookup),
                          .ended = holds(strand.ends, lookup)});
    }
    return states;
}

std::vector<const define::Flag*> flags_of(const Situation& situation) {
    std::vector<const define::Flag*> flags;
    const auto lookup = lookup_of(situation);
    for (const auto& flag : situation.pathway.flags) {
        if (holds(flag.when, lookup)) flags.push_back(&flag);
    }
    return flags;
}

}  // namespace longstone::work
