#pragma once

#include <string_view>
#include <vector>

#include "people/reviews.h"

// What is known of two people, field by field, side by side. For reviews.cpp, which has weighed
// what may be shown: nothing that is protected.
namespace longstone::people {

std::vector<FieldPair> fields_beside(const Context& context,
                                     std::string_view a,
                                     std::string_view b,
                                     const match::Pattern& pattern);

}  // namespace longstone::people
