#include <algorithm>

#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/details.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_page.h"
#include "web/figures/figure_routes.h"
#include "web/pages/parts.h"
#include "work/lists.h"

// One measure: what it says, as a run chart and as a table, beside others, and broken down. Every
// point opens the records behind it.
namespace longstone::web {
namespace {

using define::Measure;
using measure::Figure;
using measure::Figures;

const Figure* last_over(const std::vector<Figure>& series) {
    for (auto figure = series.rbegin(); figure != series.rend(); ++figure) {
        if (figure->over && figure->value) return &*figure;
    }
    return series.empty() ? nullptr : &series.back();
}

Html series_table(const Measure& measure,
                  const measure::Asked& choice,
                  const std::vector<Figure>& series) {
    ls::Table table{.caption = cat({measure.name, ", period by period"}),
                    .columns = {{.text = "Period", .row_header = true},
                                {.text = "Figure", .numeric = true},
                                {.text = "Counted"},
                                {.text = "Interval"}},
                    .id = "table"};
    for (auto figure = series.rbegin(); figure != series.rend(); ++figure) {
        const measure::Range range{.from = figure->from, .to = figure->to};
        table.rows.push_back(
            {.cells = {html::cat({figure->period, figure->over ? "" : ", not over yet"}),
                       html::text(figure->hidden ? std::string(kHiddenMark)
                                                 : measure::say_value(measure, figure->value)),
                       figure->hidden ? html::text(figure->words(measure))
                                      : html::link(behind_path(measure, choice, range),
                                                   figure->words(measure)),
                       ls::muted(say_interval(measure, *figure))}});
    }
    return ls::table(table);
}

std::string pathways_words(const define::Definitions& definitions, const Measure& measure) {
    if (measure.of.empty()) return "records of every pathway";
    std::vector<std::string> names;
    for (const auto& id : measure.of) {
        const auto* pathway = definitions.pathway(id);
        names.push_back(pathway == nullptr ? id : pathway->name);
    }
    return cat({"records of ", join_and(names)});
}

Html counted_html(const Visit& visit, const Measure& measure) {
    Html body = html::paragraph(measure.question);
    body += html::paragraph(cat({"It counts ",
                                 define::word(measure.counts),
                                 measure.what.empty() ? "" : " (",
                                 measure.what,
                                 measure.what.empty() ? "" : ")",
                                 " on ",
                                 pathways_words(visit.definitions(), measure),
                                 ", and is shown as a ",
                                 define::word(measure.shown),
                                 "."}));
    body += html::paragraph(cat({"Source: ", measure.source}));
    if (!measure.note.empty()) body += html::paragraph(measure.note);
    return govuk::details({.summary_text = "How it is counted", .html = body, .id = "counted"});
}

Html says_html(const std::optional<measure::Chart>& chart, const Measure& measure) {
    if (!chart)
        return ls::say({measure.rare ? "These are rare: no limits are drawn, and each is looked at "
                                       "by itself. A high or low count says nothing about how well "
                                       "anybody works."
                                     : "There are too few periods with a figure to say whether it "
                                       "moved."});
    return ls::say({chart->says});
}

Html part_links(Figures& figures, const Measure& measure, const measure::Asked& choice) {
    if (choice.dim.empty()) return {};
    return html::paragraph(
        html::cat({figures.dim_name(measure, choice.dim),
                   ": ",
                   html::strong(figures.value_name(measure, choice.dim, choice.value)),
                   ". ",
                   html::link(figure_path(measure), "Show the whole")}));
}

Html range_html(const Measure& measure, const measure::Asked& choice) {
    std::vector<ls::Choice> periods = {
        {"month", "Months"}, {"quarter", "Quarters"}, {"year", "Years from April"}};
    Html carried;
    if (!choice.dim.empty())
        carried = html::cat(
            {html::hidden_field("by", choice.dim), html::hidden_field("value", choice.value)});
    return ls::lens(
        {.action = figure_path(measure),
         .fields = {{.label = "From",
                     .id = "from",
                     .control = ls::small_input("from", "from", iso(choice.range.from), "date")},
                    {.label = "to",
                     .id = "to",
                     .control = ls::small_input("to", "to", iso(choice.range.to), "date")},
                    {.label = "in",
                     .id = "period",
                     .control = ls::small_select(
                         "period", "period", periods, define::word(choice.period))}},
         .hidden = carried});
}

// The marks whose record, where they have one, is open to this viewer.
std::vector<measure::Mark> marks_shown(AskedFigure& asked) {
    std::vector<measure::Mark> marks;
    for (auto& mark : measure::marks_of(asked.context, asked.measure.id)) {
        const bool open =
            mark.is_rebase() ||
            !work::lines_named(asked.context, asked.figures.grant().viewer(), {mark.record}, 1)
                 .empty();
        if (open) marks.push_back(std::move(mark));
    }
    return marks;
}

FigureShown shown_of(Visit& visit, AskedFigure& asked) {
    const auto& measure = asked.measure;
    const auto& choice = asked.asked;
    FigureShown shown{.visit = visit,
                      .context = asked.context,
                      .figures = asked.figures,
                      .measure = measure,
                      .choice = choice,
                      .series = measure::from_first(asked.figures.series(
                          measure, choice.range, choice.period, choice.dim, choice.value)),
                      .marks = marks_shown(asked)};
    shown.rebases = measure::rebases_of(measure, shown.marks);
    shown.chart = measure::chart_of(measure, choice.period, shown.series, shown.rebases);
    shown.last = last_over(shown.series);
    if (shown.last != nullptr)
        shown.others = measure::comparators_of(asked.context, measure, shown.last->to);
    return shown;
}

http::Reply figure_page(Visit& visit) {
    return read_figure(visit, [&](AskedFigure& asked) -> Result<http::Reply> {
        const auto& measure = asked.measure;
        const auto& choice = asked.asked;
        const auto shown = shown_of(visit, asked);
        visit.list_as(figure_sheet(measure, shown.series));
        return visit.page(
            {.title = measure.name,
             .main = html::cat(
                 {done_banner(visit),
                  ls::page_head({.title = measure.name,
                                 .caption = measure.theme,
                                 .lead = html::cat({measure.question, " ", measure.source})}),
                  still_counting(asked.context),
                  part_links(asked.figures, measure, choice),
                  says_html(shown.chart, measure),
                  figure_chart_html(shown),
                  html::paragraph(html::link("#table", "The same as a table")),
                  range_html(measure, choice),
                  figure_cards_html(shown),
                  figure_notes_html(
                      shown, [&](const access::Grant& grant) { asked.reading.looked(grant); }),
                  figure_breakdowns_html(shown),
                  html::heading(2, html::HeadingSize::Medium, "Period by period"),
                  series_table(measure, choice, shown.series),
                  choice.dim.empty() ? figure_marks_html(shown) : Html(),
                  counted_html(visit, measure)}),
             .before_main = govuk::back_link({.text = "All figures", .href = kFiguresPath}),
             .current = kFiguresPath});
    });
}

}  // namespace

void add_figure_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/figures/{id}", .name = "figure"}, figure_page);
}

}  // namespace longstone::web
