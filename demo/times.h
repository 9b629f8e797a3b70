#pragma once

#include <optional>
#include <string_view>

#include "base/limit.h"

// Times as stories write them, counted from an instant:
//
//   -45 days 10:15           that day at that time in London
//   -1 working days 10:15    counted in days on which offices are open
//   -3h 20m                  so long before; the sign of the first holds for what follows it
//   -1 working days +2h      two hours on, and then a working day back at the same time of day
//   -3 days                  the day alone
//   2022-12-06 10:15         that time, whatever it would be counted from; or the day alone
//
// A day that is not counted in working days and falls where offices are closed becomes the last
// one before, unless it is meant exactly.
namespace longstone::demo {

struct Counted {
    Date day = {};
    std::optional<Instant> at = {};  // nothing when a day alone was written
};

// Nothing when the text is no such time.
std::optional<Counted> counted(const Calendar& calendar,
                               Instant from,
                               std::string_view text,
                               bool exactly);

// The same where a time of day is needed: throws std::invalid_argument that says how to write one.
Instant instant_of(const Calendar& calendar, Instant from, std::string_view text, bool exactly);

}  // namespace longstone::demo
