#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "demo/families.h"

// What the demonstration is written from: the files beside this one.
namespace longstone::demo {

struct Script {
    Json users = {}, plan = {};
    Json agencies = {};  // words about each agency, by its id
    Json tales = {};     // words of each worry, by its name
    Json told = {};      // what agencies tell by feeds
    std::vector<Family> families = {};
    std::vector<Json> stories = {};            // of stories/, in the order of the files
    std::vector<Json> year = {};               // of year/: years that are over
    std::vector<Json> recent = {};             // of recent/: the last two years, by the month
    std::map<std::string, Json> answers = {};  // sets of stories/answers, by name

    // Both throw std::invalid_argument when there is none.
    [[nodiscard]] const Family& family_of(const std::string& name) const;
    [[nodiscard]] const Member& member(const std::string& name) const;
};

// Ages count back from `today`. Throws std::invalid_argument that says what is wrong.
Script read_script(const std::string& folder, Date today, std::uint32_t seed);

}  // namespace longstone::demo
