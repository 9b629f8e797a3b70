#include "web/sharing/agency_decides.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/warning_text.h"
#include "ui/longstone/identity.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/forms/read.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/sharing/sharing_words.h"
#include "web/visit.h"
#include "work/acts/releases.h"

namespace longstone::web {
namespace {

using define::FieldType;

std::string path_of(const std::string& request, std::string_view rest = {}) {
    return cat({"/sharing/", request, rest});
}

std::string part(const std::string& field, std::string_view what) {
    return cat({field, "/", what});
}

// One section for each thing asked: the decision, what is released, why not, and until when.
std::vector<define::Section> sections_of(const Visit& visit, const work::FieldRequest& request) {
    std::vector<define::Section> sections;
    for (const auto& one : request.fields) {
        const auto* field = visit.definitions().sharing.field(one.field);
        define::Section section{.id = one.field,
                                .title = field_words(visit.definitions(), one.field),
                                .guidance = field == nullptr ? std::string() : field->hint};
        const auto when = [&](std::vector<std::string> values) {
            return define::Condition{.kind = define::Condition::Kind::Is,
                                     .field = one.field,
                                     .values = std::move(values)};
        };
        section.fields.push_back(ask(one.field,
                                     FieldType::Choice,
                                     "What do you decide?",
                                     cat({"Asked for by ",
                                          gateway_words(visit.definitions(), one.gateway),
                                          ", until ",
                                          say(last_day(one.until)),
                                          "."})));
        auto value = ask(part(one.field, "value"),
                         FieldType::LongText,
                         "What do you release?",
                         "Only what is asked, and only what is needed for it.");
        value.when = when({"released", "part"});
        auto reason = ask(part(one.field, "why"), FieldType::Text, "Why not all of it?");
        reason.when = when({"refused", "part"});
        auto until = ask_optional(part(one.field, "until"),
                                  FieldType::Date,
                                  "Until which day?",
                                  "Leave it empty for the day that was asked.");
        until.when = when({"released", "part"});
        for (auto* field_of : {&value, &reason, &until})
            section.fields.push_back(std::move(*field_of));
        sections.push_back(std::move(section));
    }
    return sections;
}

Asking asking_of(const Visit& visit, const std::vector<define::Section>& sections) {
    Asking asking{.definitions = visit.definitions(), .dense = true};
    for (const auto& section : sections) {
        asking.sections.push_back(&section);
        asking.offered[section.id] = {
            {"released", "Release it"}, {"part", "Release a part of it"}, {"refused", "Refuse"}};
    }
    return asking;
}

Html head_html(Visit& visit, const work::AskedOfAgency& asked) {
    const auto& request = asked.request;
    const auto person = summary_of(asked.person);
    ls::IdentityBar bar{.name =
                            cat({name_words(person), age_words(person, london(visit.now()).date)})};
    bar.lines.push_back(html::text(cat({"Asked by ",
                                        visit.agency_name(request.asker),
                                        " on ",
                                        say(request.asked),
                                        " for ",
                                        request.record})));
    return html::cat(
        {ls::identity_bar(bar),
         ls::say({html::strong("Why it is needed: "), request.words}),
         html::paragraph({"Purpose: ", purpose_words(visit.definitions(), request.purpose), "."})});
}

Html decided_html(Visit& visit, const work::AskedOfAgency& asked) {
    govuk::SummaryList list;
    for (const auto& field : asked.request.fields) {
        Html value = field.value.empty() ? Html() : html::lines(field.value);
        value += html::small_paragraph(
            {ls::muted(html::cat({field_state_words(asked.request, field, visit.now()),
                                  ". ",
                                  gateway_words(visit.definitions(), field.gateway)}))});
        govuk::SummaryRow row{.key = {.text = field_words(visit.definitions(), field.field)},
                              .value = {.html = std::move(value)}};
        if (field.open(visit.now()))
            row.actions.items.push_back(
                {.text = "End it now",
                 .href = path_of(asked.request.id, cat({"/end/", field.field})),
                 .visually_hidden_text = field_words(visit.definitions(), field.field)});
        list.rows.emplace_back(std::move(row));
    }
    return govuk::summary_list(list);
}

http::Reply show(Visit& visit, const Typed* typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto asked =
            TRY(work::find_field_request(reading.context, visit.viewer(), visit.param("request")));
        const auto sections = sections_of(visit, asked.request);
        auto asking = asking_of(visit, sections);
        if (typed != nullptr) asking.typed = *typed;
        if (problem != nullptr) asking.problems = problem->fields;
        Html main = problem == nullptr ? done_banner(visit) : error_summary(asking);
        if (problem != nullptr && problem->fields.empty())
            main += govuk::warning_text({.text = problem->message});
        main += head_html(visit, asked);
        if (asked.request.lapsed(visit.now())) {
            main += html::heading(2, html::HeadingSize::Large, "Too late to decide");
            main += govuk::inset_text(
                {.text = cat({"The day until which this was asked is over, so nothing can be "
                              "released by it. There is nothing for you to do. If ",
                              visit.agency_name(asked.request.asker),
                              " still needs it, they ask again."})});
            main += decided_html(visit, asked);
        } else if (asked.request.waits()) {
            main += html::heading(2, html::HeadingSize::Large, "Decide on each by itself");
            main += post_form(
                visit,
                visit.request().path,
                {draw_form(asking, {.heading_level = 3}),
                 govuk::button({.text = "Send the decisions", .prevent_double_click = true})});
        } else {
            main += html::heading(2, html::HeadingSize::Large, "What was decided");
            if (asked.request.decided)
                main += html::paragraph({"By ",
                                         visit.shown_name(asked.request.decided_by),
                                         " on ",
                                         say(*asked.request.decided),
                                         "."});
            main += decided_html(visit, asked);
        }
        main += html::paragraph(html::link("/sharing", "All that my agency was asked"));
        return visit.page({.title = cat({"Asked by ", visit.agency_name(asked.request.asker)}),
                           .main = std::move(main),
                           .has_errors = problem != nullptr,
                           .current = "/sharing",
                           .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
    });
}

std::string first_of(const work::Answers& answers, const std::string& field) {
    const auto found = answers.find(field);
    return found == answers.end() ? std::string() : found->second.first();
}

http::Reply decide(Visit& visit) {
    const Typed typed(visit.form());
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto id = visit.param("request");
            const auto asked = TRY(work::find_field_request(context, visit.viewer(), id));
            const auto sections = sections_of(visit, asked.request);
            auto asking = asking_of(visit, sections);
            asking.typed = typed;
            auto problems = problems_of(asking, context.now, Enough::Half);
            if (!problems.empty())
                return Refused(Problem{.message = "Some answers need attention.",
                                       .fields = std::move(problems)});
            const auto answers = read_answers(asking);
            std::vector<work::FieldDecision> decisions;
            for (const auto& field : asked.request.fields)
                decisions.push_back(
                    {.field = field.field,
                     .decision = first_of(answers, field.field),
                     .value = first_of(answers, part(field.field, "value")),
                     .reason = first_of(answers, part(field.field, "why")),
                     .until = parse_date(first_of(answers, part(field.field, "until")))});
            TRY(work::decide_fields(context, visit.viewer(), id, decisions));
            return http::Reply::see_other(done_at(path_of(id), "decided"));
        },
        [&](const Problem& problem) { return show(visit, &typed, &problem); });
}

