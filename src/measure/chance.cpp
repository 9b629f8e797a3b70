#include "measure/chance.h"

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

}  // namespace longstone::measure
