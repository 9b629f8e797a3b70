#include "match/blocks.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>

#include "match/held.h"
#include "match/loose.h"
#include "match/parallel.h"

namespace longstone::match {
namespace {

constexpr std::uint32_t kFirstFew = 4000;  // so many may meet everybody of a block

std::uint64_t pairs(std::uint64_t n) {
    return n * (n - (n > 0 ? 1 : 0)) / 2;
}

// The records of a one-sided way that meet everybody: those without a given name.
bool meets_everybody(const Record& record) {
    return record.is(kNoName);
}

}  // namespace

// Makes the blocks of one way.
class Blocks::Builder {
public:
    Builder(const Book& book, const BlockLimits& limits, Way way)
        : book_(book), limits_(limits), way_(way) {}

    // `held`: the shortened key above, the record below.
    OfWay build(std::vector<std::uint64_t>& held, std::vector<std::uint64_t>& spare) {
        sort_held(held, spare);
        std::vector<Held> block;
        for (std::size_t at = 0; at < held.size();) {
            std::size_t end = at + 1;
            while (end < held.size() && held[end] >> 32U == held[at] >> 32U)
                ++end;
            if (end - at > 1) {
                block.clear();
                for (; at < end; ++at)
                    block.push_back({0, static_cast<RecordNo>(held[at])});
                divide(block.data(), block.data() + block.size(), 0);
            }
            at = end;
        }
        return std::move(made_);
    }

private:
    void keep(const Held* begin, const Held* end, std::uint32_t first_few) {
        const auto from = static_cast<std::uint32_t>(made_.members.size());
        for (const Held* at = begin; at != end; ++at)
            made_.members.push_back(at->no);
        made_.blocks.push_back({from, static_cast<std::uint32_t>(made_.members.size()), first_few});
    }

    // Those that lack what divides the others first; they meet everybody.
    void keep_one_sided(Held* begin, Held* end) {
        std::stable_partition(
            begin, end, [&](const Held& h) { return meets_everybody(book_[h.no]); });
        const auto few =
            std::count_if(begin, end, [&](const Held& h) { return meets_everybody(book_[h.no]); });
        if (few == 0) return;
        const auto kept = std::min<std::uint32_t>(static_cast<std::uint32_t>(few), kFirstFew);
        keep(begin, end, kept);
        made_.left_out += pairs(static_cast<std::uint64_t>(few) - kept);
    }

    void divide(Held* begin, Held* end, int depth) {
        const auto size = static_cast<std::uint64_t>(end - begin);
        if (size < 2) return;
        if (way_ == Way::FamilyMonth) return keep_one_sided(begin, end);
        // A name that so many bear says nothing by itself, and nothing by itself is all that this
        // way has.
        const auto cap = way_ == Way::Names ? limits_.cap / 3 : limits_.cap;
        if (size <= cap) return keep(begin, end, UINT32_MAX);
        if (depth == kRefinements) return chain(begin, end);
        for (Held* at = begin; at != end; ++at)
            at->key = refinement(book_, book_[at->no], depth);
        std::stable_sort(begin, end, [](const Held& a, const Held& b) {
            return a.key != b.key ? a.key < b.key : a.no < b.no;
        });
        std::uint64_t within = 0;
        for (Held* at = begin; at != end;) {
            Held* next = std::find_if(at, end, [&](const Held& h) { return h.key != at->key; });
            within += pairs(static_cast<std::uint64_t>(next - at));
            divide(at, next, depth + 1);
            at = next;
        }
        made_.left_out += pairs(size) - within;
    }

    // Copies of one record that nothing tells apart: each meets those near it.
    void chain(const Held* begin, const Held* end) {
        const auto size = static_cast<std::uint64_t>(end - begin);
        const std::uint64_t step = limits_.cap / 2;
        std::uint64_t met = 0;
        for (std::uint64_t at = 0; at + 1 < size; at += step) {
            const auto to = std::min(size, at + limits_.cap);
            keep(begin + at, begin + to, UINT32_MAX);
            met += pairs(to - at);
        }
        made_.left_out += pairs(size) - std::min(met, pairs(size));
    }

