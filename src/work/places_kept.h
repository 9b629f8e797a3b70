#pragma once

#include <span>
#include <vector>

#include "journal/journal.h"
#include "work/place_state.h"

// Places in the tables: a projection of the events of their records, by the same fold.
namespace longstone::work {

extern const std::span<const store::Migration> kPlaceMigrations;

journal::Projection places_projection();

// Of one record, in the order in which they were asked for.
std::vector<PlaceState> load_places(store::Session& db, std::string_view ref);

}  // namespace longstone::work
