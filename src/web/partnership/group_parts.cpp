#include "web/partnership/group_parts.h"

#include <algorithm>

namespace longstone::web {

bool sees_group(const Visit& visit, const define::Group& group) {
    (void)group;
    return visit.viewer().may("see-groups");
}

bool sees_some_group(const Visit& visit) {
    return std::ranges::any_of(visit.definitions().partnership.groups,
                               [&](const auto& group) { return sees_group(visit, group); });
}

}  // namespace longstone::web
