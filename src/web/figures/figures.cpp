#include <map>

#include "base/text.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_parts.h"
#include "web/figures/figure_routes.h"

// Every measure on one page: its last figure, how it has moved, and whether that is more than
// chance.
namespace longstone::web {
namespace {

struct Listed {
    const define::Measure* measure = nullptr;
    measure::Figure last = {};
    std::string moved = {};
    bool concern = false, improvement = false;
};

bool fits(const define::Measure& measure, const std::string& about) {
    return about.empty() || measure.about == about || measure.about == "both";
}

Listed listed(measure::Figures& figures, const define::Measure& measure, Date today) {
    const auto series =
        figures.series(measure, measure::usual_range(measure, today), measure.period);
    Listed line{.measure = &measure};
    for (const auto& figure : series) {
        if (figure.over && (figure.value || line.last.label.empty())) line.last = figure;
    }
    if (measure.open && !series.empty()) line.last = series.back();
    if (const auto chart = chart_of(measure, series)) {
        line.moved = chart->says;
        const auto variation = chart->variation;
        line.concern = variation == measure::Variation::ConcernHigh ||
                       variation == measure::Variation::ConcernLow;
        line.improvement = variation == measure::Variation::ImprovementHigh ||
                           variation == measure::Variation::ImprovementLow;
    } else {
        line.moved = measure.rare ? "Too rare for limits: each one is looked at."
                                  : "Too few periods yet to say.";
    }
    return line;
}

Html moved_html(const Listed& line) {
    if (line.concern) return html::cat({html::strong("Concern. "), line.moved});
    if (line.improvement) return html::cat({html::strong("Improvement. "), line.moved});
    return ls::muted(line.moved);
}

Html themes_html(const std::map<std::string, std::vector<Listed>>& themes) {
    Html out;
    for (const auto& [theme, lines] : themes) {
        ls::Table table{.caption = theme,
                        .columns = {{.text = "Measure", .row_header = true},
                                    {.text = "Latest", .numeric = true},
                                    {.text = "Out of"},
                                    {.text = "Period"},
                                    {.text = "What it says"}}};
        for (const auto& line : lines) {
            const auto& measure = *line.measure;
            table.rows.push_back(
                {.cells = {html::cat({html::link(figure_path(measure), measure.name),
                                      html::element("br"),
                                      ls::muted(measure.id)}),
                           html::strong(measure::say_value(measure, line.last.value)),
                           html::text(line.last.words(measure)),
                           html::text(line.last.period),
                           moved_html(line)}});
        }
        out += html::heading(2, html::HeadingSize::Medium, theme);
        out += ls::table(table);
    }
    return out;
}

http::Reply figures_page(Visit& visit) {
    return read_figures(
        visit,
        [&](work::Context& context, measure::Figures& figures, Reading&) -> Result<http::Reply> {
            const auto about = visit.request().query_text("about");
            const Date today = london(context.now).date;
            std::map<std::string, std::vector<Listed>> themes;
            ls::ChipGroup abouts{.label = "About"};
            for (const auto& [id, text] : {std::pair{"", "Everybody"},
                                           std::pair{"child", "Children"},
                                           std::pair{"adult", "Adults"}})
                abouts.chips.push_back(
                    {.text = text,
                     .href = *id == 0 ? std::string(kFiguresPath) : cat({kFiguresPath, "?about=", id}),
                     .on = about == id});
            std::size_t concerns = 0;
            std::size_t all = 0;
            for (const auto& [id, measure] : visit.definitions().measures) {
                if (!fits(measure, about)) continue;
                auto line = listed(figures, measure, today);
                ++all;
                concerns += line.concern ? 1 : 0;
                themes[measure.theme].push_back(std::move(line));
            }
            const auto lead = ls::dotted(
                {html::text(count_of(static_cast<long long>(all), "measure", "measures")),
                 html::text(cat({number(static_cast<long long>(concerns)),
                                 concerns == 1 ? " moves" : " move",
                                 " the wrong way, and not by chance"}))});
            return visit.page({.title = "Figures",
                               .main = html::cat({ls::page_head({.title = "Figures", .lead = lead}),
                                                  ls::chips({abouts}, "Show"),
                                                  themes_html(themes)}),
                               .current = kFiguresPath});
        });
}

}  // namespace

void add_figures_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kFiguresPath, .name = "figures"}, figures_page);
    add_figure_routes(router, app);
    add_behind_routes(router, app);
}

}  // namespace longstone::web
