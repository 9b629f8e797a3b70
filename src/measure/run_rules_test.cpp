#include "measure/run_rules.h"

#include <cmath>
#include <initializer_list>

#include <doctest/doctest.h>

using namespace longstone::measure;
using doctest::Approx;

namespace {

constexpr double kGap = NAN;

std::vector<Point> series(std::initializer_list<double> values) {
    std::vector<Point> points;
    points.reserve(values.size());
    for (double value : values)
        points.push_back(
            {.label = {}, .value = std::isnan(value) ? std::nullopt : std::optional(value)});
    return points;
}

std::vector<Point> then(std::vector<Point> points, std::initializer_list<double> values) {
    const std::vector<Point> more = series(values);
    points.insert(points.end(), more.begin(), more.end());
    return points;
}

RunOptions unscreened() {
    RunOptions options;
    options.screen = false;
    return options;
}

Chart charted(const std::vector<Point>& points,
              Good good = Good::Up,
              std::optional<double> target = {},
              const RunOptions& options = unscreened(),
              std::span<const std::size_t> rebases = {}) {
    return chart(points, good, target, options, rebases).value();
}

// One letter for each point: O outside, T trend, 2 two of three, S shift, and a full stop.
std::string causes(const Chart& chart) {
    std::string out;
    for (const Flag& flag : chart.flags)
        out += "OT2S."[static_cast<std::size_t>(flag.cause)];
    return out;
}

std::string sides(const Chart& chart) {
    std::string out;
    for (const Flag& flag : chart.flags)
        out += ".HL"[static_cast<std::size_t>(flag.side)];
    return out;
}

// Twelve points around 10 that nothing can be said of: average 10, mean moving range 2.
const std::vector<Point>& quiet() {
    static const auto points = series({9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11});
    return points;
}

RunOptions against_quiet() {
    RunOptions options = unscreened();
    options.baseline = 12;
    return options;
}

}  // namespace

