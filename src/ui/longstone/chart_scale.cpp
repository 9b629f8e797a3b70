#include "ui/longstone/chart_scale.h"

#include <cmath>

#include "base/text.h"

namespace longstone::ls {

std::vector<double> Scale::marks() const {
    std::vector<double> marks;
    // Counted, not added up: a tenth added ten times is not quite one.
    const auto count = static_cast<int>(std::lround((high - low) / step));
    for (int at = 0; at <= count; ++at)
        marks.push_back(low + at * step);
    return marks;
}

Scale scale_for(double low, double high) {
    constexpr double kSteps = 4;
    if (!(high > low)) high = low + 1;
    const double rough = (high - low) / kSteps;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double round : {1.0, 2.0, 5.0}) {
        if (rough <= round * power) {
            step = round * power;
            break;
        }
    }
    return {
        .low = std::floor(low / step) * step, .high = std::ceil(high / step) * step, .step = step};
}

std::string figure(double value) {
    const double rounded = std::round(value * 10) / 10;
    return decimals(rounded, rounded == std::floor(rounded) ? 0 : 1);
}

}  // namespace longstone::ls
