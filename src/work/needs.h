#pragma once

#include <vector>

#include "work/engine.h"

// What a move needs, one rule for each word of the language (define::kNeeds).
namespace longstone::work {

using MissingList = std::vector<Missing>;

// Adds what the record still lacks for one need; nothing when it is met.
void find_missing(const Situation& situation, const define::Need& need, MissingList& missing);

}  // namespace longstone::work
