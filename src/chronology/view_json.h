#pragma once

#include <vector>

#include "base/json.h"
#include "chronology/view.h"

// A line as programs read it: the API, and the file that a page gives.
namespace longstone::chronology {

// With these of its entries.
Json to_json(const View& view, const std::vector<const Entry*>& entries);

}  // namespace longstone::chronology
