#include "measure/interval.h"

#include <algorithm>
#include <cmath>

#include "measure/chance.h"

namespace longstone::measure {
namespace {

// Below this many the approximation of Byar is too coarse and the exact interval is used.
constexpr std::int64_t kFew = 10;

bool is_level(double level) {
    return level > 0 && level < 1;
}

// The share of chance left out on either side.
double tail(double level) {
    return (1 - level) / 2;
}

double two_sided(double level) {
    return normal_quantile(1 - tail(level));
}

double squared(double x) {
    return x * x;
}

double byar(double count, double z) {
    return count * std::pow(1 - 1 / (9 * count) + z / (3 * std::sqrt(count)), 3);
}

Interval counted(std::int64_t count, double level) {
    const auto seen = static_cast<double>(count);
    if (count < kFew) {
        const double low = count == 0 ? 0 : chi_squared_quantile(tail(level), 2 * seen) / 2;
        return {.low = low, .high = chi_squared_quantile(1 - tail(level), 2 * seen + 2) / 2};
    }
    const double z = two_sided(level);
    return {.low = std::max(0.0, byar(seen, -z)), .high = byar(seen + 1, z)};
}

}  // namespace

std::optional<Estimate> proportion(std::int64_t count, std::int64_t of, double level) {
    if (of <= 0 || count < 0 || count > of || !is_level(level)) return std::nullopt;
    const auto n = static_cast<double>(of);
    const double p = static_cast<double>(count) / n;
    const double z2 = squared(two_sided(level));
    const double middle = p + z2 / (2 * n);
    const double reach = std::sqrt(z2 * (p * (1 - p) + z2 / (4 * n)) / n);
    const double shrink = 1 + z2 / n;
    // At none and at all of them the interval ends there; rounding may leave a speck beyond.
    const double low = count == 0 ? 0 : (middle - reach) / shrink;
    const double high = count == of ? 1 : (middle + reach) / shrink;
    return Estimate{.value = p, .interval = {.low = low, .high = high}};
}

std::optional<Estimate> count_interval(std::int64_t count, double level) {
    if (count < 0 || !is_level(level)) return std::nullopt;
    return Estimate{.value = static_cast<double>(count), .interval = counted(count, level)};
}

std::optional<Estimate> rate(std::int64_t count, double population, double per, double level) {
    if (!(population > 0) || !(per > 0)) return std::nullopt;
    auto of_count = count_interval(count, level);
    if (!of_count) return std::nullopt;
    const double scale = per / population;
    return Estimate{.value = of_count->value * scale,
                    .interval = {.low = of_count->interval.low * scale,
                                 .high = of_count->interval.high * scale}};
}

std::optional<Estimate> difference_of_proportions(std::int64_t count,
                                                  std::int64_t of,
                                                  std::int64_t other_count,
                                                  std::int64_t other_of,
                                                  double level) {
    const auto first = proportion(count, of, level);
    const auto second = proportion(other_count, other_of, level);
    if (!first || !second) return std::nullopt;
    return difference(*first, *second);
}

Estimate difference(const Estimate& first, const Estimate& second) {
    const double between = first.value - second.value;
    const double below =
        std::hypot(first.value - first.interval.low, second.interval.high - second.value);
    const double above =
        std::hypot(first.interval.high - first.value, second.value - second.interval.low);
    return {.value = between, .interval = {.low = between - below, .high = between + above}};
}

std::optional<Interval> funnel_of_proportions(double average, double of, double level) {
    if (!(of > 0) || average < 0 || average > 1 || !is_level(level)) return std::nullopt;
    const double reach = two_sided(level) * std::sqrt(average * (1 - average) / of);
    return Interval{.low = std::max(0.0, average - reach), .high = std::min(1.0, average + reach)};
}

std::optional<Interval> funnel_of_rates(double average,
                                        double population,
                                        double per,
                                        double level) {
    if (!(population > 0) || !(per > 0) || average < 0 || !is_level(level)) return std::nullopt;
    if (average == 0) return Interval{};
    const double scale = per / population;
    const double expected = average / scale;
    const double low = std::max(0.0, count_as_low(expected, tail(level)));
    return Interval{.low = low * scale, .high = count_as_high(expected, tail(level)) * scale};
}

Compared compare(const Estimate& estimate, double value) {
    if (estimate.interval.holds(value)) return Compared::Similar;
    return estimate.interval.low > value ? Compared::Higher : Compared::Lower;
}

std::string_view say(Compared compared) {
    switch (compared) {
        case Compared::Lower:
            return "lower";
        case Compared::Similar:
            return "not different";
        case Compared::Higher:
            return "higher";
    }
    return {};
}

}  // namespace longstone::measure
