#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/time.h"

// For this floor alone: how many guesses may be made, and how soon after one another. Counted in
// the database, so that several nodes share the count, and before the guess is looked at, so that
// a thousand at once are a thousand guesses. A guess that was right is taken back.
namespace longstone::store {
class Session;
}

namespace longstone::access {

// Who guesses at what; the key is hashed, because people type passwords into the wrong field.
struct Bucket {
    std::string key = {};
    int most = 10;         // guesses within the window
    bool growing = false;  // after the third, each wait is twice the one before, from one second
};

// Counts one guess in each bucket, or says TooMany and how long to wait, counting nothing.
// Returns the guess's id. Holds the buckets until the transaction ends.
Result<std::string> count_guess(store::Session& db,
                                std::vector<Bucket> buckets,
                                std::int64_t window,
                                Instant now);
void take_back_guess(store::Session& db, std::string_view id);
// Forgets what is older than the window. Now and then.
void sweep_guesses(store::Session& db, std::int64_t window, Instant now);

}  // namespace longstone::access
