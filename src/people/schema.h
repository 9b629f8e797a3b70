#pragma once

#include <span>

// The tables of this floor, migrations 300 to 399. Written by people/projection.h alone.
namespace longstone::store {
struct Migration;
}

namespace longstone::people {

extern const std::span<const store::Migration> kMigrations;

}  // namespace longstone::people
