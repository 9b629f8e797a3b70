#pragma once

#include "work/acts/change.h"

// Actions: something somebody must do by a date, and the evidence that it was done.
namespace longstone::work {

struct NewAction {
    std::string what = {}, owner = {}, agency = {};
    std::optional<Date> due = {};
};
Result<Opened> set_action(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          const NewAction& action);
// `status` is done or cancelled; the evidence (or the reason) is required. Workers and the action's
// own agency may end it.
Result<Opened> end_action(Context& context,
                          const access::Viewer& viewer,
                          std::string_view ref,
                          std::string_view action,
                          const std::string& status,
                          const std::string& evidence);

}  // namespace longstone::work
