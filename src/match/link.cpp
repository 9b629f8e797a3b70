#include "match/link.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "match/parallel.h"

namespace longstone::match {
namespace {

constexpr RecordNo kPortion = 2048;  // records that one thread takes at a time, in turn

constexpr std::size_t kAhead = 6;
constexpr Bits kMargin = 6 * kBit;       // a link must beat its rival by so much
constexpr Bits kContender = 4 * kBit;    // what counts as a rival at all
constexpr std::size_t kContenders = 64;  // of one record that are looked at, the best first

// Holds back the links of records that fit two people who cannot be one.
void hold_contested(const Book& book, std::vector<Pair>& pairs, const LinkLimits& limits) {
    std::vector<std::uint32_t> starts(book.size() + 1, 0);
    for (const auto& pair : pairs) {
        if (pair.weight < kContender) continue;
        ++starts[pair.a + 1];
        ++starts[pair.b + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::uint32_t> of(starts.back());
    auto next = starts;
    for (std::uint32_t at = 0; at < pairs.size(); ++at) {
        if (pairs[at].weight < kContender) continue;
        of[next[pairs[at].a]++] = at;
        of[next[pairs[at].b]++] = at;
    }
    std::vector<std::uint32_t> contested;
    for (RecordNo no = 0; no < book.size(); ++no) {
        const auto begin = of.begin() + starts[no];
        auto end = of.begin() + starts[no + 1];
        if (end - begin < 2) continue;
        std::sort(begin, end, [&](std::uint32_t x, std::uint32_t y) {
            return pairs[x].weight != pairs[y].weight ? pairs[x].weight > pairs[y].weight : x < y;
        });
        end = std::min(end, begin + kContenders);
        const auto other = [&](std::uint32_t at) {
            return pairs[at].a == no ? pairs[at].b : pairs[at].a;
        };
        for (auto best = begin; best != end && pairs[*best].weight >= limits.bands.link; ++best)
            for (auto rival = begin; rival != end; ++rival) {
                if (rival == best || pairs[*rival].weight + kMargin < pairs[*best].weight) continue;
                if (!cannot_be_one(book[other(*best)], book[other(*rival)])) continue;
                contested.push_back(*best);
                break;
            }
    }
    for (const auto at : contested) {
        pairs[at].rule = Rule::Contested;
        pairs[at].weight = stated(pairs[at].weight, Rule::Contested, limits.bands);
    }
}

}  // namespace

bool cannot_be_one(const Record& a, const Record& b) {
    if (a.nhs != 0 && b.nhs != 0 && a.nhs != b.nhs) return true;
    if (a.upn != 0 && b.upn != 0 && a.upn != b.upn) return true;
    const auto births = compare_births(a.birth, b.birth);
    return births == BirthLevel::Near || births == BirthLevel::Generation;
}

Linked link(const Book& book, const Blocks& blocks, const Scale& scale, const LinkLimits& limits) {
    const auto count = static_cast<RecordNo>(book.size());
    const auto threads = static_cast<std::size_t>(std::max(1, limits.threads));
    std::vector<std::vector<Pair>> portions((count + kPortion - 1) / kPortion);
    std::vector<std::uint64_t> compared(threads);
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        Many<RecordNo> seen_by(count, UINT32_MAX);
        std::vector<RecordNo> candidates;
        for (std::size_t portion = thread; portion < portions.size(); portion += threads) {
            auto& found = portions[portion];
            const auto begin = static_cast<RecordNo>(portion * kPortion);
            const auto end = std::min(count, begin + kPortion);
            for (RecordNo no = begin; no < end; ++no) {
                const auto from = static_cast<std::ptrdiff_t>(found.size());
                candidates.clear();
                blocks.after(no, [&](RecordNo other) {
                    if (seen_by[other] == no) return;
                    seen_by[other] = no;
                    candidates.push_back(other);
                });
                compared[thread] += candidates.size();
                for (std::size_t at = 0; at < candidates.size(); ++at) {
                    // The memory of the next ones is on its way while this one is compared.
                    if (at + kAhead < candidates.size()) {
                        const auto* ahead =
                            reinterpret_cast<const char*>(&book[candidates[at + kAhead]]);
                        __builtin_prefetch(ahead);
                        __builtin_prefetch(ahead + 64);
                    }
                    const auto other = candidates[at];
                    const auto pattern = comparer.compare(no, other);
                    const Bits weight = scale.weight(pattern);
                    const auto kind = kind_of(pattern);
                    const Bits calibrated = limits.calibration.stated(weight, kind);
                    if (calibrated < limits.least) continue;
                    const auto rule = held_back(pattern, book[no], book[other]);
                    found.push_back(
                        {no, other, stated(calibrated, rule, limits.bands), rule, kind});
                }
                std::sort(found.begin() + from, found.end(), [](const Pair& x, const Pair& y) {
                    return x.b < y.b;
                });
            }
        }
    });
    Linked linked;
    std::size_t size = 0;
    for (const auto& portion : portions)
        size += portion.size();
    linked.pairs.reserve(size);
    for (auto& portion : portions) {
        linked.pairs.insert(linked.pairs.end(), portion.begin(), portion.end());
        portion = {};
    }
    for (const auto n : compared)
        linked.compared += n;
    hold_contested(book, linked.pairs, limits);
    return linked;
}

}  // namespace longstone::match
