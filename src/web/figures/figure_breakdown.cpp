#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_page.h"
#include "web/visit.h"

// A figure by each of its breakdowns.
namespace longstone::web {
namespace {

Html breakdown_html(const FigureShown& shown, const std::string& dim) {
    const auto& measure = shown.measure;
    auto& figures = shown.figures;
    const auto parts = figures.broken_down(measure, dim, shown.choice.range);
    ls::Table table{.caption = figures.dim_name(measure, dim),
                    .columns = {{.text = figures.dim_name(measure, dim), .row_header = true},
                                {.text = "Counted", .numeric = true}},
                    .if_empty = "Nothing was counted."};
    if (measure.has_numerator()) table.columns.push_back({.text = "Of which", .numeric = true});
    if (measure.shown != define::Shown::Count)
        table.columns.push_back({.text = "Figure", .numeric = true});
    Html years;
    if (!figures.sees_all(measure)) {
        const auto range = figures.range_for(measure, shown.choice.range);
        years =
            html::paragraph(ls::muted(cat({"From ", say(range.from), " to ", say(range.to), "."})));
    }
    bool hidden = false;
    for (const auto& part : parts) {
        const bool here = part.figure.hidden;
        hidden = hidden || here;
        auto chosen = shown.choice;
        chosen.dim = dim;
        chosen.value = part.value;
        const auto mark = [&](const std::string& text) {
            return html::text(here ? std::string(kHiddenMark) : text);
        };
        // A hidden part has no page of its own: its periods would be smaller still.
        ls::Row row{.cells = {here ? html::text(part.name)
                                   : html::link(cat({figure_path(measure, "?"),
                                                     query_of(chosen, shown.choice.range)}),
                                                part.name),
                              here ? mark("")
                                   : html::link(behind_path(measure, chosen, shown.choice.range),
                                                number(part.figure.counted))}};
        if (measure.has_numerator()) row.cells.push_back(mark(number(part.figure.met)));
        if (measure.shown != define::Shown::Count)
            row.cells.push_back(mark(measure::say_value(measure, part.figure.value)));
        table.rows.push_back(std::move(row));
    }
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, cat({"By ", figures.dim_name(measure, dim)})),
         years,
         shown.visit.list(table),
         hidden ? html::paragraph(ls::muted(
                      "c: hidden, because so small a number could tell who somebody is to a "
                      "reader who may not see these records; or because it would give such a "
                      "number away."))
                : Html()});
}

}  // namespace

Html figure_breakdowns_html(const FigureShown& shown) {
    Html all;
    if (!shown.choice.dim.empty()) return all;
    for (const auto& dim : shown.measure.by)
        all += breakdown_html(shown, dim);
    return all;
}

}  // namespace longstone::web
