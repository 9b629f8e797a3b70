#include <algorithm>

#include "base/text.h"
#include "http/urlencoded.h"
#include "ui/longstone/run_chart.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_page.h"

// The run chart of a figure: its points, the limits of usual variation between rebases, what it is
// held against, and what was done when.
namespace longstone::web {
namespace {

using define::Measure;

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

// Whether any point has a figure.
bool add_points(const FigureShown& shown, ls::RunChart& drawn) {
    const auto& measure = shown.measure;
    bool any = false;
    for (std::size_t i = 0; i < shown.series.size(); ++i) {
        const auto& figure = shown.series[i];
        ls::ChartPoint point{
            .label = figure.label,
            .value = figure.value,
            .href = behind_path(measure, shown.choice, {.from = figure.from, .to = figure.to}),
            .words = cat({figure.period,
                          ": ",
                          measure::say_value(measure, figure.value),
                          ", ",
                          figure.words(measure),
                          figure.over ? "" : ", not over yet"}),
            .open = !figure.over};
        if (shown.chart) {
            point.signal = signal_of(shown.chart->flags[i]);
            point.worse = shown.chart->flags[i].meaning == measure::Meaning::Concern;
        }
        any = any || figure.value.has_value();
        drawn.points.push_back(std::move(point));
    }
    return any;
}

bool counted_any(const FigureShown& shown) {
    return std::ranges::any_of(shown.series, [](const auto& figure) { return figure.counted > 0; });
}

void add_stretches(const FigureShown& shown, ls::RunChart& drawn) {
    if (!shown.chart) return;
    const bool share = shown.measure.shown == define::Shown::Percent;
    for (const auto& segment : shown.chart->segments) {
        if (!segment.centre) continue;
        ls::ChartStretch stretch{
            .from = segment.first, .to = segment.end - 1, .mean = *segment.centre};
        if (segment.limits) {
            stretch.lower = std::max(segment.limits->low, 0.0);
            stretch.upper = share ? std::min(segment.limits->high, 100.0) : segment.limits->high;
        }
        drawn.stretches.push_back(stretch);
    }
}

void add_changes(const FigureShown& shown, ls::RunChart& drawn) {
    const auto add = [&](Date day, const std::string& words) {
        if (const auto at = measure::place_of(shown.series, day))
            drawn.changes.push_back({.at = *at, .words = words});
    };
    for (const auto& rebase : shown.rebases)
        add(rebase.from, rebase.why);
    for (const auto& mark : shown.marks) {
        if (!mark.is_rebase()) add(mark.from, mark.record);
    }
}

void add_levels(const FigureShown& shown, ls::RunChart& drawn) {
    const auto& measure = shown.measure;
    if (measure.target)
        drawn.levels.push_back(
            {.value = *measure.target,
             .words = cat({"aim ", measure::say_value(measure, measure.target)})});
    if (!shown.choice.dim.empty()) return;
    for (const auto& other : shown.others)
        drawn.levels.push_back(
            {.value = other.value,
             .words = cat({other.area, " ", measure::say_value(measure, other.value)})});
}

// What the picture shows, for who does not see it.
std::string description_of(const FigureShown& shown) {
    std::string words = shown.chart ? shown.chart->says : shown.measure.question;
    if (shown.measure.target)
        words +=
            cat({" The aim is ", measure::say_value(shown.measure, shown.measure.target), "."});
    for (const auto& other : shown.others)
        words += cat({" ", other.area, ": ", measure::say_value(shown.measure, other.value), "."});
    for (const auto& rebase : shown.rebases)
        words += cat({" From ", say(rebase.from), " the limits are drawn anew: ", rebase.why});
    return words;
}

}  // namespace

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

Html figure_chart_html(const FigureShown& shown) {
    ls::RunChart drawn{.title = shown.measure.name,
                       .description = description_of(shown),
                       .unit = shown.measure.shown == define::Shown::Percent ? "%" : ""};
    const auto why = measure::why_no_figure(shown.context, shown.measure, shown.series);
    if (!add_points(shown, drawn))
        return ls::nothing(why.empty() || !counted_any(shown)
                               ? "Nothing was counted in these periods, so there is no chart."
                               : why);
    add_stretches(shown, drawn);
    add_changes(shown, drawn);
    add_levels(shown, drawn);
    return html::cat({ls::run_chart(drawn),
                      shown.chart ? ls::chart_key(drawn) : Html(),
                      why.empty() ? Html() : html::paragraph(why)});
}

}  // namespace longstone::web
