#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "demo/callers.h"

// The demonstration: a partnership at work for five months, up to a chosen instant; the last two
// years by the month (demo/recent), counted from that instant too; and the years of which its
// report for 2022 to 2023 tells (demo/year), at their own dates. The seed in
// demo/plan.yaml fixes everything in it but the instant: the same seed and the same instant give
// the same people, records, answers and times. Ids, keys and salts are random in every house.
namespace longstone::demo {

struct Somebody {
    std::string user = {}, shown = {}, post = {}, what_to_try = {};
};

struct Filled {
    std::vector<Somebody> people = {};  // those with something to try first
    std::string password = {};          // shared by all of them
    std::int64_t records = 0, events = 0;
};

// Both: with the last two years as well.
enum class Told { Present, Year, Both };

struct FillOptions {
    std::string folder = {};       // this one
    std::int64_t hash_passes = 3;  // of the password; tests take fewer
    std::string only = {};         // the written stories whose id holds this, and nothing else
    Told told = Told::Present;
};

// When the first account is made.
Instant begins(Instant end, Told told);

// The house must be empty and take its time from `clock`, which ends at `end`: Invalid otherwise.
// Throws when a step of the story is refused: then the story and the definitions disagree.
Result<Filled> fill(work::House& house, Clock& clock, Instant end, const FillOptions& options);

// The hour that has begun: so that the same command within an hour gives the same data.
Instant whole_hour(Instant now);

}  // namespace longstone::demo
