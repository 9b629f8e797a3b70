#pragma once

#include <string>

#include "define/definitions.h"
#include "work/lists.h"

// Who a record in a list is about; of a matter or an agency, where nobody is named, what kind of
// record it is.
namespace longstone::web {

std::string subject_words(const define::Definitions& definitions, const work::Line& line);

}  // namespace longstone::web
