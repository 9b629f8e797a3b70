#include <algorithm>
#include <map>

#include "base/text.h"
#include "http/urlencoded.h"
#include "ui/longstone/data_icons.h"
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

bool fits(const define::Measure& measure, const std::string& about) {
    return about.empty() || measure.about == about || measure.about == "both";
}

// The last figure lies on the wrong side of its aim, whether or not by chance.
bool misses_aim(const measure::Standing& line) {
    if (!line.last.value || !line.measure->target) return false;
    const auto short_of = *line.measure->target - *line.last.value;
    switch (line.measure->good) {
        case define::Good::Up:
            return short_of > 0;
        case define::Good::Down:
            return short_of < 0;
        case define::Good::Neither:
            break;
    }
    return false;
}

// What is looked at first: what goes wrong, what is not where it should be, what got better.
int urgency(const measure::Standing& line) {
    if (line.concern()) return 0;
    if (misses_aim(line)) return 1;
    return line.improvement() ? 2 : 3;
}
constexpr int kUnremarkable = 3;

Html says_html(const measure::Standing& line) {
    const auto bearing = line.concern()                                 ? ls::Bearing::Worse
                         : line.improvement()                           ? ls::Bearing::Better
                         : line.variation == measure::Variation::Common ? ls::Bearing::Usual
                                                                        : ls::Bearing::Neither;
    if (!line.charted || bearing == ls::Bearing::Usual) return ls::muted(line.says);
    const auto word = bearing == ls::Bearing::Worse    ? "Concern. "
                      : bearing == ls::Bearing::Better ? "Improvement. "
                                                       : "Change. ";
    return html::cat({html::strong(word), line.says});
}

Html lines_html(Visit& visit,
                const std::string& caption,
                const std::vector<const measure::Standing*>& lines) {
    ls::Table table{.caption = caption,
                    .columns = {{.text = "Measure", .row_header = true},
                                {.text = "Latest", .numeric = true},
                                {.text = "Out of"},
                                {.text = "Period"},
                                {.text = "Aim"},
                                {.text = "What it says"}},
                    .if_empty =
                        "Each of these figures is where it should be, and none moved more "
                        "than chance would move it."};
    for (const auto* line : lines) {
        const auto& measure = *line->measure;
        const auto aim = measure.target
                             ? cat({measure::say_value(measure, measure.target),
                                    line->assurance == measure::Assurance::None ? "" : ", ",
                                    measure::say(line->assurance)})
                             : std::string();
        table.rows.push_back(
            {.cells = {html::cat({html::link(figure_path(measure), measure.name),
                                  html::element("br"),
                                  ls::muted(cat({measure.id, ", ", measure.theme}))}),
                       html::strong(measure::say_value(measure, line->last.value)),
                       html::text(line->last.words(measure)),
                       html::text(line->last.period),
                       html::text(aim),
                       says_html(*line)}});
    }
    return visit.list(table);
}

constexpr std::string_view kFirst = "To look at first";

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
    of.chips.push_back({.text = std::string(kFirst),
                        .href = address({.about = chosen.about}),
                        .on = chosen.theme.empty()});
    for (const auto& [theme, count] : themes)
        of.chips.push_back({.text = theme,
                            .href = address({.about = chosen.about, .theme = theme}),
                            .on = chosen.theme == theme,
                            .count = count});
    return ls::chips({abouts, of}, "Show");
}

Html lead_html(const std::vector<const measure::Standing*>& lines) {
    const auto wrong = std::ranges::count_if(lines, &measure::Standing::concern);
    const auto missed = std::ranges::count_if(lines, [](const auto* l) { return misses_aim(*l); });
    return ls::dotted(
        {html::text(count_of(static_cast<long long>(lines.size()), "figure", "figures")),
         html::text(cat({number(wrong),
                         wrong == 1 ? " moves" : " move",
                         " the wrong way, and not by chance"})),
         html::text(cat({number(missed), missed == 1 ? " misses its aim" : " miss their aim"}))});
}

http::Reply figures_page(Visit& visit) {
    return read_figures(
        visit, [&](work::Context& context, measure::Figures& figures) -> Result<http::Reply> {
            const Choice chosen{.about = visit.request().query_text("about"),
                                .theme = visit.request().query_text("theme")};
            const auto all = visit.app().standings.of(context, figures.grant());
            std::map<std::string, std::int64_t> themes;
            std::vector<const measure::Standing*> watched;
            std::vector<const measure::Standing*> lines;
            for (const auto& line : *all) {
                if (!fits(*line.measure, chosen.about)) continue;
                ++themes[line.measure->theme];
                if (!chosen.theme.empty() && line.measure->theme != chosen.theme) continue;
                watched.push_back(&line);
                if (!chosen.theme.empty() || urgency(line) < kUnremarkable) lines.push_back(&line);
            }
            std::ranges::stable_sort(
                lines, {}, [](const measure::Standing* line) { return urgency(*line); });
            const auto title = chosen.theme.empty() ? std::string(kFirst) : chosen.theme;
            Html links;
            if (visit.viewer().may("keep-figures"))
                links = html::link(kReferencePath, "Figures of others and populations");
            return visit.page(
                {.title = chosen.theme.empty() ? std::string("Figures")
                                               : cat({"Figures: ", chosen.theme}),
                 .main = html::cat(
                     {ls::page_head(
                          {.title = "Figures", .lead = lead_html(watched), .actions = links}),
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
    add_reference_routes(router, app);
    add_mark_routes(router, app);
}

}  // namespace longstone::web
