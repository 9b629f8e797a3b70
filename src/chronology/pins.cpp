#include "chronology/pins.h"

#include <algorithm>

namespace longstone::chronology {

Pins pins_of(const std::vector<Entry>& entries) {
    Pins pins;
    for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
        const auto& entry = entries[static_cast<std::size_t>(i)];
        if (std::ranges::any_of(entry.marks, [](const Mark& mark) { return mark.says == "worst"; }))
            pins.marked_worst.push_back(i);
        if (entry.weight == Weight::None) continue;
        if (pins.first < 0) pins.first = i;
        pins.latest = i;
        if (pins.worst < 0 || entry.weight >= entries[static_cast<std::size_t>(pins.worst)].weight)
            pins.worst = i;
    }
    return pins;
}

std::string pins_rule() {
    return "First and latest are the first and the latest entry that matters at all. Worst is the "
           "heaviest: grave before serious before what matters, by the rating or the coded answer "
           "that it gave; of several, the latest. People may mark others, with a reason.";
}

}  // namespace longstone::chronology
