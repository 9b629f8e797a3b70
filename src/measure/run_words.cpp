#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "measure/run_lines.h"

namespace longstone::measure {
namespace {

constexpr std::string_view kNumbers[] = {"no",
                                         "one",
                                         "two",
                                         "three",
                                         "four",
                                         "five",
                                         "six",
                                         "seven",
                                         "eight",
                                         "nine",
                                         "ten",
                                         "eleven",
                                         "twelve"};

std::string in_words(std::size_t n) {
    return n < std::size(kNumbers) ? std::string(kNumbers[n]) : number(static_cast<long long>(n));
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string how_many(std::size_t n, const RunOptions& options) {
    return cat({in_words(n), " ", options.period, n == 1 ? "" : "s"});
}

// As many decimals as a reader can use: 1,203 needs none, 0.083 needs three.
std::string figure(double value) {
    const double size = std::abs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    std::array<char, 64> text = {};
    const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    if (length < 0 || static_cast<std::size_t>(length) >= text.size()) return {};
    std::string out(text.data());
    if (out.contains('.')) {
        out.erase(out.find_last_not_of('0') + 1);
        if (out.ends_with('.')) out.pop_back();
    }
    return out == "-0" ? "0" : out;
}

// How many of the last points keep to one side of the line.
std::size_t run_beside(std::span<const Point> points, double line, Side side) {
    std::size_t length = 0;
    for (std::size_t i = points.size(); i-- > 0; ++length) {
        if (side_of(value_of(points[i]), line) != side) break;
    }
    return length;
}

// How many of the last points rise, or fall, one after another.
std::size_t run_of_steps(std::span<const Point> points, Side side) {
    std::size_t length = 1;
    for (std::size_t i = points.size(); i-- > 1; ++length) {
        if (side_of(value_of(points[i]), value_of(points[i - 1])) != side) break;
    }
    return length;
}

std::size_t in_outer_third(std::span<const Point> three, const Segment& lines) {
    const Interval outer = lines.outer.value_or(Interval{});
    const Interval limits = lines.limits.value_or(Interval{});
    return static_cast<std::size_t>(std::ranges::count_if(three, [&](const Point& point) {
        return !outer.holds(value_of(point)) && limits.holds(value_of(point));
    }));
}

std::string last_name(std::span<const Point> segment, const RunOptions& options) {
    const std::string& label = segment.back().label;
    return label.empty() ? cat({"The last ", options.period}) : label;
}

std::string say_flag(std::span<const Point> segment,
                     const Flag& flag,
                     const Segment& lines,
                     const RunOptions& options) {
    const bool high = flag.side == Side::High;
    switch (flag.cause) {
        case Cause::Outside:
            return cat({last_name(segment, options),
                        high ? " is above the upper limit" : " is below the lower limit",
                        ": more than chance explains."});
        case Cause::Trend:
            return cat({capital(how_many(run_of_steps(segment, flag.side), options)),
                        ", each ",
                        high ? "higher" : "lower",
                        " than the one before: a trend, not chance."});
        case Cause::TwoOfThree:
            return cat({capital(in_words(in_outer_third(segment.last(3), lines))),
                        " of the last ",
                        how_many(3, options),
                        high ? " far above" : " far below",
                        " the average: not chance."});
        case Cause::Shift:
            return cat({capital(how_many(run_beside(segment, lines.centre.value_or(0), flag.side),
                                         options)),
                        " in a row ",
                        high ? "above" : "below",
                        " the average: a shift, not chance."});
        case Cause::Common:
            break;
    }
    return cat({last_name(segment, options), " is within what chance explains."});
}

// "a fall of 3.8 (2.6 to 5)"
std::string movement(const Estimate& difference, const RunOptions& options) {
    const bool fell = difference.value < 0;
    const double low = fell ? -difference.interval.high : difference.interval.low;
    const double high = fell ? -difference.interval.low : difference.interval.high;
    return cat({fell ? "a fall of " : "a rise of ",
                figure(std::abs(difference.value)),
                options.share ? " percentage points (" : " (",
                figure(low),
                " to ",
                figure(high),
                ")"});
}

std::string say_too_few(const Changed& changed, const RunOptions& options) {
    std::vector<std::string> short_of;
    if (changed.points_before < static_cast<std::size_t>(kLeastBefore))
        short_of.push_back(cat({how_many(changed.points_before, options),
                                " before, and ",
                                in_words(kLeastBefore),
                                " are needed"}));
    const auto after = static_cast<std::size_t>(options.shift);
    if (changed.points_after < after)
        short_of.push_back(cat({how_many(changed.points_after, options),
                                " after, and ",
                                in_words(after),
                                " are needed"}));
    return cat({"Too few points to say: ", join(short_of, "; "), "."});
}

}  // namespace

std::string say_last(std::span<const Point> segment,
                     std::span<const Flag> flags,
                     const Segment& lines,
                     const RunOptions& options) {
    if (!segment.back().value) {
        const std::string& label = segment.back().label;
        return label.empty() ? cat({"There is no figure for the last ", options.period, " yet."})
                             : cat({"There is no figure for ", label, " yet."});
    }
    const bool common = flags.back().cause == Cause::Common;
    if (!lines.limits && common) {
        const auto known = std::ranges::count_if(
            segment, [](const Point& point) { return point.value.has_value(); });
        if (known > 2) return "The figure varies too little, or has too many gaps, for limits.";
        return cat({"Too few ", options.period, "s to tell a change from chance."});
    }
    std::string said = say_flag(segment, flags.back(), lines, options);
    if (lines.trial)
        said += cat({" The limits are a trial: ",
                     how_many(segment.size(), options),
                     " so far, and 13 make them firm."});
    return said;
}

std::string say_change(const Changed& changed, const RunOptions& options) {
    if (changed.change == Change::TooFew) return say_too_few(changed, options);
    const std::string_view unit = options.share ? "%" : "";
    const std::string averages = cat({"the average was ",
                                      figure(*changed.before),
                                      unit,
                                      " and is ",
                                      figure(*changed.after),
                                      unit});
    const bool apart = !changed.difference->interval.holds(0);
    const std::string moved = movement(*changed.difference, options);
    switch (changed.change) {
        case Change::NotDetectable:
            if (changed.special_cause && !apart)
                return cat({"No detectable change: ",
                            averages,
                            ". A point stands out, but it has not lasted."});
            if (apart && !changed.special_cause)
                return cat({"No detectable change yet: ",
                            averages,
                            ", but no point or run of points stands out."});
            return cat({"No detectable change: ", averages, ", as chance would have it."});
        case Change::AlreadyMoving:
            return cat({"It changed, but it was on its way before: ", averages, ", ", moved, "."});
        case Change::Better:
            return cat({"Better, and not by chance: ", averages, ", ", moved, "."});
        case Change::Worse:
            return cat({"Worse, and not by chance: ", averages, ", ", moved, "."});
        case Change::Different:
            return cat({"Changed, and not by chance: ", averages, ", ", moved, "."});
        case Change::TooFew:
            break;
    }
    return {};
}

std::string_view say(Variation variation) {
    switch (variation) {
        case Variation::Common:
            return "common cause: no change beyond chance";
        case Variation::ImprovementHigh:
            return "improvement, by high values";
        case Variation::ImprovementLow:
            return "improvement, by low values";
        case Variation::ConcernHigh:
            return "concern, by high values";
        case Variation::ConcernLow:
            return "concern, by low values";
        case Variation::NeutralHigh:
            return "change, by high values";
        case Variation::NeutralLow:
            return "change, by low values";
    }
    return {};
}

std::string_view say(Assurance assurance) {
    switch (assurance) {
        case Assurance::None:
            return "";
        case Assurance::Pass:
            return "meets the target every time unless something changes";
        case Assurance::Fail:
            return "misses the target every time unless something changes";
        case Assurance::Inconsistent:
            return "meets or misses the target by chance";
    }
    return {};
}

}  // namespace longstone::measure
