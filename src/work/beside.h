#pragma once

#include <string>
#include <vector>

#include "work/load.h"

// What stands beside a record: earlier records about the people on it (the same concern, siblings,
// adults seen in other households), other open records that its pathway may exclude, and the steps
// up or down that a subject took.
namespace longstone::work {

// Fills `earlier`, and what the pathway asks for of `others` and `steps`. Records that this one
// came from or led to are not among the earlier ones, nor those of a place, a group or an
// organisation that this one is not about, nor are restricted ones: only on a pathway
// whose every record is restricted, those that the viewer may see, so that a pattern is seen by
// those who keep it and by nobody else. Without a viewer (a record as it was) the unrestricted ones
// alone.
void load_beside(Context& context, const access::Viewer* viewer, RecordState& record);
// Whether somebody whom it is about was the subject of another record, of a pathway that makes it a
// repeat, within the partnership's months before it; records that led to it or came of it aside.
// Of all records, also those that the viewer may not open: only yes or no is told. No where no
// question and no condition turns on it.
bool is_repeat(Context& context,
               const define::Pathway& pathway,
               const RecordState& record,
               const std::vector<std::string>& led_here = {});
// The open records about those on this one; for one that is only being opened as well.
void load_others(Context& context, const access::Viewer& viewer, RecordState& record);

}  // namespace longstone::work
