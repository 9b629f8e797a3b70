#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "define/definitions.h"
#include "work/engine.h"

// What one record gives to one measure: a fact for each thing that is counted on it. Pure: the
// record as it stands and what stands beside it go in, and the same facts come out whenever.
namespace longstone::measure {

struct Fact {
    std::string unit = {};  // which of those on the record; unique within it and the measure
    Instant at = {};        // when it counts
    std::optional<Instant> until = {};  // of a measure of what stands open: when it stopped
    bool met = false;
    double amount = 0;  // of a sum, a mean or days
    // The values it has for each breakdown; several where several were chosen, none when unknown.
    std::map<std::string, std::vector<std::string>> by = {};
};

struct Step {
    std::string person = {}, direction = {};
    Instant at = {};
};

// What a measure may ask that the record itself does not hold.
struct Beside {
    std::vector<Step> steps = {};
    // When earlier records about its subjects were opened, by pathway.
    std::map<std::string, std::vector<Instant>> earlier = {};
};

std::vector<Fact> facts_of(const work::Situation& situation,
                           const define::Measure& measure,
                           const Beside& beside);

// The age bands that figures are shown by: "0", "1-4", … ; empty when not known.
std::string age_band(std::optional<Date> born, Date on);

}  // namespace longstone::measure
