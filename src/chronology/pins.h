#pragma once

#include <string>
#include <vector>

#include "chronology/entry.h"

// First, worst and latest: the three that a worker is asked for, found from the data. People mark
// others beside them (Entry::marks), with a reason; what they marked as the worst is pinned too.
// Audits warn that the three miss history, so the whole line stands below them. Pure.
namespace longstone::chronology {

// Among what matters at all (any weight): the first that happened, the heaviest (of those of one
// weight what happened itself before what was written of it, then the latest), and the latest.
// Positions in `entries`, which are in order; -1: none.
struct Pins {
    int first = -1, worst = -1, latest = -1;
    std::vector<int> marked_worst = {};  // by people
};
Pins pins_of(const std::vector<Entry>& entries);
// How the three are found, for the page.
std::string pins_rule();

}  // namespace longstone::chronology
