#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/birth.h"
#include "match/table.h"

// A record as its agency wrote it, and as it is kept once it has been read: texts as numbers of the
// book's tables.
namespace longstone::match {

using RecordNo = std::uint32_t;
inline constexpr std::size_t kExtras = 3;
// -log2 of a share, 0 to 15.
std::uint8_t rarity(double share);

// One more value that a person has or had: a former name, an alias, an old address, a second date.
struct Former {
    std::string_view given = {}, family = {}, birth = {}, house = {}, street = {}, town = {},
                     postcode = {}, phone = {};
};

// One record as its agency wrote it. Whatever is empty is not known.
struct Entry {
    std::string_view source = {}, given = {}, middle = {}, family = {}, whole = {}, birth = {},
                     sex = {}, house = {}, street = {}, town = {}, postcode = {}, nhs_number = {},
                     upn = {}, other_id = {}, phone = {};
    std::array<std::string_view, kExtras> extras =
        {};  // an e-mail, a birth place: plain further fields
    std::vector<Former> former = {};
    bool sealed =
        false;  // adopted, protected, restricted: never matched nor shown to ordinary users
    std::uint8_t shelf = 1;  // of a sealed one: which shelf of the index it stands on (index.h)
};

using RecordFlag = std::uint8_t;
inline constexpr RecordFlag kNoName = 1;  // "Baby", "Unknown"
inline constexpr RecordFlag kUnborn = 2;
inline constexpr RecordFlag kNoAbode = 4;
inline constexpr RecordFlag kSealed = 8;
inline constexpr RecordFlag kHasFormer = 16;
inline constexpr RecordFlag kUpnUnchecked = 32;
inline constexpr RecordFlag kSharedAddress =
    64;  // of an institution; both once the book is settled
inline constexpr RecordFlag kSharedPhone = 128;

struct Record {
    std::uint64_t nhs = 0;
    TextId given = 0, middle = 0, family = 0;
    TextId upn = 0, other_id = 0, phone = 0;
    TextId postcode = 0, street = 0, house = 0, flat = 0, town = 0, address = 0;
    std::array<TextId, kExtras> extras = {};
    Birth birth = {};
    std::uint16_t source = 0;
    std::uint8_t sex = 0;  // 1 male, 2 female
    std::uint8_t flags = 0;
    std::uint8_t multiple = 0;    // of a multiple birth, which
    std::uint8_t generation = 0;  // 1 junior, 2 senior
    // How rare its names are, in bits, once the book is settled: the given name alone, among those
    // of the family name, the family name.
    std::uint8_t rare_given = 0, rare_within = 0, rare_family = 0;
    std::array<std::uint8_t, kExtras> rare_extras = {};  // and its further fields

    bool is(RecordFlag flag) const { return (flags & flag) != 0; }
};

// What is known of a name, whoever bears it.
struct NameFacts {
    TextId root = 0, second_root = 0;  // of its first word
    std::uint32_t sound = 0;
    std::array<TextId, 4> tokens = {};
    std::uint8_t token_count = 0;
    char initial = 0;
    std::uint32_t as_given = 0, as_family = 0;  // how many records bear it
    std::uint32_t bearers = 0;                  // as family name, about how many people
};

struct PostcodeFacts {
    TextId district = 0, area = 0;
    std::uint64_t letters = 0;  // all of it, a byte each; 0 when it is longer
};

// How many people who are not related share an address or a telephone; over the limit it is an
// institution's, and agreeing on it says little.
struct SharedBy {
    std::array<std::uint16_t, 13> sounds = {};  // of distinct family names
    std::uint8_t count = 0;
};

}  // namespace longstone::match
