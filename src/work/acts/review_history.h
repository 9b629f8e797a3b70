#pragma once

#include "work/acts/change.h"

// Earlier records about anybody on this one, each opened or set aside with a reason before a
// decision. Opening one is itself a read and goes to the access log.
namespace longstone::work {

struct HistoryDecision {
    std::string record = {};
    std::string decision = {};  // opened or set-aside
    std::string reason = {};    // required when set aside
};
Result<Opened> review_history(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              SeenRev seen,
                              const std::vector<HistoryDecision>& decisions);

}  // namespace longstone::work
