#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/viewer.h"
#include "base/json.h"
#include "base/problem.h"
#include "people/person.h"

// What somebody says, or the program found, as one event at the end of a stream, whatever its
// revision is: nobody saw one and waits to be told of another.
namespace longstone::people {

// Recorded now; happened now as well, unless it is said when.
Result<void> note(const Context& context,
                  const access::Viewer& viewer,
                  const std::string& stream,
                  std::string_view kind,
                  Json body,
                  std::optional<Instant> happened = {});

}  // namespace longstone::people
