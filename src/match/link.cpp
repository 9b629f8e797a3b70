#include "match/link.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>

#include "match/parallel.h"
#include "match/reach.h"

namespace longstone::match {
namespace {

constexpr RecordNo kPortion = 2048;  // records that one thread takes at a time

constexpr std::size_t kAhead = 12;
constexpr Bits kMargin = 6 * kBit;       // a link must beat its rival by so much
constexpr Bits kContender = 4 * kBit;    // what counts as a rival at all
constexpr std::size_t kContenders = 64;  // of one record that are looked at, the best first

// Of the pairs of one record, those that are to be held back.
void look_at_rivals(const Book& book,
                    const std::vector<Pair>& pairs,
                    RecordNo no,
                    std::span<std::uint32_t> of,
                    const LinkLimits& limits,
                    std::vector<std::uint32_t>& contested) {
    if (of.size() < 2) return;
    std::sort(of.begin(), of.end(), [&](std::uint32_t x, std::uint32_t y) {
        return pairs[x].weight != pairs[y].weight ? pairs[x].weight > pairs[y].weight : x < y;
    });
    of = of.first(std::min(of.size(), kContenders));
    const auto other = [&](std::uint32_t at) {
        return pairs[at].a == no ? pairs[at].b : pairs[at].a;
    };
    for (const auto best : of) {
        if (pairs[best].weight < limits.bands.link) break;
        for (const auto rival : of) {
            if (rival == best || pairs[rival].weight + kMargin < pairs[best].weight) continue;
            if (!cannot_be_one(book[other(best)], book[other(rival)])) continue;
            contested.push_back(best);
            break;
        }
    }
}

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
    // Each thread looks after records of its own.
    const auto share = static_cast<std::size_t>(std::max(1, limits.threads));
    std::vector<std::vector<std::uint32_t>> contested(share);
    parallel(limits.threads, [&](std::size_t thread) {
        const auto last = book.size() * (thread + 1) / share;
        for (auto no = static_cast<RecordNo>(book.size() * thread / share); no < last; ++no)
            look_at_rivals(book,
                           pairs,
                           no,
                           {of.begin() + starts[no], of.begin() + starts[no + 1]},
                           limits,
                           contested[thread]);
    });
    for (const auto& found : contested)
        for (const auto at : found) {
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
    std::atomic<std::size_t> turn = 0;
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        std::optional<Reach> reach;
        if (book.is_settled()) reach.emplace(book, scale, limits.calibration, limits.least);
        std::vector<RecordNo> candidates;
        for (auto portion = turn++; portion < portions.size(); portion = turn++) {
            auto& found = portions[portion];
            const auto begin = static_cast<RecordNo>(portion * kPortion);
            const auto end = std::min(count, begin + kPortion);
            const auto weigh = [&](RecordNo no, RecordNo other) {
                const Record& x = book[no];
                const Record& y = book[other];
                Pattern pattern;
                if (reach) {
                    if (reach->is_out(x, y)) return;
                    pattern = comparer.compare_but_place(x, y);
                    if (reach->is_out(pattern, x, y)) return;
                    pattern.place = comparer.place(x, y);
                } else {
                    pattern = comparer.compare(no, other);
                }
                const auto kind = kind_of(pattern);
                const Bits calibrated = limits.calibration.stated(scale.weight(pattern), kind);
                if (calibrated < limits.least) return;
                const auto rule = held_back(pattern, x, y);
                found.push_back({no, other, stated(calibrated, rule, limits.bands), rule, kind});
            };
            for (RecordNo no = begin; no < end; ++no) {
                candidates.clear();
                blocks.after(no, [&](RecordNo other) { candidates.push_back(other); });
                std::sort(candidates.begin(), candidates.end());
                candidates.erase(std::unique(candidates.begin(), candidates.end()),
                                 candidates.end());
                compared[thread] += candidates.size();
                for (std::size_t at = 0; at < candidates.size(); ++at) {
                    // The memory of the next ones is on its way while this one is compared.
                    if (at + kAhead < candidates.size()) {
                        const auto* ahead =
                            reinterpret_cast<const char*>(&book[candidates[at + kAhead]]);
                        __builtin_prefetch(ahead);
                        __builtin_prefetch(ahead + 64);
                    }
                    if (at + kAhead / 2 < candidates.size())
                        comparer.expect(book[no], book[candidates[at + kAhead / 2]]);
                    weigh(no, candidates[at]);
                }
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
