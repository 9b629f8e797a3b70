#pragma once

#include <string>
#include <vector>

#include "work/load.h"

// Answers to questions that the pathway asks no more, as they were given.
namespace longstone::work {

struct FormerAnswer {
    std::string field = {};
    std::string question = {};  // as it was asked, by the version the record was opened under
    Answer answer = {};
};

// Those that this viewer may see: the marks of the version that asked (sensitive, private to some
// roles) still hold, and a question that no kept version knows is shown to its author alone.
std::vector<FormerAnswer> former_answers(Context& context, const Opened& opened);

}  // namespace longstone::work
