#pragma once

#include <vector>

#include "demo/course.h"

// When everything in the plan begins and ends, in the order in which it reached the front door.
// Today's enquiries are placed by the time that they have left, so that the board shows clocks of
// every kind whenever it is filled; on a weekend fewer of them are due today.
namespace longstone::demo {

std::vector<Worry> worries_of(const Script& script, Instant end, Random& random);

}  // namespace longstone::demo
