#include "base/text.h"
#include "ui/plain.h"
#include "web/pages/parts.h"
#include "web/partnership/group_parts.h"
#include "web/partnership/plan_parts.h"

// The plan as files. What a page says under each priority stands here with the priority beside it,
// so that one list holds every action and another every measure.
namespace longstone::web {
namespace {

std::string rating_words(const std::string& rating) {
    return html::plain(rag_html(rating));
}

std::vector<std::string> shown_in(const define::PriorityPart& part) {
    return {part.year,
            part.change,
            part.drivers,
            part.owner,
            part.board,
            part.direction,
            part.difference};
}

}  // namespace

void PlanSheets::begin(const PriorityShown& shown) {
    priorities_ = {.name = "Priorities", .headings = {"Reference", "Priority"}};
    for (const auto& id : shown_in(shown.part)) {
        const auto* field = shown.visit.definitions().field(*shown.priority.pathway, id);
        priorities_.headings.push_back(field == nullptr ? id : field->label);
    }
    for (const auto* more : {"Now", "Actions", "Actions late"})
        priorities_.headings.emplace_back(more);
    actions_ = {.name = "Actions of the plan",
                .headings = {"Reference",
                             "Priority",
                             "What",
                             "Who",
                             "Agency",
                             "By when",
                             "What shows it",
                             "Now",
                             "Late"}};
    measures_ = {.name = "Measures that should move",
                 .headings = {"Reference",
                              "Priority",
                              "Measure",
                              "Name",
                              "Latest period",
                              "Figure",
                              "Counted",
                              "Did it move since the priority began?"}};
}

void PlanSheets::add(const PriorityShown& shown) {
    if (priorities_.name.empty()) begin(shown);
    const auto& record = shown.priority.record;
    const auto title = html::plain(record_title(shown.priority));
    const auto actions = actions_of(shown);
    std::vector<report::Cell> row = {record.ref, title};
    for (const auto& id : shown_in(shown.part))
        row.emplace_back(html::plain(seen_html(shown.visit, shown.priority, id)));
    row.emplace_back(rating_words(record.first_answer(shown.priority.pathway->rating)));
    row.emplace_back(static_cast<double>(actions.size()));
    row.emplace_back(static_cast<double>(late_actions(shown)));
    priorities_.rows.push_back(std::move(row));
    for (const auto& action : actions)
        actions_.rows.push_back({record.ref,
                                 title,
                                 action.what,
                                 action.who,
                                 action.agency,
                                 action.due ? report::Cell(*action.due) : report::Cell(),
                                 action.evidence,
                                 rating_words(action.rating),
                                 std::string(action.late ? "yes" : "no")});
    if (shown.figures != nullptr && shown.visit.wants_file()) add_measures(shown, title);
}

void PlanSheets::add_measures(const PriorityShown& shown, const std::string& title) {
    for (const auto& id : measures_named(shown)) {
        const auto* measure = shown.visit.definitions().measure(id);
        if (measure == nullptr) continue;
        const auto moved = moved_since(shown, *measure);
        measures_.rows.push_back(
            {shown.priority.record.ref,
             title,
             id,
             measure->name,
             moved.last ? moved.last->period : std::string(),
             moved.last ? measure::say_value(*measure, moved.last->value) : std::string(),
             moved.last ? moved.last->words(*measure) : std::string(),
             moved.says()});
    }
}

void PlanSheets::offer(Visit& visit) {
    if (priorities_.name.empty()) return;
    visit.list_as(std::move(priorities_));
    visit.list_as(std::move(actions_));
    if (visit.viewer().may("see-figures")) visit.list_as(std::move(measures_));
}

}  // namespace longstone::web
