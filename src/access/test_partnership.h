#pragma once

#include <functional>
#include <string>
#include <vector>

#include "access/viewer.h"
#include "base/time.h"
#include "define/definitions.h"
#include "store/store.h"

// A small invented partnership for the tests of this floor and of those above it.
namespace longstone::access {

// Agencies: hub (posts manager, researcher, reader, keeper), police (officer, liaison) and school
// (lead, admin). Pathways: enquiry (ordinary; involved agencies see), closed-talk (they do not),
// serious (every record restricted), worry (anybody may open one).
define::Definitions test_partnership();

Viewer test_viewer(const define::Definitions& definitions,
                   const std::string& user,
                   std::vector<PostHeld> posts);

// 1 June 2026, noon in UTC.
inline constexpr Instant kTestNoon = {1'780'315'200'000'000};

// Runs the body on an empty database of each kind that is at hand, with the tables of this floor.
void for_each_access_store(const std::function<void(store::Store&)>& body);

}  // namespace longstone::access
