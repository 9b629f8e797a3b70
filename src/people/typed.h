#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/score.h"
#include "people/search.h"

// From what was typed to what is sought, and the blocks to look in. Pure.
namespace longstone::people {

struct Block {
    std::string key = {};
    std::string end = {};  // not empty: every key from `key` up to here, a name being typed
    double worth = 0;      // what standing in it counts for before anything is compared
};

// "2019-03-27", "27/3/2019", "27.03.2019", "27-3-2019".
std::optional<Date> read_date(std::string_view text);

Result<Sought> sought_of(const define::Definitions& definitions, const Query& query);
Sought sought_of(const NewPerson& person);
std::vector<Block> blocks_of(const Sought& sought);

// What was typed, put in order: stands for the name of a candidate who may not be shown.
std::string as_typed(const Query& query);

}  // namespace longstone::people
