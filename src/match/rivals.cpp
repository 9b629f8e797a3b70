#include "match/rivals.h"

#include <algorithm>
#include <cstddef>

#include "match/parallel.h"

namespace longstone::match {
namespace {

constexpr Bits kNone = -60 * kBit;
constexpr Bits kBeyond = 60 * kBit;
constexpr Bits kFar = 20 * kBit;  // a rival so far behind is none
constexpr Bits kLoudest = 12 * kBit;
constexpr std::size_t kAsked = 24;  // members of a person who are asked

// Where nothing shows what a weight is worth, every record of a person that speaks for another adds
// to what the first says.
class Others {
public:
    Others(const std::vector<Pair>& pairs,
           const Clusters& clusters,
           const Calibration& calibration) {
        for (const auto& pair : pairs) {
            if (pair.weight <= 0 || !calibration.is_untold(pair.kind)) continue;
            said_.push_back({pair.a, clusters.of[pair.b], pair.weight});
            said_.push_back({pair.b, clusters.of[pair.a], pair.weight});
        }
        std::sort(said_.begin(), said_.end(), [](const Said& x, const Said& y) {
            return comes_before(x, y) || (!comes_before(y, x) && x.weight > y.weight);
        });
    }
    // What all but the first say together.
    Bits of(RecordNo no, RecordNo person) const {
        const Said sought{no, person, 0};
        const auto [first, end] =
            std::equal_range(said_.begin(), said_.end(), sought, comes_before);
        Bits sum = 0;
        for (auto at = first; at != end && sum < kBeyond; ++at)
            sum += at == first ? 0 : at->weight;
        return std::min(sum, kBeyond);
    }

private:
    struct Said {
        RecordNo no = 0, person = 0;
        Bits weight = 0;
    };
    static bool comes_before(const Said& x, const Said& y) {
        return x.no != y.no ? x.no < y.no : x.person < y.person;
    }
    std::vector<Said> said_ = {};
};

}  // namespace

Rivals::Rivals(const Book& book,
               const std::vector<Pair>& pairs,
               const Clusters& clusters,
               const Scale& scale,
               const LinkLimits& limits)
    : book_(book),
      scale_(scale),
      clusters_(clusters),
      next_(book.size(), kNobody),
      home_(book.size(), kNone),
      doubt_(book.size(), kBeyond) {
    std::vector<RecordNo> last(book.size());
    for (RecordNo no = 0; no < book.size(); ++no) {
        const auto first = clusters.of[no];
        if (first != no) next_[last[first]] = no;
        last[first] = no;
    }
    const Others others(pairs, clusters, limits.calibration);
    for (const auto& pair : pairs)
        if (clusters.of[pair.a] == clusters.of[pair.b])
            for (const auto no : {pair.a, pair.b})
                home_[no] = std::max(home_[no], pair.weight + others.of(no, clusters.of[no]));
    // Each thread looks after records of its own.
    const auto share = static_cast<std::size_t>(std::max(1, limits.threads));
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        for (const auto& pair : pairs) {
            if (clusters.of[pair.a] == clusters.of[pair.b]) continue;
            const auto look = [&](RecordNo no, RecordNo other) {
                if (no % share != thread || home_[no] == kNone) return;
                const Bits there = pair.weight + others.of(no, clusters.of[other]);
                const Bits better = home_[no] - there;
                if (better >= std::min(doubt_[no], kFar)) return;
                doubt_[no] = std::min(doubt_[no], std::max(better, fits(comparer, no, other)));
            };
            look(pair.a, pair.b);
            look(pair.b, pair.a);
        }
    });
}

Bits Rivals::fits(Comparer& comparer, RecordNo no, RecordNo other) const {
    std::size_t asked = 0;
    std::int64_t sum = 0;
    bool cannot = false;
    for (auto at = clusters_.of[no]; at != kNobody && asked < kAsked; at = next_[at]) {
        if (at == no) continue;
        ++asked;
        cannot = cannot || cannot_be_one(book_[at], book_[other]);
        sum += std::clamp(scale_.weight(comparer.compare(at, other)), -kLoudest, kLoudest);
    }
    return cannot ? static_cast<Bits>(sum / static_cast<std::int64_t>(asked)) : kBeyond;
}

Bits Rivals::together(RecordNo a, RecordNo b, Bits weight) const {
    return against_both(weight, std::min(doubt_[a], doubt_[b]));
}

Bits Rivals::apart(Comparer& comparer, RecordNo a, RecordNo b, Bits weight) const {
    Bits out = weight;
    for (const auto& [no, other] : {std::pair(a, b), std::pair(b, a)})
        if (home_[no] > kNone)
            out = against_both(out, std::max(weight - home_[no], fits(comparer, no, other)));
    return out;
}

}  // namespace longstone::match
