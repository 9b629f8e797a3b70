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

}  // namespace

Rivals::Rivals(const Book& book,
               const std::vector<Pair>& pairs,
               const Clusters& clusters,
               const Scale& scale,
               int threads)
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
    for (const auto& pair : pairs)
        if (clusters.of[pair.a] == clusters.of[pair.b])
            for (const auto no : {pair.a, pair.b})
                home_[no] = std::max(home_[no], pair.weight);
    // Each thread looks after records of its own.
    const auto share = static_cast<std::size_t>(std::max(1, threads));
    parallel(threads, [&](std::size_t thread) {
        Comparer comparer(book);
        for (const auto& pair : pairs) {
            if (clusters.of[pair.a] == clusters.of[pair.b]) continue;
            const auto look = [&](RecordNo no, RecordNo other) {
                if (no % share != thread || home_[no] == kNone) return;
                const Bits better = home_[no] - pair.weight;
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
