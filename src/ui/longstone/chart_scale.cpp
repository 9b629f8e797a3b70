#include "ui/longstone/chart_scale.h"

#include <array>
#include <cmath>
#include <cstdio>

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
    std::array<char, 40> out = {};
    const double rounded = std::round(value * 10) / 10;
    const bool whole = rounded == std::floor(rounded);
    std::snprintf(out.data(), out.size(), whole ? "%.0f" : "%.1f", rounded == 0 ? 0.0 : rounded);
    std::string words = out.data();
    const auto end = words.find('.') == std::string::npos ? words.size() : words.find('.');
    const std::size_t start = words.starts_with('-') ? 1 : 0;
    for (std::size_t at = end; at > start + 3;) {
        at -= 3;
        words.insert(at, ",");
    }
    return words;
}

}  // namespace longstone::ls
