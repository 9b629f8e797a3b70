#include <algorithm>

#include "base/text.h"
#include "measure/run_rules.h"
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

std::string first_of(const work::Given::Item& item, const std::string& part) {
    const auto found = item.find(part);
    return found == item.end() || found->second.empty() ? std::string() : found->second.front();
}

const std::vector<work::Given::Item>& actions_of(const PriorityShown& shown) {
    static const std::vector<work::Given::Item> none;
    const auto* answer = shown.priority.record.answer(shown.part.actions);
    return answer == nullptr ? none : answer->given.items;
}

bool is_late(const PriorityShown& shown, const work::Given::Item& item) {
    const auto due = parse_date(first_of(item, shown.part.due));
    return due && *due < london(shown.visit.now()).date &&
           first_of(item, shown.part.rating) != "green";
}

Html actions_html(const PriorityShown& shown) {
    ls::Table table{.caption = "Actions of the year",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Who"},
                                {.text = "By when"},
                                {.text = "What shows it"},
                                {.text = "Now"}},
                    .if_empty = "No action is planned yet."};
    for (const auto& item : actions_of(shown)) {
        const auto due = parse_date(first_of(item, shown.part.due));
        const auto day = due ? say(*due) : std::string();
        const auto agency = first_of(item, shown.part.agency);
        table.rows.push_back(
            {.cells = {html::text(first_of(item, shown.part.action)),
                       html::text(cat({first_of(item, shown.part.who),
                                       agency.empty() ? "" : ", ",
                                       shown.visit.agency_name(agency)})),
                       is_late(shown, item) ? ls::late(cat({"Late: ", day})) : html::text(day),
                       html::text(first_of(item, shown.part.evidence)),
                       rag_html(first_of(item, shown.part.rating))}});
    }
    return shown.visit.list(table);
}

// The first period that begins after the priority did.
std::size_t start_in(const std::vector<measure::Figure>& series, Date opened) {
    const auto after =
        std::ranges::find_if(series, [&](const auto& figure) { return figure.from >= opened; });
    return static_cast<std::size_t>(after - series.begin());
}

Html chart_html(const define::Measure& measure,
                const std::vector<measure::Figure>& series,
                std::size_t start,
                const std::string& said,
                const std::string& priority) {
    // Two priorities may hope to move the same figure: the chart says whose it is.
    ls::RunChart drawn{.title = cat({measure.name, ", ", priority}),
                       .description = said,
                       .unit = measure.shown == define::Shown::Percent ? "%" : "",
                       .id = cat({"chart-", priority, "-", measure.id}),
                       .small = true};
    bool any = false;
    for (const auto& figure : series) {
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
    if (start < series.size())
        drawn.changes.push_back({.at = start, .words = "the priority began"});
    return html::element("div", {{"class", "ls-small-chart"}}, ls::run_chart(drawn));
}

Html measure_html(const PriorityShown& shown, const define::Measure& measure) {
    const Date today = london(shown.visit.now()).date;
    const auto series = from_first(
        shown.figures->series(measure, measure::usual_range(measure, today), measure.period));
    const measure::Figure* last = nullptr;
    for (const auto& figure : series) {
        if (figure.over && figure.value) last = &figure;
    }
    Html out =
        html::heading(4, html::HeadingSize::Small, html::link(figure_path(measure), measure.name));
    if (last == nullptr) {
        out += html::paragraph("Nothing has been counted yet.");
        return out;
    }
    const auto value = measure::say_value(measure, last->value);
    const auto words = last->words(measure);
    out += html::paragraph({html::strong(value),
                            ", ",
                            last->period,
                            words == value ? std::string() : cat({" (", words, ")"})});
    if (measure.rare) {
        out += html::paragraph("Too rare for a chart: each one is looked at.");
        return out;
    }
    const auto start = start_in(series, london(shown.priority.record.opened).date);
    measure::RunOptions options;
    options.period = define::word(measure.period);
    options.share = measure.shown == define::Shown::Percent;
    const auto changed =
        measure::did_it_change(points_of(measure, series), start, measure.good, options);
    const auto said = changed ? changed->says : std::string();
    out += html::paragraph({html::strong("Did it move since the priority began? "), said});
    out += chart_html(measure, series, start, said, shown.priority.record.ref);
    return out;
}

Html measures_html(const PriorityShown& shown) {
    Html out;
    std::vector<std::string> unknown;
    for (const auto& piece : split(shown.priority.record.first_answer(shown.part.measures), ',')) {
        const std::string id(trim(piece));
        const auto* measure = shown.visit.definitions().measure(id);
        if (id.empty()) continue;
        if (measure == nullptr) {
            unknown.push_back(id);
        } else if (shown.figures == nullptr) {
            out += html::paragraph({measure->name, ": its figures are for who may see figures."});
        } else {
            out += measure_html(shown, *measure);
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

std::int64_t late_actions(const PriorityShown& shown) {
    return std::ranges::count_if(actions_of(shown),
                                 [&](const auto& item) { return is_late(shown, item); });
}

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
