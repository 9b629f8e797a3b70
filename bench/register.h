#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "people/search.h"

// A register of invented people on disk, as many agencies would have put them there, with records
// about some of them: what a search reads, without the journal behind it. For benchmarks alone.
namespace longstone::store {
class Session;
}
namespace longstone::work {
struct House;
}

namespace longstone::bench {

// One more record of somebody who is in the register: what of it would be typed, and which rows of
// the register are that person.
struct Asked {
    people::Query query = {};
    std::set<std::string> right = {};
};

// Puts so many people and a tenth as many records into an empty house, and what will be asked.
void fill_register(work::House& house, std::size_t people, std::size_t asked);
std::vector<Asked> asked_of_register(store::Session& db);

}  // namespace longstone::bench
