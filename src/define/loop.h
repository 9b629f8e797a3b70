#pragma once

#include <string>
#include <vector>

#include "define/form.h"

// A loop of learning: from what was found, by steps, to whether it changed anything. Its steps are
// records that lead to each other, the actions on one of them, and the measures that should move.
namespace longstone::define {

struct LoopStep {
    enum class Kind { Records, Actions, Measures };
    std::string id = {}, name = {}, hint = {};
    Kind kind = Kind::Records;
    std::vector<std::string> pathways = {};
    std::string items = {};  // of actions: the group of answers that lists them as well
    std::string link = {};   // how a record that is there already is tied to the one before
    Place place = {};
};

struct Loop {
    std::string id = {}, name = {}, hint = {}, source = {};
    std::string follows = {};  // the step whose records are each followed through the others
    std::vector<LoopStep> steps = {};
    Place place = {};

    [[nodiscard]] const LoopStep* step(std::string_view wanted) const;
    // The step whose records these are, or nothing.
    [[nodiscard]] const LoopStep* step_of_pathway(std::string_view pathway) const;
    [[nodiscard]] std::size_t place_of(const LoopStep& step) const;
};

}  // namespace longstone::define
