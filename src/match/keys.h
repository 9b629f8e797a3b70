#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "match/book.h"

// The many cheap ways in which two records may come to be compared. Records that share a key of
// one way are candidates; every value a person has or had is keyed, so an old name or address
// finds them. A key is a hash: two that agree by accident cost a comparison and nothing else.
namespace longstone::match {

enum class Way : std::uint8_t {
    NhsNumber,
    Upn,
    OtherId,
    FamilyBirth,  // sound of the family name, date of birth with day and month in any order
    GivenBirth,   // root of the given name, the same date
    NamesYear,    // root, sound, year
    Names,        // both sounds in any order
    PostcodeGiven,
    PostcodeFamily,
    PostcodeBirth,
    Address,     // the household
    HouseGiven,  // house and street, root
    PhoneGiven,
    PhoneBirth,
    PhoneFamily,  // finds the household of one telephone
    Beginnings,   // three letters of each name, year and month
    NamesDay,     // root, sound, day and month
    FamilyMonth,  // without a given name: only with a record that has none
    ExtraGiven,   // a further field and the root
    ExtraFamily,
    // For few records each (loose.h), in bulk alone:
    Birth,
    RareGiven,
    RareFamily,
    Extra,
};
inline constexpr std::size_t kWays = 24;
const char* name_of(Way way);

struct Key {
    Way way = Way::Names;
    std::uint64_t value = 0;
};

// Appends the keys of one record; the same key may come twice.
void keys_of(const Book& book, const Record& record, std::vector<Key>& keys);
// Those of a record of the book and of its former values.
void keys_of(const Book& book, RecordNo no, std::vector<Key>& keys);

// When too many records share a key they are told apart by one thing more, and by the next.
inline constexpr int kRefinements = 6;
std::uint64_t refinement(const Book& book, const Record& record, int depth);

}  // namespace longstone::match
