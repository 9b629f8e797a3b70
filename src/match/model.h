#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "match/compare.h"

// What two records are, and how often each level of agreement is seen when they are that. Three
// classes: one person; two people of one household (born on one day, or not); two strangers.
// Shipped values for the United Kingdom hold until the data say otherwise (learn.h).
namespace longstone::match {

enum class Class : std::uint8_t { SamePerson, SameBirth, Relative, Stranger };
inline constexpr std::size_t kClasses = 4;

inline constexpr std::size_t kGivenLevels = 8, kMiddleLevels = 3, kOrders = 2, kFamilyLevels = 5,
                             kPlaceLevels = 5, kPhoneLevels = 2, kBirthLevels = 10, kSexLevels = 2,
                             kMarkLevels = 3, kExtraLevels = 3, kRarities = 16;

// Family name, place and telephone of a household agree together or not at all, so they are one
// comparison. Each may be missing: the shares are then those of the rest.
struct Household {
    // [family][place][phone], the last of each being "missing"
    std::array<std::array<std::array<double, kPhoneLevels + 1>, kPlaceLevels + 1>,
               kFamilyLevels + 1>
        share = {};
    // From the shares of the three by themselves.
    static Household of(const std::array<double, kFamilyLevels>& family,
                        const std::array<double, kPlaceLevels>& place,
                        const std::array<double, kPhoneLevels>& phone);
    void add_margins();  // the shares with something missing, from those with all
};

struct Shares {
    std::array<double, kGivenLevels> given = {};
    std::array<double, kMiddleLevels> middle = {};
    std::array<double, kOrders> order = {};
    Household household = {};
    std::array<double, kBirthLevels> birth = {};
    std::array<double, kSexLevels> sex = {};
    std::array<double, kMarkLevels> nhs = {}, upn = {}, other_id = {};
    std::array<std::array<double, kExtraLevels>, kExtras> extras = {};
};

// Names keep company: of two strangers called Adamowicz more are both called Adelajda than of any
// two. 0 to 3: the family names agree, and how rare they are; 4: they do not.
inline constexpr std::size_t kCompanies = 5;
std::size_t company_of(Family family, std::uint8_t family_rarity);

// Of strangers: how often a name agrees goes by how rare it is.
struct StrangerShares {
    std::array<std::array<std::array<double, kRarities>, kGivenLevels>, kCompanies> given = {};
    std::array<std::array<double, kRarities>, kFamilyLevels> family = {};
    std::array<double, kPlaceLevels> place = {};
    std::array<double, kPhoneLevels> phone = {};
    Shares rest = {};  // the fields that are not above
};

struct Model {
    std::string version = "shipped";
    Shares same = {};
    std::array<Shares, kSourcePairs> same_by_sources =
        {};  // each pair of agencies errs in its own way
    Shares same_birth = {}, relative = {};
    StrangerShares stranger = {};
    // Of all pairs of records, the share of each class but strangers.
    std::array<double, kClasses> prior = {};
    std::array<double, kSourcePairs> prior_by_sources = {};  // times as many as of all sources
};

Model shipped_model();

}  // namespace longstone::match
