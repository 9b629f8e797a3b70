#pragma once

#include <algorithm>
#include <cstddef>

#include "match/likelihood.h"

// The shares of a class from what was counted of it, steadied by what was held before. Inline, for
// those that learn.
namespace longstone::match {

inline constexpr double kLeastShare = 1e-7;

// What was seen of one class, in pairs.
struct Seen {
    Shares of = {};
    double pairs = 0;

    void add(const Pattern& p, double weight) {
        pairs += weight;
        put(of.given, p.given, weight);
        put(of.middle, p.middle, weight);
        put(of.order, p.order, weight);
        of.household.share[at(p.family)][at(p.place)][at(p.phone)] += weight;
        put(of.birth, p.birth, weight);
        put(of.sex, p.sex, weight);
        put(of.nhs, p.nhs, weight);
        put(of.upn, p.upn, weight);
        put(of.other_id, p.other_id, weight);
        for (std::size_t i = 0; i < kExtras; ++i)
            put(of.extras[i], p.extras[i], weight);
    }

private:
    template <class List, class Level>
    static void put(List& list, Level level, double weight) {
        if (at(level) < list.size()) list[at(level)] += weight;
    }
};

template <class List>
List steadied(const List& seen, const List& before, double weight) {
    double sum = 0;
    for (const double n : seen)
        sum += n;
    List out = before;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = std::max(kLeastShare, (seen[i] + weight * before[i]) / (sum + weight));
    return out;
}

// Pairs with something missing are shared out over the cells they may belong to.
inline Household steadied(const Household& seen,
                          const Household& current,
                          const Household& before,
                          double weight) {
    Household out;
    double sum = 0;
    for (std::size_t f = 0; f <= kFamilyLevels; ++f)
        for (std::size_t p = 0; p <= kPlaceLevels; ++p)
            for (std::size_t t = 0; t <= kPhoneLevels; ++t) {
                const double n = seen.share[f][p][t];
                const double whole = current.share[f][p][t];
                if (n == 0 || whole == 0) continue;
                sum += n;
                const auto from = [](std::size_t level, std::size_t levels) {
                    return level == levels ? 0 : level;
                };
                const auto to = [](std::size_t level, std::size_t levels) {
                    return level == levels ? levels : level + 1;
                };
                for (auto i = from(f, kFamilyLevels); i < to(f, kFamilyLevels); ++i)
                    for (auto j = from(p, kPlaceLevels); j < to(p, kPlaceLevels); ++j)
                        for (auto k = from(t, kPhoneLevels); k < to(t, kPhoneLevels); ++k)
                            out.share[i][j][k] += n * current.share[i][j][k] / whole;
            }
    for (std::size_t i = 0; i < kFamilyLevels; ++i)
        for (std::size_t j = 0; j < kPlaceLevels; ++j)
            for (std::size_t k = 0; k < kPhoneLevels; ++k)
                out.share[i][j][k] = std::max(
                    kLeastShare,
                    (out.share[i][j][k] + weight * before.share[i][j][k]) / (sum + weight));
    out.add_margins();
    return out;
}

inline Shares steadied(const Shares& seen,
                       const Shares& current,
                       const Shares& before,
                       double weight) {
    Shares s;
    s.given = steadied(seen.given, before.given, weight);
    s.middle = steadied(seen.middle, before.middle, weight);
    s.order = steadied(seen.order, before.order, weight);
    s.household = steadied(seen.household, current.household, before.household, weight);
    s.birth = steadied(seen.birth, before.birth, weight);
    s.sex = steadied(seen.sex, before.sex, weight);
    s.nhs = steadied(seen.nhs, before.nhs, weight);
    s.upn = steadied(seen.upn, before.upn, weight);
    s.other_id = steadied(seen.other_id, before.other_id, weight);
    for (std::size_t i = 0; i < kExtras; ++i)
        s.extras[i] = steadied(seen.extras[i], before.extras[i], weight);
    return s;
}

}  // namespace longstone::match
