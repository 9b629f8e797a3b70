#include <algorithm>

#include "base/text.h"
#include "http/urlencoded.h"
#include "measure/reference.h"
#include "ui/govuk/back_link.h"
#include "ui/govuk/details.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/run_chart.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_parts.h"
#include "web/figures/figure_routes.h"

// One measure: what it says, as a run chart and as a table, beside others, and broken down. Every
// point opens the records behind it.
namespace longstone::web {
namespace {

using define::Measure;
using measure::Figure;
using measure::Figures;

std::string query_of(const measure::Asked& choice, const measure::Range& range) {
    http::Pairs pairs = {{"from", iso(range.from)}, {"to", iso(range.to)}};
    if (!choice.dim.empty()) pairs.emplace_back("by", choice.dim);
    if (!choice.dim.empty()) pairs.emplace_back("value", choice.value);
    pairs.emplace_back("period", define::word(choice.period));
    return http::write_query(pairs);
}

std::string behind_path(const Measure& measure,
                        const measure::Asked& choice,
                        const measure::Range& range) {
    return cat({figure_path(measure, "/records?"), query_of(choice, range)});
}

ls::Signal signal_of(const measure::Flag& flag) {
    switch (flag.cause) {
        case measure::Cause::Outside:
            return ls::Signal::Beyond;
        case measure::Cause::Common:
            return ls::Signal::None;
        default:
            return ls::Signal::Run;
    }
}

Html chart_html(const Measure& measure,
                const measure::Asked& choice,
                const std::vector<Figure>& series,
                const std::optional<measure::Chart>& chart) {
    ls::RunChart drawn{.title = measure.name,
                       .description = chart ? chart->says : measure.question,
                       .unit = measure.shown == define::Shown::Percent ? "%" : ""};
    bool any = false;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& figure = series[i];
        ls::ChartPoint point{
            .label = figure.label,
            .value = figure.value,
            .href = behind_path(measure, choice, {.from = figure.from, .to = figure.to}),
            .words = cat({figure.period,
                          ": ",
                          measure::say_value(measure, figure.value),
                          ", ",
                          figure.words(measure),
                          figure.over ? "" : ", not over yet"})};
        if (chart) {
            point.signal = signal_of(chart->flags[i]);
            point.worse = chart->flags[i].meaning == measure::Meaning::Concern;
        }
        any = any || figure.value.has_value();
        drawn.points.push_back(std::move(point));
    }
    if (!any) return ls::nothing("Nothing was counted in these periods, so there is no chart.");
    if (chart) {
        for (const auto& segment : chart->segments) {
            if (!segment.centre) continue;
            ls::ChartStretch stretch{
                .from = segment.first, .to = segment.end - 1, .mean = *segment.centre};
            if (segment.limits) {
                const bool share = measure.shown == define::Shown::Percent;
                stretch.lower = std::max(segment.limits->low, 0.0);
                stretch.upper =
                    share ? std::min(segment.limits->high, 100.0) : segment.limits->high;
            }
            drawn.stretches.push_back(stretch);
        }
    }
    return html::cat({ls::run_chart(drawn), chart ? ls::chart_key() : Html()});
}

std::string say_interval(const Measure& measure, const Figure& figure) {
    if (!figure.interval) return {};
    return cat({"95% interval ",
                measure::say_value(measure, figure.interval->low),
                " to ",
                measure::say_value(measure, figure.interval->high)});
}

const Figure* last_over(const std::vector<Figure>& series) {
    for (auto figure = series.rbegin(); figure != series.rend(); ++figure) {
        if (figure->over && figure->value) return &*figure;
    }
    return series.empty() ? nullptr : &series.back();
}

ls::Card latest_card(const Measure& measure, const measure::Asked& choice, const Figure& last) {
    const measure::Range range{.from = last.from, .to = last.to};
    Html body = html::paragraph(
        html::cat({last.words(measure),
                   ". ",
                   html::link(behind_path(measure, choice, range),
                              measure.has_numerator() ? "See them" : "See the records")}));
    if (measure.has_numerator() && last.met < last.counted)
        body += html::paragraph(
            html::link(cat({behind_path(measure, choice, range), "&unmet=yes"}),
                       cat({"See the ", number(last.counted - last.met), " that did not"})));
    if (const auto interval = say_interval(measure, last); !interval.empty())
        body += html::paragraph(ls::muted(interval));
    return {.title = last.period, .big = measure::say_value(measure, last.value), .body = body};
}

ls::Card beside_card(work::Context& context, const Measure& measure, const Figure& last) {
    const auto others = measure::comparators_of(context, measure, last.to);
    if (others.empty())
        return {.title = "Beside others",
                .body = html::paragraph(ls::muted("No figures of other areas are loaded for this "
                                                  "measure."))};
    Html words;
    for (const auto& other : others) {
        Html said = html::cat({html::strong(other.area),
                               ": ",
                               measure::say_value(measure, other.value),
                               " (",
                               say(other.from),
                               " to ",
                               say(other.to),
                               "). "});
        if (last.value && last.interval)
            said += html::text(
                cat({"Ours is ",
                     measure::say(measure::compare(
                         {.value = *last.value, .interval = *last.interval}, other.value)),
                     ". "}));
        said += ls::muted(other.source);
        words += html::paragraph(said);
    }
    return {.title = "Beside others", .body = words};
}

ls::Card aim_card(const Measure& measure, const std::optional<measure::Chart>& chart) {
    Html body;
    if (measure.target) {
        body +=
            html::paragraph(cat({"The aim is ", measure::say_value(measure, measure.target), "."}));
        if (chart && chart->assurance != measure::Assurance::None)
            body += html::paragraph(std::string(measure::say(chart->assurance)));
    } else {
        body += html::paragraph(ls::muted("No aim is set for this measure."));
    }
    body += html::paragraph(measure.good == define::Good::Up     ? "Higher is better."
                            : measure.good == define::Good::Down ? "Lower is better."
                                                                 : "Neither way is better.");
    return {.title = "What it should do", .body = body};
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
                       html::text(figure->hidden ? std::string("c")
                                                 : measure::say_value(measure, figure->value)),
                       figure->hidden ? html::text(figure->words(measure))
                                      : html::link(behind_path(measure, choice, range),
                                                   figure->words(measure)),
                       ls::muted(say_interval(measure, *figure))}});
    }
    return ls::table(table);
}

