#pragma once

#include <vector>

#include "chronology/line.h"

namespace longstone::chronology {

// What agencies know of the people out of their own systems (people/agency_events): the agency
// itself from when it says it could know, others from when it came here and they work with the
// person. It keeps its source.
void tell_feeds(const Looking& looking, std::vector<Entry>& entries);

}  // namespace longstone::chronology
