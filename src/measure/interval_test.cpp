#include "measure/interval.h"

#include <doctest/doctest.h>

using namespace longstone::measure;
using doctest::Approx;

namespace {

void check(const std::optional<Estimate>& made, double value, double low, double high) {
    REQUIRE(made);
    CHECK(made->value == Approx(value).epsilon(5e-5));
    CHECK(made->interval.low == Approx(low).epsilon(1e-4));
    CHECK(made->interval.high == Approx(high).epsilon(1e-4));
}

}  // namespace

// Newcombe RG, "Two-sided confidence intervals for the single proportion", Statistics in Medicine
// 1998; 17: 857-872, table I, method 3.
TEST_CASE("a proportion has Wilson's interval") {
    check(proportion(81, 263), 0.3080, 0.25529, 0.36621);
    check(proportion(15, 148), 0.10135, 0.062386, 0.160487);
    check(proportion(0, 20), 0, 0, 0.161125);
    check(proportion(1, 29), 0.034483, 0.0061128, 0.171755);
    CHECK(proportion(29, 29)->interval.high == 1);
    CHECK(proportion(29, 29)->interval.low == Approx(0.88303).epsilon(1e-4));
    CHECK(proportion(0, 20)->interval.low == 0);
}

TEST_CASE("nothing is said of a share of none, or of more than all") {
    CHECK_FALSE(proportion(0, 0));
    CHECK_FALSE(proportion(3, 2));
    CHECK_FALSE(proportion(-1, 2));
    CHECK_FALSE(proportion(1, 2, 1.0));
    CHECK_FALSE(count_interval(-1));
    CHECK_FALSE(rate(3, 0));
    CHECK_FALSE(funnel_of_proportions(0.5, 0));
    CHECK_FALSE(funnel_of_rates(10, -1));
}

// The exact limits of a Poisson count as every table prints them (Breslow and Day 1987, table 2.10
// gives those of 5 as 1.62 and 11.67), and worked again by summing the distribution.
TEST_CASE("a count below ten has the exact interval") {
    check(count_interval(0), 0, 0, 3.688879);
    check(count_interval(1), 1, 0.025318, 5.571643);
    check(count_interval(5), 5, 1.623486, 11.668332);
    check(count_interval(9), 9, 4.115373, 17.084803);
    check(count_interval(3, kVerySure), 3, 0.190533, 13.062241);
}

// The formula of the technical guide "Commonly used public health statistics and their confidence
// intervals" (Public Health England 2018), worked apart from this program.
TEST_CASE("a count of ten or more has Byar's") {
    check(count_interval(10), 10, 4.787450, 18.391459);
    check(count_interval(65), 65, 50.163188, 82.849139);
    check(count_interval(65, kVerySure), 65, 42.880261, 94.000291);
    check(rate(65, 20'000), 32.5, 25.081594, 41.424569);
    check(rate(40, 25'000, 100'000), 160, 114.29320, 217.88040);
    CHECK(count_interval(10, 0.999999999999)->interval.low >= 0);
}

// Newcombe RG, "Interval estimation for the difference between independent proportions",
// Statistics in Medicine 1998; 17: 873-890, table II, method 10.
TEST_CASE("the difference of two proportions has Newcombe's interval") {
    check(difference_of_proportions(56, 70, 48, 80), 0.2, 0.052431, 0.333873);
    check(difference_of_proportions(9, 10, 3, 10), 0.6, 0.170523, 0.809018);
    check(difference_of_proportions(10, 10, 0, 10), 1, 0.607509, 1);
    CHECK_FALSE(difference_of_proportions(1, 2, 0, 0));
}

TEST_CASE("the difference of two rates is squared and added in the same way") {
    check(difference(*rate(65, 20'000), *rate(40, 25'000)), 16.5, 7.090741, 26.526916);
    const Estimate turned = difference(*rate(40, 25'000), *rate(65, 20'000));
    CHECK(turned.interval.low == Approx(-26.526916).epsilon(1e-6));
    CHECK(turned.interval.high == Approx(-7.090741).epsilon(1e-6));
}

// Rows of the test data of PHEindicatormethods, the package behind Fingertips
// (testdata_funnel_prop_outputs.csv).
TEST_CASE("the funnel of proportions is that of the public health profiles") {
    const double average = 0.80642448;
    const auto at_50 = funnel_of_proportions(average, 50);
    CHECK(at_50->low == Approx(0.69691035).epsilon(1e-7));
    CHECK(at_50->high == Approx(0.91593861).epsilon(1e-7));
    const auto wide = funnel_of_proportions(average, 1008, kVerySure);
    CHECK(wide->low == Approx(0.76796814).epsilon(1e-7));
    CHECK(wide->high == Approx(0.84488082).epsilon(1e-7));
    CHECK(funnel_of_proportions(average, 16)->high == 1);
    CHECK(funnel_of_proportions(average, 5, kVerySure)->low == Approx(0.26039861).epsilon(1e-7));
}

// The same package, testdata_funnel_rate_outputs.csv: the populations at which so many events in
// three years lie on a line of the funnel. Its own search for them stops at five figures.
TEST_CASE("the funnel of rates is that of the public health profiles") {
    const double average = 116.1720835;
    const auto on_low = [&](double population, double level) {
        return funnel_of_rates(average, 3 * population, 100'000, level)->low;
    };
    const auto on_high = [&](double population, double level) {
        return funnel_of_rates(average, 3 * population, 100'000, level)->high;
    };
    CHECK(on_low(5276.757672, kSure) == Approx(63.17010446).epsilon(1e-5));
    CHECK(on_low(36157.10817, kSure) == Approx(95.87787415).epsilon(1e-5));
    CHECK(on_low(40036.31685, kVerySure) == Approx(86.58805154).epsilon(1e-5));
    CHECK(on_high(1375.943768, kSure) == Approx(242.2579623).epsilon(1e-5));
    CHECK(on_high(21608.75072, kVerySure) == Approx(160.4288333).epsilon(1e-5));
    CHECK(funnel_of_rates(average, 100, 100'000)->low == 0);
    CHECK(funnel_of_rates(0, 100)->high == 0);
}

TEST_CASE("an area lies outside the funnel exactly where its interval leaves out the average") {
    for (std::int64_t of : {20, 75, 300}) {
        for (std::int64_t count = 0; count <= of; ++count) {
            const auto own = proportion(count, of);
            const auto funnel = funnel_of_proportions(0.3, static_cast<double>(of));
            CHECK(funnel->holds(own->value) == own->interval.holds(0.3));
        }
    }
    for (std::int64_t count = 0; count < 10; ++count) {
        const auto own = rate(count, 8'000);
        CHECK(funnel_of_rates(4, 8'000)->holds(own->value) == own->interval.holds(4));
    }
}

TEST_CASE("only what lies outside the interval is called different") {
    const Estimate share = *proportion(81, 263);
    CHECK(compare(share, 0.26) == Compared::Similar);
    CHECK(compare(share, 0.25) == Compared::Higher);
    CHECK(compare(share, 0.37) == Compared::Lower);
    CHECK(compare(share, share.interval.low) == Compared::Similar);
    CHECK(say(Compared::Similar) == "not different");
}
