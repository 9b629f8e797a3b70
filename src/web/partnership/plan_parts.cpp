#include "web/partnership/plan_parts.h"

#include <algorithm>

#include "base/text.h"
#include "web/figures/figure_parts.h"

// What a priority's record says of its actions, and what the figures say since it began.
namespace longstone::web {
namespace {

std::string first_of(const work::Given::Item& item, const std::string& part) {
    const auto found = item.find(part);
    return found == item.end() || found->second.empty() ? std::string() : found->second.front();
}

// The first period that begins after the priority did.
std::size_t start_in(const std::vector<measure::Figure>& series, Date opened) {
    const auto after =
        std::ranges::find_if(series, [&](const auto& figure) { return figure.from >= opened; });
    return static_cast<std::size_t>(after - series.begin());
}

}  // namespace

std::vector<PlannedAction> actions_of(const PriorityShown& shown) {
    std::vector<PlannedAction> out;
    const auto& part = shown.part;
    const auto* answer = shown.priority.record.answer(part.actions);
    if (answer == nullptr) return out;
    const auto today = london(shown.visit.now()).date;
    for (const auto& item : answer->given.items) {
        PlannedAction action{.what = first_of(item, part.action),
                             .who = first_of(item, part.who),
                             .evidence = first_of(item, part.evidence),
                             .rating = first_of(item, part.rating),
                             .due = parse_date(first_of(item, part.due))};
        if (const auto agency = first_of(item, part.agency); !agency.empty())
            action.agency = shown.visit.agency_name(agency);
        action.late = action.due && *action.due < today && action.rating != "green";
        out.push_back(std::move(action));
    }
    return out;
}

std::int64_t late_actions(const PriorityShown& shown) {
    return std::ranges::count_if(actions_of(shown), &PlannedAction::late);
}

std::vector<std::string> measures_named(const PriorityShown& shown) {
    std::vector<std::string> ids;
    for (const auto& piece : split(shown.priority.record.first_answer(shown.part.measures), ',')) {
        if (const auto id = trim(piece); !id.empty()) ids.emplace_back(id);
    }
    return ids;
}

MeasureMoved moved_since(const PriorityShown& shown, const define::Measure& measure) {
    const auto today = london(shown.visit.now()).date;
    MeasureMoved moved{.measure = &measure,
                       .series = measure::from_first(shown.figures->series(
                           measure, measure::usual_range(measure, today), measure.period))};
    for (const auto& figure : moved.series) {
        if (figure.over && figure.value) moved.last = figure;
    }
    if (!moved.last || measure.rare) return moved;
    moved.start = start_in(moved.series, london(shown.priority.record.opened).date);
    measure::RunOptions options;
    options.period = define::word(measure.period);
    options.share = measure.shown == define::Shown::Percent;
    auto changed = measure::did_it_change(
        measure::points_of(measure, moved.series), moved.start, measure.good, options);
    if (changed) moved.changed = std::move(*changed);
    return moved;
}

}  // namespace longstone::web
