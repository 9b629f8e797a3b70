#include "match/company.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

#include "match/parallel.h"
#include "match/within.h"

namespace longstone::match {
namespace {

constexpr std::size_t kHomes = 3;    // of each record that are asked
constexpr Bits kDecided = 8 * kBit;  // homes so alike or so far apart are one person or two

// The records that each is with certainty one person with: the surest few.
class Homes {
public:
    Homes(std::size_t records, const std::vector<Pair>& pairs, Bits link) : of_(records) {
        for (const auto& pair : pairs)
            if (pair.rule == Rule::None && pair.weight >= link) {
                put(pair.a, {pair.b, pair.weight});
                put(pair.b, {pair.a, pair.weight});
            }
    }

    // How much the homes of the two speak for one person, the loudest of them; `kNone` when one of
    // them has no home but the other.
    Bits between(Comparer& comparer, const Scale& scale, const Pair& pair) const {
        Bits most = kNone;
        for (const auto x : beside(pair.a, pair.b))
            for (const auto y : beside(pair.b, pair.a)) {
                if (x == kNobody || y == kNobody) continue;
                most = std::max(most, x == y ? kOne : scale.weight(comparer.compare(x, y)));
            }
        return most;
    }

    static constexpr Bits kNone = INT32_MIN;

private:
    static constexpr Bits kOne = 60 * kBit;
    struct Home {
        RecordNo no = kNobody;
        Bits weight = 0;
    };

    void put(RecordNo no, Home home) {
        for (auto& held : of_[no])
            if (held.no == kNobody || held.weight < home.weight) std::swap(held, home);
    }
    // The homes of the one that are not the other.
    std::array<RecordNo, kHomes> beside(RecordNo no, RecordNo other) const {
        std::array<RecordNo, kHomes> out;
        out.fill(kNobody);
        std::size_t count = 0;
        for (const auto& home : of_[no])
            if (home.no != other && count < kHomes) out[count++] = home.no;
        return out;
    }

    std::vector<std::array<Home, kHomes + 1>> of_;  // the surest first
};

}  // namespace

void keep_company(const Book& book,
                  std::vector<Pair>& pairs,
                  const Scale& scale,
                  LinkLimits& limits) {
    const Homes homes(book.size(), pairs, limits.bands.link);
    struct Asked {
        Pair* pair = nullptr;
        Bits weight = 0, between = 0;
    };
    std::vector<Asked> asked;
    for (auto& pair : pairs)
        if (pair.kind != Kind::Numbered && pair.weight < limits.bands.link)
            asked.push_back({.pair = &pair});
    const auto threads = static_cast<std::size_t>(std::max(1, limits.threads));
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        for (std::size_t at = thread; at < asked.size(); at += threads) {
            auto& one = asked[at];
            one.weight = scale.weight(comparer.compare(one.pair->a, one.pair->b));
            one.between = homes.between(comparer, scale, *one.pair);
        }
    });
    std::vector<Calibration::Label> labels;
    for (const auto& [pair, weight, between] : asked)
        if (limits.calibration.is_untold(pair->kind) && weight < Calibration::kNearlyLinks &&
            between != Homes::kNone && std::abs(between) >= kDecided)
            labels.push_back({weight, pair->kind, between > 0, 1});
    const auto shown = limits.calibration.add(labels);
    for (const auto& [pair, weight, between] : asked) {
        pair->homed = between != Homes::kNone;
        if (!pair->homed && !shown[static_cast<std::size_t>(pair->kind)]) continue;
        const Bits own = limits.calibration.stated(weight, pair->kind);
        pair->gain = pair->homed ? std::min(0, against_both(own, between) - own) : 0;
        pair->weight = stated(own + pair->gain, pair->rule, limits.bands);
    }
}

}  // namespace longstone::match
