#pragma once

#include <optional>
#include <string_view>

#include "people/person.h"
#include "people/score.h"

namespace longstone::store {
class Row;
}

// Readings for this floor alone, after the decision who may see them has been taken.
namespace longstone::people {

// Nothing where the column is null.
std::optional<Date> maybe_date(const store::Row& row, std::size_t column);
std::optional<Summary> load_summary(store::Session& db, std::string_view person);
// Present and past values, the protected ones only if asked for.
Profile load_profile(store::Session& db, std::string_view person, bool with_protected);

}  // namespace longstone::people
