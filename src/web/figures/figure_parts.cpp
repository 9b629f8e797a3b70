#include "web/figures/figure_parts.h"

#include <algorithm>

#include "base/text.h"
#include "measure/counted.h"
#include "ui/longstone/words.h"

namespace longstone::web {
std::string figure_path(const define::Measure& measure, std::string_view rest) {
    return cat({kFiguresPath, "/", measure.id, rest});
}

namespace {

http::Reply read_counted(
    Visit& visit, const std::function<Result<http::Reply>(Reading&, measure::Figures&)>& reading) {
    if (visit.viewer().may("see-figures")) measure::refresh(visit.house());
    return read(visit, [&](Reading& found) -> Result<http::Reply> {
        const auto grant = TRY(access::allow(visit.viewer(), access::Action::SeeFigures));
        measure::Figures figures(found.context, grant);
        return reading(found, figures);
    });
}

}  // namespace

http::Reply read_figures(Visit& visit, const FiguresReading& reading) {
    return read_counted(visit, [&](Reading& found, measure::Figures& figures) {
        return reading(found.context, figures);
    });
}

http::Reply read_figure(Visit& visit,
                        const std::function<Result<http::Reply>(AskedFigure&)>& reading) {
    return read_counted(
        visit, [&](Reading& found, measure::Figures& figures) -> Result<http::Reply> {
            auto& context = found.context;
            const auto* measure = visit.definitions().measure(visit.param("id"));
            if (measure == nullptr) return refuse(Fault::NotFound, "There is no such figure.");
            auto asked = TRY(measure::asked_of(
                *measure,
                [&](std::string_view name) { return visit.request().query_text(name); },
                london(context.now).date));
            AskedFigure figure{.context = context,
                               .figures = figures,
                               .measure = *measure,
                               .asked = std::move(asked),
                               .reading = found};
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

}  // namespace longstone::web
