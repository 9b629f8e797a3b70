#pragma once

#include <span>

#include "store/store.h"

// The tables of this floor. They are counted from the records and are no projection: a rebuild
// marks every record as due.
namespace longstone::measure {

extern const std::span<const store::Migration> kMigrations;

}  // namespace longstone::measure
