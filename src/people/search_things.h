#pragma once

#include <string>
#include <vector>

#include "people/person.h"
#include "people/score.h"
#include "people/typed.h"

// Looking up by single values (keys.h), and finding places, groups and organisations by them. For
// search.cpp and certain.cpp alone: what is found is not yet weighed against what may be shown.
namespace longstone::access {
struct Viewer;
}

namespace longstone::people {

// What a search may look into for a viewer.
struct Look {
    const Context& context;
    const access::Viewer& viewer;
    int most_protected = 0;
    bool restricted = false;
};
Look look_of(const Context& context, const access::Viewer& viewer);

struct LookedUp {
    std::vector<std::string> people = {};  // each once, those of the earlier blocks first
    bool left_out = false;                 // some block stood for too many to look at
};
LookedUp look_up(const Look& look, const std::vector<Block>& blocks);

struct RankedThing {
    std::string id = {};
    Score score = {};
};
struct ThingsFound {
    std::vector<RankedThing> things = {};
    bool left_out = false;
    bool cut_among_equals = false;
};
ThingsFound find_things(const Look& look, const Sought& sought);

}  // namespace longstone::people
