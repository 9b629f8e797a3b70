#pragma once

#include "work/house.h"

// The years that are over, told once for all the tests that look at them.
namespace longstone::demo {

const work::House& year_house();

}  // namespace longstone::demo
