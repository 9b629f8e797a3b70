#pragma once

#include "define/partnership.h"
#include "report/word.h"
#include "ui/layout.h"

namespace longstone::web {

// Those of the partnership's definitions, and our own where it names none.
ui::Colours colours_of(const define::Partnership& partnership);
report::WordColours word_colours_of(const define::Partnership& partnership);

}  // namespace longstone::web
