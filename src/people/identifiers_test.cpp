#include "people/identifiers.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::people;

TEST_CASE("an NHS number is taken with its check digit, however it is spaced") {
    CHECK(check_nhs_number("999 000 0018").value_or("no") == "9990000018");
    CHECK(check_nhs_number("999-000-0026").value_or("no") == "9990000026");
    CHECK(show_identifier("nhs-number", "9990000018") == "999 000 0018");
}

TEST_CASE("an NHS number with any one digit changed is refused") {
    const std::string good = "9990000018";
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == good[at]) continue;
            std::string bad = good;
            bad[at] = digit;
            CHECK_MESSAGE(!check_nhs_number(bad), bad);
        }
    }
}

TEST_CASE("an NHS number with two unequal neighbours swapped is refused") {
    const std::string good = "9990000018";
    for (std::size_t at = 0; at + 1 < good.size(); ++at) {
        if (good[at] == good[at + 1]) continue;
        std::string bad = good;
        std::swap(bad[at], bad[at + 1]);
        CHECK_MESSAGE(!check_nhs_number(bad), bad);
    }
}

TEST_CASE("what is no NHS number is refused with the field and a cure") {
    for (const char* bad :
         {"", "999000001", "99900000188", "999000001X", "0000000000", "1111111111"}) {
        const auto answer = check_nhs_number(bad);
        REQUIRE_MESSAGE(!answer, bad);
        REQUIRE(answer.error().fields.size() == 1);
        CHECK(answer.error().fields[0].field == "nhs-number");
        CHECK(!answer.error().fields[0].message.empty());
    }
}

TEST_CASE("a pupil number holds by its check letter") {
    CHECK(check_upn("H801200001001").value_or("no") == "H801200001001");
    CHECK(check_upn(" h801200001001 ").value_or("no") == "H801200001001");
    CHECK(!check_upn("A801200001001"));
    CHECK(!check_upn("H801200001010"));
    CHECK(!check_upn("H80120000100"));
    CHECK(!check_upn("I801200001001"));
    CHECK(!check_upn("H80120000100I"));
}

TEST_CASE("a temporary pupil number may end in a letter, and only end") {
    // One of the 23 letters fits any twelve characters, and no other does.
    int fitting = 0;
    for (const char letter : std::string("ABCDEFGHJKLMNPQRTUVWXYZ")) {
        fitting += check_upn(std::string(1, letter) + "80120000100A").has_value() ? 1 : 0;
    }
    CHECK(fitting == 1);
    CHECK(!check_upn("HA01200001001"));
}

TEST_CASE("a local authority child number is up to 20 letters and digits") {
    CHECK(check_la_child_id("ab123").value_or("no") == "AB123");
    CHECK(check_la_child_id("12345678901234567890"));
    CHECK(!check_la_child_id("123456789012345678901"));
    CHECK(!check_la_child_id("AB 123"));
    CHECK(!check_la_child_id(""));
}

TEST_CASE("the scheme picks its rule, and others take a plain reference") {
    CHECK(!check_identifier("nhs-number", "123"));
    CHECK(check_identifier("former-upn", "123").error().fields.front().field == "former-upn");
    CHECK(!check_identifier("child-id", "A-1"));
    CHECK(check_identifier("police-ref", "np/2026-14").value_or("no") == "NP/2026-14");
    CHECK(!check_identifier("police-ref", "<script>"));
    CHECK(!check_identifier("police-ref", std::string(41, 'A')));
}

TEST_CASE("postcodes are written in one way, and what cannot be one is not") {
    CHECK(normal_postcode("ne611ab").value_or("no") == "NE61 1AB");
    CHECK(normal_postcode("NE61 1AB").value_or("no") == "NE61 1AB");
    CHECK(normal_postcode("w1a0ax").value_or("no") == "W1A 0AX");
    CHECK(normal_postcode("m1 1ae").value_or("no") == "M1 1AE");
    CHECK(normal_postcode("ZZ99 3VZ").value_or("no") == "ZZ99 3VZ");
    CHECK(!normal_postcode("NE61"));
    CHECK(!normal_postcode("NE61 1AC0"));
    CHECK(!normal_postcode("61NE 1AB"));
    CHECK(!normal_postcode("NE61 1AO"));
    CHECK(!normal_postcode(""));
}

TEST_CASE("phone numbers lose their dressing") {
    CHECK(normal_phone("+44 1632 960001").value_or("no") == "01632960001");
    CHECK(normal_phone("+44 (0)1632 960001").value_or("no") == "01632960001");
    CHECK(normal_phone("01632 960 001").value_or("no") == "01632960001");
    CHECK(!normal_phone("ask at the school"));
    CHECK(!normal_phone(""));
}
