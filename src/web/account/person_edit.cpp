#include "web/account/person_edit.h"

#include "base/text.h"
#include "http/router.h"
#include "people/assertions.h"
#include "people/current.h"
#include "people/edit.h"
#include "people/find.h"
#include "people/things.h"
#include "ui/govuk/button.h"
#include "ui/govuk/radios.h"
#include "web/account/person_form.h"
#include "web/account/small_form.h"
#include "web/forms/field.h"
#include "web/pages/parts.h"
#include "web/visit.h"
#include "work/acts/person_changed.h"
#include "work/answers.h"

namespace longstone::web {
namespace {

// One thing that may be said of a person, as the fields of one small form. The kinds are those of
// people/assertions.h; the lists are code lists of the definitions.
struct Sayable {
    std::string_view kind;
    std::string_view label;
    std::vector<define::Field> fields;
};

define::Field field(std::string id,
                    define::FieldType type,
                    std::string label,
                    std::string codes = {},
                    std::string hint = {}) {
    return {.id = std::move(id),
            .type = type,
            .label = std::move(label),
            .hint = std::move(hint),
            .codes = std::move(codes)};
}

const std::vector<Sayable>& sayables() {
    using enum define::FieldType;
    static const std::vector<Sayable> all = {
        {"address",
         "Address",
         {field("line1", Text, "First line"),
          field("line2", Text, "Second line or town"),
          field("postcode", Postcode, "Postcode"),
          field("address_kind", Choice, "What kind", "address-kind")}},
        {"name",
         "Name",
         {field("given", Text, "Given name"),
          field("family", Text, "Family name"),
          field("use", Text, "Use", {}, "current, previous, alias or preferred")}},
        {"birth-date",
         "Date of birth",
         {field("date", Date, "Date of birth", {}, "For example, 27 3 2019")}},
        {"expected-date",
         "Expected date of birth",
         {field("date", Date, "Expected date", {}, "For example, 2 2 2027")}},
        {"identifier",
         "Number, such as the NHS number",
         {field("scheme", Choice, "Kind of number", "identifier"), field("value", Text, "Number")}},
        {"contact",
         "Telephone or email",
         {field("means", Choice, "Kind", "contact-means"),
          field("value", Text, "Number or address")}},
        {"flag", "Flag", {field("code", Choice, "Flag", "person-flag")}},
        {"note", "Note", {field("text", LongText, "Note")}},
    };
    return all;
}

// Of a place, a group or an organisation: its name in one piece, and where it is on one line.
const std::vector<Sayable>& things_sayable() {
    using enum define::FieldType;
    static const std::vector<Sayable> all = {
        {"address",
         "Where it is",
         {field("line1", Text, "Address, web address, or where they meet"),
          field("postcode", Postcode, "Postcode")}},
        {"name",
         "Name",
         {field("family", Text, "Name"),
          field("use", Text, "Use", {}, "current, previous or alias")}},
        {"identifier",
         "Number, such as a registration",
         {field("scheme", Choice, "Kind of number", "identifier"), field("value", Text, "Number")}},
        {"contact",
         "Telephone or email",
         {field("means", Choice, "Kind", "contact-means"),
          field("value", Text, "Number or address")}},
        {"note", "Note", {field("text", LongText, "Note")}},
    };
    return all;
}

// What may be said of the one whose page this is.
const std::vector<Sayable>& sayables_here(Visit& visit) {
    auto context = visit.context();
    return people::is_human(kind_here(visit, context)) ? sayables() : things_sayable();
}

const Sayable* find_sayable(Visit& visit, std::string_view kind) {
    for (const auto& sayable : sayables_here(visit)) {
        if (sayable.kind == kind) return &sayable;
    }
    return nullptr;
}

// The people floor names the member at fault; the form's input for it may be called otherwise.
Problem as_typed(Problem problem) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kNames = {
        {{"kind", "address_kind"},
         {"lines", "line1"},
         {"address-lines", "line1"},
         {"birth_date", "date"}}};
    for (auto& wrong : problem.fields) {
        if (const auto slash = wrong.field.rfind('/'); slash != std::string::npos)
            wrong.field.erase(0, slash + 1);
        for (const auto& [member, input] : kNames) {
            if (wrong.field == member) wrong.field = std::string(input);
        }
    }
    return problem;
}

// ---- saying something

http::Reply choose_page(Visit& visit) {
    std::vector<Html> links;
    for (const auto& sayable : sayables_here(visit)) {
        links.push_back(
            html::link(person_path(visit, cat({"/say/", sayable.kind})), sayable.label));
    }
    return read(visit, [&](Reading&) -> Result<http::Reply> {
        TRY(leave_to_edit(visit));
        return visit.page(
            {.title = "Add or change a detail",
             .main = html::cat(
                 {html::heading(1, html::HeadingSize::Large, "Add or change a detail"),
                  html::paragraph(
                      "What was said before stays in the history, with who said it and when."),
                  html::list(links)}),
             .width = ui::Width::Narrow});
    });
}

http::Reply say_page(Visit& visit, const Problem* problem) {
    const auto* sayable = find_sayable(visit, visit.param("kind"));
    if (sayable == nullptr)
        return read(visit, [](Reading&) -> Result<http::Reply> { return not_found(); });
    const SmallForm form{.visit = visit, .problem = problem};
    Asking asking{.definitions = visit.definitions(), .typed = Typed(visit.form())};
    if (problem != nullptr) asking.problems = problem->fields;
    Html inputs;
    for (const auto& asked : sayable->fields) {
        inputs += draw_field(
            asking, {.field = asked, .name = asked.id, .error = asking.problem_at(asked.id)});
    }
    inputs += form.text("source", "Where this comes from", "For example: her mother, by telephone");
    if (sayable->kind == "address" || sayable->kind == "contact") {
        inputs += govuk::radios(
            {.name = "protected",
             .fieldset =
                 govuk::Fieldset{.legend =
                                     govuk::Legend{.text = "Must this be kept from most people?"}},
             .hint = govuk::Hint{.text = "For somebody who is in danger if it is known"},
             .items = {govuk::RadioItem{.text = "No", .value = "no"},
                       govuk::RadioItem{.text = "Yes, protect it", .value = "yes"}},
             .value = visit.form().has("protected") ? visit.form().text("protected") : "no"});
    }
    return person_form(visit,
                       form,
                       std::string(sayable->label),
                       person_path(visit, cat({"/say/", sayable->kind})),
                       inputs,
                       "Save");
}

Json fact_json(const Visit& visit, const Sayable& sayable) {
    const Typed typed(visit.form());
    Json json = Json::object({{"kind", sayable.kind}});
    for (const auto& asked : sayable.fields) {
        const auto values = values_of(typed, asked, asked.id);
        if (!values.empty())
            json.set(asked.id == "address_kind" ? "address-kind" : asked.id, values.front());
    }
    return json;
}

Result<people::NewAssertion> assertion_of(const Visit& visit, const Sayable& sayable) {
    const Json said = fact_json(visit, sayable);
    people::NewAssertion assertion{.source = visit.form().text("source"),
                                   .is_protected = visit.form().text("protected") == "yes"};
    if (sayable.kind == "address") {
        // Of a place no kind of address is asked.
        const bool of_person = sayable.fields.back().id == "address_kind";
        people::Address address{.postcode = said.text("postcode"),
                                .kind = said.has("address-kind") ? said.text("address-kind")
                                        : of_person              ? "home"
                                                                 : ""};
        for (const auto* line : {"line1", "line2"}) {
            if (!said.text(line).empty()) address.lines.push_back(said.text(line));
        }
        assertion.fact = std::move(address);
    } else if (sayable.kind == "name") {
        const auto use = people::name_use_of(said.has("use") ? said.text("use") : "current");
        if (!use)
            return Refused(
                Problem{.message = "Say how the name is used.",
                        .fields = {{"use", "Write current, previous, alias or preferred"}}});
        assertion.fact =
            people::Name{.given = said.text("given"), .family = said.text("family"), .use = *use};
    } else if (sayable.kind == "birth-date" || sayable.kind == "expected-date") {
        const auto date = parse_date(said.text("date"));
        if (!date)
            return Refused(
                Problem{.message = "Enter a real date.",
                        .fields = {{"date", "Enter a real date, for example 27 3 2019"}}});
        if (sayable.kind == "birth-date") {
            assertion.fact = people::BirthDate{.date = *date};
        } else {
            assertion.fact = people::ExpectedDate{.date = *date};
        }
    } else {
        assertion.fact = TRY(people::fact_of(said));
    }
    return assertion;
}

http::Reply say_it(Visit& visit) {
    const auto* sayable = find_sayable(visit, visit.param("kind"));
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            if (sayable == nullptr) return not_found();
            const auto grant = TRY(leave_to_edit(visit));
            auto assertion = TRY(assertion_of(visit, *sayable));
            TRY(people::state(context,
                              grant,
                              {.rev = person_rev(visit, context),
                               .assertions = {std::move(assertion)},
                               .source = visit.form().text("source")}));
            return http::Reply::see_other(person_path(visit));
        },
        [&](const Problem& problem) {
            const auto shown = as_typed(problem);
            return say_page(visit, &shown);
        });
}

