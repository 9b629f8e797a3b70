#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"

// Scenarios as they are written: a list of stories, each with its partnership, the time it begins
// and its steps; and the named sets of answers that they share. Every scalar is text.
namespace longstone::demo {

struct Scenario {
    std::string it = {};  // what it shows
    std::string partnership = {};
    std::string at = {};
    Json::Array steps = {};
    int line = 0;
};

// Both throw std::invalid_argument that says file, line and what is wrong.
std::vector<Scenario> read_scenarios(const std::string& file);
// Every file of the folder, by its name without ".yaml".
std::map<std::string, Json> read_answers(const std::string& folder);
// The same for files that are lists.
std::map<std::string, Json> read_lists(const std::string& folder);

}  // namespace longstone::demo
