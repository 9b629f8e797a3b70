#pragma once

#include <string>
#include <vector>

// The scale at the side of a chart: round steps that hold every value.
namespace longstone::ls {

struct Scale {
    double low = 0;
    double high = 1;
    double step = 1;

    // Where a value stands between `top` and `bottom`.
    double place(double value, double top, double bottom) const {
        return bottom - (value - low) / (high - low) * (bottom - top);
    }
    std::vector<double> marks() const;
};

// About four steps from at most `low` to at least `high`.
Scale scale_for(double low, double high);

// "69", "0.5", "1,200": as few digits as say it.
std::string figure(double value);

}  // namespace longstone::ls
