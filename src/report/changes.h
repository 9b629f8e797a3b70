#pragma once

#include "measure/figures.h"
#include "report/compose.h"
#include "report/told.h"

// What a report tells of a loop of learning: each thing that was asked for, what was done because
// of it, and whether the figure moved that should. The test is of the report's own period, and
// frozen with its figures.
namespace longstone::report {

// The figures that were watched from a day of the period or of the year before it. None where the
// report tells of no loop.
std::vector<TakenChange> changes_in(work::Context& context,
                                    measure::Figures& figures,
                                    const define::Report& report,
                                    Spell whole);

// Each as its maker sees it. What is not open to them is lacking.
Told tell_learning(const Telling& telling,
                   const define::ReportPart& part,
                   const std::vector<TakenChange>& changes);

}  // namespace longstone::report