// ---- ending a release before its day

http::Reply show_end(Visit& visit, const Typed* typed, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto asked =
            TRY(work::find_field_request(reading.context, visit.viewer(), visit.param("request")));
        const auto field = std::ranges::find(
            asked.request.fields, visit.param("field"), &work::SharedField::field);
        if (field == asked.request.fields.end() || !field->open(visit.now())) return not_found();
        const auto name = field_words(visit.definitions(), field->field);
        const define::Section section{.id = "end",
                                      .fields = {ask("reason", FieldType::LongText, "Why?")}};
        Asking asking{.definitions = visit.definitions(), .sections = {&section}, .dense = true};
        if (typed != nullptr) asking.typed = *typed;
        if (problem != nullptr) asking.problems = problem->fields;
        Html main = problem == nullptr ? Html() : error_summary(asking);
        main += head_html(visit, asked);
        main += html::heading(2, html::HeadingSize::Large, cat({"End the release: ", name}));
        main += html::paragraph({visit.agency_name(asked.request.asker),
                                 " can no longer read it. That it was open, and who looked, stays "
                                 "on both sides."});
        main += post_form(visit,
                          visit.request().path,
                          {draw_form(asking, {.section_titles = false}),
                           govuk::button({.text = "End it now",
                                          .classes = "govuk-button--warning",
                                          .prevent_double_click = true})});
        main += html::paragraph(html::link(path_of(asked.request.id), "Cancel"));
        return visit.page({.title = cat({"End the release: ", name}),
                           .main = std::move(main),
                           .has_errors = problem != nullptr,
                           .current = "/sharing",
                           .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
    });
}

http::Reply end(Visit& visit) {
    const Typed typed(visit.form());
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto id = visit.param("request");
            TRY(work::end_release(
                context, visit.viewer(), id, visit.param("field"), typed.text("reason")));
            return http::Reply::see_other(done_at(path_of(id), "release-ended"));
        },
        [&](const Problem& problem) { return show_end(visit, &typed, &problem); });
}

}  // namespace

void add_decide_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/sharing/{request}", .name = "sharing: what was asked"},
             [](Visit& visit) { return show(visit, nullptr, nullptr); });
    add_page(router,
             app,
             {.method = "POST", .pattern = "/sharing/{request}", .name = "sharing: decide"},
             decide);
    add_page(router,
             app,
             {.pattern = "/sharing/{request}/end/{field:key}", .name = "sharing: end a release"},
             [](Visit& visit) { return show_end(visit, nullptr, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/sharing/{request}/end/{field:key}",
              .name = "sharing: end a release: do"},
             end);
}

}  // namespace longstone::web
