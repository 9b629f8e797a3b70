#include "measure/chance.h"

#include <initializer_list>

#include <doctest/doctest.h>

using namespace longstone::measure;
using doctest::Approx;

// The values every statistical table has.
TEST_CASE("quantiles are those of the printed tables") {
    CHECK(normal_quantile(0.975) == Approx(1.959964).epsilon(1e-6));
    CHECK(normal_quantile(0.999) == Approx(3.090232).epsilon(1e-6));
    CHECK(chi_squared_quantile(0.95, 1) == Approx(3.841459).epsilon(1e-6));
    CHECK(chi_squared_quantile(0.025, 10) == Approx(3.246973).epsilon(1e-6));
    CHECK(student_quantile(0.975, 10) == Approx(2.228139).epsilon(1e-6));
}

TEST_CASE("a count as high and as low as chance has it turns the exact interval round") {
    for (double count : {1.0, 4.0, 9.0, 104.0}) {
        const double low = chi_squared_quantile(0.025, 2 * count) / 2;
        const double high = chi_squared_quantile(0.975, 2 * count + 2) / 2;
        CHECK(count_as_high(low, 0.025) == Approx(count).epsilon(1e-9));
        CHECK(count_as_low(high, 0.025) == Approx(count).epsilon(1e-9));
    }
}

TEST_CASE("the chance of so few, or so many, out of all") {
    CHECK(chance_of_fewer(1, 2, 0.9) == doctest::Approx(0.19));
    CHECK(chance_of_more(2, 2, 0.9) == doctest::Approx(0.81));
    CHECK(chance_of_fewer(0, 10, 0.5) == doctest::Approx(1.0 / 1024));
    CHECK(chance_of_more(0, 10, 0.5) == 1);
}
