#pragma once

#include "base/json.h"
#include "define/measure.h"

// A measure as the API shows it.
namespace longstone::measure {

Json measure_json(const define::Measure& measure);
// What of it decides what is counted: other words, aims or periods count nothing anew.
Json counting_json(const define::Measure& measure);

}  // namespace longstone::measure
