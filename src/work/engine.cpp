#include "work/engine.h"

#include <algorithm>

#include "base/text.h"
#include "people/things.h"
#include "work/answers.h"
#include "work/needs.h"

namespace longstone::work {
namespace {

std::string subject_kind(const PersonOnRecord& subject, Date today) {
    if (!people::is_human(subject.kind)) return std::string(people::word(subject.kind));
    if (!subject.born) return subject.expected ? "unborn" : "";
    return years_between(*subject.born, today) < 18 ? "child" : "adult";
}

std::string subject_fact(const PersonOnRecord& subject, const std::string& field, Date today) {
    if (field == "subject.kind") return subject_kind(subject, today);
    if (field == "subject.age")
        return subject.born ? number(years_between(*subject.born, today)) : std::string();
    if (field == "subject.sex") return subject.sex;
    if (field == "subject.birth-date") return subject.born ? iso(*subject.born) : std::string();
    if (field == "subject.expected-date")
        return subject.expected ? iso(*subject.expected) : std::string();
    return {};
}

std::vector<std::string> one(std::string value) {
    return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(value)};
}

constexpr std::string_view kPeopleOf = "people.";  // and a role: who they are

std::vector<std::string> people_in(const RecordState& record, std::string_view role) {
    std::vector<std::string> people;
    for (const auto& person : record.people) {
        if (person.role == role) people.push_back(person.person);
    }
    return people;
}

// The day on which a meeting was last held.
std::string held_on(const RecordState& record, std::string_view rule) {
    std::optional<Instant> last;
    for (const auto& meeting : record.meetings) {
        if (meeting.rule == rule && meeting.held && (!last || *last < *meeting.held))
            last = meeting.held;
    }
    return last ? iso(london(*last).date) : std::string();
}

std::vector<std::string> fact(const Situation& s, const std::string& field) {
    if (field == "stage") return {s.record.stage};
    if (field == "source") return one(s.record.source);
    if (field == "history.count") return {number(static_cast<long long>(s.record.earlier.size()))};
    if (field == "history.repeat") return {s.record.repeat ? "yes" : "no"};
    if (field == "requests.disagree") return {ratings_disagree(s) ? "yes" : "no"};
    if (field == "steps.count") return {number(s.record.steps)};
    if (field == "opened") return {iso(london(s.record.opened).date)};
    if (field.starts_with(define::kHeldDay))
        return one(held_on(s.record, field.substr(define::kHeldDay.size())));
    if (field.starts_with(kPeopleOf)) return people_in(s.record, field.substr(kPeopleOf.size()));
    if (!field.starts_with("subject.")) return {};
    std::vector<std::string> values;
    for (const auto& person : s.record.people) {
        if (is_subject_role(s.pathway, person.role))
            values.push_back(subject_fact(person, field, london(s.now).date));
    }
    return values;
}

std::size_t count_in(const RecordState& record, std::string_view role) {
    return static_cast<std::size_t>(std::ranges::count(record.people, role, &PersonOnRecord::role));
}

// Of a role of people.
std::vector<std::string> not_told_yet(const RecordState& record, std::string_view role) {
    auto people = people_in(record, role);
    std::erase_if(people, [&](const std::string& person) {
        return std::any_of(record.told.begin(), record.told.end(), [&](const Told& told) {
            return told.whom == role && (told.person.empty() || told.person == person);
        });
    });
    return people;
}

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
    return nullptr;
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
            find_missing(situation, need, entry.missing);
        }
        for (auto& one : excluded(situation, move.to))
            entry.missing.push_back(std::move(one));
        open.push_back(std::move(entry));
    }
    return open;
}

std::vector<std::pair<std::string, std::string>> answered_by_facts(const Situation& situation) {
    std::vector<std::pair<std::string, std::string>> found;
    const auto lookup = lookup_of(situation);
    const auto note = [&](const std::vector<std::string>& asks) {
        for (const auto* section : situation.definitions.asked(asks)) {
            for (const auto& field : section->fields) {
                if (field.from.empty()) continue;
                const auto* answer = situation.record.answer(field.id);
                if (answer != nullptr && !answer->by.empty()) continue;
                const auto values = lookup(field.from);
                if (values.empty() || (answer != nullptr && answer->given.values == values))
                    continue;
                if (holds(section->when, lookup) && holds(field.when, lookup))
                    found.emplace_back(field.id, values.front());
            }
        }
    };
    note(situation.record.source == "public" && !situation.pathway.public_opening.empty()
             ? situation.pathway.public_opening
             : situation.pathway.opening);
    for (const auto& stage : situation.pathway.stages) {
        if (situation.record.reached(stage.id)) note(stage.asks);
    }
    return found;
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

bool ratings_disagree(const Situation& s) {
    const auto comparisons = compare_ratings(s.pathway, s.record);
    return std::any_of(
        comparisons.begin(), comparisons.end(), [](const Comparison& c) { return c.disagree; });
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
            auto people = not_told_yet(record, rule.whom);
            const bool some_left = !people.empty() && people.size() < count_in(record, rule.whom);
            owed.push_back({.rule = &rule,
                            .agency = agency,
                            .settled = settled(rule.whom, {}) && !some_left,
                            .people = std::move(people)});
        }
    }
    return owed;
}

std::vector<StrandState> strands_of(const Situation& situation) {
    std::vector<StrandState> states;
    states.reserve(situation.pathway.strands.size());
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
