#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "work/load.h"
#include "work/reckon.h"

// The clocks of open records out of the tables, as reckon() takes them, a slice of records at a
// time so that any number of them fits in memory.
namespace longstone::work {

struct ClockOwner {
    std::string record = {}, pathway = {}, clock = {};
    std::int64_t n = 1;
};

// Of each record all clocks, the stopped ones too: another may be a share of one.
struct RunningClocks {
    std::vector<Running> clocks = {};
    std::vector<ClockOwner> owners = {};  // of each, in the same order
};

// Calls `see` for each slice with at most `records` records; until it has seen all of the pathway
// (empty: of every pathway). The rules are those of the context's definitions; a clock that they do
// not have has none. The Grant is to see definitions: only due times are told.
void each_running(Context& context,
                  const access::Grant& grant,
                  std::string_view pathway,
                  int records,
                  const std::function<void(const RunningClocks&)>& see);

}  // namespace longstone::work
