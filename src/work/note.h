#pragma once

#include <string>
#include <string_view>

#include "access/viewer.h"
#include "base/json.h"
#include "base/problem.h"
#include "work/load.h"

// What somebody says, or the program found, as one event at the end of a stream that nobody else
// waits for: it happened now.
namespace longstone::work {

Result<void> note(Context& context,
                  const access::Viewer& viewer,
                  const std::string& stream,
                  std::string_view kind,
                  Json body);

}  // namespace longstone::work
