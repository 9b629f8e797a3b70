#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "match/keys.h"

// The candidates of every record of a book: built once, read by any number of threads. Sealed
// records are not in it. A block that grows over the cap is divided by one thing more, again and
// again; the pairs that this leaves out are counted, way by way, never lost in silence.
namespace longstone::match {

struct BlockLimits {
    std::uint32_t cap = 120;
    int threads = 1;
    RecordNo right_begins =
        0;  // linking two files: the first record of the second one; 0: one file
};

class Blocks {
public:
    Blocks(const Book& book, const BlockLimits& limits);

    // Calls `look(other)` for every candidate with a higher number, each perhaps more than once.
    template <class Look>
    void after(RecordNo no, Look look) const {
        for (auto at = starts_[no]; at < starts_[no + 1]; ++at) {
            // What comes next is on its way meanwhile.
            if (at + kAhead < of_record_.size())
                __builtin_prefetch(&blocks_[of_record_[at + kAhead]]);
            if (at + kAhead / 2 < of_record_.size())
                __builtin_prefetch(&members_[blocks_[of_record_[at + kAhead / 2]].begin]);
            const auto& block = blocks_[of_record_[at]];
            // Of a block of one-sided pairs the few that stand first meet everybody.
            const bool everybody = block.first_few == UINT32_MAX || is_first(block, no);
            const auto end = everybody ? block.end : block.begin + block.first_few;
            for (auto member = block.begin; member < end; ++member)
                if (members_[member] > no && crosses(no, members_[member])) look(members_[member]);
        }
    }

    std::uint64_t left_out() const;
    std::uint64_t left_out(Way way) const { return left_out_[static_cast<std::size_t>(way)]; }

private:
    static constexpr std::uint32_t kAhead = 24;
    struct Block {
        std::uint32_t begin = 0, end = 0;
        std::uint32_t first_few = UINT32_MAX;
    };
    struct Held {
        std::uint64_t key = 0;
        RecordNo no = 0;
    };
    struct OfWay {
        std::vector<Block> blocks = {};
        std::vector<RecordNo> members = {};
        std::uint64_t left_out = 0;
    };
    class Builder;

    void put_together(std::vector<OfWay>& ways, RecordNo count, int threads);
    bool is_first(const Block& block, RecordNo no) const;
    bool crosses(RecordNo a, RecordNo b) const {
        return right_begins_ == 0 || (a < right_begins_) != (b < right_begins_);
    }

    RecordNo right_begins_ = 0;
    Many<Block> blocks_ = {};
    Many<RecordNo> members_ = {};
    Many<std::uint32_t> starts_ = {};
    Many<std::uint32_t> of_record_ = {};
    std::array<std::uint64_t, kWays> left_out_ = {};
};

}  // namespace longstone::match