// ---- acts with one small form each

http::Reply withdraw_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    const auto said =
        visit.form().has("said") ? visit.form().text("said") : visit.request().query_text("said");
    return person_form(
        visit,
        form,
        "Withdraw what was said",
        person_path(visit, "/withdraw"),
        html::cat(
            {html::hidden_field("said", said),
             form.words("reason", "Why it was wrong", "It stays in the history with this reason")}),
        "Withdraw it");
}

http::Reply withdraw(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(leave_to_edit(visit));
            TRY(people::withdraw(context,
                                 grant,
                                 person_rev(visit, context),
                                 visit.form().text("said"),
                                 visit.form().text("reason")));
            return http::Reply::see_other(person_path(visit));
        },
        [&](const Problem& problem) { return withdraw_page(visit, &problem); });
}

http::Reply born_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    Asking asking{.definitions = visit.definitions(), .typed = Typed(visit.form())};
    const auto date =
        field("born", define::FieldType::Date, "Date of birth", {}, "For example, 2 2 2027");
    const auto sexes =
        govuk::radios({.name = "sex",
                       .fieldset = govuk::Fieldset{.legend = govuk::Legend{.text = "Sex"}},
                       .error_message = form.error("sex"),
                       .items = {govuk::RadioItem{.text = "Female", .value = "F"},
                                 govuk::RadioItem{.text = "Male", .value = "M"},
                                 govuk::RadioItem{.text = "Not known", .value = "U"}},
                       .value = visit.form().text("sex")});
    return person_form(visit,
                       form,
                       "Record the birth",
                       person_path(visit, "/born"),
                       html::cat({draw_field(asking,
                                             {.field = date,
                                              .name = "born",
                                              .error = problem == nullptr ? "" : problem->message}),
                                  sexes,
                                  form.text("given", "Given name, if there is one"),
                                  form.text("family", "Family name"),
                                  form.text("source", "Where this comes from")}),
                       "Save the birth");
}

