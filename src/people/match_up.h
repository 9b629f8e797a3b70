#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "people/person.h"

// Who somebody on record certainly is, where a feed told of them: hard rules stand over every
// weight, and nobody who is restricted, or stands on sealed records alone, is ever linked here or
// told of. Nothing is merged and nothing is copied: that two records are one person is an assertion
// beside both, signed by the model that made it, with its weight and its evidence, which anybody
// entitled may withdraw (same_person.h). What was taken back, or judged by a person, is never said
// again by a model, neither of the two nor by way of others who are held to be them. Whoever may be
// the same, less than certainly, is found by the review queue.
namespace longstone::access {
struct Viewer;
}

namespace longstone::people {

class Arrivals;

struct Match {
    std::string person = {};
    double weight = 0;  // bits
    double probability = 0;
    std::string model = {};     // its version
    std::string evidence = {};  // in words
};

// Reads only, and notes no look. Sees what the transaction of `context` holds already, by its
// `arrivals`, so that two rows of one delivery find each other. `viewer` is whoever the feed acts
// as: somebody hidden from them is nobody here.
std::optional<Match> certain_match(const Context& context,
                                   const access::Viewer& viewer,
                                   std::string_view person,
                                   Arrivals& arrivals);

// Says who this person certainly is, where there is somebody. True when it was said.
Result<bool> link_by_model(const Context& context,
                           const access::Viewer& viewer,
                           std::string_view person,
                           Arrivals& arrivals);

}  // namespace longstone::people
