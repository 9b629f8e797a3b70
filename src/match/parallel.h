#pragma once

#include <cstddef>
#include <functional>

// Work divided among threads beforehand, so that what comes out does not depend on which is faster.
namespace longstone::match {

// Calls `work(thread)` for 0 to threads - 1 at the same time and waits for all. What one throws is
// thrown again.
void parallel(int threads, const std::function<void(std::size_t)>& work);

}  // namespace longstone::match
