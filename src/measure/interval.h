#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// How sure a figure is. Every estimate carries the interval it was counted with, and two figures
// are called different only where the interval says so. Proportions by Wilson's score, counts and
// crude rates by Byar (by the exact chi-square interval below ten), as the public health technical
// guides have it. Nothing where there is nothing to divide by.
namespace longstone::measure {

inline constexpr double kSure = 0.95;       // the level a figure is shown with
inline constexpr double kVerySure = 0.998;  // the outer lines of a funnel

struct Interval {
    double low = 0, high = 0;

    [[nodiscard]] bool holds(double value) const { return low <= value && value <= high; }
    bool operator==(const Interval&) const = default;
};

struct Estimate {
    double value = 0;
    Interval interval = {};

    bool operator==(const Estimate&) const = default;
};

// `count` of `of`, as a share between 0 and 1.
std::optional<Estimate> proportion(std::int64_t count, std::int64_t of, double level = kSure);
// How many there would be in the long run, where `count` were seen.
std::optional<Estimate> count_interval(std::int64_t count, double level = kSure);
// `count` in a population, per so many people (10,000 children).
std::optional<Estimate> rate(std::int64_t count,
                             double population,
                             double per = 10'000,
                             double level = kSure);

// The first less the second: Newcombe's square-and-add of the two Wilson intervals.
std::optional<Estimate> difference_of_proportions(std::int64_t count,
                                                  std::int64_t of,
                                                  std::int64_t other_count,
                                                  std::int64_t other_of,
                                                  double level = kSure);
// The first less the second, two estimates that do not hang together: the same square-and-add,
// for two rates or any two estimates with intervals of their own.
Estimate difference(const Estimate& first, const Estimate& second);

// The lines of a funnel around the average of all, at the size of one area. An area's Wilson
// interval leaves out the average exactly where the area lies outside these.
std::optional<Interval> funnel_of_proportions(double average, double of, double level = kSure);
// The same for crude rates, against the exact interval of a count.
std::optional<Interval> funnel_of_rates(double average,
                                        double population,
                                        double per = 10'000,
                                        double level = kSure);

// An estimate beside a value held to be without error (England, a target, an average).
enum class Compared { Lower, Similar, Higher };
Compared compare(const Estimate& estimate, double value);
std::string_view say(Compared compared);  // "lower", "not different", "higher"

}  // namespace longstone::measure
