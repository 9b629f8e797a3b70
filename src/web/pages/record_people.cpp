#include <algorithm>

#include "base/text.h"
#include "people/create.h"
#include "people/describe.h"
#include "ui/govuk/button.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/alike.h"
#include "web/pages/parts.h"
#include "web/pages/person_form.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "work/acts/name_people.h"

// The people on a record: who they are to it, naming another, taking one off.
namespace longstone::web {
namespace {

using define::FieldType;

const define::PeopleRule* rule_of(const work::Opened& opened, std::string_view role) {
    for (const auto& rule : opened.pathway->people) {
        if (rule.role == role) return &rule;
    }
    return nullptr;
}

Html table_of(Visit& visit, const work::Opened& opened) {
    const Date today = london(visit.now()).date;
    const bool works = works_here(opened);
    ls::Table table{.caption = "People on this record",
                    .columns = {{.text = "Name", .row_header = true},
                                {.text = "Who they are"},
                                {.text = "About them"},
                                {.text = "Since"},
                                {.text = "Take off", .unseen = true}},
                    .if_empty = "Nobody is named yet."};
    for (const auto& person : opened.record.people) {
        const auto* rule = rule_of(opened, person.role);
        const auto summary = summary_of(person);
        const auto name = name_words(summary);
        Html off;
        if (works) {
            off = html::link(record_path(opened.record.ref,
                                         cat({"/people/", person.person, "/off/", person.role})),
                             html::cat({"Take off", html::hidden_text(cat({" ", name}))}));
        }
        table.rows.push_back({.cells = {html::link(cat({"/people/", person.person}), name),
                                        html::text(rule == nullptr ? person.role : rule->name),
                                        html::text(people::about_line(summary, today)),
                                        when_html(person.since),
                                        off}});
    }
    return visit.list(table);
}

// Each role as a question: fathers and other men are asked for by name.
Html asks_html(const work::Opened& opened) {
    std::vector<Html> items;
    for (const auto& rule : opened.pathway->people) {
        const auto named =
            std::ranges::count(opened.record.people, rule.role, &work::PersonOnRecord::role);
        if (named > 0 && !rule.many) continue;
        const auto href = record_path(opened.record.ref, cat({"/people/add/", rule.role}));
        Html item = html::link(href, cat({"Add: ", rule.name}));
        if (!rule.ask.empty()) item += html::cat({". ", rule.ask});
        if (rule.ask_by_name && named == 0) item += html::cat({" ", ls::late("Not named yet.")});
        items.push_back(std::move(item));
    }
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "Name somebody"), html::bullets(items)});
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened)) return not_found();
        reading.looked(opened.grant);
        Html main = html::heading(2, html::HeadingSize::Large, "People");
        main += table_of(visit, opened);
        if (!opened.record.people.empty())
            main += html::paragraph(html::link(record_path(opened.record.ref, "/chronology"),
                                               "One line of time of everybody here"));
        if (works_here(opened)) main += asks_html(opened);
        return record_page(
            visit, opened, {.title = "People", .tab = "people", .main = std::move(main)});
    });
}

// ---- naming somebody

define::Section naming_section(const define::PeopleRule& rule) {
    return {.id = "person", .title = "Name somebody", .fields = person_fields(&rule)};
}

std::string naming_title(const define::PeopleRule& rule) {
    return cat({rule.kinds.empty() ? "Name somebody: " : "Name: ", rule.name});
}

http::Reply draw_naming(Visit& visit,
                        const work::Opened& opened,
                        const define::PeopleRule& rule,
                        const Typed& typed,
                        const Problem* problem) {
    const auto section = naming_section(rule);
    Asking asking{.definitions = visit.definitions(),
                  .sections = {&section},
                  .typed = typed,
                  .offered = person_offered(&rule)};
    if (problem != nullptr) asking.problems = problem->fields;
    Html main = problem == nullptr ? Html{} : error_summary(asking);
    if (problem != nullptr && problem->fields.empty()) {
        main += govuk::warning_text({.text = problem->message});
    }
    main += html::heading(2, html::HeadingSize::Large, naming_title(rule));
    if (!rule.ask.empty()) main += html::paragraph(rule.ask);
    main += html::paragraph(
        rule.kinds.empty() ? "Give what you know. It is used first to see whether we know them."
                           : "Give what you know. It is used first to see whether it is known.");
    const bool human = rule.kinds.empty();
    const auto form =
        html::form({.action = visit.request().path,
                    .csrf = visit.csrf(),
                    .attributes = human ? asks_as_typed(visit) : html::Attributes()},
                   {draw_form(asking, {.section_titles = false}),
                    govuk::button({.text = "Continue", .prevent_double_click = true})});
    const auto beside = human ? alike_region(visit) : Html();
    main += beside.empty() ? form : ls::two_columns(form, beside, "Known already");
    return record_page(visit,
                       opened,
                       {.title = naming_title(rule),
                        .tab = "people",
                        .main = std::move(main),
                        .has_errors = problem != nullptr,
                        .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

http::Reply show_naming(Visit& visit, const Typed& typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Work, visit.param("ref")));
        const auto* rule = rule_of(opened, visit.param("role"));
        if (rule == nullptr) return not_found();
        reading.looked(opened.grant);
        return draw_naming(visit, opened, *rule, typed, problem);
    });
}