// The published test values of nhspy-plotthedots (test_limits_calculations.py), worked again.
TEST_CASE("centre, limits and outer thirds are those of the NHS tools") {
    const auto check = [](const std::vector<Point>& points, std::initializer_list<double> lines) {
        const Chart made = charted(points);
        REQUIRE(made.segments.size() == 1);
        const Segment& segment = made.segments[0];
        const double* line = lines.begin();
        CHECK(*segment.centre == Approx(line[0]));
        CHECK(segment.limits->low == Approx(line[1]));
        CHECK(segment.limits->high == Approx(line[2]));
        CHECK(segment.outer->low == Approx(line[3]));
        CHECK(segment.outer->high == Approx(line[4]));
    };
    check(series({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), {5.5, 2.84, 8.16, 3.726667, 7.273333});
    check(series({1, 2, 3, 4, 5, 4, 3, 2, 1, 2}), {2.7, 0.04, 5.36, 0.926667, 4.473333});
    check(series({3, 1, 4, 1, 5, 9, 2}), {3.571429, -6.625238, 13.768095, -3.226349, 10.369206});
}

TEST_CASE("screening leaves out a moving range that is no part of the usual variation") {
    const auto points = series({1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 30, 2, 1});
    CHECK(charted(points).segments[0].limits->high == Approx(16.32));
    const Chart screened = charted(points, Good::Up, {}, RunOptions{});
    CHECK(*screened.segments[0].centre == Approx(3.4));
    CHECK(screened.segments[0].limits->low == Approx(0.74));
    CHECK(screened.segments[0].limits->high == Approx(6.06));
}

TEST_CASE("a missing value breaks the moving range") {
    // 1→3 and 10→12; not 3→10.
    CHECK(charted(series({1, 3, kGap, 10, 12})).segments[0].limits->high == Approx(6.5 + 2.66 * 2));
}

TEST_CASE("there are no limits where nothing varies or nothing follows") {
    CHECK_FALSE(charted(series({4})).segments[0].limits);
    CHECK_FALSE(charted(series({4, kGap, 5})).segments[0].limits);
    CHECK_FALSE(charted(series({4, 4, 4}), Good::Up, {}, RunOptions{}).segments[0].limits);
    const Chart flat = charted(series({4, 4, 4}));
    CHECK(flat.segments[0].limits->low == 4);
    CHECK(causes(flat) == "...");
    const Chart none = charted(series({4, 4, 4}), Good::Up, 3.0, RunOptions{});
    CHECK(none.assurance == Assurance::None);
    const Chart empty = charted({});
    CHECK(empty.segments.empty());
    CHECK(empty.variation == Variation::Common);
}

TEST_CASE("the limits of fewer than thirteen points are a trial, gaps counted") {
    CHECK(charted(quiet()).segments[0].trial);
    CHECK_FALSE(charted(then(quiet(), {kGap})).segments[0].trial);
}

TEST_CASE("a fixed baseline makes the lines of its first points alone") {
    const Chart made = charted(then(quiet(), {40, 50}), Good::Up, {}, against_quiet());
    CHECK(*made.segments[0].centre == 10);
    CHECK(made.segments[0].limits->high == Approx(15.32));
    CHECK(causes(made) == "............OO");
}

TEST_CASE("a point on the limit is not outside it") {
    CHECK(causes(charted(then(quiet(), {15.32}), Good::Up, {}, against_quiet())).back() == '.');
    CHECK(causes(charted(then(quiet(), {15.33}), Good::Up, {}, against_quiet())).back() == 'O');
    CHECK(causes(charted(then(quiet(), {4.67}), Good::Up, {}, against_quiet())).back() == 'O');
}

TEST_CASE("a shift is seven in a row on one side, all of them flagged") {
    const auto shifted = then(quiet(), {9, 11, 11, 12, 11, 12, 11, 11});
    const Chart made = charted(shifted, Good::Up, {}, against_quiet());
    CHECK(causes(made) == ".............SSSSSSS");
    CHECK(made.variation == Variation::ImprovementHigh);
    CHECK(made.says == "Seven months in a row above the average: a shift, not chance.");
    CHECK(charted(shifted, Good::Down, {}, against_quiet()).variation == Variation::ConcernHigh);
    CHECK(charted(shifted, Good::Neither, {}, against_quiet()).variation == Variation::NeutralHigh);

    RunOptions of_eight = against_quiet();
    of_eight.shift = 8;
    CHECK(charted(shifted, Good::Up, {}, of_eight).variation == Variation::Common);
    // Eight already: the first of them is the last point before.
    CHECK(causes(charted(then(quiet(), {11, 12, 11, 12, 11, 12, 11}), Good::Up, {}, of_eight)) ==
          "...........SSSSSSSS");
}

TEST_CASE("a point on the average, a gap or a rebase breaks a shift") {
    const auto check = [](std::initializer_list<double> more) {
        return causes(charted(then(quiet(), more), Good::Up, {}, against_quiet())).find('S') ==
               std::string::npos;
    };
    CHECK_FALSE(check({9, 11, 11, 12, 11, 12, 11, 11}));
    CHECK(check({9, 11, 11, 12, 10, 12, 11, 11, 12}));
    CHECK(check({9, 11, 11, 12, kGap, 12, 11, 11, 12}));
    const std::size_t rebase[] = {16};
    const auto points = then(quiet(), {9, 11, 11, 12, 11, 12, 11, 11});
    CHECK(causes(charted(points, Good::Up, {}, against_quiet(), rebase)).find('S') ==
          std::string::npos);
}

TEST_CASE("rounding in the average makes no shift of points that are all the same") {
    const Chart made = charted(series({0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}));
    CHECK(causes(made) == "..........");
}

TEST_CASE("a trend is seven points one after another, ties break it") {
    RunOptions six = against_quiet();
    six.trend = 6;
    const auto rising = then(quiet(), {8, 8.5, 9, 9.5, 9.8, 10.2, 10.5});
    const Chart made = charted(rising, Good::Down, {}, against_quiet());
    CHECK(causes(made) == "............TTTTTTT");
    CHECK(sides(made) == "............HHHHHHH");
    CHECK(made.variation == Variation::ConcernHigh);
    CHECK(made.says == "Seven months, each higher than the one before: a trend, not chance.");
    CHECK(charted(rising, Good::Up, {}, six).says == made.says);
    const auto tied = then(quiet(), {8, 8.5, 9, 9, 9.8, 10.2, 10.5});
    CHECK(causes(charted(tied, Good::Down, {}, against_quiet())) == "...................");
    const auto gap = then(quiet(), {8, 8.5, 9, kGap, 9.8, 10.2, 10.5});
    CHECK(causes(charted(gap, Good::Down, {}, against_quiet())) == "...................");
    CHECK(causes(charted(then(quiet(), {8, 8.5, 9, 9.5, 9.8, 10.2, 9.9}), Good::Up, {}, six)) ==
          "............TTTTTT.");
}

TEST_CASE("where one trend turns into another the point belongs to the second") {
    const Chart made =
        charted(then(quiet(), {8, 8.4, 8.8, 9.2, 9.6, 10.4, 10.8, 10.3, 9.7, 9.3, 8.9, 8.5, 8.1}),
                Good::Up,
                {},
                against_quiet());
    CHECK(causes(made) == "............TTTTTTTTTTTTT");
    CHECK(sides(made) == "............HHHHHHLLLLLLL");
    CHECK(made.variation == Variation::ConcernLow);
}

// Outer third of the quiet points: above 13.5467 and up to 15.32.
TEST_CASE("two of three in the outer third, and only those are flagged") {
    const auto check = [](std::initializer_list<double> more) {
        return causes(charted(then(quiet(), more), Good::Up, {}, against_quiet())).substr(12);
    };
    CHECK(check({9, 14, 11, 14}) == ".2.2");
    CHECK(check({9, 14, 14, 11}) == ".22.");
    CHECK(check({9, 14, 14, 14}) == ".222");
    // All three must be on that side of the average.
    CHECK(check({14, 9, 14}) == "...");
    CHECK(check({14, 10, 14}) == "...");
    CHECK(check({9, 14, kGap, 14}) == "....");
    // A point beyond the limits is not in the outer third.
    CHECK(check({9, 14, 11, 16}) == "...O");
    CHECK(check({9, 14, 16, 14}) == ".2O2");
    CHECK(check({9, 13.5, 11, 14}) == "....");
    CHECK(charted(then(quiet(), {9, 14, 11, 14}), Good::Up, {}, against_quiet()).says ==
          "Two of the last three months far above the average: not chance.");
    CHECK(charted(then(quiet(), {9, 6, 6, 6}), Good::Up, {}, against_quiet()).says ==
          "Three of the last three months far below the average: not chance.");
}

// A test of NHSRplotthedots (test-ptd_spc_standard.R): next to the limits on opposite sides.
TEST_CASE("near the limits on opposite sides is common cause") {
    const Chart made = charted(series({1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 5.5, -5.5}),
                               Good::Up,
                               {},
                               RunOptions{});
    CHECK(causes(made).substr(14) == "..");
}

TEST_CASE("of several rules the strongest names the point") {
    // A trend that climbs through a shift and ends outside.
    const auto points = then(quiet(), {9, 10.5, 10.7, 11, 12, 13, 14, 14.5, 16});
    CHECK(causes(charted(points, Good::Up, {}, against_quiet())) == "............TTTTTTTTO");
    // Outer third within a shift.
    CHECK(causes(charted(
              then(quiet(), {9, 11, 12, 14, 14, 11, 12, 11}), Good::Up, {}, against_quiet())) ==
          ".............SS22SSS");
}

TEST_CASE("segments have lines of their own and share no moving range") {
    const std::size_t rebase[] = {12};
    const Chart made =
        charted(then(quiet(), {29, 31, 29, 31}), Good::Up, 28.0, unscreened(), rebase);
    REQUIRE(made.segments.size() == 2);
    CHECK(made.segments[0].end == 12);
    CHECK(made.segments[1].first == 12);
    CHECK(*made.segments[1].centre == 30);
    CHECK(made.segments[1].limits->low == Approx(24.68));
    CHECK(made.segments[1].trial);
    CHECK(made.assurance == Assurance::Inconsistent);
    CHECK(made.says ==
          "The last month is within what chance explains. The limits are a trial: "
          "four months so far, and 13 make them firm.");
}

TEST_CASE("what cannot be charted is refused in words") {
    const std::size_t beyond[] = {12};
    const std::size_t twice[] = {4, 4};
    CHECK_FALSE(chart(quiet(), Good::Up, {}, {}, beyond));
    CHECK_FALSE(chart(quiet(), Good::Up, {}, {}, twice));
    RunOptions options;
    options.shift = 5;
    CHECK(chart(quiet(), Good::Up, {}, options).error().message ==
          "Choose a shift of 6, 7 or 8 points.");
    options = {};
    options.trend = 8;
    CHECK_FALSE(chart(quiet(), Good::Up, {}, options));
    options = {};
    options.baseline = 11;
    CHECK_FALSE(chart(quiet(), Good::Up, {}, options));
}

TEST_CASE("assurance compares the last limits with the target") {
    // Limits 4.68 and 15.32.
    const auto assured = [](Good good, std::optional<double> target) {
        return charted(quiet(), good, target).assurance;
    };
    CHECK(assured(Good::Up, 16) == Assurance::Fail);
    CHECK(assured(Good::Up, 4) == Assurance::Pass);
    CHECK(assured(Good::Up, 10) == Assurance::Inconsistent);
    CHECK(assured(Good::Down, 16) == Assurance::Pass);
    CHECK(assured(Good::Down, 4) == Assurance::Fail);
    CHECK(assured(Good::Neither, 4) == Assurance::None);
    CHECK(assured(Good::Up, {}) == Assurance::None);
}

TEST_CASE("the words say what the last point is, and of which month") {
    auto points = then(quiet(), {16});
    points.back().label = "March 2026";
    CHECK(charted(points, Good::Up, {}, against_quiet()).says ==
          "March 2026 is above the upper limit: more than chance explains.");
    points = then(quiet(), {kGap});
    points.back().label = "March 2026";
    const Chart missing = charted(points, Good::Up, {}, against_quiet());
    CHECK(missing.says == "There is no figure for March 2026 yet.");
    CHECK(missing.variation == Variation::Common);
    RunOptions quarters = against_quiet();
    quarters.period = "quarter";
    CHECK(charted(then(quiet(), {9, 9, 8, 9, 9, 8, 9, 9}), Good::Down, {}, quarters).says ==
          "Eight quarters in a row below the average: a shift, not chance.");
    CHECK(charted(series({3})).says == "Too few months to tell a change from chance.");
}

// --- did it change? ------------------------------------------------------------------------------

namespace {

const std::vector<Point>& before() {
    static const auto points = series({20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 23});
    return points;
}

}  // namespace

TEST_CASE("a change is one where the run rules and the interval both say so") {
    const auto points = then(before(), {14, 15, 13, 16, 14, 12, 15, 14});
    const Changed made = did_it_change(points, 12, Good::Down).value();
    CHECK(made.change == Change::Better);
    CHECK(*made.before == Approx(20.666667));
    CHECK(*made.after == Approx(14.125));
    // Welch's interval, worked apart from this program.
    CHECK(made.difference->value == Approx(-6.541667).epsilon(1e-6));
    CHECK(made.difference->interval.low == Approx(-7.891974).epsilon(1e-6));
    CHECK(made.difference->interval.high == Approx(-5.191360).epsilon(1e-6));
    CHECK(made.says ==
          "Better, and not by chance: the average was 20.7 and is 14.1, a fall of "
          "6.54 (5.19 to 7.89).");
    CHECK(did_it_change(points, 12, Good::Down, {.share = true})->says ==
          "Better, and not by chance: the average was 20.7% and is 14.1%, a fall of "
          "6.54 percentage points (5.19 to 7.89).");
    CHECK(did_it_change(points, 12, Good::Up)->change == Change::Worse);
    CHECK(did_it_change(points, 12, Good::Neither)->change == Change::Different);
}

TEST_CASE("what chance would have brought is no detectable change") {
    const Changed made =
        did_it_change(then(before(), {21, 19, 22, 20, 18, 21, 20}), 12, Good::Down).value();
    CHECK(made.change == Change::NotDetectable);
    CHECK(made.difference->interval.low == Approx(-1.996749).epsilon(1e-6));
    CHECK(made.difference->interval.high == Approx(0.949129).epsilon(1e-6));
    CHECK_FALSE(made.special_cause);
    CHECK(made.says ==
          "No detectable change: the average was 20.7 and is 20.1, as chance would have it.");
}

TEST_CASE("one point that stands out is no lasting change") {
    const Changed made =
        did_it_change(then(before(), {21, 19, 5, 20, 22, 21, 20}), 12, Good::Down).value();
    CHECK(made.special_cause);
    CHECK(made.change == Change::NotDetectable);
    CHECK(made.says.ends_with("A point stands out, but it has not lasted."));
}

TEST_CASE("averages apart without a run are not called a change yet") {
    const Changed made =
        did_it_change(then(before(), {19, 18, 19, 21, 18, 19, 18}), 12, Good::Down).value();
    CHECK_FALSE(made.difference->interval.holds(0));
    CHECK_FALSE(made.special_cause);
    CHECK(made.change == Change::NotDetectable);
}

TEST_CASE("too few points on either side are too few to say") {
    const Changed late = did_it_change(then(before(), {14, 15, kGap, 14}), 12, Good::Down).value();
    CHECK(late.change == Change::TooFew);
    CHECK(late.points_after == 3);
    CHECK(late.says == "Too few points to say: three months after, and seven are needed.");
    const Changed early = did_it_change(before(), 11, Good::Down).value();
    CHECK(early.says ==
          "Too few points to say: eleven months before, and twelve are needed; one "
          "month after, and seven are needed.");
    CHECK(did_it_change(before(), 40, Good::Down)->change == Change::TooFew);
    CHECK(did_it_change({}, 0, Good::Down)->change == Change::TooFew);
}

TEST_CASE("what was falling before the action is not put down to it") {
    const auto points = then(series({24, 23, 24, 23, 24, 22, 21, 20, 19, 18, 17, 16}),
                             {15, 14, 14, 13, 13, 12, 12});
    const Changed made = did_it_change(points, 12, Good::Down).value();
    CHECK(made.change == Change::AlreadyMoving);
    CHECK(made.says.starts_with("It changed, but it was on its way before: "));
}

TEST_CASE("a step between figures that never vary is a change") {
    const auto flat = series({5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 3, 3, 3, 3, 3, 3, 3});
    CHECK(did_it_change(flat, 12, Good::Down)->change == Change::Better);
    const auto same = series({5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5});
    CHECK(did_it_change(same, 12, Good::Down)->change == Change::NotDetectable);
}
