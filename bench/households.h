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

// How agencies err, as times what is usual: no two areas err alike, and what was measured on one
// must hold on the next.
struct Profile {
    const char* name = "usual";
    double slips = 1;         // of the keyboard, in names, dates and postcodes
    double missing = 1;       // dates and addresses that were left out
    double moves = 1;         // people who moved or changed their name
    double numbers = 1;       // NHS numbers and UPNs that were written down
    double wrong_number = 0;  // the share that are another's of the household
    double twins = 1;         // and children named after a parent
};
const std::vector<Profile>& profiles();

// About so many records, of about two fifths as many people.
std::vector<Written> households(std::size_t records,
                                std::uint32_t seed,
                                const Profile& profile = {});
const char* culture_name(std::uint8_t culture);
inline constexpr int kCultures = 6;

}  // namespace longstone::bench
