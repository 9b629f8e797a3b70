#include "base/json.h"
#include "base/text.h"
#include "web/figures/figure_parts.h"
#include "web/figures/figure_routes.h"

// A figure's periods as comma separated values.
namespace longstone::web {
namespace {

using measure::Figures;

std::string csv_text(const std::string& text) {
    // A cell that a spreadsheet would take for a formula is given as the words it is.
    std::string safe = text;
    if (!safe.empty() && std::string_view("=+-@\t\r").find(safe.front()) != std::string_view::npos)
        safe.insert(0, "'");
    if (safe.find_first_of(",\"\n\r") == std::string::npos) return safe;
    std::string out = "\"";
    for (const char c : safe) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

http::Reply figure_csv(Visit& visit) {
    return read_figures(
        visit, [&](work::Context& context, Figures& figures, Reading&) -> Result<http::Reply> {
            const auto* measure = visit.definitions().measure(visit.param("id"));
            if (measure == nullptr) return refuse(Fault::NotFound, "There is no such figure.");
            const auto choice = choice_in(visit.request(), *measure, london(context.now).date);
            std::string csv = "measure,from,to,figure,counted,met,amount,low,high\r\n";
            for (const auto& figure :
                 figures.series(*measure, choice.range, choice.period, choice.dim, choice.value)) {
                const auto real = [](double value) { return Json(value).dump(); };
                csv += cat({csv_text(measure->id),
                            ",",
                            iso(figure.from),
                            ",",
                            iso(figure.to),
                            ",",
                            figure.value ? real(*figure.value) : std::string(),
                            ",",
                            number(figure.counted),
                            ",",
                            measure->has_numerator() ? number(figure.met) : std::string(),
                            ",",
                            measure->value.empty() ? std::string() : real(figure.amount),
                            ",",
                            figure.interval ? real(figure.interval->low) : std::string(),
                            ",",
                            figure.interval ? real(figure.interval->high) : std::string(),
                            "\r\n"});
            }
            auto reply = http::Reply::text(200, csv);
            reply.headers.set("Content-Type", "text/csv; charset=utf-8");
            reply.headers.set("Content-Disposition",
                              cat({"attachment; filename=\"", measure->id, ".csv\""}));
            return reply;
        });
}

}  // namespace

void add_figure_csv_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/figures/{id}/csv", .name = "figure as csv"}, figure_csv);
}

}  // namespace longstone::web
