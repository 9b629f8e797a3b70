#include "web/pages/person_form.h"

#include <array>

#include "access/policy.h"
#include "base/text.h"
#include "http/csrf.h"
#include "people/current.h"
#include "people/describe.h"
#include "people/things.h"
#include "ui/govuk/button.h"
#include "ui/govuk/error_summary.h"
#include "ui/govuk/radios.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

using define::FieldType;

std::string text_of(const work::Answers& answers, std::string_view field) {
    const auto found = answers.find(field);
    return found == answers.end() ? std::string() : found->second.first();
}

std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> lines;
    for (const auto& line : split(text, '\n')) {
        if (!trim(line).empty()) lines.emplace_back(trim(line));
    }
    return lines;
}

constexpr std::string_view kKind = "kind";
constexpr std::string_view kThingName = "name";
constexpr std::string_view kThingWhere = "where";
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kKindWords = {
    {{"place", "A place"}, {"group", "A group of people"}, {"organisation", "An organisation"}}};

bool of_things(const define::PeopleRule* rule) {
    return rule != nullptr && !rule->kinds.empty();
}

std::vector<define::Field> thing_fields(const define::PeopleRule& rule) {
    std::vector<define::Field> fields;
    if (rule.kinds.size() > 1) {
        fields.push_back(ask_optional(std::string(kKind), FieldType::Choice, "What is it?"));
    }
    fields.push_back(ask_optional(std::string(kThingName), FieldType::Text, "What is it called?"));
    fields.push_back(ask_optional(
        "other-name", FieldType::Text, "What else is it called?", "As young people call it."));
    fields.push_back(ask_optional(std::string(kThingWhere),
                                  FieldType::LongText,
                                  "Where is it?",
                                  "Its address with the postcode, or a web address. For a group, "
                                  "where they meet."));
    fields.push_back(
        ask_optional("note", FieldType::LongText, "Anything else by which to know it"));
    return fields;
}

// What speaks for it, and what against it: whoever chooses has nothing else to go by.
Html evidence_html(const people::Candidate& candidate) {
    std::vector<std::string> agrees;
    std::vector<std::string> differs;
    for (const auto& reason : candidate.explanation)
        (reason.weight > 0 ? agrees : differs).push_back(reason.words);
    Html out;
    if (!agrees.empty()) out += html::cat({html::element("br"), join(agrees, ". "), "."});
    if (!differs.empty())
        out += html::cat({html::element("br"), "But: ", join(differs, ". "), "."});
    return out;
}

Html candidate_hint(const people::Candidate& candidate, Date today) {
    if (candidate.whole)
        return html::cat({people::about_line(candidate.person, today),
                          evidence_html(candidate),
                          html::element("br"),
                          html::link(cat({"/people/", candidate.id}),
                                     html::cat({"Look at their page",
                                                html::hidden_text(cat({": ", candidate.name})),
                                                " (opens in a new tab)"}),
                                     {{"target", "_blank"}, {"rel", "noopener"}})});
    if (candidate.known_to.empty())
        return html::text("Known to an agency. You may name them all the same.");
    return html::text(cat({"Somebody of this name is known to: ", join(candidate.known_to, ", ")}));
}

}  // namespace

std::vector<define::Field> person_fields(const define::PeopleRule* rule) {
    if (of_things(rule)) return thing_fields(*rule);
    return {
        ask_optional("given-name", FieldType::Text, "Given names"),
        ask_optional("family-name", FieldType::Text, "Family name"),
        ask_optional("birth-date",
                     FieldType::Date,
                     "Date of birth",
                     "For example 27 3 2019. Leave it empty if you do not know."),
        ask_optional("expected-date", FieldType::Date, "If not born yet, the date expected"),
        ask_optional("sex", FieldType::Choice, "Sex"),
        ask_optional("address-lines", FieldType::LongText, "Address"),
        ask_optional("postcode", FieldType::Postcode, "Postcode"),
        ask_optional("phone", FieldType::Phone, "Telephone number"),
        ask_optional("nhs-number", FieldType::NhsNumber, "NHS number"),
        ask_optional("note",
                     FieldType::LongText,
                     "Anything else by which to know them",
                     "Needed when you know no name: \"The boyfriend, drives a white van\"."),
    };
}

std::map<std::string, Choices, std::less<>> person_offered(const define::PeopleRule* rule) {
    if (!of_things(rule)) return {{"sex", {{"F", "Female"}, {"M", "Male"}, {"U", "Not known"}}}};
    Choices kinds;
    for (const auto& [kind, words] : kKindWords) {
        if (rule->takes(kind)) kinds.emplace_back(kind, words);
    }
    return {{std::string(kKind), std::move(kinds)}};
}

std::string kind_typed(const work::Answers& answers, const define::PeopleRule* rule) {
    if (!of_things(rule)) return std::string(people::word(people::Kind::Person));
    const auto typed = text_of(answers, kKind);
    return typed.empty() ? rule->kinds.front() : typed;
}

std::vector<FieldProblem> person_problems(const people::Context& context,
                                          const people::NewPerson& person,
                                          const work::Answers& answers,
                                          const define::PeopleRule* rule) {
    if (of_things(rule) && rule->kinds.size() > 1 && text_of(answers, kKind).empty()) {
        return {{.field = std::string(kKind), .message = "Choose what it is"}};
    }
    auto problems = people::problems_of(context, person);
    if (people::is_human(person.kind)) return problems;
    for (auto& problem : problems) {
        if (problem.field.ends_with("-name")) problem.field = kThingName;
        if (problem.field == "address-lines" || problem.field == "postcode") {
            problem.field = kThingWhere;
        }
    }
    return problems;
}

