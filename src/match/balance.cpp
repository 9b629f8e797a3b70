#include "match/balance.h"

#include <algorithm>

namespace longstone::match {
namespace {

constexpr std::size_t kFewest = 30;
constexpr Bits kFurthest = 3 * kBit;

// Of what stands apart, only that which lacks a date of birth gains: it mostly stands apart for
// want of it. All may lose.
Bits moved(const Stood& stood, Bits by) {
    const bool gains = !stood.carried && (stood.together || stood.pair.kind == Kind::NoBirth);
    return stood.pair.weight + (gains ? by : std::min<Bits>(by, 0));
}

Bits shift_of(const std::vector<const Stood*>& pairs) {
    if (pairs.size() < kFewest) return 0;
    double worth = 0;
    for (const auto* stood : pairs)
        worth += chance_of(stood->own);
    Bits low = -kFurthest;
    Bits high = kFurthest;
    while (high - low > kBit / 32) {
        const Bits middle = (low + high) / 2;
        double sum = 0;
        for (const auto* stood : pairs)
            sum += chance_of(moved(*stood, middle));
        (sum > worth ? high : low) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

Balance::Balance(const std::vector<Stood>& all, const LinkLimits& limits) : limits_(limits) {
    std::array<std::vector<const Stood*>, kKinds * kSteps> of;
    for (const auto& stood : all)
        if (is_weighed(stood)) of[at(stood)].push_back(&stood);
    for (std::size_t step = 0; step < of.size(); ++step)
        shift_[step] = shift_of(of[step]);
}

Bits Balance::of(const Stood& stood) const {
    if (!is_weighed(stood)) return stood.pair.weight;
    return std::min(moved(stood, shift_[at(stood)]), limits_.bands.link - 1);
}

bool Balance::is_weighed(const Stood& stood) const {
    return stood.candidate && stood.own >= kLeast && stood.own < limits_.bands.link &&
           (stood.pair.kind == Kind::Free || stood.pair.kind == Kind::NoBirth) &&
           limits_.calibration.is_told(stood.pair.kind);
}

std::size_t Balance::at(const Stood& stood) {
    return static_cast<std::size_t>(stood.pair.kind) * kSteps +
           static_cast<std::size_t>((stood.own - kLeast) / kBit);
}

}  // namespace longstone::match
