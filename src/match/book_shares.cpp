#include <algorithm>
#include <bit>
#include <cstddef>

#include "match/book.h"

// How common what stands in a book is.
namespace longstone::match {
namespace {

// A name that few of the records bear is taken to be about as common as the rarer names of the
// country; so many records' worth of that stand behind every share.
constexpr double kRareShare = 2e-5;
constexpr double kRareWeight = 2000;

}  // namespace

bool Book::may_be_slip(TextId a, TextId b) const {
    const auto x = postcode_facts_[a].letters;
    const auto y = postcode_facts_[b].letters;
    // Of one length: a letter changed, or two neighbours that changed places.
    const bool one_length = std::countl_zero(x) / 8 == std::countl_zero(y) / 8;
    if (x == 0 || y == 0 || !one_length) return true;
    const auto apart = x ^ y;
    const auto first = static_cast<unsigned>(std::countr_zero(apart)) / 8 * 8;
    return apart >> first < 0x10000U;
}

double Book::given_share_within(TextId given, TextId family) const {
    constexpr double kWeight = 20;
    if (under_ != nullptr) {
        if (given < under_->facts_.size() && family < under_->facts_.size())
            return under_->given_share_within(given, family);
        return given_share(given);
    }
    const auto& known = bearers_[slot_of_names(mix(given, family) | 1U)];
    const int people = std::popcount(known.years);
    const double others = std::max(0, people - 1);
    return (others + kWeight * given_share(given)) / (facts_[family].bearers + kWeight);
}

double Book::extra_share(std::size_t extra, TextId value) const {
    if (under_ != nullptr)
        return value < under_->texts_.size() ? under_->extra_share(extra, value) : kRareShare;
    const auto& borne = extras_borne_[extra];
    const auto hash = mix(value, extra);
    const double people = std::max(1.0, borne.people(hash));
    const double all =
        settled_ || borne.all_people() > 0 ? borne.all_people() : static_cast<double>(counted_);
    return std::min(1.0, people / std::max(people, all));
}

double Book::given_share(TextId name) const {
    return (facts_[name].as_given + kRareWeight * kRareShare) /
           (static_cast<double>(under_ != nullptr ? under_->counted_ : counted_) + kRareWeight);
}
double Book::family_share(TextId name) const {
    return (facts_[name].as_family + kRareWeight * kRareShare) /
           (static_cast<double>(under_ != nullptr ? under_->counted_ : counted_) + kRareWeight);
}

}  // namespace longstone::match
