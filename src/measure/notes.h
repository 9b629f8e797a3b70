#pragma once

#include <functional>
#include <string>
#include <vector>

#include "measure/figures.h"

// What is heard and no figure shows: notes that agencies send with a quarter's figures, whose words
// stand beside the charts of figures on the same thing. Which notes belong where is said by the
// measure that counts them (`notes` in the language).
namespace longstone::measure {

struct Note {
    std::string words = {}, theme = {}, where = {}, agency = {};  // as people read them
    std::string record = {};
    Date on = {};  // when it was sent, or its record opened
};

// The latest first, at most `most`, of the two years up to the end of the range: those on records
// that this viewer may read, and of agencies' answers those that they may see yet. `looked` is told
// each record that was read.
std::vector<Note> notes_beside(work::Context& context,
                               Figures& figures,
                               const define::Measure& measure,
                               Date until,
                               std::size_t most,
                               const std::function<void(const access::Grant&)>& looked);

}  // namespace longstone::measure
