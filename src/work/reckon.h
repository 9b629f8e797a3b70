#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/limit.h"
#include "define/clock.h"

// The due times of many running clocks reckoned anew at once: after a bank holiday is added, a term
// changes, or a limit. Pure: the same clocks and calendar give the same answer in the same order on
// any number of threads. It says of each clock what clock_effects() (engine.h) would say the next
// time its record changes; a test holds the two equal.
namespace longstone::work {

struct Running {
    const define::Clock* rule = nullptr;
    Instant started = {}, due = {};
    std::optional<Instant> warn = {};
    std::int64_t stood = 0;              // micros in pauses that are over
    std::string decided = {};            // the answer that decides a limit `by` an answer
    std::optional<Date> anchor = {};     // what a clock that counts back counts back from
    std::optional<std::size_t> of = {};  // place in the list of the clock it is a share of
    bool still = false;  // paused or stopped: not reckoned, but others may be a share of it
};

struct Reckoned {
    std::size_t at = 0;  // place in the list
    Instant due = {};
    std::optional<Instant> warn = {};

    bool operator==(const Reckoned&) const = default;
};

// Those whose due time is another one now, in the order given. `threads` 0: as many as the machine
// has.
std::vector<Reckoned> reckon(const Calendar& calendar,
                             std::span<const Running> clocks,
                             unsigned threads = 0);

}  // namespace longstone::work
