#include "measure/run_rules.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "measure/chance.h"
#include "measure/run_lines.h"

namespace longstone::measure {
namespace {

constexpr double kLimits = 2.66;     // of the mean moving range: three sigma
constexpr double kBeyond = 0.00135;  // the chance of a point beyond three sigma on one side
constexpr double kScreen = 3.267;    // of the mean moving range: no part of the usual variation
constexpr std::size_t kFirm = 13;    // points that make limits firm
constexpr int kLeastBaseline = 12;   // points a fixed baseline needs
constexpr double kSpeck = 1e-9;      // less than this share apart is what rounding left

// A run so far: how many points, and which way.
struct Run {
    std::size_t length = 0;
    Side side = Side::Neither;
};

using Values = std::span<const double>;

std::vector<double> moving_ranges(Values values) {
    std::vector<double> ranges;
    ranges.reserve(values.size());
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double range = std::abs(values[i] - values[i - 1]);
        if (!std::isnan(range)) ranges.push_back(range);
    }
    return ranges;
}

std::optional<double> mean(std::span<const double> values) {
    if (values.empty()) return std::nullopt;
    double sum = 0;
    for (double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

std::vector<double> values_of(std::span<const Point> points) {
    std::vector<double> values;
    values.reserve(points.size());
    for (const Point& point : points)
        values.push_back(value_of(point));
    return values;
}

Interval around(double centre, double reach) {
    return {.low = centre - reach, .high = centre + reach};
}

// A weaker cause never takes the place of a stronger one.
void raise(Flag& flag, Cause cause, Side side) {
    if (cause > flag.cause) return;
    flag.cause = cause;
    flag.side = side;
}

Side outside(double value, const Interval& limits) {
    if (side_of(value, limits.high) == Side::High) return Side::High;
    return side_of(value, limits.low) == Side::Low ? Side::Low : Side::Neither;
}

// The average of shares, not quite none and not quite all: half of one of those counted.
double share_of(std::span<const Point> points, double centre) {
    std::int64_t counted = 1;
    for (const Point& point : points)
        counted += point.of;
    const double half = 0.5 / static_cast<double>(counted);
    return std::clamp(centre / 100, half, 1 - half);
}

bool is_beyond_chance(const Point& point, Side side, double share) {
    if (point.of == 0) return true;
    const auto chance = side == Side::High ? chance_of_more : chance_of_fewer;
    return chance(point.met, point.of, share) < kBeyond;
}

void flag_outside(std::span<const Point> points,
                  double centre,
                  const Interval& limits,
                  std::vector<Flag>& flags) {
    const double share = share_of(points, centre);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Side side = outside(value_of(points[i]), limits);
        if (side != Side::Neither && is_beyond_chance(points[i], side, share))
            raise(flags[i], Cause::Outside, side);
    }
}

// Points that rise or fall one after another; the point at which one trend turns into another
// belongs to the second.
void flag_trends(Values values, std::size_t least, std::vector<Flag>& flags) {
    Run run;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const Side step = side_of(values[i], values[i - 1]);
        run = {.length = step == run.side ? run.length + 1 : 2, .side = step};
        if (step == Side::Neither || run.length < least) continue;
        for (std::size_t j = i + 1 - run.length; j <= i; ++j)
            raise(flags[j], Cause::Trend, step);
    }
}

void flag_shifts(Values values, double centre, std::size_t least, std::vector<Flag>& flags) {
    Run run;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Side side = side_of(values[i], centre);
        run = {.length = side == run.side ? run.length + 1 : 1, .side = side};
        if (side == Side::Neither || run.length < least) continue;
        for (std::size_t j = i + 1 - run.length; j <= i; ++j)
            raise(flags[j], Cause::Shift, side);
    }
}

void flag_two_of_three(Values values,
                       double centre,
                       const Interval& limits,
                       const Interval& outer,
                       std::vector<Flag>& flags) {
    for (std::size_t i = 0; i + 3 <= values.size(); ++i) {
        const Values three = values.subspan(i, 3);
        const Side side = side_of(three[0], centre);
        const auto beside = [&](double value) { return side_of(value, centre) == side; };
        const auto third = [&](double value) {
            return outside(value, outer) == side && outside(value, limits) == Side::Neither;
        };
        if (side == Side::Neither || !std::ranges::all_of(three, beside)) continue;
        if (std::ranges::count_if(three, third) < 2) continue;
        for (std::size_t j = 0; j < 3; ++j) {
            if (third(three[j])) raise(flags[i + j], Cause::TwoOfThree, side);
        }
    }
}

Meaning meaning_of(Side side, Good good) {
    if (side == Side::Neither) return Meaning::Common;
    if (good == Good::Neither) return Meaning::Neutral;
    return (side == Side::High) == (good == Good::Up) ? Meaning::Improvement : Meaning::Concern;
}

