#pragma once

#include <cstdint>
#include <string>

#include "work/house.h"

// What every measure counts, kept live. An event marks its record as due for counting, in its own
// transaction; refresh() works out those records anew and puts the difference into the tallies, so
// that a figure is read from a few rows. recount() makes the same tables from nothing, and a test
// holds the two equal.
//
// counted: a row for each fact and breakdown (dim '' is the whole), by the month in London in which
// it counts (year × 12 + month − 1). tally: their sums. Amounts are thousandths.
namespace longstone::measure {

// Adds the floor's tables and its projection to a house that was opened, before anything is
// written through it. When the measures are not those that were counted with, everything becomes
// due.
void prepare(work::House& house);

// Counts anew what is due, in the caller's transaction; how many remain.
std::int64_t refresh_in(work::Context& context, std::int64_t most = 200);
// The same in transactions of its own, each short; nothing is written when nothing is due.
std::int64_t refresh(const work::House& house, std::int64_t most = 200);

// How many records wait to be counted.
std::int64_t still_due(work::Context& context);

// Other than before once anything was counted, loaded or marked.
std::string tally_version(work::Context& context);

// Marks every record as due and empties the tables.
void recount(const work::House& house);

inline constexpr double kThousandths = 1000;
int month_of(Date day);
int month_of(Instant at);  // in London: year × 12 + month − 1
Date first_day(int month);

}  // namespace longstone::measure
