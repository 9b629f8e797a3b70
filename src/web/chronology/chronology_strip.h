#pragma once

#include "chronology/view.h"
#include "ui/html.h"

namespace longstone::web {

// The whole of a line at a glance; nothing when there is too little to see.
Html strip_html(const chronology::View& view);

}  // namespace longstone::web
