#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"
#include "work/learning.h"

// One's own training: what is to come, what is still to say about it, what was, certificates.
namespace longstone::web {
namespace {

Html asked_html(Visit& visit, const std::vector<partnership::ToEvaluate>& all) {
    if (all.empty()) return {};
    ls::Table table{
        .caption = "What you are asked",
        .columns = {
            {.text = "What", .row_header = true}, {.text = "Course"}, {.text = "Time left"}}};
    for (const auto& one : all) {
        const auto about =
            one.asked.rule->by_manager
                ? cat({one.asked.rule->name, ": ", learner_name(visit, one.place.place)})
                : one.asked.rule->name;
        table.rows.push_back({.cells = {html::link(evaluation_path(one), about),
                                        html::text(one.place.session.title()),
                                        left_html(visit, one.asked.due)}});
    }
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What you are asked"), visit.list(table)});
}

Html places_html(Visit& visit, const std::vector<partnership::PlaceOn>& places) {
    ls::Table table{.caption = "Your courses",
                    .columns = {{.text = "Course", .row_header = true},
                                {.text = "When"},
                                {.text = "Your place"},
                                {.text = "Certificate"}},
                    .if_empty = "You have no course yet. Look at what is on offer."};
    for (const auto& one : places) {
        Html certificate;
        if (!one.place.certificate.empty()) {
            const auto until = parse_date(one.place.valid_until);
            certificate = html::cat(
                {html::link(cat({"/training/certificates/", one.place.certificate}),
                            html::cat({"Certificate",
                                       html::hidden_text(cat({": ", one.session.title()}))})),
                 until ? cat({", until ", say(*until)}) : std::string()});
        }
        table.rows.push_back(
            {.cells = {html::cat({html::link(training_path(one.session.ref()), one.session.title()),
                                  html::element("br"),
                                  ls::muted(one.session.ref())}),
                       html::text(when_words(one.session.offer)),
                       place_tag(one),
                       certificate}});
    }
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "Your courses"), visit.list(table)});
}

Html needs_html(Visit& visit, const std::vector<partnership::Competence>& needs) {
    if (needs.empty()) return {};
    ls::Table table{.caption = "What your role needs",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "How you stand"},
                                {.text = "Last"},
                                {.text = "Until"}}};
    for (const auto& one : needs)
        table.rows.push_back({.cells = {html::text(one.requirement->name),
                                        standing_tag(one.due),
                                        html::text(one.last ? say(*one.last) : ""),
                                        html::text(one.due.until ? say(*one.due.until) : "")}});
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What your role needs"), visit.list(table)});
}

Html elsewhere_html(Visit& visit, const std::vector<work::Learned>& all) {
    Html out = html::heading(2, html::HeadingSize::Medium, "Learning elsewhere");
    if (!all.empty()) {
        ls::Table table{.caption = "Learning elsewhere",
                        .columns = {{.text = "What", .row_header = true},
                                    {.text = "Given by"},
                                    {.text = "When"},
                                    {.text = "State"}}};
        for (const auto& one : all) {
            const auto state = one.state == "confirmed" ? std::string("Confirmed")
                               : one.state == "declined"
                                   ? cat({"Not confirmed: ", one.reason})
                                   : cat({"Waits for ", visit.shown_name(one.confirmer)});
            table.rows.push_back({.cells = {html::text(one.title),
                                            html::text(one.provider),
                                            html::text(one.on ? say(*one.on) : ""),
                                            html::text(state)}});
        }
        out += visit.list(table);
    }
    return html::cat(
        {out, html::paragraph(html::link("/training/mine/elsewhere", "Add what you learned"))});
}

http::Reply own_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(may_book(visit));
        const auto places = partnership::places_of(reading.context, visit.viewer());
        const auto needs = partnership::own_competence(reading.context, visit.viewer());
        const auto elsewhere = work::learning_of(reading.context, visit.viewer());
        const auto asked = partnership::to_evaluate(reading.context, visit.viewer());
        return visit.page({.title = "My training",
                           .main = html::cat({done_banner(visit),
                                              training_head(visit, "My training"),
                                              asked_html(visit, asked),
                                              needs_html(visit, needs),
                                              places_html(visit, places),
                                              elsewhere_html(visit, elsewhere)}),
                           .current = kTrainingPath});
    });
}

}  // namespace

void add_own_training_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/training/mine", .name = "my training"}, own_page);
}

}  // namespace longstone::web
