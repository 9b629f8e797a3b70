#pragma once

#include "work/acts/change.h"

// Telling people the outcome: the referrer, each contributing agency, the family, those of a role,
// one event for each. Or recording the lawful reason why somebody is not told. What is owed is
// worked out by told_and_owed().
namespace longstone::work {

struct Telling {
    std::string whom = {};  // a rule of the pathway's `tells`
    // Of contributors, and of a role of people: each of these, told the same.
    std::vector<std::string> agencies = {}, people = {};
    bool all = false;                  // or whoever of them was not told yet
    std::string how = {};              // telephone, meeting, letter, here
    std::string words = {};            // what they were told; agencies read it on their own page
    std::string not_told_reason = {};  // in place of how and words
    std::optional<Instant> at = {};
};
Result<Opened> tell(Context& context,
                    const access::Viewer& viewer,
                    std::string_view ref,
                    SeenRev seen,
                    const Telling& telling);

}  // namespace longstone::work
