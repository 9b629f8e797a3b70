#pragma once

#include "work/acts/change.h"
#include "work/rounds.h"

// Beginning a yearly round: a record for each agency that has none in it yet.
namespace longstone::work {

// The references of those it opened; none where every agency has one. Each follows that agency's
// record of the round before, with what the pathway carries over from one to the next.
Result<std::vector<std::string>> open_round(Context& context,
                                            const access::Viewer& viewer,
                                            std::string_view pathway);

}  // namespace longstone::work