Result<std::string> create(work::Context& context,
                           const work::Opened& opened,
                           const people::NewPerson& person) {
    const auto grant = TRY(access::allow_through(opened.grant, access::Action::CreatePerson, ""));
    return people::create_person(context, grant, person);
}

Result<http::Reply> name_somebody(Visit& visit, work::Context& context, const Typed& typed) {
    const auto opened = TRY(
        work::open_record_for(context, visit.viewer(), access::Action::Work, visit.param("ref")));
    const auto* rule = rule_of(opened, visit.param("role"));
    if (rule == nullptr) return not_found();
    const auto section = naming_section(*rule);
    const Asking asking{.definitions = visit.definitions(),
                        .sections = {&section},
                        .typed = typed,
                        .offered = person_offered(rule)};
    auto problems = problems_of(asking, context.now, Enough::Half);
    const auto answers = read_answers(asking);
    const auto person = person_of(answers, visit.agency_name(visit.viewer().agency), rule);
    if (problems.empty()) problems = person_problems(context, person, answers, rule);
    if (!problems.empty()) {
        return Refused(
            Problem{.message = "Some answers need attention.", .fields = std::move(problems)});
    }
    const auto choice = typed.text(kChoiceField);
    if (choice.empty()) {
        const auto found =
            TRY(same_as(visit,
                        context,
                        person,
                        access::allow_through(opened.grant, access::Action::CreatePerson, "")));
        if (!found.candidates.empty()) {
            return record_page(visit,
                               opened,
                               {.title = candidates_title(rule),
                                .tab = "people",
                                .main = candidates_form(visit, found, typed, rule),
                                .has_errors = was_asked(typed),
                                .status = was_asked(typed) ? 422 : 200});
        }
    }
    const bool known = !choice.empty() && choice != kNewPerson;
    const auto id = known ? choice : TRY(create(context, opened, person));
    TRY(work::add_person(context, visit.viewer(), opened.record.ref, id, rule->role));
    return http::Reply::see_other(done_at(record_path(opened.record.ref, "/people"), "person"));
}

http::Reply send_naming(Visit& visit) {
    const Typed typed(visit.form());
    return act(
        visit,
        [&](work::Context& context) { return name_somebody(visit, context, typed); },
        [&](const Problem& problem) { return show_naming(visit, typed, &problem); });
}

RecordAct take_off() {
    return {
        .path = "/people/{person}/off/{role}",
        .name = "record: take somebody off",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            for (const auto& person : opened.record.people) {
                if (person.person != visit.param("person") || person.role != visit.param("role")) {
                    continue;
                }
                return ActForm{
                    .title = cat({"Take ", name_words(summary_of(person)), " off the record"}),
                    .intro = html::paragraph("The history keeps that they were here."),
                    .fields = {ask("reason", FieldType::LongText, "Why?")},
                    .button = "Take off",
                    .is_grave = true,
                    .tab = "people"};
            }
            return not_found();
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::remove_person(given.context,
                                    visit.viewer(),
                                    given.ref,
                                    visit.param("person"),
                                    visit.param("role"),
                                    given.text("reason")));
            return done_at(record_path(given.ref, "/people"), "person-left");
        }};
}

}  // namespace

void add_people_on_record_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/people", .name = "record: people"}, list);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/people/add/{role:key}", .name = "record: name somebody"},
             [](Visit& visit) { return show_naming(visit, {}, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/records/{ref}/people/add/{role:key}",
              .name = "record: name somebody: do"},
             send_naming);
    add_record_act(router, app, take_off());
}

}  // namespace longstone::web
