#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/button.h"
#include "ui/govuk/details.h"
#include "ui/govuk/input.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/words.h"
#include "web/account/small_form.h"
#include "web/figures/figure_page.h"
#include "web/figures/figure_routes.h"
#include "web/pages/parts.h"

// Marking a figure: the day from which its limits are drawn anew, because something was changed.
// Each mark says who made it and why, and can be taken back.
namespace longstone::web {
namespace {

Html mark_form(const SmallForm& form, const define::Measure& measure) {
    return html::form(
        {.action = figure_path(measure, "/marks"), .csrf = form.visit.csrf()},
        {govuk::input({.label = {.text = "From which day?"},
                       .name = "from",
                       // On the figure's own page another input is called so.
                       .id = form.problem == nullptr ? "mark-from" : "from",
                       .type = "date",
                       .value = form.visit.form().text("from"),
                       .error_message = form.error("from"),
                       .classes = "govuk-input--width-10"}),
         form.text("why",
                   "What was changed?",
                   "Only a known change in how the work is done or counted: not because the "
                   "figure moved."),
         govuk::button({.text = "Draw the limits anew from this day"})});
}

http::Reply mark_again(Visit& visit, const define::Measure& measure, const Problem& problem) {
    const SmallForm form{.visit = visit, .problem = &problem};
    return form.page(
        {.title = "Draw the limits anew",
         .main =
             html::cat({ls::page_head({.title = "Draw the limits anew", .caption = measure.name}),
                        mark_form(form, measure)}),
         .before_main =
             govuk::back_link({.text = "Back to the figure", .href = figure_path(measure)}),
         .current = kFiguresPath});
}

http::Reply put_mark(Visit& visit) {
    const auto* measure = visit.definitions().measure(visit.param("id"));
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(access::allow(visit.viewer(), access::Action::KeepFigures));
            if (measure == nullptr) return not_found();
            TRY(measure::put_mark(context,
                                  grant,
                                  {.measure = measure->id,
                                   .from = parse_date(visit.form().text("from")),
                                   .why = visit.form().text("why")}));
            return http::Reply::see_other(done_at(figure_path(*measure), "marked"));
        },
        [&](const Problem& problem) { return mark_again(visit, *measure, problem); });
}

http::Reply take_back(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::KeepFigures));
        const auto* measure = visit.definitions().measure(visit.param("id"));
        if (measure == nullptr) return not_found();
        TRY(measure::take_back_mark(context, grant, visit.form().text("mark")));
        return http::Reply::see_other(done_at(figure_path(*measure), "mark-gone"));
    });
}

}  // namespace

Html figure_marks_html(const FigureShown& shown) {
    auto& visit = shown.visit;
    const bool keeps = visit.viewer().may("keep-figures");
    std::vector<Html> items;
    for (const auto& rebase : shown.measure.rebases)
        items.push_back(html::cat(
            {"From ", say(rebase.from), ": ", rebase.why, " ", ls::muted("By definition.")}));
    for (const auto& mark : shown.marks) {
        if (!mark.is_rebase()) continue;
        Html item = html::cat({"From ",
                               say(mark.from),
                               ": ",
                               mark.why,
                               " ",
                               ls::muted(cat({visit.shown_name(mark.by), ", ", say(mark.at)}))});
        if (keeps)
            item += post_form(
                visit,
                figure_path(shown.measure, "/marks/take-back"),
                {html::hidden_field("mark", mark.id),
                 govuk::button({.html = html::cat({"Take it back",
                                                   html::hidden_text(cat({": ", say(mark.from)}))}),
                                .classes = "govuk-button--secondary"})});
        items.push_back(std::move(item));
    }
    Html body =
        items.empty()
            ? Html()
            : html::cat(
                  {html::heading(2, html::HeadingSize::Medium, "Where the limits are drawn anew"),
                   html::bullets(items)});
    if (keeps)
        body += govuk::details({.summary_text = "Draw the limits anew from a day",
                                .html = mark_form({.visit = visit}, shown.measure),
                                .id = "mark"});
    return body;
}

void add_mark_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.method = "POST", .pattern = "/figures/{id}/marks", .name = "mark a figure"},
             put_mark);
    add_page(
        router,
        app,
        {.method = "POST", .pattern = "/figures/{id}/marks/take-back", .name = "take back a mark"},
        take_back);
}

}  // namespace longstone::web
