#pragma once

#include "work/acts/change.h"

// Moving a record to another stage. A move whose needs are missing is refused with the list of what
// is missing, each with the place where it is put right.
namespace longstone::work {

struct MoveAsked {
    std::string to = {};
    Answers answers = {};
    std::string reason = {};
    std::optional<Instant> happened_at = {};
};
struct Moved {
    Opened opened;
    std::vector<std::string> follow_ons = {};  // references of the records it opened
};
Result<Moved> move_record(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          SeenRev seen,
                          const MoveAsked& asked);

}  // namespace longstone::work
