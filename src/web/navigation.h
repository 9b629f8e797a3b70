#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/layout.h"

// What stands in the navigation for one viewer: only what leads somewhere for them.
namespace longstone::access {
struct Viewer;
}
namespace longstone::define {
struct Definitions;
struct Pathway;
}  // namespace longstone::define

namespace longstone::web {

class Visit;

// `current` is the address of the entry that the page is under.
std::vector<ui::NavigationItem> navigation_of(const Visit& visit, std::string_view current);

// The pathways that this viewer may open directly: by a role, not because anybody may.
std::vector<const define::Pathway*> pathways_opened_by(const define::Definitions& definitions,
                                                       const access::Viewer& viewer);

}  // namespace longstone::web
