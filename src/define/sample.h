#pragma once

#include <map>
#include <string>
#include <vector>

#include "define/form.h"

// Records drawn by chance out of those that match, each opening a record of another pathway; and
// rounds that begin each year for many agencies at once.
namespace longstone::define {

struct SampleRule {
    std::vector<std::string> from = {};  // pathways; empty: each that is not sealed
    std::string at = {};                 // the stage at which it is drawn
    // On entering this stage a record of `opens` is opened for each that was drawn.
    std::string opens_at = {}, opens = {}, link = "samples";
    std::string size = {}, since = {}, until = {}, seed = {};  // questions here
    std::string among = {};  // a question here: of the agencies that hold one, only these are asked
    std::vector<std::string> shows = {};  // answers here that tell what came of it
    std::vector<std::string> copies = {};
    std::map<std::string, std::string> renames = {};
    std::string reference = {},
                agencies = {};  // questions there: the record drawn, and its agencies
    Place place = {};
};

struct RoundRule {
    int month = 0, day = 0;                        // on which it begins, each year
    std::vector<std::string> opens_for = {};       // kinds of agency
    std::string agency = {};                       // the question that names the agency
    std::map<std::string, std::string> sets = {};  // {year} is the year in which it begins
    std::string link = "followed-by";              // from the round before
    Place place = {};
};

}  // namespace longstone::define
