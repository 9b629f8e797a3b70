#pragma once

#include <cstdint>
#include <vector>

// Keys as they are held in bulk: half of a key above, the number of its record below.
namespace longstone::match {

// Sorts what comes with its records in rising order, and leaves each out but once.
void sort_held(std::vector<std::uint64_t>& held);
// The same with room that is kept from one time to the next.
void sort_held(std::vector<std::uint64_t>& held, std::vector<std::uint64_t>& spare);

}  // namespace longstone::match
