#pragma once

#include <string>
#include <vector>

#include "work/load.h"

// What happened on a record, event by event, as its history tab and the API show it. For an
// involved agency only what concerns its own part.
namespace longstone::work {

struct HistoryEntry {
    std::int64_t rev = 0;
    Instant happened = {}, recorded = {};
    std::string actor = {}, agency = {}, kind = {};
    std::string words = {};  // one sentence
    std::vector<std::pair<std::string, std::string>> details =
        {};  // label and value, old values included
};
std::vector<HistoryEntry> history_of(Context& context, const Opened& opened);

}  // namespace longstone::work
