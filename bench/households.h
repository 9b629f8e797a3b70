#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "match/book.h"

// Invented households of the United Kingdom as several agencies would write them down: couples,
// children, twins, sons named after their fathers, moves, marriages, nicknames and
// transliterations, slips of the keyboard, what each agency leaves out. Seeded: the same seed gives
// the same people. Numbers are in the test range 999. For benchmarks and trials alone.
namespace longstone::bench {

struct Written {
    std::string source, given, middle, family, birth, sex, house, street, town, postcode,
        nhs_number, upn, phone;
    std::uint32_t person = 0;  // the truth, never shown to the matcher
    std::uint32_t household = 0;
    std::uint8_t culture = 0;
    bool twin = false;
    bool sealed = false;

    match::Entry entry() const;
};

// About so many records, of about two fifths as many people.
std::vector<Written> households(std::size_t records, std::uint32_t seed);
const char* culture_name(std::uint8_t culture);
inline constexpr int kCultures = 6;

}  // namespace longstone::bench
