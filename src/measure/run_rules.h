#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "define/measure.h"
#include "measure/interval.h"

// What a figure over time says, by the rules of the individuals chart (XmR) as the NHS "Making
// Data Count" guides state them: which points chance explains and which it does not, in words and
// as the two icons. And whether a figure changed after something was done. Not for rare events:
// those are counted and listed, never charted.
namespace longstone::measure {

using define::Good;

struct Point {
    std::string label = {};            // "March 2026"
    std::optional<double> value = {};  // nothing: not known, which breaks every run
    // Of a share in percent: so many of so many. The limits know how it moves and not out of how
    // many it is, so one outside them counts only where so few, or so many, are beyond chance.
    std::int64_t met = 0, of = 0;
};

struct RunOptions {
    int shift = 7;       // points in a row on one side of the average: 6, 7 or 8
    int trend = 7;       // points in a row rising or falling: 6 or 7
    bool screen = true;  // leave moving ranges out that are no part of the usual variation
    int baseline = 0;    // the first so many points of a segment make its lines; 0: all of them
    std::string period = "month";  // what one point is, for the words
    bool share = false;            // in percent: the words say so
};

// Strongest first: a point that several rules flag is called by the first of them.
enum class Cause { Outside, Trend, TwoOfThree, Shift, Common };
enum class Side { Neither, High, Low };
enum class Meaning { Common, Improvement, Concern, Neutral };

struct Flag {
    Cause cause = Cause::Common;
    Side side = Side::Neither;  // of a trend: where it leads
    Meaning meaning = Meaning::Common;

    bool operator==(const Flag&) const = default;
};

// The lines between two rebases. No limits where fewer than two points follow each other, or where
// screening leaves no moving range.
struct Segment {
    std::size_t first = 0, end = 0;  // points [first, end)
    std::optional<double> centre = {};
    std::optional<Interval> limits = {};
    std::optional<Interval> outer = {};  // beyond these lies the outer third
    bool trial = false;                  // fewer than 13 points: the limits may still move
};

enum class Variation {
    Common,
    ImprovementHigh,
    ImprovementLow,
    ConcernHigh,
    ConcernLow,
    NeutralHigh,
    NeutralLow,
};
enum class Assurance { None, Pass, Fail, Inconsistent };

struct Chart {
    std::vector<Segment> segments = {};
    std::vector<Flag> flags = {};  // one for each point
    Variation variation = Variation::Common;
    Assurance assurance = Assurance::None;
    std::string says = {};  // "Eight months in a row above the average: a shift, not chance."
};

// Runs, trends and moving ranges never cross a rebase. `rebases` are the places of the points that
// begin a new segment, ascending; who set them and why is kept by whoever asks. Refused where an
// option or a rebase is not one of those above.
Result<Chart> chart(std::span<const Point> points,
                    Good good,
                    std::optional<double> target = {},
                    const RunOptions& options = {},
                    std::span<const std::size_t> rebases = {});

std::string_view say(Variation variation);  // "improvement, high values", …
std::string_view say(Assurance assurance);  // "expected to meet the target every time", …

enum class Change {
    TooFew,         // not enough points on one side to say anything
    NotDetectable,  // what came after is what chance would have brought anyway
    AlreadyMoving,  // it changed, but it was on its way before
    Better,
    Worse,
    Different,  // it changed, and neither way is better
};

struct Changed {
    Change change = Change::TooFew;
    std::size_t points_before = 0, points_after = 0;  // those with a value
    std::optional<double> before = {}, after = {};    // the averages
    std::optional<Estimate> difference = {};          // after less before (Welch, 95 %)
    bool special_cause = false;  // a point after that the limits of before do not explain
    std::string says = {};
};

// Did it change from the point at `after` on? A change is called one only where the points that
// came after break the rules against the lines of those before, and the difference of the averages
// leaves out none. That it changed after an action does not say that it changed because of it.
Result<Changed> did_it_change(std::span<const Point> points,
                              std::size_t after,
                              Good good,
                              const RunOptions& options = {});

inline constexpr int kLeastBefore = 12;  // points needed before; after, as many as make a shift

}  // namespace longstone::measure
