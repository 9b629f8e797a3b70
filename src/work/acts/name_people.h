#pragma once

#include "work/acts/change.h"

// People on a record: who it is about and who matters to them.
namespace longstone::work {

Result<Opened> add_person(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          std::string_view person,
                          const std::string& role);
// They were put here by mistake, or are no longer concerned; the history keeps them.
Result<Opened> remove_person(Context& context,
                             const access::Viewer& viewer,
                             std::string_view ref,
                             std::string_view person,
                             const std::string& role,
                             const std::string& reason);

}  // namespace longstone::work
