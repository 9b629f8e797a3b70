#pragma once

#include <array>
#include <cstdint>

#include "match/model.h"

// The weight of a pattern: how many times likelier one person is than anything else, in bits, as
// whole 1/1024 bits, so that a sum is exact and in no order. It is held against three rivals
// (another person born on the same day in the household, another relative, a stranger) and is what
// remains against all of them together. Hard rules stand over the bits (rules.h).
namespace longstone::match {

using Bits = std::int32_t;  // 1/1024 bit
inline constexpr Bits kBit = 1024;

enum class Field : std::uint8_t {
    Prior,
    Given,
    Middle,
    Order,
    Household,
    Birth,
    Sex,
    Nhs,
    Upn,
    OtherId,
    Extra1,
    Extra2,
    Extra3
};
inline constexpr std::size_t kFields = 13;
inline constexpr std::size_t kRivals = 3;

struct Evidence {
    // [rival][field]: for (over 0) or against one person, as against that rival
    std::array<std::array<Bits, kFields>, kRivals> bits = {};
    std::array<Bits, kRivals> against = {};  // the sum of each
    Bits weight = 0;                         // what remains against all three
};

class Scale {
public:
    explicit Scale(const Model& model);
    Bits weight(const Pattern& pattern) const;
    Evidence evidence(const Pattern& pattern) const;

private:
    template <std::size_t N>
    using Line = std::array<Bits, N + 1>;  // the last is "missing"
    struct Against {
        Line<kGivenLevels> given = {};
        Line<kMiddleLevels> middle = {};
        Line<kOrders> order = {};
        // [family][place][phone]
        std::array<std::array<std::array<Bits, kPhoneLevels + 1>, kPlaceLevels + 1>,
                   kFamilyLevels + 1>
            household = {};
        Line<kBirthLevels> birth = {};
        Line<kSexLevels> sex = {};
        Line<kMarkLevels> nhs = {}, upn = {}, other_id = {};
        std::array<Line<kExtraLevels>, kExtras> extras = {};
        Bits prior = 0;
    };
    std::array<Bits, kFields> fields(const Pattern& pattern, std::size_t rival) const;

    std::array<std::array<Against, kRivals>, kSourcePairs> against_ = {};
    // How rare a name is counts against strangers alone.
    std::array<Line<kFamilyLevels>, kRarities> rare_family_ = {};
    std::array<std::array<Line<kGivenLevels>, kRarities>, kCompanies> rare_given_ = {};
};

// -log2(2^-a + 2^-b), in whole 1/1024 bits.
Bits against_both(Bits a, Bits b);
// 1 / (1 + 2^-weight)
double chance_of(Bits weight);
Bits bits_of_chance(double chance);

}  // namespace longstone::match
