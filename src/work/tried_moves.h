#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "work/engine.h"

// Which moves of a record a changed definition would refuse for something that the version before
// did not ask. Pure: the record under the changed pathway, and both versions as to_json()
// gives them.
namespace longstone::work {

struct RefusedMove {
    std::string sentence = {};  // the same for every record: "Move “Talk” out of “Visiting”: …"
    std::string words = {};     // what this record lacks
};

// Whether anything that moves out of the stage depend on differs; if not, no record there need be
// tried.
bool moves_may_differ(const Json& before, const Json& after, std::string_view stage);

std::vector<RefusedMove> newly_refused(const Situation& situation,
                                       const Json& before,
                                       const Json& after);

}  // namespace longstone::work
