#include "match/clusters.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace longstone::match {
namespace {

constexpr std::size_t kAsked = 24;    // members of a group that are asked about another group
constexpr Bits kLoudest = 12 * kBit;  // so loud may one pair speak for or against

bool is_hard(const Own& own) {
    return own.two_numbers || own.rule == Rule::Sealed || own.rule == Rule::AnotherOfTheBirth ||
           own.rule == Rule::Unborn;
}

class Groups {
public:
    Groups(const Book& book, const Scale& scale, const ClusterLimits& limits)
        : book_(book),
          scale_(scale),
          limits_(limits),
          comparer_(book),
          first_(book.size()),
          next_(book.size()),
          last_(book.size()) {
        std::iota(first_.begin(), first_.end(), 0U);
        std::iota(last_.begin(), last_.end(), 0U);
        std::fill(next_.begin(), next_.end(), UINT32_MAX);
    }

    // False when they are kept apart.
    bool join(RecordNo a, RecordNo b) {
        a = first_[a];
        b = first_[b];
        if (a == b) return true;
        if (!may_join(a, b)) return false;
        if (a > b) std::swap(a, b);
        for (auto no = b; no != UINT32_MAX; no = next_[no])
            first_[no] = a;
        next_[last_[a]] = b;
        last_[a] = last_[b];
        return true;
    }

    std::vector<RecordNo> take() { return std::move(first_); }

private:
    void members(RecordNo group, std::vector<RecordNo>& out) const {
        out.clear();
        for (auto no = group; no != UINT32_MAX && out.size() < kAsked; no = next_[no])
            out.push_back(no);
    }

    // Of two single records the pair itself has said the rest.
    static bool nothing_against(const Record& a, const Record& b) {
        const auto differ = [](auto x, auto y) { return x != 0 && y != 0 && x != y; };
        return !differ(a.nhs, b.nhs) && !differ(a.upn, b.upn) && !differ(a.multiple, b.multiple) &&
               !differ(a.generation, b.generation) && a.is(kUnborn) == b.is(kUnborn);
    }

    bool may_join(RecordNo a, RecordNo b) {
        if (last_[a] == a && last_[b] == b) return nothing_against(book_[a], book_[b]);
        members(a, of_a_);
        members(b, of_b_);
        each_.clear();
        for (const auto x : of_a_)
            for (const auto y : of_b_) {
                const auto pattern = comparer_.compare(x, y);
                const auto rule = held_back(pattern, book_[x], book_[y]);
                each_.push_back(
                    {.plain = scale_.weight(pattern),
                     .rule = rule,
                     .two_numbers = pattern.nhs == Mark::Differs || pattern.upn == Mark::Differs});
                if (is_hard(each_.back())) return false;
            }
        return speak_for_each_other(each_, limits_);
    }

    const Book& book_;
    const Scale& scale_;
    const ClusterLimits& limits_;
    Comparer comparer_;
    std::vector<RecordNo> first_, next_, last_;
    std::vector<RecordNo> of_a_ = {}, of_b_ = {};
    std::vector<Own> each_ = {};
};

}  // namespace

ClusterLimits default_cluster_limits() {
    return {bits_of_chance(.8), 0};
}

bool speak_for_each_other(const std::vector<Own>& each, const ClusterLimits& limits) {
    std::int64_t sum = 0;
    for (const auto& own : each) {
        if (is_hard(own)) return false;
        sum += std::clamp(own.plain, -kLoudest, kLoudest);
    }
    return sum >= std::int64_t{limits.opposed} * static_cast<std::int64_t>(each.size());
}

Clusters cluster(const Book& book,
                 const std::vector<Pair>& pairs,
                 const Scale& scale,
                 const ClusterLimits& limits) {
    std::vector<Pair> best;
    for (const auto& pair : pairs)
        if (pair.weight >= limits.join) best.push_back(pair);
    std::sort(best.begin(), best.end(), [](const Pair& x, const Pair& y) {
        if (x.weight != y.weight) return x.weight > y.weight;
        return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    Groups groups(book, scale, limits);
    Clusters out;
    for (const auto& pair : best)
        if (!groups.join(pair.a, pair.b)) out.bridges.push_back(pair);
    out.of = groups.take();
    return out;
}

}  // namespace longstone::match
