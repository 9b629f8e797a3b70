#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "match/blocks.h"
#include "match/model.h"

// Learns from the records themselves, without labels, what agreement means among them: expectation
// maximisation over three classes, begun from and steadied by the shipped values, so that a council
// of 20,000 gets sane weights on its first day. The same records give the same model.
namespace longstone::match {

struct LearnLimits {
    std::uint32_t anchors = 60'000;        // records whose candidates are looked at
    std::uint32_t random_pairs = 400'000;  // for what strangers look like
    int rounds = 25;
    int threads = 1;
    RecordNo right_begins = 0;
};

using CountedPatterns = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

struct Learnt {
    Model model = {};
    CountedPatterns patterns = {};  // of the anchors
};
Learnt learn(const Book& book, const Blocks& blocks, const LearnLimits& limits);

}  // namespace longstone::match
