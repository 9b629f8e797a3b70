#include "web/referral/draft.h"

#include <algorithm>
#include <map>
#include <memory>

#include "access/policy.h"
#include "base/text.h"
#include "people/create.h"
#include "web/forms/field.h"
#include "web/forms/read.h"
#include "web/pages/person_form.h"
#include "web/pages/record_frame.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

using define::Section;

std::string stem_of(std::string_view name) {
    return std::string(name.substr(0, name.find_first_of("./")));
}

bool has_field(const Section& section, std::string_view id) {
    return std::ranges::any_of(section.fields, [&](const auto& field) { return field.id == id; });
}

const std::vector<std::string>& forms_of(const Referral& referral) {
    const auto& pathway = *referral.pathway;
    return referral.from_public ? pathway.public_opening : pathway.opening;
}

std::string first_of(const work::Answers& answers, std::string_view field) {
    const auto found = answers.find(field);
    return found == answers.end() ? std::string() : found->second.first();
}

// The record as it would be opened now, for what conditions ask about whom it concerns.
work::RecordState record_of(const Visit& visit, const Referral& referral) {
    work::RecordState record{.pathway = referral.pathway->id,
                             .stage = referral.pathway->first,
                             .source = referral.from_public ? "public" : "partner"};
    record.opened = visit.now();
    for (const auto& person : referral.people) {
        const auto* rule = referral.rule(person.role);
        const auto answers = person_answers(visit.definitions(), person.typed, rule);
        work::PersonOnRecord named{
            .person = person.known,
            .role = person.role,
            .kind = people::kind_of(kind_typed(answers, rule)).value_or(people::Kind::Person),
            .name = person.name,
            .sex = first_of(answers, "sex")};
        named.born = parse_date(first_of(answers, "birth-date"));
        if (!named.born) named.expected = parse_date(first_of(answers, "expected-date"));
        record.people.push_back(std::move(named));
    }
    return record;
}

define::Lookup facts_of(const Visit& visit, const Referral& referral) {
    const auto record = std::make_shared<const work::RecordState>(record_of(visit, referral));
    return [&visit, record, pathway = referral.pathway](const std::string& field) {
        const work::Situation situation{.definitions = visit.definitions(),
                                        .pathway = *pathway,
                                        .record = *record,
                                        .now = visit.now()};
        return work::lookup_of(situation)(field);
    };
}

}  // namespace

std::string Referral::path(std::string_view rest) const {
    return cat({base, rest});
}

const define::PeopleRule* Referral::rule(std::string_view role) const {
    for (const auto& rule : pathway->people) {
        if (rule.role == role) return &rule;
    }
    return nullptr;
}

bool Referral::names(std::string_view role) const {
    return std::ranges::any_of(people, [&](const auto& person) { return person.role == role; });
}

void save_referral(work::Context& context, const Referral& referral) {
    Json people = Json::array();
    for (const auto& person : referral.people) {
        people.push(Json::object({{"tag", person.tag},
                                  {"role", person.role},
                                  {"known", person.known},
                                  {"name", person.name},
                                  {"typed", person.typed.json()}}));
    }
    work::save_draft(
        context,
        referral.owner,
        referral.key,
        Json::object({{"pathway", referral.pathway->id},
                      {"typed", referral.typed.json()},
                      {"people", std::move(people)},
                      {"seen", Json::strings({referral.seen.begin(), referral.seen.end()})}}));
}

Result<Referral> read_referral(const define::Definitions& definitions,
                               Referral blank,
                               const work::Draft& draft) {
    blank.pathway = definitions.pathway(draft.body.text("pathway"));
    if (blank.pathway == nullptr) return not_found();
    blank.typed = Typed(draft.body["typed"]);
    for (const Json& person : draft.body["people"].items()) {
        blank.people.push_back({.tag = person.text("tag"),
                                .role = person.text("role"),
                                .known = person.text("known"),
                                .name = person.text("name"),
                                .typed = Typed(person["typed"])});
    }
    for (const Json& key : draft.body["seen"].items()) {
        blank.seen.insert(key.text());
    }
    blank.saved = draft.saved;
    return blank;
}

Questions::Questions(const Visit& visit, const Referral& referral)
    : visit_(visit),
      referral_(referral),
      all_{.definitions = visit.definitions(),
           .sections = visit.definitions().asked(forms_of(referral)),
           .known = facts_of(visit, referral),
           .viewer = referral.viewer,
           .typed = referral.typed} {}

std::vector<const Section*> Questions::sections() const {
    auto sections = all_.sections;
    const auto lookup = all_.lookup();
    std::erase_if(sections, [&](const Section* section) {
        return !define::holds(section->when, lookup) ||
               std::ranges::none_of(section->fields, [&](const define::Field& field) {
                   return all_.may_answer(*section, field);
               });
    });
    return sections;
}

const Section* Questions::section(std::string_view key_asked) const {
    for (const auto* section : sections()) {
        if (key(*section) == key_asked) return section;
    }
    return nullptr;
}

