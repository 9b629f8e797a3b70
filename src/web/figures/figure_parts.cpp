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

http::Reply read_figures(Visit& visit, const FiguresReading& reading) {
    if (visit.viewer().may("see-figures")) measure::refresh(visit.house());
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeFigures));
        measure::Figures figures(found.context, grant);
        return reading(found.context, figures);
    });
}

http::Reply read_figure(Visit& visit,
                        const std::function<Result<http::Reply>(AskedFigure&)>& reading) {
    return read_figures(
        visit, [&](work::Context& context, measure::Figures& figures) -> Result<http::Reply> {
            const auto* measure = visit.definitions().measure(visit.param("id"));
            if (measure == nullptr) return refuse(Fault::NotFound, "There is no such figure.");
            auto asked = TRY(measure::asked_of(
                *measure,
                [&](std::string_view name) { return visit.request().query_text(name); },
                london(context.now).date));
            AskedFigure figure{.context = context,
                               .figures = figures,
                               .measure = *measure,
                               .asked = std::move(asked)};
            return reading(figure);
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
                                       define::Period period,
                                       const std::vector<measure::Figure>& series) {
    if (measure.rare) return {};
    const auto points = points_of(series);
    std::size_t known = 0;
    for (const auto& point : points)
        known += point.value ? 1 : 0;
    if (known < kLeastForChart) return {};
    measure::RunOptions options;
    options.period = define::word(period);
    auto chart = measure::chart(points, measure.good, measure.target, options);
    if (!chart) return {};
    return std::move(*chart);
}

}  // namespace longstone::web
