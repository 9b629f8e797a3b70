#pragma once

#include "measure/figures.h"
#include "measure/run_rules.h"
#include "web/visit.h"

// What the page of the plan is made of.
namespace longstone::web {

inline constexpr const char* kPlanPath = "/plan";

// Whether a role of theirs sees the records of a pathway whole.
bool stands_in(const Visit& visit, const define::Pathway& pathway);
bool sees_some_plan(const Visit& visit);

inline constexpr const char* kScrutinyPath = "/scrutiny";
bool sees_some_scrutiny(const Visit& visit);

struct PriorityShown {
    Visit& visit;
    const define::PriorityPart& part;
    const work::Opened& priority;
    const std::vector<work::Opened>& temporary;  // groups with an end of their own
    measure::Figures* figures = nullptr;         // none: for who may not see figures
};
// What is planned, as its record says it; agencies by name.
struct PlannedAction {
    std::string what = {}, who = {}, agency = {}, evidence = {}, rating = {};
    std::optional<Date> due = {};
    bool late = false;
};
std::vector<PlannedAction> actions_of(const PriorityShown& shown);
std::int64_t late_actions(const PriorityShown& shown);

// A measure that should move, and whether it did since the priority began.
struct MeasureMoved {
    const define::Measure* measure = nullptr;
    std::vector<measure::Figure> series = {};
    std::optional<measure::Figure> last = {};  // the latest period that is over, with a figure
    std::size_t start = 0;                     // the first period after the priority began
    std::optional<measure::Changed> changed = {};

    [[nodiscard]] std::string says() const { return changed ? changed->says : std::string(); }
};
std::vector<std::string> measures_named(const PriorityShown& shown);
// For who may see figures.
MeasureMoved moved_since(const PriorityShown& shown, const define::Measure& measure);

// One priority: what should change, its actions, and whether the measures moved.
Html priority_html(const PriorityShown& shown);

// The plan as files: its priorities, every action of theirs, and the measures they should move.
class PlanSheets {
public:
    void add(const PriorityShown& shown);
    // Offers them where there is a priority.
    void offer(Visit& visit);

private:
    void begin(const PriorityShown& shown);
    void add_measures(const PriorityShown& shown, const std::string& title);
    report::Sheet priorities_ = {}, actions_ = {}, measures_ = {};
};

}  // namespace longstone::web
