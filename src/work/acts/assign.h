#pragma once

#include "work/acts/change.h"

// Who leads a record.
namespace longstone::work {

struct Lead {
    std::string user = {}, agency = {}, name = {}, post = {};
    std::int64_t open_records = 0;  // already led, for a fair share
};
// Those who may lead it: users whose post holds one of the pathway's lead roles.
std::vector<Lead> who_may_lead(Context& context, const define::Pathway& pathway);
Result<Opened> assign_lead(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           SeenRev seen,
                           const std::string& user);

}  // namespace longstone::work
