#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/person.h"

// Who is held to be one person (same_person.h says by whom, and since when). Worked out anew each
// time from the assertions that stand, so that one that is taken back leaves nothing behind.
namespace longstone::people {

// All who are held to be one person with this one, themselves among them; whoever was put on
// record first comes first. Who is restricted, or stands on sealed records alone, is one with
// nobody, and nobody is brought in beside somebody from whom they were told apart. By the
// assertions that stood at a minute: now, unless one is named.
std::vector<std::string> held_as_one(const Context& context,
                                     std::string_view person,
                                     std::optional<Instant> as_at = {});

// The same of those alone of whom `joins` says yes, whatever they are: this one first, then as the
// assertions lead.
std::vector<std::string> held_together(const Context& context,
                                       std::string_view person,
                                       Instant as_at,
                                       const std::function<bool(const std::string&)>& joins);

}  // namespace longstone::people
