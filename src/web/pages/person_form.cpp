#include "web/pages/person_form.h"

#include "access/policy.h"
#include "base/text.h"
#include "http/csrf.h"
#include "people/current.h"
#include "people/describe.h"
#include "ui/govuk/button.h"
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

std::string candidate_hint(const people::Candidate& candidate, Date today) {
    if (candidate.whole) return people::about_line(candidate.person, today);
    if (candidate.known_to.empty()) return "Known to an agency. You may name them all the same.";
    return cat({"Somebody of this name is known to: ", join(candidate.known_to, ", ")});
}

}  // namespace

std::vector<define::Field> person_fields() {
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

std::map<std::string, Choices, std::less<>> person_offered() {
    return {{"sex", {{"F", "Female"}, {"M", "Male"}, {"U", "Not known"}}}};
}

people::NewPerson person_of(const work::Answers& answers, std::string source) {
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
    std::string words(trim(cat({text("given-name"), " ", text("family-name")})));
    if (words.empty()) words = text("expected-date").empty() ? "Name not known" : "Unborn baby";
    if (const auto born = parse_date(text("birth-date"))) words += cat({", born ", say(*born)});
    if (const auto due = parse_date(text("expected-date"))) {
        words += cat({", expected ", say(*due)});
    }
    return words;
}

people::Found same_as(Visit& visit, people::Context& context, const people::NewPerson& person) {
    const auto grant = access::allow(visit.viewer(), access::Action::SearchPeople);
    if (!grant) return {};
    auto found = people::duplicates_for(context, *grant, person);
    return found ? std::move(*found) : people::Found{};
}

Html candidates_form(Visit& visit, const people::Found& found, const Typed& typed) {
    Html carried;
    const Json values = typed.json();
    for (const auto& member : values.members()) {
        for (const auto& value : member.second.items()) {
            if (member.first != kChoiceField) {
                carried += html::hidden_field(member.first, value.text());
            }
        }
    }
    govuk::Radios radios{
        .name = std::string(kChoiceField),
        .fieldset = govuk::Fieldset{.legend = {.text = "Is it one of these people?",
                                               .classes = "govuk-fieldset__legend--l",
                                               .is_page_heading = true}},
        .hint = govuk::Hint{.text = "Choosing somebody known keeps one history in one place. If "
                                    "you are not sure, choose none of them: somebody will look "
                                    "again."}};
    const Date today = london(visit.now()).date;
    for (const auto& candidate : found.candidates) {
        const auto name = candidate.whole ? people::display_name(candidate.person) : candidate.name;
        radios.items.emplace_back(
            govuk::RadioItem{.text = name,
                             .value = candidate.id,
                             .hint = govuk::Hint{.text = candidate_hint(candidate, today)}});
    }
    radios.items.emplace_back(govuk::RadioItem{.divider = "or"});
    radios.items.emplace_back(
        govuk::RadioItem{.text = "None of these", .value = std::string(kNewPerson)});
    return post_form(visit,
                     visit.request().path,
                     {carried, govuk::radios(radios), govuk::button({.text = "Continue"})});
}

}  // namespace longstone::web
