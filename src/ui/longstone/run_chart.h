#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"

// A measure over time: points joined by a line, the mean, the limits of usual variation, and what
// changed when. A signal is told by shape as well as colour, and the page that shows the picture
// also says the same in a table.
namespace longstone::ls {

enum class Signal {
    None,    // usual variation
    Run,     // part of a run on one side of the mean
    Beyond,  // outside the limits
};

struct ChartPoint {
    std::string label = {};            // of its month: "Apr 26"
    std::optional<double> value = {};  // none: nothing counted, or withheld; the line is broken
    Signal signal = Signal::None;
    bool worse = false;      // the signal is to the bad
    std::string href = {};   // the records behind it
    std::string words = {};  // "April 2026: 84%, 27 of 32"
    bool open = false;       // its period is not over yet: more will be counted
};

struct ChartStretch {  // limits hold over a stretch of points and are drawn anew after it
    std::size_t from = 0;
    std::size_t to = 0;  // the last point, itself within
    double mean = 0;
    std::optional<double> lower = {};
    std::optional<double> upper = {};
};

struct ChartChange {
    std::size_t at = 0;  // the point from which it was in force
    std::string words = {};
};

struct ChartLevel {  // what it is held against: an aim, England
    double value = 0;
    std::string words = {};  // "England 79%"
};

struct RunChart {
    std::string title = {};
    std::string description = {};
    std::vector<ChartPoint> points = {};
    std::vector<ChartStretch> stretches = {};
    std::vector<ChartChange> changes = {};
    std::vector<ChartLevel> levels = {};
    std::string unit = {};              // "%"
    std::optional<double> lowest = {};  // of the scale; chosen from the values when not given
    std::optional<double> highest = {};
    std::string id = "chart";
    bool small = false;  // half as wide, for one of several; its words keep their size
};

Html run_chart(const RunChart& options);
// What the shapes mean, to stand under the chart.
Html chart_key(const RunChart& options);

}  // namespace longstone::ls
