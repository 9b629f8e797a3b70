#include "base/text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/run_chart.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/figures/figure_parts.h"
#include "web/forms/show.h"
#include "web/pages/parts.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/plan_parts.h"

namespace longstone::web {
namespace {

Html actions_html(const PriorityShown& shown) {
    ls::Table table{.caption = "Actions of the year",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Who"},
                                {.text = "By when"},
                                {.text = "What shows it"},
                                {.text = "Now"}},
                    .if_empty = "No action is planned yet."};
    for (const auto& action : actions_of(shown)) {
        const auto day = action.due ? say(*action.due) : std::string();
        table.rows.push_back(
            {.cells = {
                 html::text(action.what),
                 html::text(cat({action.who, action.agency.empty() ? "" : ", ", action.agency})),
                 action.late ? ls::late(cat({"Late: ", day})) : html::text(day),
                 html::text(action.evidence),
                 rag_html(action.rating)}});
    }
    return ls::table(table);
}

Html chart_html(const MeasureMoved& moved, const std::string& priority) {
    const auto& measure = *moved.measure;
    // Two priorities may hope to move the same figure: the chart says whose it is.
    ls::RunChart drawn{.title = cat({measure.name, ", ", priority}),
                       .description = moved.says(),
                       .unit = measure.shown == define::Shown::Percent ? "%" : "",
                       .id = cat({"chart-", priority, "-", measure.id}),
                       .small = true};
    bool any = false;
    for (const auto& figure : moved.series) {
        any = any || figure.value.has_value();
        drawn.points.push_back({.label = figure.label,
                                .value = figure.value,
                                .words = cat({figure.period,
                                              ": ",
                                              measure::say_value(measure, figure.value),
                                              figure.over ? "" : ", not over yet"}),
                                .open = !figure.over});
    }
    if (!any) return {};
    if (moved.start < moved.series.size())
        drawn.changes.push_back({.at = moved.start, .words = "the priority began"});
    return html::element("div", {{"class", "ls-small-chart"}}, ls::run_chart(drawn));
}

Html measure_html(const PriorityShown& shown, const MeasureMoved& moved) {
    const auto& measure = *moved.measure;
    Html out =
        html::heading(4, html::HeadingSize::Small, html::link(figure_path(measure), measure.name));
    if (!moved.last) {
        out += html::paragraph("Nothing has been counted yet.");
        return out;
    }
    const auto value = measure::say_value(measure, moved.last->value);
    const auto words = moved.last->words(measure);
    out += html::paragraph({html::strong(value),
                            ", ",
                            moved.last->period,
                            words == value ? std::string() : cat({" (", words, ")"})});
    if (measure.rare) {
        out += html::paragraph("Too rare for a chart: each one is looked at.");
        return out;
    }
    out += html::paragraph({html::strong("Did it move since the priority began? "), moved.says()});
    out += chart_html(moved, shown.priority.record.ref);
    return out;
}

Html measures_html(const PriorityShown& shown) {
    Html out;
    std::vector<std::string> unknown;
    for (const auto& id : measures_named(shown)) {
        const auto* measure = shown.visit.definitions().measure(id);
        if (measure == nullptr) {
            unknown.push_back(id);
        } else if (shown.figures == nullptr) {
            out += html::paragraph({measure->name, ": its figures are for who may see figures."});
        } else {
            out += measure_html(shown, moved_since(shown, *measure));
        }
    }
    if (!unknown.empty())
        out += html::paragraph({"Not among our measures: ", join_and(unknown), "."});
    return out.empty() ? ls::nothing("No measure is named.") : out;
}

// The group that drives it, and those with an end of their own that answer to that group.
Html groups_html(const PriorityShown& shown) {
    const auto group = shown.priority.record.first_answer(shown.part.group);
    std::vector<Html> groups;
    if (auto one = group_html(shown.visit, group); !one.empty()) groups.push_back(std::move(one));
    for (const auto& opened : shown.temporary) {
        if (!group.empty() && opened.record.first_answer(opened.pathway->group->of) == group)
            groups.push_back(html::cat({opened.pathway->name, ": ", record_title(opened)}));
    }
    return groups.empty() ? Html{} : html::list(groups);
}

}  // namespace

Html priority_html(const PriorityShown& shown) {
    const auto& record = shown.priority.record;
    Html out = html::heading(
        2, html::HeadingSize::Medium, record_title(shown.priority), {{"id", record.ref}});
    govuk::SummaryList list;
    const auto row = [&](const std::string& id) {
        const auto* field = shown.visit.definitions().field(*shown.priority.pathway, id);
        auto said = seen_html(shown.visit, shown.priority, id);
        if (field != nullptr && !said.empty())
            list.rows.push_back(govuk::SummaryRow{.key = {.text = field->label},
                                                  .value = {.html = std::move(said)}});
    };
    for (const auto& id : {shown.part.change,
                           shown.part.drivers,
                           shown.part.owner,
                           shown.part.board,
                           shown.part.direction,
                           shown.part.difference})
        row(id);
    if (auto groups = groups_html(shown); !groups.empty())
        list.rows.push_back(govuk::SummaryRow{.key = {.text = "Who drives it"},
                                              .value = {.html = std::move(groups)}});
    if (!list.rows.empty()) out += govuk::summary_list(list);
    out += html::heading(3, html::HeadingSize::Small, "Actions");
    out += actions_html(shown);
    out += html::heading(3, html::HeadingSize::Small, "Measures that should move");
    out += measures_html(shown);
    return out;
}

}  // namespace longstone::web
