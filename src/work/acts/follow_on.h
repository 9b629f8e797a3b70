#pragma once

#include "work/acts/open_record.h"

// What a decision leads to: the records that the definitions open when a record enters a stage,
// with the people and answers carried over, and where each answer came from.
namespace longstone::work {

// Their references, in the order of the rules; one for each item or person where a rule says so.
// Where a rule opens none because one is open, this record is linked to that one.
Result<std::vector<std::string>> open_follow_ons(Context& context,
                                                 Opened& opened,
                                                 std::string_view stage);

}  // namespace longstone::work
