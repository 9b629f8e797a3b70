#include "chronology/pins.h"

#include <algorithm>

namespace longstone::chronology {
namespace {

// What harmed comes before what was written of it: what happened, then the worry that somebody
// told, then what was found out and answered, then what people did about it.
int closeness(Kind kind) {
    switch (kind) {
        case Kind::Life:
        case Kind::Feed:
            return 3;
        case Kind::Opened:
            return 2;
        case Kind::Answers:
        case Kind::Replied:
            return 1;
        default:
            return 0;
    }
}

// Of two as heavy and as close the later, which comes second.
bool is_worse(const Entry& entry, const Entry& than) {
    if (entry.weight != than.weight) return entry.weight > than.weight;
    return closeness(entry.kind) >= closeness(than.kind);
}

}  // namespace

Pins pins_of(const std::vector<Entry>& entries) {
    Pins pins;
    for (int i = 0; i < static_cast<int>(entries.size()); ++i) {
        const auto& entry = entries[static_cast<std::size_t>(i)];
        if (std::ranges::any_of(entry.marks, [](const Mark& mark) { return mark.says == "worst"; }))
            pins.marked_worst.push_back(i);
        if (entry.weight == Weight::None) continue;
        if (pins.first < 0) pins.first = i;
        pins.latest = i;
        if (pins.worst < 0 || is_worse(entry, entries[static_cast<std::size_t>(pins.worst)]))
            pins.worst = i;
    }
    return pins;
}

std::string pins_rule() {
    return "First and latest are the first and the latest entry that matters at all. Worst is the "
           "heaviest: grave before serious before what matters, by the rating or the coded answer "
           "that it gave; of several as heavy, what happened itself before a worry that was told, "
           "that before what was found out or answered, that before what was decided; and of "
           "those the latest. People may mark others, with a reason.";
}

}  // namespace longstone::chronology
