#include "match/within.h"

#include <algorithm>

namespace longstone::match {
namespace {

// What each step through another record costs, where a curve already says what pairs are worth.
constexpr Bits kStep = kBit / 2;
// What is thin by itself (a name, no date of birth) is the surer when a number that two of the
// person share holds them together, and the less sure when none does.
constexpr Bits kThinStep = kBit * 3 / 4;
constexpr Bits kThinStepNumbered = -kBit * 2 / 5;

bool is_thin(Kind kind) {
    return kind == Kind::NoBirth || kind == Kind::NameAlone;
}

}  // namespace

Own weighed(const Pattern& pattern,
            const Record& a,
            const Record& b,
            const Scale& scale,
            const Calibration& calibration) {
    const auto kind = kind_of(pattern);
    const Bits plain = scale.weight(pattern);
    return {plain,
            calibration.stated(plain, kind),
            held_back(pattern, a, b),
            kind,
            pattern.nhs == Mark::Differs || pattern.upn == Mark::Differs};
}

Within::Within(const Book& book, const Scale& scale, const LinkLimits& limits)
    : book_(book), scale_(scale), limits_(limits), comparer_(book) {}

void Within::look(const std::vector<RecordNo>& members) {
    size_ = members.size();
    numbered_ = false;
    own_.assign(size_ * size_, Own{});
    best_.assign(size_ * size_, INT32_MIN / 2);
    for (std::size_t i = 0; i < size_; ++i)
        for (std::size_t j = i + 1; j < size_; ++j) {
            const auto a = members[i];
            const auto b = members[j];
            const auto own =
                weighed(comparer_.compare(a, b), book_[a], book_[b], scale_, limits_.calibration);
            own_[i * size_ + j] = own_[j * size_ + i] = own;
            numbered_ = numbered_ || (own.kind == Kind::Numbered && !own.two_numbers);
        }
}

void Within::hold(std::size_t i, std::size_t j, Rule rule) {
    own_[i * size_ + j].rule = own_[j * size_ + i].rule = rule;
}

void Within::weigh(std::size_t i, std::size_t j, Bits weight) {
    own_[i * size_ + j].weight = own_[j * size_ + i].weight = weight;
}

void Within::carry() {
    for (std::size_t i = 0; i < size_; ++i)
        for (std::size_t j = 0; j < size_; ++j)
            if (i != j) {
                const auto& own = own_[i * size_ + j];
                best_[i * size_ + j] = stated(own.weight, own.rule, limits_.bands);
            }
    for (std::size_t k = 0; k < size_; ++k)
        for (std::size_t i = 0; i < size_; ++i)
            for (std::size_t j = 0; j < size_; ++j) {
                if (i == j || i == k || j == k) continue;
                auto& to = best_[i * size_ + j];
                const auto first = best_[i * size_ + k];
                const auto second = best_[k * size_ + j];
                // Otherwise as sure as both steps are together.
                const auto kind = own_[i * size_ + j].kind;
                to = std::max(to,
                              limits_.calibration.is_told(kind)
                                  ? std::min(first, second) - step_of(kind)
                                  : against_both(first, second));
            }
    auto both = best_;
    for (std::size_t i = 0; i < size_; ++i)
        for (std::size_t j = i + 1; j < size_; ++j)
            if (limits_.calibration.is_untold(own_[i * size_ + j].kind))
                both[i * size_ + j] = both[j * size_ + i] =
                    std::max(best_[i * size_ + j], by_two_ways(i, j));
    best_ = std::move(both);
}

Bits Within::step_of(Kind kind) const {
    return !is_thin(kind) ? kStep : numbered_ ? kThinStepNumbered : kThinStep;
}

// The chance that not both of the best two ways are wrong.
Bits Within::by_two_ways(std::size_t i, std::size_t j) const {
    const auto& own = own_[i * size_ + j];
    Bits first = stated(own.weight, own.rule, limits_.bands);
    Bits second = INT32_MIN / 2;
    for (std::size_t k = 0; k < size_; ++k) {
        if (k == i || k == j) continue;
        const auto way = std::min(best_[i * size_ + k], best_[k * size_ + j]);
        second = std::max(second, std::min(first, way));
        first = std::max(first, way);
    }
    const double wrong = (1 - chance_of(first)) * (1 - chance_of(second));
    // Ways through others promise no more than what is held back.
    static const Bits most = held(INT32_MAX, Rule::Contested);
    return std::min(most, bits_of_chance(1 - wrong));
}

}  // namespace longstone::match
