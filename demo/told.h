#pragma once

#include <string>
#include <vector>

#include "base/limit.h"
#include "demo/script.h"
#include "demo/stories.h"

// What agencies tell by feeds of the families of the demonstration: told.yaml, `deliveries` of
//
//   at     when it is sent: a time of demo/times.h, counted from the end
//   by     "agency/post", who sends it
//   feed   which feed it is
//   rows   its rows, by the columns of the feed, and besides
//     who    somebody of families.yaml: their own number, NHS number, names, birth date and sex
//     other  of a relation: the own number of somebody else
//     a text such as "-62 days 22:15" is a time, "-62 days" a day, counted from the end
namespace longstone::demo {

// Throws std::invalid_argument that says which row is wrong.
std::vector<Beat> deliveries_of(const Script& script, const Calendar& calendar, Instant end);

}  // namespace longstone::demo
