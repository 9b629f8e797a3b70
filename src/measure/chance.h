#pragma once

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

}  // namespace longstone::measure
