#pragma once

#include <string>
#include <string_view>

#include "access/policy.h"

// What one role or one post gives on a pathway, whoever holds it. The policy, the table that the
// queries filter by and the explanations all read it here, so they cannot differ.
namespace longstone::define {
struct Access;
struct Post;
}  // namespace longstone::define

namespace longstone::access {

// A role opens restricted records where it may see-restricted and leads or works the pathway; of a
// sealed pathway, where the pathway lists it.
bool role_opens_restricted(const define::Definitions& definitions,
                           const std::string& role,
                           const define::Access& access);
bool post_has_power(const define::Definitions& definitions,
                    const PostHeld& held,
                    std::string_view power);

struct PostReach {
    Reach reach = Reach::None;  // Part: only where the agency is involved
    bool restricted = false;    // reaches restricted records as well
};
PostReach reach_of_post(const define::Definitions& definitions,
                        const define::Post& post,
                        const define::Access& access);

}  // namespace longstone::access
