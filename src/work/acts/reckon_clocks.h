#pragma once

#include <string>
#include <vector>

#include "work/house.h"

// Reckons every running clock anew by the definitions and the calendar as they are now, and keeps
// what changed: one event a record, record.clocks-reckoned, with the new due times. For after a
// change of calendar; a record that is worked on would find the same by itself, one that rests
// would not.
namespace longstone::work {

struct MovedClock {
    std::string record = {}, pathway = {}, clock = {};
    Instant from = {}, to = {};
};
struct ReckonedClocks {
    std::int64_t clocks = 0, records = 0;  // looked at
    std::int64_t earlier = 0, later = 0;   // of those that moved
    std::int64_t late_now = 0;             // not late before, and late by the new time
    std::vector<MovedClock> moved = {};
};

// Kept a few hundred records at a time, so that people can work meanwhile; a clock that stopped or
// was reckoned by somebody else in the meantime is left alone. With `dry` nothing is kept. For the
// program itself only.
Result<ReckonedClocks> reckon_clocks(House& house, const access::Viewer& viewer, bool dry);

}  // namespace longstone::work
