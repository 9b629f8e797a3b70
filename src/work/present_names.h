#pragma once

#include "work/state.h"

// Questions that are called something else than when they were answered: the answers, the record's
// own and those of agencies, are read under the name that the definitions give them now. What was
// answered anew stands before what was answered under an earlier name.
namespace longstone::work {

void put_present_names(const define::Definitions& definitions, RecordState& record);
// The same of answers that were given elsewhere, or in an earlier round.
void put_present_names(const define::Definitions& definitions,
                       std::string_view pathway,
                       Answers& answers);

}  // namespace longstone::work
