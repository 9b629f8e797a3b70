#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "define/measure.h"
#include "measure/figures.h"

// What is asked of a measure, as an address or a command line says it: from, to, period, by,
// value, cursor.
namespace longstone::measure {

struct Asked {
    Range range = {};  // whole months, which is what figures are counted by
    define::Period period = define::Period::Month;
    std::string dim = {}, value = {};
    std::size_t from = 0;  // of a long list behind a figure: where it goes on
};

inline constexpr int kMostYears = 30;

// `said` gives what was said under a name, or nothing. Invalid, with each field, where a day does
// not exist, the range is upside down or too long, or the measure is not broken down by that.
Result<Asked> asked_of(const define::Measure& measure,
                       const std::function<std::string(std::string_view name)>& said,
                       Date today);

}  // namespace longstone::measure