people::NewPerson person_of(const work::Answers& answers,
                            std::string source,
                            const define::PeopleRule* rule) {
    if (of_things(rule)) {
        return people::new_thing(
            {.kind = people::kind_of(kind_typed(answers, rule)).value_or(people::Kind::Place),
             .name = text_of(answers, kThingName),
             .other_names = {text_of(answers, "other-name")},
             .where = text_of(answers, kThingWhere),
             .note = text_of(answers, "note")},
            std::move(source));
    }
    people::NewPerson person{.source = std::move(source)};
    const auto text = [&](std::string_view field) { return text_of(answers, field); };
    const auto add = [&](people::Fact fact) {
        person.assertions.push_back({.fact = std::move(fact)});
    };
    if (!text("given-name").empty() || !text("family-name").empty()) {
        add(people::Name{.given = text("given-name"), .family = text("family-name")});
    } else {
        person.kind = people::Kind::Unknown;
    }
    if (const auto born = parse_date(text("birth-date"))) add(people::BirthDate{.date = *born});
    if (const auto due = parse_date(text("expected-date"))) {
        add(people::ExpectedDate{.date = *due});
        person.kind = people::Kind::Person;
    }
    if (const auto sex = people::sex_of(text("sex")); sex && *sex != people::Sex::Unknown) {
        add(people::SexStated{.sex = *sex});
    }
    const auto lines = lines_in(text("address-lines"));
    if (!lines.empty() || !text("postcode").empty()) {
        add(people::Address{.lines = lines, .postcode = text("postcode"), .kind = "home"});
    }
    if (!text("phone").empty()) add(people::Contact{.means = "phone", .value = text("phone")});
    if (!text("nhs-number").empty()) {
        add(people::Identifier{.scheme = "nhs-number", .value = text("nhs-number")});
    }
    if (!text("note").empty()) add(people::Note{.text = text("note")});
    return person;
}

std::string typed_words(const work::Answers& answers) {
    const auto text = [&](std::string_view field) { return text_of(answers, field); };
    if (!text(kThingName).empty()) {
        const auto where = people::one_line(people::where_of(text(kThingWhere)));
        return where.empty() ? text(kThingName) : cat({text(kThingName), ", ", where});
    }
    std::string words(trim(cat({text("given-name"), " ", text("family-name")})));
    if (words.empty()) words = text("expected-date").empty() ? "Name not known" : "Unborn baby";
    if (const auto born = parse_date(text("birth-date"))) words += cat({", born ", say(*born)});
    if (const auto due = parse_date(text("expected-date"))) {
        words += cat({", expected ", say(*due)});
    }
    return words;
}

Result<people::Found> same_as(Visit& visit,
                              people::Context& context,
                              const people::NewPerson& person,
                              const Result<access::Grant>& creating) {
    const auto searching = access::allow(visit.viewer(), access::Action::SearchPeople);
    const auto& grant = searching ? searching : creating;
    if (!grant) return people::Found{};
    auto found = people::duplicates_for(context, *grant, person);
    if (found && !found->ready) return refuse(Fault::Conflict, found->advice);
    return found ? std::move(*found) : people::Found{};
}

std::string candidates_title(const define::PeopleRule* rule) {
    return of_things(rule) ? "Is it one of these?" : "Is it one of these people?";
}

bool was_asked(const Typed& typed) {
    return !typed.text(kAskedField).empty();
}

Html candidates_form(Visit& visit,
                     const people::Found& found,
                     const Typed& typed,
                     const define::PeopleRule* rule) {
    Html carried = html::hidden_field(kAskedField, "yes");
    const Json values = typed.json();
    for (const auto& member : values.members()) {
        for (const auto& value : member.second.items()) {
            if (member.first != kChoiceField && member.first != kAskedField) {
                carried += html::hidden_field(member.first, value.text());
            }
        }
    }
    govuk::Radios radios{
        .name = std::string(kChoiceField),
        .fieldset = govuk::Fieldset{.legend = {.text = candidates_title(rule),
                                               .classes = "govuk-fieldset__legend--l",
                                               .is_page_heading = true}},
        .hint = govuk::Hint{.text = "Choosing somebody known keeps one history in one place. If "
                                    "you are not sure, choose none of them: somebody will look "
                                    "again."}};
    Html wrong;
    if (was_asked(typed)) {
        const std::string words = "Choose one of them, or none of these";
        radios.error_message = govuk::ErrorMessage{.text = words};
        wrong = govuk::error_summary(
            {.title_text = "There is a problem",
             .error_list = {{.text = words, .href = cat({"#", kChoiceField})}}});
    }
    const Date today = london(visit.now()).date;
    for (const auto& candidate : found.candidates) {
        const auto name = candidate.whole ? people::display_name(candidate.person) : candidate.name;
        radios.items.emplace_back(
            govuk::RadioItem{.text = name,
                             .value = candidate.id,
                             .hint = govuk::Hint{.html = candidate_hint(candidate, today)}});
    }
    radios.items.emplace_back(govuk::RadioItem{.divider = "or"});
    radios.items.emplace_back(
        govuk::RadioItem{.text = "None of these", .value = std::string(kNewPerson)});
    return html::cat(
        {wrong,
         post_form(visit,
                   visit.request().path,
                   {carried, govuk::radios(radios), govuk::button({.text = "Continue"})})});
}

}  // namespace longstone::web
