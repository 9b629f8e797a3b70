#pragma once

#include <string>

#include "ui/html.h"

// What markup says to a reader, as text: for cells of a file that is made from a page. Lines and
// list items are parted by a comma; what only a screen reader hears is left out; an instant that
// stands in a <time> is written out with its year.
namespace longstone::html {

std::string plain(const Html& markup);

}  // namespace longstone::html
