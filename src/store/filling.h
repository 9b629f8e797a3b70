#pragma once

#include <memory>
#include <string>

#include "store/store.h"

namespace longstone::store {

// To fill a database that is empty: SQLite writes it to the disk once, when the store closes, and a
// machine that stops before loses it whole. PostgreSQL takes each commit as it comes.
std::unique_ptr<Store> open_to_fill(const std::string& data_dir, const std::string& url);

}  // namespace longstone::store
