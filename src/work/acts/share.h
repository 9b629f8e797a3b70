#pragma once

#include "work/acts/change.h"

// Who else may see a record: sharing with an agency for a purpose, restricting it to those named,
// naming a user on it, barring one with a conflict of interest, and break-glass.
namespace longstone::work {

Result<Opened> share_with_agency(Context& context,
                                 const access::Viewer& viewer,
                                 std::string_view ref,
                                 const std::string& agency,
                                 const std::string& purpose,
                                 const std::string& gateway);
Result<Opened> set_restricted(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              bool restricted,
                              const std::string& reason);
Result<Opened> name_user(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const std::string& user,
                         const std::string& reason);
Result<Opened> bar_user(Context& context,
                        const access::Viewer& viewer,
                        std::string_view ref,
                        const std::string& user,
                        const std::string& reason);

inline constexpr std::int64_t kGlassMinutes = 60;
// Opens a record to this viewer for kGlassMinutes. Needs the power, and a reason of some length;
// its lead and everyone who reviews break-glass hear of it at once. NotFound without the power.
Result<void> break_glass(Context& context,
                         const access::Viewer& viewer,
                         std::string_view ref,
                         const std::string& reason);

}  // namespace longstone::work
