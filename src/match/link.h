#pragma once

#include <cstdint>
#include <vector>

#include "match/blocks.h"
#include "match/calibrate.h"

// All the pairs of a book that may be one person, weighed.
namespace longstone::match {

struct Pair {
    RecordNo a = 0, b = 0;  // a < b
    Bits weight = 0;        // as stated
    Rule rule = Rule::None;
    Kind kind = Kind::Free;
    Bits gain = 0;       // by what else the two may be (company.h, alone.h)
    bool homed = false;  // both belong elsewhere with certainty (company.h)
    bool operator==(const Pair&) const = default;
};

struct LinkLimits {
    int threads = 1;
    Bits least = 0;  // pairs of less weight are not kept
    Bands bands = default_bands();
    Calibration calibration = {};
};

struct Linked {
    std::vector<Pair> pairs = {};  // by a, then b
    std::uint64_t compared = 0;
};

// Two records that cannot be one person, by what needs no weighing: births years apart, two
// numbers.
bool cannot_be_one(const Record& a, const Record& b);

Linked link(const Book& book, const Blocks& blocks, const Scale& scale, const LinkLimits& limits);

}  // namespace longstone::match
