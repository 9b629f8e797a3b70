#pragma once

#include <string_view>

#include "base/problem.h"
#include "work/load.h"

// What becomes known of a person moves the clocks of their records: a birth starts those that run
// from the date of birth. A clock that counted back from the expected date keeps its due time.
namespace longstone::work {

// After the person's own event, in the same transaction: reckons the clocks of each open record
// they stand on.
Result<void> person_changed(Context& context, std::string_view person);

}  // namespace longstone::work
