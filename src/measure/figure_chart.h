#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measure/figures.h"
#include "measure/marks.h"
#include "measure/run_rules.h"

// A measure over time as the run rules read it: its points, from where its limits are worked out
// anew, and whether it moved after a day.
namespace longstone::measure {

// The periods from the first in which anything was counted.
std::vector<Figure> from_first(std::vector<Figure> series);
// A period that is not over yet is drawn, and no rule reads it.
std::vector<Point> points_of(const define::Measure& measure, const std::vector<Figure>& series);

// The days from which the limits are worked out anew, of the definition and of people's marks.
std::vector<define::Rebase> rebases_of(const define::Measure& measure,
                                       const std::vector<Mark>& marks);
// The place of the period that such a day begins; nothing where it lies outside.
std::optional<std::size_t> place_of(const std::vector<Figure>& series, Date day);

// Nothing where a chart would mislead: of rare things, and of fewer than six known periods.
std::optional<Chart> chart_of(const define::Measure& measure,
                              define::Period period,
                              const std::vector<Figure>& series,
                              const std::vector<define::Rebase>& rebases);

// Why there is no figure in the last period, in a sentence; empty where there is one.
std::string why_no_figure(work::Context& context,
                          const define::Measure& measure,
                          const std::vector<Figure>& series);

// Whether the measure moved from this day on, by how much, and whether that could be chance: with
// three years before it, and all that has come since.
Result<Changed> changed_since(Figures& figures,
                              const define::Measure& measure,
                              Date since,
                              Date today);

}  // namespace longstone::measure
