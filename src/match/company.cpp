#include "match/company.h"

#include <algorithm>
#include <array>
#include <cmath>
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

// How the homes of two stand to each other, in steps of their weight; the last: one home of both.
constexpr std::array<Bits, 6> kSteps = {
    -8 * kBit, -2 * kBit, 2 * kBit, 8 * kBit, 16 * kBit, 60 * kBit};
using Steps = std::array<double, kSteps.size() + 1>;
constexpr Steps kOnePerson = {.005, .005, .01, .03, .10, .20, .65};  // before anything is seen
constexpr Steps kTwoPeople = {.30, .25, .25, .15, .03, .01, .01};

std::size_t step_of(Bits between) {
    return static_cast<std::size_t>(std::upper_bound(kSteps.begin(), kSteps.end(), between) -
                                    kSteps.begin());
}

// Where it is known what pairs are worth by themselves, how their homes stand is evidence like a
// field: how often each step is seen of one person and of two, by expectation maximisation. Twins
// have homes that are as like as they are themselves; who bears two names is at home under both.
class HomeShares {
public:
    void add(Bits own, Bits between) { seen_[step_of(between)][bin(own)] += 1; }
    void learn() {
        Steps one = kOnePerson;
        Steps two = kTwoPeople;
        for (int round = 0; round < kRounds; ++round) {
            Steps ones{};
            Steps twos{};
            for (std::size_t step = 0; step < one.size(); ++step)
                for (std::size_t b = 0; b < kBins; ++b) {
                    const double half_bits = static_cast<double>(b) - static_cast<double>(kMiddle);
                    const double odds = std::exp2(half_bits / 2) * one[step] / two[step];
                    ones[step] += seen_[step][b] * odds / (1 + odds);
                    twos[step] += seen_[step][b] / (1 + odds);
                }
            one = steadied(ones, kOnePerson);
            two = steadied(twos, kTwoPeople);
        }
        for (std::size_t step = 0; step < one.size(); ++step)
            bits_[step] = static_cast<Bits>(std::lround(std::log2(one[step] / two[step]) * kBit));
    }
    Bits of(Bits between) const { return bits_[step_of(between)]; }

private:
    static constexpr std::size_t kMiddle = 20;             // no bits
    static constexpr std::size_t kBins = 2 * kMiddle + 1;  // of half a bit each
    static constexpr int kRounds = 20;
    static constexpr double kShipped = 30;  // so many pairs do the values above weigh

    static std::size_t bin(Bits own) {
        const Bits half = (own + Bits{kMiddle} * (kBit / 2) + kBit / 4) / (kBit / 2);
        return static_cast<std::size_t>(std::clamp<Bits>(half, 0, kBins - 1));
    }
    static Steps steadied(const Steps& seen, const Steps& shipped) {
        double all = kShipped;
        for (const double n : seen)
            all += n;
        Steps out{};
        for (std::size_t step = 0; step < out.size(); ++step)
            out[step] = (seen[step] + kShipped * shipped[step]) / all;
        return out;
    }

    std::array<std::array<double, kBins>, kSteps.size() + 1> seen_ = {};
    std::array<Bits, kSteps.size() + 1> bits_ = {};
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
    HomeShares shares;
    for (const auto& [pair, weight, between] : asked)
        if (between != Homes::kNone && limits.calibration.is_sexed(pair->kind))
            shares.add(limits.calibration.stated(weight, pair->kind), between);
    shares.learn();
    for (const auto& [pair, weight, between] : asked) {
        pair->homed = between != Homes::kNone;
        if (!pair->homed && !shown[static_cast<std::size_t>(pair->kind)]) continue;
        const Bits own = limits.calibration.stated(weight, pair->kind);
        pair->gain = !pair->homed ? 0
                     : limits.calibration.is_sexed(pair->kind)
                         ? shares.of(between)
                         : std::min(0, against_both(own, between) - own);
        pair->weight = stated(own + pair->gain, pair->rule, limits.bands);
    }
}

}  // namespace longstone::match
