#include <algorithm>
#include <cmath>

#include "measure/chance.h"
#include "measure/run_lines.h"

namespace longstone::measure {
namespace {

struct Sample {
    double n = 0, mean = 0, variance = 0;
};

Sample sample_of(std::span<const Point> points) {
    Sample sample;
    for (const Point& point : points) {
        if (!point.value) continue;
        // Welford: one pass, and no loss where the values are large and close together.
        sample.n += 1;
        const double apart = *point.value - sample.mean;
        sample.mean += apart / sample.n;
        sample.variance += apart * (*point.value - sample.mean);
    }
    if (sample.n > 1) sample.variance /= sample.n - 1;
    return sample;
}

// Welch: the variances of the two need not be the same.
Estimate welch(const Sample& before, const Sample& after) {
    const double between = after.mean - before.mean;
    const double first = before.variance / before.n;
    const double second = after.variance / after.n;
    const double error = std::sqrt(first + second);
    if (error == 0) return {.value = between, .interval = {.low = between, .high = between}};
    const double freedom = (first + second) * (first + second) /
                           (first * first / (before.n - 1) + second * second / (after.n - 1));
    const double reach = student_quantile(1 - (1 - kSure) / 2, freedom) * error;
    return {.value = between, .interval = {.low = between - reach, .high = between + reach}};
}

// Was it moving that way already, by a trend or a shift, where the points of before end?
bool on_its_way(std::span<const Point> before,
                double centre,
                Side side,
                const RunOptions& options) {
    const Lines without_limits{.centre = centre, .limits = {}, .outer = {}};
    const std::vector<Flag> flags = flags_of(before, without_limits, Good::Neither, options);
    for (std::size_t i = before.size(); i-- > 0;) {
        if (before[i].value) return flags[i].side == side;
    }
    return false;
}

Change named(Side side, Good good) {
    if (good == Good::Neither) return Change::Different;
    return (side == Side::High) == (good == Good::Up) ? Change::Better : Change::Worse;
}

}  // namespace

Result<Changed> did_it_change(std::span<const Point> points,
                              std::size_t after,
                              Good good,
                              const RunOptions& options) {
    if (std::string wrong = complaint(options); !wrong.empty())
        return refuse(Fault::Invalid, std::move(wrong));
    RunOptions whole = options;
    whole.baseline = 0;
    const auto earlier = points.first(std::min(after, points.size()));
    const auto later = points.subspan(earlier.size());
    const Sample before = sample_of(earlier);
    const Sample since = sample_of(later);

    Changed made;
    made.points_before = static_cast<std::size_t>(before.n);
    made.points_after = static_cast<std::size_t>(since.n);
    if (before.n > 0) made.before = before.mean;
    if (since.n > 0) made.after = since.mean;
    if (before.n < kLeastBefore || since.n < options.shift) {
        made.says = say_change(made, options);
        return made;
    }
    const Lines lines = lines_of(earlier, whole);
    const Estimate difference = welch(before, since);
    const Side side = side_of(since.mean, before.mean);
    const std::vector<Flag> flags = flags_of(later, lines, good, whole);
    made.difference = difference;
    made.special_cause = std::ranges::any_of(
        flags, [&](const Flag& flag) { return flag.side == side && side != Side::Neither; });
    made.change = Change::NotDetectable;
    if (made.special_cause && !difference.interval.holds(0)) {
        const bool began = on_its_way(earlier, before.mean, side, whole);
        made.change = began ? Change::AlreadyMoving : named(side, good);
    }
    made.says = say_change(made, options);
    return made;
}

}  // namespace longstone::measure
