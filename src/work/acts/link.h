#pragma once

#include "work/acts/change.h"

// Tying a record to another that is there already and follows from it: the training that was given
// because of a recommendation. Which may follow from which stands in the definitions (starts-from,
// opens). Both stay what they are; the tie is an event of the first.
namespace longstone::work {

// The viewer works the first and may read the other. Invalid where the other cannot follow from it
// or is not open to them; the same tie again changes nothing.
Result<Opened> link_record(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           SeenRev seen,
                           const std::string& to,
                           const std::string& kind);

}  // namespace longstone::work