Variation variation_of(const Flag& flag) {
    const bool high = flag.side == Side::High;
    switch (flag.meaning) {
        case Meaning::Common:
            break;
        case Meaning::Improvement:
            return high ? Variation::ImprovementHigh : Variation::ImprovementLow;
        case Meaning::Concern:
            return high ? Variation::ConcernHigh : Variation::ConcernLow;
        case Meaning::Neutral:
            return high ? Variation::NeutralHigh : Variation::NeutralLow;
    }
    return Variation::Common;
}

Assurance assurance_of(const Segment& last, Good good, std::optional<double> target) {
    if (!target || good == Good::Neither || !last.limits) return Assurance::None;
    if (last.limits->holds(*target)) return Assurance::Inconsistent;
    const bool above = *target > last.limits->high;
    return above == (good == Good::Up) ? Assurance::Fail : Assurance::Pass;
}

bool are_rebases(std::span<const std::size_t> rebases, std::size_t points) {
    return std::ranges::is_sorted(rebases, std::less_equal()) &&
           (rebases.empty() || rebases.back() < points);
}

}  // namespace

double value_of(const Point& point) {
    return point.value.value_or(std::numeric_limits<double>::quiet_NaN());
}

Side side_of(double value, double line) {
    const double apart = value - line;
    if (std::isnan(apart)) return Side::Neither;
    if (std::abs(apart) <= kSpeck * std::max(std::abs(value), std::abs(line))) return Side::Neither;
    return apart > 0 ? Side::High : Side::Low;
}

std::string complaint(const RunOptions& options) {
    if (options.shift < 6 || options.shift > 8) return "Choose a shift of 6, 7 or 8 points.";
    if (options.trend < 6 || options.trend > 7) return "Choose a trend of 6 or 7 points.";
    if (options.baseline != 0 && options.baseline < kLeastBaseline)
        return "Choose a baseline of at least 12 points, or none.";
    return {};
}

Lines lines_of(std::span<const Point> segment, const RunOptions& options) {
    const auto most = static_cast<std::size_t>(options.baseline);
    const auto base = most == 0 ? segment : segment.first(std::min(most, segment.size()));
    std::vector<double> values = values_of(base);
    std::vector<double> ranges = moving_ranges(values);
    std::erase_if(values, [](double value) { return std::isnan(value); });
    const std::optional<double> centre = mean(values);
    std::optional<double> usual = mean(ranges);
    if (options.screen && usual) {
        const double screen = kScreen * *usual;
        std::erase_if(ranges, [&](double range) { return range >= screen; });
        usual = mean(ranges);
    }
    Lines lines{.centre = centre, .limits = {}, .outer = {}};
    if (!centre || !usual) return lines;
    lines.limits = around(*centre, kLimits * *usual);
    lines.outer = around(*centre, kLimits * *usual * 2 / 3);
    return lines;
}

std::vector<Flag> flags_of(std::span<const Point> segment,
                           const Lines& lines,
                           Good good,
                           const RunOptions& options) {
    std::vector<Flag> flags(segment.size());
    if (!lines.centre) return flags;
    const double centre = *lines.centre;
    const std::vector<double> values = values_of(segment);
    if (lines.limits) flag_outside(segment, centre, *lines.limits, flags);
    flag_trends(values, static_cast<std::size_t>(options.trend), flags);
    if (lines.limits && lines.outer)
        flag_two_of_three(values, centre, *lines.limits, *lines.outer, flags);
    flag_shifts(values, centre, static_cast<std::size_t>(options.shift), flags);
    for (Flag& flag : flags)
        flag.meaning = meaning_of(flag.side, good);
    return flags;
}

Result<Chart> chart(std::span<const Point> points,
                    Good good,
                    std::optional<double> target,
                    const RunOptions& options,
                    std::span<const std::size_t> rebases) {
    if (std::string wrong = complaint(options); !wrong.empty())
        return refuse(Fault::Invalid, std::move(wrong));
    if (!are_rebases(rebases, points.size()))
        return refuse(Fault::Invalid, "Give the rebases in order, each at a point of the chart.");

    std::vector<std::size_t> starts = {0};
    for (std::size_t rebase : rebases) {
        if (rebase != 0) starts.push_back(rebase);
    }
    Chart made;
    made.flags.reserve(points.size());
    for (std::size_t i = 0; i < starts.size() && !points.empty(); ++i) {
        const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : points.size();
        const auto part = points.subspan(starts[i], end - starts[i]);
        const Lines lines = lines_of(part, options);
        made.segments.push_back({.first = starts[i],
                                 .end = end,
                                 .centre = lines.centre,
                                 .limits = lines.limits,
                                 .outer = lines.outer,
                                 .trial = part.size() < kFirm});
        const std::vector<Flag> flags = flags_of(part, lines, good, options);
        made.flags.insert(made.flags.end(), flags.begin(), flags.end());
    }
    if (made.segments.empty()) {
        made.says = "There is nothing to show yet.";
        return made;
    }
    const Segment& last = made.segments.back();
    made.variation = variation_of(made.flags.back());
    made.assurance = assurance_of(last, good, target);
    made.says = say_last(
        points.subspan(last.first), std::span(made.flags).subspan(last.first), last, options);
    return made;
}

}  // namespace longstone::measure
