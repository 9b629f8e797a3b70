#pragma once

#include <string>

#include "base/time.h"

// One value of an answer against its question.
namespace longstone::define {
struct Definitions;
struct Field;
}  // namespace longstone::define

namespace longstone::work {

// What is wrong with it in words, or nothing; puts the value in its canonical form (dates and times
// ISO, yes or no, ratings in lower case, an NHS number without spaces). Times are UTC.
std::string check_value(const define::Definitions& definitions,
                        const define::Field& field,
                        std::string& value,
                        Instant now);

}  // namespace longstone::work
