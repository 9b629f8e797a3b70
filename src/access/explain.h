#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"

// For administrators: why somebody sees a record or does not, and who can. Words only; nothing of
// the record is in them. Whoever shows them has been granted ManageUsers or ReadAccessLog.
namespace longstone::access {

// One sentence in the third person: "Dana Oyelaran cannot see this record: …".
std::string why_not(const define::Definitions& definitions,
                    const Viewer& viewer,
                    const RecordFacts& record);

struct PostThatCan {
    PostHeld post = {};
    std::string agency_name = {};
    std::string post_name = {};
    Reach reach = Reach::None;
};
// The posts whose holders see the record without being named on it, in the order of the
// definitions. An empty `ref` asks about the pathway's records in general.
std::vector<PostThatCan> who_can(const define::Definitions& definitions,
                                 std::string_view pathway,
                                 const RecordFacts& record);

}  // namespace longstone::access
