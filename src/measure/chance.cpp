#include "measure/chance.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace longstone::measure {

double normal_quantile(double p) {
    return boost::math::quantile(boost::math::normal(), p);
}

double chi_squared_quantile(double p, double degrees_of_freedom) {
    return boost::math::quantile(boost::math::chi_squared(degrees_of_freedom), p);
}

double student_quantile(double p, double degrees_of_freedom) {
    return boost::math::quantile(boost::math::students_t(degrees_of_freedom), p);
}

double count_as_high(double expected, double p) {
    return boost::math::gamma_p_inva(expected, p);
}

double count_as_low(double expected, double p) {
    return boost::math::gamma_q_inva(expected, p) - 1;
}

double chance_of_fewer(std::int64_t met, std::int64_t of, double share) {
    const boost::math::binomial all(static_cast<double>(of), share);
    return boost::math::cdf(all, static_cast<double>(met));
}

double chance_of_more(std::int64_t met, std::int64_t of, double share) {
    if (met <= 0) return 1;
    const boost::math::binomial all(static_cast<double>(of), share);
    return boost::math::cdf(boost::math::complement(all, static_cast<double>(met - 1)));
}

}  // namespace longstone::measure