    const Book& book_;
    const BlockLimits& limits_;
    Way way_;
    OfWay made_ = {};
};

Blocks::Blocks(const Book& book, const BlockLimits& limits) : right_begins_(limits.right_begins) {
    const auto count = static_cast<RecordNo>(book.size());
    const auto threads = static_cast<std::size_t>(std::max(1, limits.threads));
    const Loose loose(book, limits.threads);
    using Held64 = std::vector<std::uint64_t>;
    std::vector<std::array<Held64, kWays>> found(threads);
    parallel(limits.threads, [&](std::size_t thread) {
        std::vector<Key> keys;
        const auto from = count * thread / threads;
        const auto to = count * (thread + 1) / threads;
        for (auto& way : found[thread])
            way.reserve(to - from);
        for (auto no = static_cast<RecordNo>(from); no < to; ++no) {
            if (book[no].is(kSealed)) continue;
            keys.clear();
            keys_of(book, no, keys);
            loose.keys_of(no, keys);
            for (const auto& key : keys)
                found[thread][static_cast<std::size_t>(key.way)].push_back(
                    (key.value & 0xffffffff00000000U) | no);
        }
    });
    std::vector<OfWay> ways(kWays);
    std::atomic<std::size_t> turn = 0;
    parallel(limits.threads, [&](std::size_t /*thread*/) {
        Held64 held;
        Held64 spare;
        for (auto way = turn++; way < kWays; way = turn++) {
            held.clear();
            for (auto& part : found) {
                held.insert(held.end(), part[way].begin(), part[way].end());
                part[way] = {};
            }
            ways[way] = Builder(book, limits, static_cast<Way>(way)).build(held, spare);
        }
    });
    put_together(ways, count, limits.threads);
}

void Blocks::put_together(std::vector<OfWay>& ways, RecordNo count, int threads) {
    std::size_t members = 0;
    std::size_t blocks = 0;
    for (const auto& made : ways) {
        members += made.members.size();
        blocks += made.blocks.size();
    }
    blocks_.reserve(blocks);
    members_.reserve(members);
    for (std::size_t way = 0; way < kWays; ++way) {
        auto& made = ways[way];
        left_out_[way] = made.left_out;
        const auto offset = static_cast<std::uint32_t>(members_.size());
        for (auto block : made.blocks) {
            block.begin += offset;
            block.end += offset;
            blocks_.push_back(block);
        }
        members_.insert(members_.end(), made.members.begin(), made.members.end());
        made = {};
    }
    // Each thread looks after records of its own.
    const auto share = static_cast<std::size_t>(std::max(1, threads));
    const auto each_own = [&](auto look) {
        parallel(threads, [&](std::size_t thread) {
            const auto from = static_cast<RecordNo>(count * thread / share);
            const auto own = static_cast<RecordNo>(count * (thread + 1) / share) - from;
            for (std::uint32_t at = 0; at < blocks_.size(); ++at)
                for (auto member = blocks_[at].begin; member < blocks_[at].end; ++member)
                    if (const auto no = members_[member]; no - from < own) look(no, at);
        });
    };
    starts_.assign(std::size_t{count} + 1, 0);
    each_own([&](RecordNo no, std::uint32_t /*block*/) { ++starts_[no + 1]; });
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    of_record_.resize(members);
    auto next = starts_;
    each_own([&](RecordNo no, std::uint32_t block) { of_record_[next[no]++] = block; });
}

bool Blocks::is_first(const Block& block, RecordNo no) const {
    const auto* begin = members_.data() + block.begin;
    return std::binary_search(begin, begin + block.first_few, no);
}

std::uint64_t Blocks::left_out() const {
    return std::accumulate(left_out_.begin(), left_out_.end(), std::uint64_t{0});
}

}  // namespace longstone::match
