#include "measure/figure_chart.h"

#include <algorithm>

#include "base/text.h"
#include "measure/reference.h"

namespace longstone::measure {
namespace {

constexpr std::size_t kLeastForChart = 6;
constexpr int kMonthsBefore = 36;

RunOptions options_for(const define::Measure& measure, define::Period period) {
    RunOptions options;
    options.period = define::word(period);
    options.share = measure.shown == define::Shown::Percent;
    return options;
}

}  // namespace

std::vector<Figure> from_first(std::vector<Figure> series) {
    const auto first = std::ranges::find_if(series, [](const auto& figure) {
        return figure.counted > 0 || figure.amount > 0 || figure.hidden;
    });
    if (first != series.end()) series.erase(series.begin(), first);
    return series;
}

std::vector<Point> points_of(const define::Measure& measure, const std::vector<Figure>& series) {
    const bool share = measure.shown == define::Shown::Percent;
    std::vector<Point> points;
    points.reserve(series.size());
    for (const auto& figure : series)
        points.push_back({.label = figure.period,
                          .value = figure.over ? figure.value : std::optional<double>(),
                          .met = share ? figure.met : 0,
                          .of = share ? figure.counted : 0});
    return points;
}

std::vector<define::Rebase> rebases_of(const define::Measure& measure,
                                       const std::vector<Mark>& marks) {
    auto rebases = measure.rebases;
    for (const auto& mark : marks) {
        if (mark.is_rebase()) rebases.push_back({.from = mark.from, .why = mark.why});
    }
    std::ranges::sort(rebases, {}, &define::Rebase::from);
    return rebases;
}

std::optional<std::size_t> place_of(const std::vector<Figure>& series, Date day) {
    const auto in = std::ranges::find_if(
        series, [&](const Figure& figure) { return figure.from <= day && day <= figure.to; });
    if (in == series.end()) return {};
    return static_cast<std::size_t>(in - series.begin());
}

std::optional<Chart> chart_of(const define::Measure& measure,
                              define::Period period,
                              const std::vector<Figure>& series,
                              const std::vector<define::Rebase>& rebases) {
    if (measure.rare) return {};
    // A period that still runs says nothing yet: what is judged is the last that has ended.
    auto points = points_of(measure, series);
    while (!points.empty() && !series[points.size() - 1].over)
        points.pop_back();
    const auto known = std::ranges::count_if(points, [](const Point& p) { return !!p.value; });
    if (static_cast<std::size_t>(known) < kLeastForChart) return {};
    std::vector<std::size_t> places;
    for (const auto& rebase : rebases) {
        const auto at = place_of(series, rebase.from);
        if (at && *at > 0 && *at < points.size() && (places.empty() || places.back() < *at))
            places.push_back(*at);
    }
    auto drawn = chart(points, measure.good, measure.target, options_for(measure, period), places);
    if (!drawn) return {};
    // Its lines go on into it all the same.
    drawn->flags.resize(series.size());
    drawn->segments.back().end = series.size();
    return std::move(*drawn);
}

std::string why_no_figure(work::Context& context,
                          const define::Measure& measure,
                          const std::vector<Figure>& series) {
    if (series.empty() || series.back().value || series.back().hidden) return {};
    const auto& last = series.back();
    if (measure.shown == define::Shown::Rate &&
        !population_of(context, measure.population, last.to))
        return cat({"There is no figure: it is per ",
                    number(measure.per),
                    " of the population “",
                    measure.population,
                    "”, and how many they were in ",
                    number(civil_of(last.to).year),
                    " or before is not loaded."});
    if (last.counted == 0 && last.over)
        return cat({"There is no figure for ",
                    last.period,
                    ": nothing was counted, so there is nothing to divide by."});
    return {};
}

Result<Changed> changed_since(Figures& figures,
                              const define::Measure& measure,
                              Date since,
                              Date today) {
    if (measure.rare)
        return Changed{.says = "These are too rare for a test: each one is looked at by itself."};
    const auto series = from_first(figures.series(
        measure, {.from = add_months(since, -kMonthsBefore), .to = today}, measure.period));
    const auto points = points_of(measure, series);
    // The period in which it began is half before and half after: the next is the first after.
    auto after = place_of(series, since);
    if (!after)
        return Changed{.says = "Nothing was counted around that day, so nothing can be said."};
    if (series[*after].from < since) ++*after;
    if (*after >= points.size())
        return Changed{.points_before = points.size(),
                       .says = "No period has ended since, so nothing can be said yet."};
    return did_it_change(points, *after, measure.good, options_for(measure, measure.period));
}

}  // namespace longstone::measure
