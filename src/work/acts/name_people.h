#pragma once

#include "work/acts/change.h"

// People on a record: who it is about and who matters to them.
namespace longstone::work {

// What to say where somebody is of a kind that the role does not take; empty where they may be
// named.
std::string wrong_kind(Context& context, const define::PeopleRule& rule, std::string_view person);

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
