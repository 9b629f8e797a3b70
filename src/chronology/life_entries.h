#pragma once

#include <vector>

#include "chronology/line.h"

namespace longstone::chronology {

// What is said of the people themselves and has a day: born, died, where they lived. What is
// protected only for who sees the sensitive.
void tell_lives(const Looking& looking, std::vector<Entry>& entries);

}  // namespace longstone::chronology
