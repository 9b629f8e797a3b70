#pragma once

#include "work/acts/change.h"

// Pausing a clock (only for a reason its rule allows, with a review date), resuming it with its due
// time moved by the time it stood, and saying why something was late.
namespace longstone::work {

Result<Opened> pause_clock(Context& context,
                           const access::Viewer& viewer,
                           std::string_view ref,
                           const std::string& clock,
                           const std::string& reason,
                           std::optional<Instant> review_on);
Result<Opened> resume_clock(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            const std::string& clock);
Result<Opened> explain_lateness(Context& context,
                                const access::Viewer& viewer,
                                std::string_view ref,
                                const std::string& clock,
                                const std::string& reason);

}  // namespace longstone::work
