#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/load.h"
#include "work/returns_taken.h"

// Rounds that begin each year for many agencies at once, and what an agency answered the round
// before, to begin with.
namespace longstone::work {

// The year whose round began last; the round of 2026 begins on its day in 2026.
int round_year(const define::RoundRule& rule, Date today);
Date round_begins(const define::RoundRule& rule, int year);

struct RoundPlace {
    std::string agency = {};
    std::string record = {};  // of this round; empty: none is open
    std::string stage = {};
    std::string before = {};  // the record of an earlier round
};
// Each agency for which one opens, of the kinds that the rule says. For those who see these records
// whole; the Grant is of somebody who may open one.
std::vector<RoundPlace> round_places(Context& context, const define::Pathway& pathway, int year);

// What the same agency answered to the same question on the record before this one, where the rule
// of the request carries it; or in another partnership, where that was taken in for it.
struct CarriedReply {
    std::string record = {};
    Instant at = {};
    Answers answers = {};
    // Where it was taken in as a file, what that says (work/return_file.h).
    std::optional<TakenReturn> taken = {};
};
std::optional<CarriedReply> carried_reply(Context& context,
                                          const Opened& opened,
                                          const RequestState& request);

}  // namespace longstone::work
