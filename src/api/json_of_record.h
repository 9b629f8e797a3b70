#pragma once

#include "base/json.h"
#include "work/load.h"

// A record as the API shows it to one viewer: nothing they may not see, and nothing that says so.
namespace longstone::api {

Json json_of_record(work::Context& context, const work::Opened& opened);
Json json_of_clocks(const work::Context& context, const work::Opened& opened);

}  // namespace longstone::api
