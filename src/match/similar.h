#pragma once

#include <string>
#include <string_view>

// How alike two folded texts are. Pure, symmetric, no allocation beyond what is returned.
namespace longstone::match {

// Jaro-Winkler in 1/1000: 1000 for equal texts, 0 for nothing in common. Looks at 32 characters.
int jaro_winkler(std::string_view a, std::string_view b);
// One letter changed, added, left out, or two neighbours swapped.
bool one_slip(std::string_view a, std::string_view b);
// How a name sounds across spellings and transliterations: "Mohammed" and "Muhamad", "Smyth" and
// "Smith", "Catherine" and "Kathryn" agree. Consonants in classes, vowels only at the start.
std::string sound(std::string_view folded);

}  // namespace longstone::match
