#include "base/text.h"

#include <doctest/doctest.h>

using namespace longstone;

using Words = std::vector<std::string>;

TEST_CASE("pieces are joined") {
    CHECK(cat({}) == "");
    CHECK(cat({"a", "", "bc"}) == "abc");
    CHECK(join({}, ", ") == "");
    CHECK(join({"a", "b", "c"}, ", ") == "a, b, c");
    CHECK(join_and({}) == "");
    CHECK(join_and({"a"}) == "a");
    CHECK(join_and({"a", "b"}) == "a and b");
    CHECK(join_and({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("a text is split at each separator, and joining gives it back") {
    CHECK(split("", ',').empty());
    CHECK(split("a", ',') == Words{"a"});
    CHECK(split("a,b", ',') == Words{"a", "b"});
    CHECK(split(",a,,b,", ',') == Words{"", "a", "", "b", ""});
    for (std::string_view text : {"", "a", ",", "a,,b", ",,", "one, two"}) {
        CHECK(join(split(text, ','), ",") == text);
    }
}

TEST_CASE("space is trimmed from both ends only") {
    CHECK(trim("") == "");
    CHECK(trim(" \t\r\n ") == "");
    CHECK(trim("  a b\n") == "a b");
    CHECK(trim("\xC2\xA0") == "\xC2\xA0");
}

TEST_CASE("numbers are written with their nouns") {
    CHECK(number(0) == "0");
    CHECK(number(-42) == "-42");
    CHECK(number(-9223372036854775807LL - 1) == "-9223372036854775808");
    CHECK(count_of(1, "enquiry", "enquiries") == "1 enquiry");
    CHECK(count_of(3, "enquiry", "enquiries") == "3 enquiries");
    CHECK(count_of(0, "enquiry", "enquiries") == "0 enquiries");
}

TEST_CASE("only well-formed UTF-8 is valid") {
    for (std::string_view right : {"", "plain", "Žák", "\u0800\uFFFF", "\U00010000\U0010FFFF"}) {
        CHECK(is_valid_utf8(right));
    }
    for (std::string_view wrong : {"\x80",
                                   "\xC0\x80",
                                   "\xC1\xBF",
                                   "\xC3",
                                   "\xC3(",
                                   "\xE0\x9F\xBF",
                                   "\xE2\x82",
                                   "\xED\xA0\x80",
                                   "\xED\xBF\xBF",
                                   "\xF0\x8F\xBF\xBF",
                                   "\xF4\x90\x80\x80",
                                   "\xF5\x80\x80\x80",
                                   "\xFE",
                                   "\xFF",
                                   "good then \xE2\x28\xA1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(is_valid_utf8(wrong));
    }
    CHECK(utf8_length("aŽ€😀", 0) == 1);
    CHECK(utf8_length("aŽ€😀", 1) == 2);
    CHECK(utf8_length("aŽ€😀", 2) == 0);
    CHECK(utf8_length("aŽ€😀", 3) == 3);
    CHECK(utf8_length("aŽ€😀", 6) == 4);
    CHECK(utf8_length("aŽ€😀", 10) == 0);
}

TEST_CASE("a name folds to the form it is looked up by") {
    CHECK(fold("O'Neill-Žák") == "oneill zak");
    CHECK(fold("O’Neill–Žák") == "oneill zak");
    CHECK(fold("  Anne   Marie ") == "anne marie");
    CHECK(fold("St. Mary's, Flat 4b") == "st marys flat 4b");
    CHECK(fold("José Núñez") == "jose nunez");
    CHECK(fold("Jose\u0301 Nu\u0301n\u0303ez") == "jose nunez");
    CHECK(fold("Søren Ærø") == "soren aero");
    CHECK(fold("Łukasz Wałęsa") == "lukasz walesa");
    CHECK(fold("Weiß STRASSE") == "weiss strasse");
    CHECK(fold("Đorđe") == "dorde");
    CHECK(fold("Þóra Œuvre") == "thora oeuvre");
    CHECK(fold("İpek Işık") == "ipek isik");
    CHECK(fold("Nguyễn Thị Hồng") == "nguyen thi hong");
    CHECK(fold("ОЛЬГА") == "ольга");
    CHECK(fold("ΣΊΣΥΦΟΣ") == fold("σίσυφος"));
    CHECK(fold("\u200EAda\u200B Byron") == "ada byron");
    CHECK(fold("") == "");
    CHECK(fold(" -'. ") == "");
    CHECK(fold("a\xFF"
               "b") == "a b");
}

TEST_CASE("folding a folded name changes nothing, whatever the bytes were") {
    std::uint64_t seed = 11;
    for (int i = 0; i < 4000; ++i) {
        std::string text;
        for (int k = 0; k < 12; ++k) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            auto c = static_cast<unsigned>(seed >> 40U) & (i % 2 == 0 ? 0xFFU : 0x7FFU);
            if (i % 2 == 0 || c < 0x80) {
                text += static_cast<char>(c);
            } else {
                text += static_cast<char>(0xC0U | (c >> 6U));
                text += static_cast<char>(0x80U | (c & 0x3FU));
            }
        }
        std::string folded = fold(text);
        CAPTURE(folded);
        REQUIRE(is_valid_utf8(folded));
        REQUIRE(fold(folded) == folded);
        REQUIRE(folded.find("  ") == std::string::npos);
    }
}

TEST_CASE("a slip finds the word that was meant") {
    Words units{"working days", "school days", "hours", "weeks", "red"};
    CHECK(did_you_mean("workin days", units) == "working days");
    CHECK(did_you_mean("wroking days", units) == "working days");
    CHECK(did_you_mean("Hours", units) == "hours");
    CHECK(did_you_mean("huors", units) == "hours");
    CHECK(did_you_mean("rad", units) == "red");
    CHECK(did_you_mean("fortnights", units) == "");
    CHECK(did_you_mean("x", units) == "");
    CHECK(did_you_mean("", units) == "");
    CHECK(did_you_mean(std::string(100'000, 'x'), units) == "");
    SUBCASE("the nearest of several, and the first of equals") {
        CHECK(did_you_mean("stage", {"stages", "state", "stage"}) == "stage");
        CHECK(did_you_mean("statf", {"staff", "state"}) == "staff");
    }
}
