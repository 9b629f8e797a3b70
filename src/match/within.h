#pragma once

#include <cstddef>
#include <vector>

#include "match/link.h"

// The records of one person, each weighed against each, and how well they hold together: two of
// them that hardly speak for each other (an old address here, no date of birth there) are one
// person through the others between them, as sure as the weaker step of the best way; surer where
// two ways that have no record in common say so.
namespace longstone::match {

inline constexpr RecordNo kNobody = UINT32_MAX;

struct Own {
    Bits plain = 0;   // of the evidence
    Bits weight = 0;  // as calibrated, whatever the rule
    Rule rule = Rule::None;
    Kind kind = Kind::Free;
    bool two_numbers = false;
};

class Within {
public:
    Within(const Book& book, const Scale& scale, const LinkLimits& limits);
    void look(const std::vector<RecordNo>& members);
    // Held back for what stands around it.
    void hold(std::size_t i, std::size_t j, Rule rule);
    void weigh(std::size_t i, std::size_t j, Bits weight);
    void carry();

    std::size_t size() const { return size_; }
    const Own& own(std::size_t i, std::size_t j) const { return own_[i * size_ + j]; }
    // The weight of the best way from one to the other.
    Bits best(std::size_t i, std::size_t j) const { return best_[i * size_ + j]; }

private:
    Bits step_of(Kind kind) const;
    Bits by_two_ways(std::size_t i, std::size_t j) const;

    const Book& book_;
    const Scale& scale_;
    const LinkLimits& limits_;
    Comparer comparer_;
    std::size_t size_ = 0;
    bool numbered_ = false;  // two of them share a number
    std::vector<Own> own_ = {};
    std::vector<Bits> best_ = {};
};

Own weighed(const Pattern& pattern,
            const Record& a,
            const Record& b,
            const Scale& scale,
            const Calibration& calibration);

}  // namespace longstone::match
