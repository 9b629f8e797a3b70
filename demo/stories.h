#pragma once

#include <vector>

#include "base/limit.h"
#include "demo/course.h"

// The stories written step by step, in stories/*.yaml: each a list of records with the steps that
// brought them where they are. A story has
//
//   id       its records are remembered as "<id>", "<id>-2" and so on, in the order they are worked
//   starts   "-45 days 10:15": days before the end of the demonstration, and the time in London
//   steps    as demo/player.h and demo/stage.h say, and besides
//     at       as `starts`; a step without it follows the one before at once
//     exactly  yes: also on a day when offices are closed
//     people   {role, name}: somebody of families.yaml, whose details stand there
//     a text   "-3 days" is a date and "+3 days 10:15" a time, counted from the end; "{today}" and
//              "{now}" those of the step
//
// `with` names sets of answers in stories/answers.
namespace longstone::demo {

// Throws std::invalid_argument that names the story and says what is wrong.
std::vector<Beat> stories_of(const Script& script, const Calendar& calendar, Instant end);

}  // namespace longstone::demo
