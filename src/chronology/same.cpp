#include "chronology/same.h"

#include <algorithm>

#include "people/find.h"

namespace longstone::chronology {

std::vector<HeldSame> held_same(work::Context& context,
                                const LeaveToRead& leave,
                                const std::string& person,
                                Instant as_at) {
    std::vector<HeldSame> found;
    std::vector<std::string> held = {person};
    for (std::size_t at = 0; at < held.size(); ++at) {
        const auto rows = context.db.rows(
            "select other from person_same where person = $1 and says = 'same' and recorded_at <= "
            "$2 and (ended_at is null or ended_at > $2) order by seq",
            {held[at], as_at.micros});
        for (const auto& row : rows) {
            auto other = row.text(0);
            if (std::ranges::find(held, other) != held.end()) continue;
            auto may = leave(other);
            if (!may) continue;
            auto line = people::find_line(context, *may, other);
            if (!line) continue;
            found.push_back({.person = std::move(*line), .leave = std::move(*may)});
            held.push_back(std::move(other));
        }
    }
    return found;
}

}  // namespace longstone::chronology
