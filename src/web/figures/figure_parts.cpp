#include "web/figures/figure_parts.h"

#include <algorithm>

#include "base/text.h"
#include "measure/counted.h"
#include "ui/longstone/words.h"

namespace longstone::web {
namespace {

constexpr std::size_t kLeastForChart = 6;

}  // namespace

std::string figure_path(const define::Measure& measure, std::string_view rest) {
    return cat({kFiguresPath, "/", measure.id, rest});
}

FigureChoice choice_in(const http::Request& request, const define::Measure& measure, Date today) {
    FigureChoice choice{.range = measure::usual_range(measure, today),
                        .period = measure.period,
                        .dim = request.query_text("by"),
                        .value = request.query_text("value")};
    const auto from = parse_date(request.query_text("from"));
    const auto to = parse_date(request.query_text("to"));
    if (from) choice.range.from = *from;
    if (to) choice.range.to = *to;
    if (choice.range.to < choice.range.from) std::swap(choice.range.from, choice.range.to);
    const auto period = request.query_text("period");
    for (const auto one : {define::Period::Month, define::Period::Quarter, define::Period::Year}) {
        if (define::word(one) == period) choice.period = one;
    }
    return choice;
}

http::Reply read_figures(Visit& visit, const FigureReading& reading) {
    if (visit.viewer().may("see-figures")) measure::refresh(visit.house());
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeFigures));
        measure::Figures figures(found.context, grant);
        return reading(found.context, figures, found);
    });
}

Html still_counting(work::Context& context) {
    const auto left = measure::still_due(context);
    if (left == 0) return {};
    return ls::say({html::strong("These figures are being counted anew. "),
                    cat({count_of(left, "record is", "records are"),
                         " not in them yet. Come back in a minute."})});
}

std::vector<measure::Figure> from_first(std::vector<measure::Figure> series) {
    const auto first = std::ranges::find_if(series, [](const auto& figure) {
        return figure.counted > 0 || figure.amount > 0 || figure.hidden;
    });
    if (first != series.end()) series.erase(series.begin(), first);
    return series;
}

measure::Good good_of(const define::Measure& measure) {
    switch (measure.good) {
        case define::Good::Up:
            return measure::Good::Up;
        case define::Good::Down:
            return measure::Good::Down;
        default:
            return measure::Good::Neither;
    }
}

std::vector<measure::Point> points_of(const std::vector<measure::Figure>& series) {
    std::vector<measure::Point> points;
    points.reserve(series.size());
    for (const auto& figure : series) {
        // A period that is not over yet is drawn, and no rule reads it.
        points.push_back({.label = figure.period,
                          .value = figure.over ? figure.value : std::optional<double>()});
    }
    return points;
}

std::optional<measure::Chart> chart_of(const define::Measure& measure,
                                       const std::vector<measure::Figure>& series) {
    if (measure.rare) return {};
    const auto points = points_of(series);
    std::size_t known = 0;
    for (const auto& point : points)
        known += point.value ? 1 : 0;
    if (known < kLeastForChart) return {};
    measure::RunOptions options;
    options.period = define::word(measure.period);
    auto chart = measure::chart(points, good_of(measure), measure.target, options);
    if (!chart) return {};
    return std::move(*chart);
}

}  // namespace longstone::web
