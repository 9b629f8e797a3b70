#pragma once

#include "work/acts/change.h"

// Any agency on the record may put on it that it disagrees: with the rating, a decision, anything.
namespace longstone::work {

Result<Opened> record_dissent(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              const std::string& about,
                              const std::string& words);

}  // namespace longstone::work
