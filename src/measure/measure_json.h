#pragma once

#include "base/json.h"
#include "define/measure.h"

// A measure as the API shows it, and as it is told apart from what it was before.
namespace longstone::measure {

Json measure_json(const define::Measure& measure);

}  // namespace longstone::measure
