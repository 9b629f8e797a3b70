#pragma once

#include <span>

// The tables of this floor; migrations 200 to 299.
namespace longstone::store {
struct Migration;
}

namespace longstone::access {

extern const std::span<const store::Migration> kMigrations;

}  // namespace longstone::access