Html breakdown_html(Visit& visit,
                    Figures& figures,
                    const Measure& measure,
                    const measure::Asked& choice,
                    const std::string& dim) {
    const auto parts = figures.broken_down(measure, dim, choice.range);
    ls::Table table{.caption = figures.dim_name(measure, dim),
                    .columns = {{.text = figures.dim_name(measure, dim), .row_header = true},
                                {.text = "Counted", .numeric = true}},
                    .if_empty = "Nothing was counted."};
    if (measure.has_numerator()) table.columns.push_back({.text = "Of which", .numeric = true});
    if (measure.shown != define::Shown::Count)
        table.columns.push_back({.text = "Figure", .numeric = true});
    bool hidden = false;
    for (const auto& part : parts) {
        hidden = hidden || part.figure.hidden;
        auto chosen = choice;
        chosen.dim = dim;
        chosen.value = part.value;
        const auto mark = [&](const std::string& text) {
            return html::text(part.figure.hidden ? std::string("c") : text);
        };
        // A hidden part has no page of its own: its periods would be smaller still.
        ls::Row row{.cells = {part.figure.hidden ? html::text(part.name)
                                                 : html::link(cat({figure_path(measure, "?"),
                                                                   query_of(chosen, choice.range)}),
                                                              part.name),
                              part.figure.hidden
                                  ? mark("")
                                  : html::link(behind_path(measure, chosen, choice.range),
                                               number(part.figure.counted))}};
        if (measure.has_numerator()) row.cells.push_back(mark(number(part.figure.met)));
        if (measure.shown != define::Shown::Count)
            row.cells.push_back(mark(measure::say_value(measure, part.figure.value)));
        table.rows.push_back(std::move(row));
    }
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, cat({"By ", figures.dim_name(measure, dim)})),
         visit.list(table),
         hidden ? html::paragraph(
                      ls::muted("c: hidden, because so small a number could tell who somebody "
                                "is to a reader who may not see these records."))
                : Html()});
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

http::Reply figure_page(Visit& visit) {
    return read_figure(visit, [&](AskedFigure& asked) -> Result<http::Reply> {
        const auto& measure = asked.measure;
        const auto& choice = asked.asked;
        auto& figures = asked.figures;
        const auto series = from_first(
            figures.series(measure, choice.range, choice.period, choice.dim, choice.value));
        const auto chart = chart_of(measure, choice.period, series);
        const auto* last = last_over(series);
        visit.list_as(figure_sheet(measure, series));
        Html main =
            html::cat({ls::page_head({.title = measure.name,
                                      .caption = measure.theme,
                                      .lead = html::cat({measure.question, " ", measure.source})}),
                       still_counting(asked.context),
                       part_links(figures, measure, choice),
                       says_html(chart, measure),
                       chart_html(measure, choice, series, chart),
                       html::paragraph(html::link("#table", "The same as a table")),
                       range_html(measure, choice)});
        if (last != nullptr)
            main += ls::cards({latest_card(measure, choice, *last),
                               beside_card(asked.context, measure, *last),
                               aim_card(measure, chart)});
        if (choice.dim.empty()) {
            for (const auto& dim : measure.by)
                main += breakdown_html(visit, figures, measure, choice, dim);
        }
        main += html::heading(2, html::HeadingSize::Medium, "Period by period");
        main += series_table(measure, choice, series);
        main += counted_html(visit, measure);
        return visit.page(
            {.title = measure.name,
             .main = main,
             .before_main = govuk::back_link({.text = "All figures", .href = kFiguresPath}),
             .current = kFiguresPath});
    });
}

}  // namespace

void add_figure_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/figures/{id}", .name = "figure"}, figure_page);
}

}  // namespace longstone::web
