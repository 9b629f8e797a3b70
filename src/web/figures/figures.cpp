#include <algorithm>
#include <map>

#include "base/text.h"
#include "http/urlencoded.h"
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
        from_first(figures.series(measure, measure::usual_range(measure, today), measure.period));
    Listed line{.measure = &measure};
    for (const auto& figure : series) {
        if (figure.over && (figure.value || line.last.label.empty())) line.last = figure;
    }
    if (measure.open && !series.empty()) line.last = series.back();
    if (const auto chart = chart_of(measure, measure.period, series)) {
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

Html lines_html(Visit& visit, const std::string& caption, const std::vector<Listed>& lines) {
    ls::Table table{.caption = caption,
                    .columns = {{.text = "Measure", .row_header = true},
                                {.text = "Latest", .numeric = true},
                                {.text = "Out of"},
                                {.text = "Period"},
                                {.text = "What it says"}},
                    .if_empty = "None of these figures moved more than chance would move it."};
    for (const auto& line : lines) {
        const auto& measure = *line.measure;
        table.rows.push_back(
            {.cells = {html::cat({html::link(figure_path(measure), measure.name),
                                  html::element("br"),
                                  ls::muted(cat({measure.id, ", ", measure.theme}))}),
                       html::strong(measure::say_value(measure, line.last.value)),
                       html::text(line.last.words(measure)),
                       html::text(line.last.period),
                       moved_html(line)}});
    }
    return visit.list(table);
}

struct Choice {
    std::string about = {}, theme = {};
};

std::string address(const Choice& choice) {
    http::Pairs pairs;
    if (!choice.about.empty()) pairs.emplace_back("about", choice.about);
    if (!choice.theme.empty()) pairs.emplace_back("theme", choice.theme);
    return pairs.empty() ? std::string(kFiguresPath)
                         : cat({kFiguresPath, "?", http::write_query(pairs)});
}

Html choices_html(const Choice& chosen, const std::map<std::string, std::int64_t>& themes) {
    ls::ChipGroup abouts{.label = "About"};
    for (const auto& [id, text] :
         {std::pair{"", "Everybody"}, std::pair{"child", "Children"}, std::pair{"adult", "Adults"}})
        abouts.chips.push_back({.text = text,
                                .href = address({.about = id, .theme = chosen.theme}),
                                .on = chosen.about == id});
    ls::ChipGroup of{.label = "Theme"};
    of.chips.push_back({.text = "What moved",
                        .href = address({.about = chosen.about}),
                        .on = chosen.theme.empty()});
    for (const auto& [theme, count] : themes)
        of.chips.push_back({.text = theme,
                            .href = address({.about = chosen.about, .theme = theme}),
                            .on = chosen.theme == theme,
                            .count = count});
    return ls::chips({abouts, of}, "Show");
}

http::Reply figures_page(Visit& visit) {
    return read_figures(
        visit, [&](work::Context& context, measure::Figures& figures) -> Result<http::Reply> {
            const Choice chosen{.about = visit.request().query_text("about"),
                                .theme = visit.request().query_text("theme")};
            const Date today = london(context.now).date;
            std::map<std::string, std::int64_t> themes;
            std::vector<Listed> lines;
            for (const auto& [id, measure] : visit.definitions().measures) {
                if (!fits(measure, chosen.about)) continue;
                ++themes[measure.theme];
                if (!chosen.theme.empty() && measure.theme != chosen.theme) continue;
                auto line = listed(figures, measure, today);
                if (chosen.theme.empty() && !line.concern && !line.improvement) continue;
                lines.push_back(std::move(line));
            }
            // What goes wrong first.
            std::ranges::stable_sort(
                lines, [](const auto& a, const auto& b) { return a.concern && !b.concern; });
            const auto wrong = std::ranges::count_if(lines, &Listed::concern);
            const auto lead = ls::dotted(
                {html::text(count_of(static_cast<long long>(lines.size()), "figure", "figures")),
                 html::text(cat({number(wrong),
                                 wrong == 1 ? " moves" : " move",
                                 " the wrong way, and not by chance"}))});
            const auto title = chosen.theme.empty() ? std::string("What moved") : chosen.theme;
            return visit.page(
                {.title = chosen.theme.empty() ? std::string("Figures")
                                               : cat({"Figures: ", chosen.theme}),
                 .main = html::cat({ls::page_head({.title = "Figures", .lead = lead}),
                                    still_counting(context),
                                    choices_html(chosen, themes),
                                    html::heading(2, html::HeadingSize::Medium, title),
                                    lines_html(visit, title, lines)}),
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
