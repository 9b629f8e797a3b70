#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "web/figures/figure_parts.h"
#include "web/figures/figure_routes.h"

// A figure's periods as comma separated values.
namespace longstone::web {
namespace {

// "c" where it is hidden, nothing where there is none.
std::string cell_of(const measure::Figure& figure, const std::optional<double>& value) {
    if (figure.hidden) return "c";
    return value ? Json(*value).dump() : std::string();
}

http::Reply figure_csv(Visit& visit) {
    return read_figure(visit, [](AskedFigure& asked) -> Result<http::Reply> {
        const auto& measure = asked.measure;
        const auto& chosen = asked.asked;
        std::string csv = "measure,from,to,figure,counted,met,amount,low,high\r\n";
        for (const auto& figure :
             asked.figures.series(measure, chosen.range, chosen.period, chosen.dim, chosen.value)) {
            const auto whole = [&](std::int64_t n) {
                return figure.hidden ? std::string("c") : number(n);
            };
            const std::vector<std::string> cells = {
                csv_cell(measure.id),
                iso(figure.from),
                iso(figure.to),
                cell_of(figure, figure.value),
                whole(figure.counted),
                measure.has_numerator() ? whole(figure.met) : std::string(),
                measure.value.empty() ? std::string() : cell_of(figure, figure.amount),
                figure.interval ? cell_of(figure, figure.interval->low) : std::string(),
                figure.interval ? cell_of(figure, figure.interval->high) : std::string()};
            csv += join(cells, ",") + "\r\n";
        }
        auto reply = http::Reply::text(200, csv);
        reply.headers.set("Content-Type", "text/csv; charset=utf-8");
        reply.headers.set("Content-Disposition",
                          cat({"attachment; filename=\"", measure.id, ".csv\""}));
        return reply;
    });
}

}  // namespace

void add_figure_csv_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/figures/{id}/csv", .name = "figure as csv"}, figure_csv);
}

}  // namespace longstone::web
