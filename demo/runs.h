#pragma once

#include <string>
#include <vector>

#include "base/limit.h"
#include "demo/script.h"

// Which stories are told (demo/stories.h): each with what it is like, and once for each of its
// list.
namespace longstone::demo {

struct Run {
    std::string id = {};
    Json::Array layers = {};  // of words, the later before the earlier
    Json said = {};           // the words of the item of `each`
    Json::Array steps = {};
    Instant at = {};      // when it starts
    bool stands = false;  // what would happen after the end is left out
};

// In the order in which they start. Throws std::invalid_argument that names the story and says what
// is wrong.
std::vector<Run> runs_of(const Script& script, const Calendar& calendar, Instant end);

}  // namespace longstone::demo
