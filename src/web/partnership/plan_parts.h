#pragma once

#include "measure/figures.h"
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
std::int64_t late_actions(const PriorityShown& shown);
// One priority: what should change, its actions, and whether the measures moved.
Html priority_html(const PriorityShown& shown);

}  // namespace longstone::web
