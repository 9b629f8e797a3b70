#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "match/calibrate.h"

// Pairs that cannot weigh enough to be kept, told by what two records show before their names, or
// their streets and postcodes, are held against each other. Nothing that would be kept is ever out
// of reach: of what is not looked at, the level that says the most is taken.
namespace longstone::match {

class Reach {
public:
    // For a book that is settled; `least` as stated. One for each thread, which remembers.
    Reach(const Book& book, const Scale& scale, const Calibration& calibration, Bits least);
    bool is_out(const Record& a, const Record& b);
    // The same once all but their place was compared.
    bool is_out(const Pattern& but_place, const Record& a, const Record& b) const;

private:
    static constexpr std::size_t kNames = 6, kPlaces = 6, kNumbers = 3;
    static constexpr std::size_t kSeen = (kBirthLevels + 1) * (kSexLevels + 1) * kNumbers *
                                         kNumbers * kNames * kPlaces * (kPhoneLevels + 1) * 2;
    // What is seen of two records.
    struct Outline {
        BirthLevel birth = BirthLevel::Missing;
        Agree sex = Agree::Missing, phone = Agree::Missing;
        std::uint8_t nhs = 0, upn = 0;      // neither or one, the same, others
        std::uint8_t names = 0, place = 0;  // see reach.cpp
        bool middle = false;                // both have one
    };
    // The most that each field can say, of one pair of sources, against one rival.
    struct Most {
        Bits rest = 0, order = 0;
        std::array<Bits, kGivenLevels + 1> given = {};
        std::array<std::array<std::array<Bits, kPhoneLevels + 1>, kPlaces>, kNames> household = {};
        // [family][place][phone]: what a place may add to none
        std::array<std::array<std::array<Bits, kPhoneLevels + 1>, kPlaces>, kFamilyLevels + 1>
            place = {};
        std::array<Bits, kBirthLevels + 1> birth = {};
        std::array<Bits, kSexLevels + 1> sex = {};
        std::array<Bits, kNumbers> nhs = {}, upn = {};
        std::array<Bits, 2> middle = {};
    };
    static Outline outline(const Record& a, const Record& b);
    void look(std::uint8_t sources);
    void look_at_places(std::uint8_t sources, std::size_t rival);
    bool is_out(const Outline& outline, std::uint8_t sources) const;
    // The weight that a pair must have, wherever it turns out to be.
    Bits least(Pattern pattern) const;

    const Scale& scale_;
    std::array<Bits, kKinds> least_ = {};  // of each kind, the weight that is kept
    std::array<std::array<Most, kRivals>, kSourcePairs> most_ = {};
    std::array<std::vector<std::uint8_t>, kSourcePairs> known_ = {};  // 0: not asked yet
};

}  // namespace longstone::match
