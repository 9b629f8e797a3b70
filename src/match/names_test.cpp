#include "match/names.h"

#include <random>

#include <doctest/doctest.h>

#include "match/birth.h"
#include "match/marks.h"
#include "match/name_tables.h"
#include "match/similar.h"

namespace longstone::match {

TEST_CASE("apostrophes, hyphens, accents and case are read alike") {
    CHECK(read_name("O'Brien").text == "obrien");
    CHECK(read_name("O’BRIEN").text == "obrien");
    CHECK(read_name("Zoë-Anne").text == "zoe anne");
    CHECK(read_name("  McDonald ").text == "mcdonald");
    CHECK(read_name("Al-Hassan").tokens[0] == "hassan");
    CHECK(read_name("van der Berg").tokens[0] == "berg");
    CHECK(read_name("Ap Rhys").text == "ap rhys");
}

TEST_CASE("titles and generations are not names") {
    CHECK(read_name("Dr Maria").text == "maria");
    CHECK(read_name("Haji Mohammed").text == "mohammed");
    CHECK(read_name("Smith Jr").text == "smith");
    CHECK(read_name("Smith Jr").generation == 1);
    CHECK(read_name("Smith Snr").generation == 2);
    CHECK(read_name("Dean").text == "dean");
}

TEST_CASE("newborns and unborn babies have no name yet") {
    CHECK(read_name("Baby Boy").no_name);
    CHECK(read_name("Baby Boy").text.empty());
    CHECK(read_name("Unborn Baby").unborn);
    CHECK(read_name("Twin 1").multiple == 1);
    CHECK(read_name("TWIN B").multiple == 2);
    CHECK(read_name("Unknown").no_name);
    CHECK(read_name("Baby Ayesha").text == "ayesha");
    CHECK_FALSE(read_name("Abby").no_name);
}

TEST_CASE("a whole name in one box") {
    const auto plain = split_whole_name("Dr Maria Elena de la Cruz");
    CHECK(plain.given == "maria");
    CHECK(plain.middle == "elena");
    CHECK(plain.family == "de la cruz");
    const auto comma = split_whole_name("SMITH, John Paul");
    CHECK(comma.given == "john");
    CHECK(comma.middle == "paul");
    CHECK(comma.family == "smith");
    CHECK(split_whole_name("Ngozi").given == "ngozi");
}

TEST_CASE("normalisation is idempotent") {
    std::mt19937 random(7);
    const std::string letters = "abcdeORÉñ'-. 12TwinBabyJr";
    for (int n = 0; n < 3000; ++n) {
        std::string written;
        const auto size = random() % 14;
        for (std::size_t i = 0; i < size; ++i)
            written += letters[random() % letters.size()];
        const auto once = read_name(written);
        const auto twice = read_name(once.text);
        CHECK(twice.text == once.text);
    }
}

TEST_CASE("nicknames and transliterations share a root") {
    CHECK(root_of("bob") == root_of("robert"));
    CHECK(root_of("muhammad") == root_of("mohamed"));
    CHECK(root_of("fathima") == root_of("fatima"));
    CHECK(root_of("becky") == root_of("rebecca"));
    CHECK(root_of("gosia") == "malgorzata");
    CHECK(root_of("zebedee") == "zebedee");
    CHECK(sound("muhamad") == sound("mohammed"));
    CHECK(sound("smyth") == sound("smith"));
    CHECK(sound("cathryn") == sound("kathrin"));
}

TEST_CASE("likeness is symmetric and bounded") {
    CHECK(jaro_winkler("martha", "marhta") == 961);
    CHECK(jaro_winkler("dixon", "dicksonx") == jaro_winkler("dicksonx", "dixon"));
    CHECK(jaro_winkler("", "a") == 0);
    std::mt19937 random(3);
    for (int n = 0; n < 2000; ++n) {
        std::string a;
        std::string b;
        for (std::size_t i = random() % 9; i > 0; --i)
            a += static_cast<char>('a' + random() % 4);
        for (std::size_t i = random() % 9; i > 0; --i)
            b += static_cast<char>('a' + random() % 4);
        CHECK(jaro_winkler(a, b) == jaro_winkler(b, a));
        CHECK(one_slip(a, b) == one_slip(b, a));
        CHECK(jaro_winkler(a, b) <= 1000);
    }
}

TEST_CASE("dates keep their doubt") {
    CHECK(read_birth("2010-12-05") == Birth{2010, 12, 5});
    CHECK(read_birth("05/12/2010") == Birth{2010, 12, 5});
    CHECK(read_birth("20101205") == Birth{2010, 12, 5});
    CHECK(read_birth("1984") == Birth{1984, 0, 0});
    CHECK(read_birth("1984").doubtful());
    CHECK(read_birth("2004-01-01").doubtful());
    CHECK_FALSE(read_birth("1900-01-01").known());
    CHECK_FALSE(read_birth("unknown").known());
    CHECK(compare_births({2010, 5, 4}, {2010, 4, 5}) == BirthLevel::Swapped);
    CHECK(compare_births({2010, 5, 4}, {2011, 5, 4}) == BirthLevel::Slip);
    CHECK(compare_births({2010, 1, 1}, {2010, 5, 4}) == BirthLevel::YearDoubt);
    CHECK(compare_births({2010, 1, 1}, {2010, 1, 1}) == BirthLevel::DoubtSame);
    CHECK(compare_births({1985, 3, 9}, {2014, 3, 7}) == BirthLevel::Generation);
}

TEST_CASE("numbers are checked before they count") {
    CHECK(read_nhs_number("999 000 0077") == 9990000077U);
    CHECK(read_nhs_number("9990000078") == 0);
    CHECK(read_nhs_number("1111111111") == 0);
    CHECK(read_upn("H406548720424").text == "H406548720424");
    CHECK(read_upn("not one").text.empty());
    CHECK(read_upn("A12345678901A").temporary);
    CHECK(read_phone("+44 7025 968875") == read_phone("07025 968875"));
    CHECK(read_phone("00000000000").empty());
}

TEST_CASE("no fixed abode is nobody's address") {
    CHECK(read_address("NFA", "").no_abode);
    CHECK(read_address("", "No Fixed Abode").no_abode);
    CHECK(read_postcode("ZZ99 3VZ").no_abode);
    CHECK(read_postcode("ls117up").text == "LS117UP");
    CHECK(read_postcode("LS11 7UP").district == "LS11");
}

TEST_CASE("addresses in their many forms") {
    const auto full = read_address("Flat 10, 74", "Orchard Street");
    CHECK(full.flat == "10");
    CHECK(full.house == "74");
    CHECK(full.street == "orchard street");
    CHECK(read_address("74", "Orchard St").street == full.street);
    CHECK(read_address("", "74 Orchard St").house == "74");
}

}  // namespace longstone::match
