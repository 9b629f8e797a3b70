#pragma once

#include <cstdint>

// The quantiles the intervals are made of, for 0 < p < 1. The library behind them is seen by
// chance.cpp alone.
namespace longstone::measure {

double normal_quantile(double p);
double chi_squared_quantile(double p, double degrees_of_freedom);
double student_quantile(double p, double degrees_of_freedom);

// The count at which so many or more (or so many or fewer), where `expected` are, would come by
// chance with probability p: between whole counts too, as the exact interval of a count has it.
double count_as_high(double expected, double p);
double count_as_low(double expected, double p);

// The chance that so many or fewer, and so many or more, of `of` are met where each is with
// probability `share`, 0 < share < 1.
double chance_of_fewer(std::int64_t met, std::int64_t of, double share);
double chance_of_more(std::int64_t met, std::int64_t of, double share);

}  // namespace longstone::measure
