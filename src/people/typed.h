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
    double worth = 0;      // of a thing: what standing in it counts for before it is compared
};

// "2019-03-27", "27/3/2019", "27.03.2019", "27-3-2019".
std::optional<Date> read_date(std::string_view text);

Result<Sought> sought_of(const define::Definitions& definitions, const Query& query);
Sought sought_of(const NewPerson& person, std::string_view agency);
// By which things are found, and by which people are looked up whom the index cannot be asked for.
std::vector<Block> thing_blocks(const Sought& sought);
std::vector<Block> person_blocks(const Sought& sought);
// The given name that was typed with another family name.
Block block_of_name(const Sought& sought, std::string_view family);
// Whether nothing but names is asked for.
bool is_name_alone(const Sought& sought);
// Whether nothing but single values finds whom this asks for.
bool needs_lookup(const Sought& sought);

// What was typed, put in order: stands for the name of a candidate who may not be shown.
std::string as_typed(const Query& query);

}  // namespace longstone::people