http::Reply born(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(leave_to_edit(visit));
            const auto asked = field("born", define::FieldType::Date, "Date of birth");
            const auto values = values_of(Typed(visit.form()), asked, "born");
            const auto date = values.empty() ? std::nullopt : parse_date(values.front());
            if (!date)
                return Refused(
                    Problem{.message = "Enter the date of birth.",
                            .fields = {{"born", "Enter a real date, for example 2 2 2027"}}});
            people::Birth birth{
                .rev = person_rev(visit, context),
                .born = *date,
                .sex = people::sex_of(visit.form().text("sex")).value_or(people::Sex::Unknown),
                .source = visit.form().text("source")};
            if (!visit.form().text("given").empty())
                birth.name = people::Name{.given = visit.form().text("given"),
                                          .family = visit.form().text("family")};
            TRY(people::record_birth(context, grant, birth));
            TRY(work::person_changed(context, visit.param("id")));
            return http::Reply::see_other(person_path(visit));
        },
        [&](const Problem& problem) { return born_page(visit, &problem); });
}

http::Reply restrict_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    auto context = visit.context();
    const bool restricted =
        context.db.integer("select restricted from person where id = $1", {visit.param("id")}) != 0;
    return person_form(visit,
                       form,
                       restricted ? "Lift the restriction" : "Restrict who may find this person",
                       person_path(visit, "/restrict"),
                       html::cat({html::hidden_field("restricted", restricted ? "no" : "yes"),
                                  form.words("reason", "Why")}),
                       restricted ? "Lift it" : "Restrict");
}

http::Reply restrict_it(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(leave_to_edit(visit));
            TRY(people::restrict_person(context,
                                        grant,
                                        person_rev(visit, context),
                                        visit.form().text("restricted") != "no",
                                        visit.form().text("reason")));
            return http::Reply::see_other(person_path(visit));
        },
        [&](const Problem& problem) { return restrict_page(visit, &problem); });
}

}  // namespace

void add_person_edit_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/people/{id}/say", .name = "what to say of a person"},
             choose_page);
    add_pair(router, app, "/people/{id}/say/{kind}", "say something of a person", say_page, say_it);
    add_pair(router,
             app,
             "/people/{id}/withdraw",
             "withdraw what was said of a person",
             withdraw_page,
             withdraw);
    add_pair(router, app, "/people/{id}/born", "record a birth", born_page, born);
    add_pair(router, app, "/people/{id}/restrict", "restrict a person", restrict_page, restrict_it);
    add_person_link_routes(router, app);
    add_person_same_routes(router, app);
}

}  // namespace longstone::web
