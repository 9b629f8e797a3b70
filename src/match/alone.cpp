#include "match/alone.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace longstone::match {
namespace {

constexpr int kRounds = 20;
constexpr double kLeastAlone = .02;  // so many have one record only, whatever the book shows
constexpr Bits kMostOdds = 20 * kBit;
constexpr Bits kMostLoss = 6 * kBit;

double odds_of(Bits weight) {
    return std::exp2(static_cast<double>(std::min(weight, kMostOdds)) / kBit);
}

// What a record that stands alone may belong to.
struct Fit {
    RecordNo no = 0, person = 0;
    double odds = 0;  // of the best pair
};

bool comes_before(const Fit& x, const Fit& y) {
    return x.no != y.no ? x.no < y.no : x.person < y.person;
}

class Alone {
public:
    Alone(const Book& book, const std::vector<Pair>& pairs, const Clusters& clusters)
        : book_(book), clusters_(clusters), sizes_(book.size(), 0), all_(book.size(), 0) {
        for (const auto first : clusters.of)
            ++sizes_[first];
        for (const auto& pair : pairs) {
            put(pair.a, pair.b, pair.weight);
            put(pair.b, pair.a, pair.weight);
        }
        std::sort(fits_.begin(), fits_.end(), [](const Fit& x, const Fit& y) {
            return comes_before(x, y) || (!comes_before(y, x) && x.odds > y.odds);
        });
        const auto is_one = [](const Fit& x, const Fit& y) {
            return x.no == y.no && x.person == y.person;
        };
        fits_.erase(std::unique(fits_.begin(), fits_.end(), is_one), fits_.end());
        for (const auto& fit : fits_)
            all_[fit.no] += fit.odds;
        look_for_share();
    }

    // By how much a pair is likelier than by itself; 0 when neither stands alone.
    Bits gain(RecordNo a, RecordNo b) const {
        const double rest = std::max(rest_of(a, b), rest_of(b, a));
        return rest == 0 ? 0 : static_cast<Bits>(std::lround(-std::log2(rest) * kBit));
    }

private:
    bool is_alone(RecordNo no) const {
        return sizes_[clusters_.of[no]] == 1 && !book_[no].is(kSealed);
    }

    void put(RecordNo no, RecordNo other, Bits weight) {
        if (is_alone(no)) fits_.push_back({no, clusters_.of[other], odds_of(weight)});
    }

    // The share of records that are the only one of their person: what is left of those that stand
    // alone when each has gone where it may belong.
    void look_for_share() {
        double open = 0;
        for (RecordNo no = 0; no < book_.size(); ++no)
            open += book_[no].is(kSealed) ? 0 : 1;
        share_ = 1;
        for (int round = 0; round < kRounds; ++round) {
            double left = 0;
            for (RecordNo no = 0; no < book_.size(); ++no)
                if (is_alone(no)) left += share_ / (share_ + all_[no]);
            share_ = std::max(kLeastAlone, left / std::max(1.0, open));
        }
    }

    // All that a record may be besides one with the other; 0 when it does not stand alone.
    double rest_of(RecordNo no, RecordNo other) const {
        if (!is_alone(no)) return 0;
        const auto fit = std::lower_bound(
            fits_.begin(), fits_.end(), Fit{no, clusters_.of[other]}, comes_before);
        return share_ + std::max(0.0, all_[no] - fit->odds);
    }

    const Book& book_;
    const Clusters& clusters_;
    std::vector<std::uint32_t> sizes_ = {};
    std::vector<double> all_ = {};  // of each record, the odds of all that it may belong to
    std::vector<Fit> fits_ = {};
    double share_ = 1;
};

struct Gained {
    Bits weight = 0, gain = 0;
};

// What all must lose so that together they are worth what they were.
Bits loss_of(const std::vector<Gained>& pairs) {
    double worth = 0;
    for (const auto& pair : pairs)
        worth += chance_of(pair.weight);
    Bits low = 0;
    Bits high = kMostLoss;
    while (high - low > kBit / 32) {
        const Bits middle = (low + high) / 2;
        double sum = 0;
        for (const auto& pair : pairs)
            sum += chance_of(pair.weight + pair.gain - middle);
        (sum > worth ? low : high) = middle;
    }
    return low;
}

}  // namespace

void weigh_alone(const Book& book,
                 std::vector<Pair>& pairs,
                 const Clusters& clusters,
                 const LinkLimits& limits) {
    const Alone alone(book, pairs, clusters);
    const auto is_weighed = [&](const Pair& pair) {
        return limits.calibration.is_untold(pair.kind) && !pair.homed;
    };
    // What the sexes showed is of all such pairs: what those alone gain, all of them lose together.
    std::vector<Gained> sexed;
    for (const auto& pair : pairs)
        if (is_weighed(pair) && limits.calibration.is_sexed(pair.kind))
            sexed.push_back({pair.weight, alone.gain(pair.a, pair.b)});
    const Bits loss = loss_of(sexed);
    for (auto& pair : pairs) {
        if (!is_weighed(pair)) continue;
        pair.gain =
            alone.gain(pair.a, pair.b) - (limits.calibration.is_sexed(pair.kind) ? loss : 0);
        if (pair.gain == 0) continue;
        // That nothing else fits is no evidence to link by.
        const auto most = std::max(pair.weight, limits.bands.link - 1);
        pair.weight = std::min(most, stated(pair.weight + pair.gain, pair.rule, limits.bands));
    }
}

}  // namespace longstone::match
