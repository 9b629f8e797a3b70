#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers and places that belong to a person, in their one way of writing. Pure.
namespace longstone::match {

// Ten digits with a right modulus 11 check digit; 0 when it cannot be an NHS number.
std::uint64_t read_nhs_number(std::string_view written);

struct PupilNumber {
    std::string text = {};   // empty when it has not the shape of one
    bool checked = false;    // its letter is right (modulus 23)
    bool temporary = false;  // ends in a letter
};
PupilNumber read_upn(std::string_view written);

// Any other identifier: upper case letters and digits; empty when nothing is said.
std::string read_identifier(std::string_view written);

// "+447025968875" as "447025968875"; nothing of one that cannot be a telephone.
std::string read_phone(std::string_view written);

struct Postcode {
    std::string text = {};      // no space, upper case
    std::string district = {};  // "LS11"
    std::string area = {};      // "LS"
    bool no_abode = false;      // ZZ99: no fixed abode, or unknown
};
// A further field as it is kept: an e-mail in small letters, anything else folded.
std::string read_extra(std::string_view written);
Postcode read_postcode(std::string_view written);

struct Address {
    std::string street = {};  // folded, words in full, without the house
    std::string house = {};   // "74", "12a", or a name
    std::string flat = {};    // "10"
    bool no_abode = false;    // "NFA", "No fixed abode"
    bool written = false;     // anything at all was written
};
Address read_address(std::string_view house, std::string_view street);

}  // namespace longstone::match
