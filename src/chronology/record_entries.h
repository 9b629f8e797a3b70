#pragma once

#include <set>
#include <string>
#include <vector>

#include "chronology/entry.h"
#include "chronology/knowing.h"
#include "chronology/story.h"
#include "work/load.h"

// The entries of one record, out of its story. Pure. With `opened`, what that viewer sees of it and
// no more: of a record seen in part only that part, and who else could know only to who sees the
// whole.
namespace longstone::chronology {

struct Telling {
    Facts& facts;
    const Story& story;
    const std::set<std::string, std::less<>>& people;  // whose line it is
    const work::Opened* opened = nullptr;              // nothing: everything there is
    Instant now = {};
};
std::vector<Entry> entries_of(const Telling& telling);

}  // namespace longstone::chronology
