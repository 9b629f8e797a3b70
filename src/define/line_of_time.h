#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "define/form.h"

// What stands on a person's line of time, how much it weighs, and by which rules gaps, bursts and
// fresh starts are found. One file for all pathways; what it does not say has a default, so that
// nothing must be written for a pathway.
namespace longstone::define {

// The codes of a list that weigh so much.
struct CodeWeights {
    std::vector<std::string> grave = {}, serious = {}, some = {};
    Place place = {};
};

struct LineOfTime {
    std::map<std::string, CodeWeights, std::less<>> weighs = {};  // by code list
    std::vector<std::string> adds = {}, leaves_out = {};          // questions, wherever asked
    std::vector<std::string> siblings = {};                       // codes of relationships
    int gap_days = 60, gap_times = 3, gap_silences = 3, gap_alone = 180;
    int burst_days = 30, burst_least = 4, burst_once_in = 1000;
    Place place = {};
};

}  // namespace longstone::define
