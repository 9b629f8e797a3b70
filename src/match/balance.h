#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "match/link.h"

// Rivals and the other records of a person tell pairs of one weight apart; they do not make more of
// them true. What some of them lose the others gain, so that all pairs of one weight together are
// worth what that weight was.
namespace longstone::match {

// A pair where it stands: what its own evidence was worth, and what is stated of it.
struct Stood {
    Pair pair = {};
    Bits own = 0;
    bool together = false;   // of one person
    bool carried = false;    // by others of that person
    bool candidate = false;  // it was one before there were persons
};

class Balance {
public:
    Balance(const std::vector<Stood>& all, const LinkLimits& limits);
    Bits of(const Stood& stood) const;

private:
    static constexpr Bits kLeast = -4 * kBit;
    static constexpr std::size_t kSteps = 14;  // of one bit each

    bool is_weighed(const Stood& stood) const;
    static std::size_t at(const Stood& stood);

    const LinkLimits& limits_;
    std::array<Bits, kKinds * kSteps> shift_ = {};
};

}  // namespace longstone::match