std::string Questions::key(const Section& section) const {
    return section_key(visit_.definitions(), section);
}

Asking Questions::asking(const Section& section) const {
    auto one = all_;
    one.sections = {&section};
    one.known = all_.lookup();
    return one;
}

std::vector<FieldProblem> Questions::problems() const {
    std::vector<FieldProblem> problems;
    for (const auto& rule : referral_.pathway->people) {
        if (!rule.required || referral_.names(rule.role)) continue;
        problems.push_back({.field = cat({"people/", rule.role}),
                            .message = cat({"Say who this is about: ", rule.name})});
    }
    auto answered = problems_of(all_, visit_.now(), Enough::Whole);
    problems.insert(problems.end(), answered.begin(), answered.end());
    return problems;
}

std::vector<FieldProblem> Questions::problems(const Section& section) const {
    auto found = problems_of(all_, visit_.now(), Enough::Whole);
    std::erase_if(found,
                  [&](const auto& problem) { return !has_field(section, stem_of(problem.field)); });
    return found;
}

work::Answers Questions::answers() const {
    auto answers = read_answers(all_);
    std::erase_if(answers, [](const auto& entry) { return entry.second.empty(); });
    return answers;
}

std::string Questions::where(const std::string& field) const {
    const auto stem = stem_of(field);
    if (stem == "people") return referral_.path(referral_.from_public ? "/who" : "/people");
    for (const auto* section : all_.sections) {
        for (const auto& one : section->fields) {
            if (one.id != stem) continue;
            return referral_.path(cat({"/", key(*section), "#", first_input(one, one.id)}));
        }
    }
    return referral_.path("/check");
}

void take_section(Typed& all, const Section& section, const Typed& posted) {
    Typed kept;
    const auto copy = [&](const Typed& from, bool in_section) {
        const Json json = from.json();
        for (const auto& [name, values] : json.members()) {
            if (has_field(section, stem_of(name)) == in_section) kept.set(name, from.all(name));
        }
    };
    copy(all, false);
    copy(posted, true);
    all = std::move(kept);
}

Section person_section(const define::PeopleRule* rule) {
    return {.id = "person", .title = "Who this is", .fields = person_fields(rule)};
}

work::Answers person_answers(const define::Definitions& definitions,
                             const Typed& typed,
                             const define::PeopleRule* rule) {
    const auto section = person_section(rule);
    const Asking asking{.definitions = definitions,
                        .sections = {&section},
                        .typed = typed,
                        .offered = person_offered(rule)};
    return read_answers(asking);
}

Excuse excuse_of(const Questions& questions, const Referral& referral) {
    const auto sections = questions.sections();
    for (const auto& stage : referral.pathway->stages) {
        for (const auto& move : stage.next) {
            for (const auto& need : move.needs) {
                if (need.kind != "men-asked" || need.what.empty()) continue;
                for (const auto* section : sections) {
                    if (!has_field(*section, need.what)) continue;
                    return {.field = need.what,
                            .section = section,
                            .given = !trim(referral.typed.text(need.what)).empty()};
                }
            }
        }
    }
    return {};
}

Result<access::Grant> leave_to_name(const define::Definitions& definitions,
                                    const Referral& referral) {
    const auto& viewer = *referral.viewer;
    access::RecordFacts facts{.pathway = referral.pathway->id, .users = {viewer.user}};
    if (!viewer.agency.empty()) facts.agencies.insert(viewer.agency);
    const auto grant = TRY(access::allow(definitions, viewer, access::Action::Open, facts));
    return access::allow_through(grant, access::Action::CreatePerson, "");
}

Result<work::Opened> send_referral(work::Context& context,
                                   const Referral& referral,
                                   const Questions& questions,
                                   const std::string& source_words) {
    auto problems = questions.problems();
    if (!problems.empty()) {
        return Refused(Problem{.message = "Some answers are missing. Nothing was sent.",
                               .fields = std::move(problems)});
    }
    const auto& viewer = *referral.viewer;
    const auto naming = TRY(leave_to_name(context.definitions, referral));
    work::NewRecord asked{.pathway = referral.pathway->id,
                          .source = referral.from_public ? "public" : "partner",
                          .answers = questions.answers()};
    std::map<std::string, std::string> created;  // by tag
    for (const auto& person : referral.people) {
        const auto before = created.find(person.tag);
        std::string id = before == created.end() ? person.known : before->second;
        if (id.empty()) {
            const auto* rule = referral.rule(person.role);
            const auto answers = person_answers(context.definitions, person.typed, rule);
            id =
                TRY(people::create_person(context, naming, person_of(answers, source_words, rule)));
        }
        created[person.tag] = id;
        const bool named_twice = std::ranges::any_of(asked.people, [&](const auto& other) {
            return other.person == id && other.role == person.role;
        });
        if (!named_twice) asked.people.push_back({.person = id, .role = person.role});
    }
    return work::open_record(context, viewer, asked);
}

}  // namespace longstone::web
