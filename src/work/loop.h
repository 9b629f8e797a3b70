#pragma once

#include <string>
#include <vector>

#include "work/load.h"

// A loop of learning as it stands: what was found, asked for, done, taught and looked at again, by
// the ties between records, as far as each is open to this viewer. The loop's shape is a
// definition. What the measures say is not known on this floor (measure/figure_chart.h).
namespace longstone::work {

struct LoopRecord {
    std::string ref = {}, pathway = {}, stage = {}, summary = {};
    Instant opened = {};
    std::optional<Instant> closed = {};
};
struct LoopAction {
    std::string what = {}, owner = {};
    std::optional<Date> due = {};
    bool done = false;
};

// One step of one chain; empty where nothing has come of it yet that the viewer may see.
struct LoopPlace {
    const define::LoopStep* step = nullptr;
    std::vector<LoopRecord> records = {};
    std::vector<LoopAction> actions = {};
    std::int64_t listed = 0;  // steps listed in answers, beside the actions

    [[nodiscard]] bool reached() const {
        return !records.empty() || !actions.empty() || listed > 0;
    }
};
struct Chain {
    LoopRecord followed = {};
    std::vector<LoopPlace> places = {};  // one for each step of the loop, in its order
};

// The records that a loop follows, the newest first.
std::vector<LoopRecord> followed_by(Context& context,
                                    const access::Viewer& viewer,
                                    const define::Loop& loop,
                                    int limit);
// Those that a record of an earlier step led to; itself where it is followed. NotFound where the
// record is not of this loop or not open to them.
Result<std::vector<LoopRecord>> followed_from(Context& context,
                                              const access::Viewer& viewer,
                                              const define::Loop& loop,
                                              const std::string& ref);
Chain chain_of(Context& context,
               const access::Viewer& viewer,
               const define::Loop& loop,
               const LoopRecord& followed);

}  // namespace longstone::work
