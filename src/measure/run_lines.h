#pragma once

#include <span>
#include <string>
#include <vector>

#include "measure/run_rules.h"

// The parts of run_rules.h: the lines of one segment, the flags of its points against any lines,
// and the words for both.
namespace longstone::measure {

struct Lines {
    std::optional<double> centre = {};
    std::optional<Interval> limits = {};
    std::optional<Interval> outer = {};
};

Lines lines_of(std::span<const Point> segment, const RunOptions& options);
std::vector<Flag> flags_of(std::span<const Point> segment,
                           const Lines& lines,
                           Good good,
                           const RunOptions& options);
// What is wrong with the options, or nothing.
std::string complaint(const RunOptions& options);
// The figure, or not a number where there is none: which lies on neither side of anything.
double value_of(const Point& point);
// Where a figure lies of the line; on it counts as neither.
Side side_of(double value, double line);

// What the last points of a chart say, where `segment` are those since the last rebase.
std::string say_last(std::span<const Point> segment,
                     std::span<const Flag> flags,
                     const Segment& lines,
                     const RunOptions& options);
std::string say_change(const Changed& changed, const RunOptions& options);

}  // namespace longstone::measure
