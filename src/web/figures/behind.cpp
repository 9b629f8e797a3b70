#include "base/text.h"
#include "ui/govuk/back_link.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_page.h"
#include "web/figures/figure_parts.h"
#include "web/figures/figure_routes.h"
#include "web/pages/parts.h"

// The records behind one figure: those that this viewer may see, and how many more there are.
namespace longstone::web {
namespace {

Html lines_html(Visit& visit, const std::vector<work::Line>& lines) {
    ls::Table table{.caption = "Records counted, the latest first",
                    .columns = {{.text = "Who", .row_header = true},
                                {.text = "Pathway"},
                                {.text = "In a line"},
                                {.text = "Stage"},
                                {.text = "Opened"}},
                    .if_empty = "None of these records is open to you."};
    for (const auto& line : lines) {
        const auto* pathway = visit.definitions().pathway(line.pathway);
        const auto* stage = pathway == nullptr ? nullptr : pathway->stage(line.stage);
        table.rows.push_back(
            {.cells = {
                 html::cat({record_link(
                                line.ref,
                                line.person_name.empty() ? line.ref : name_words(summary_of(line))),
                            html::element("br"),
                            ls::muted(ls::unbroken(line.ref))}),
                 html::text(pathway == nullptr ? line.pathway : pathway->name),
                 html::text(line.summary),
                 html::text(stage == nullptr ? line.stage : stage->name),
                 when_html(line.opened)}});
    }
    return visit.list(table);
}

http::Reply behind_page(Visit& visit) {
    return read_figure(visit, [&](AskedFigure& asked) -> Result<http::Reply> {
        const auto& measure = asked.measure;
        const auto& chosen = asked.asked;
        const bool unmet = visit.request().query_text("unmet") == "yes";
        const auto behind = asked.figures.behind(
            measure, chosen.range, chosen.dim, chosen.value, unmet, chosen.from);
        Html lead = html::cat({say(chosen.range.from), " to ", say(chosen.range.to)});
        if (!chosen.dim.empty())
            lead += html::text(
                cat({", ", asked.figures.value_name(measure, chosen.dim, chosen.value)}));
        std::string words = cat({number(behind.counted),
                                 " counted",
                                 unmet ? " that did not meet it" : "",
                                 ", on ",
                                 count_of(behind.records, "record", "records"),
                                 "."});
        if (behind.withheld > 0)
            words += cat({" ",
                          number(behind.withheld),
                          chosen.from == 0 && behind.next == 0 ? " of them" : " of these",
                          " are not shown: their pathways are for others."});
        std::string more;
        if (behind.next > 0)
            more = cat({behind_path(measure, chosen, chosen.range),
                        unmet ? "&unmet=yes&cursor=" : "&cursor=",
                        std::to_string(behind.next)});
        return visit.page({.title = cat({"Records behind: ", measure.name}),
                           .main = html::cat({ls::page_head({.title = measure.name,
                                                             .caption = "Records behind the figure",
                                                             .lead = lead}),
                                              html::paragraph(words),
                                              lines_html(visit, behind.lines),
                                              next_page(more)}),
                           .before_main = govuk::back_link(
                               {.text = "Back to the figure", .href = figure_path(measure)}),
                           .current = kFiguresPath});
    });
}

}  // namespace

void add_behind_routes(http::Router& router, App& app) {
    add_page(router,
             app,
             {.pattern = "/figures/{id}/records", .name = "records behind a figure"},
             behind_page);
}

}  // namespace longstone::web
