#include "chronology/same.h"

#include "people/find.h"
#include "people/held.h"

namespace longstone::chronology {

std::vector<HeldSame> held_same(work::Context& context,
                                const LeaveToRead& leave,
                                const std::string& person,
                                Instant as_at) {
    std::vector<HeldSame> found;
    people::held_together(context, person, as_at, [&](const std::string& other) {
        auto may = leave(other);
        if (!may) return false;
        auto line = people::find_line(context, *may, other);
        if (!line) return false;
        found.push_back({.person = std::move(*line), .leave = std::move(*may)});
        return true;
    });
    return found;
}

}  // namespace longstone::chronology
