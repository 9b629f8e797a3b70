#include "match/carry.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "match/match_test_book.h"
#include "match/rules.h"

namespace longstone::match {
using testing::entry;

TEST_CASE("a date that was misread may be the same person's; no date between two says nothing") {
    const auto between = [](std::string_view birth) {
        Book book;
        for (const auto of :
             {std::string_view("1955-01-01"), birth, std::string_view("1922-01-01")})
            book.add(entry("Cecil", "Wooderson", of, "12", "Castle Street", "PL16 7FB"));
        book.settle();
        const Scale scale(shipped_model());
        LinkLimits limits;
        limits.least = -40 * kBit;
        const Clusters clusters{.of = {0, 0, 0}};
        for (const auto& pair : carry(book, {}, clusters, scale, limits, 0))
            if (pair.a == 0 && pair.b == 2) return pair;
        return Pair{};
    };
    const auto misread = between("1952-01-01");  // one figure from either
    CHECK(misread.rule == Rule::YearsApart);
    CHECK(misread.weight > bits_of_chance(.5));
    CHECK(misread.weight <= bits_of_chance(.98));
    for (const auto* says_nothing : {"", "1955-01-01"}) {
        const auto two = between(says_nothing);
        CHECK(two.rule == Rule::AnotherGeneration);
        CHECK(two.weight <= bits_of_chance(.4));
    }
}

TEST_CASE("what a number joins is one person, though two of its records have little in common") {
    Book book;
    auto before = entry("Cecil", "Wooderson", "1952-03-14", "12", "Castle Street", "PL16 7FB");
    auto between = before;
    between.nhs_number = "9990000077";
    auto after = entry("Cecil", "Adeyemi", "", "3", "Mill Lane", "NE61 1AB");
    after.nhs_number = between.nhs_number;
    for (const auto& one : {before, between, after})
        book.add(one);
    book.settle();
    const Scale scale(shipped_model());
    Comparer comparer(book);
    CHECK(scale.weight(comparer.compare(0, 2)) < -6 * kBit);
    const Clusters clusters{.of = {0, 0, 0}};
    const auto pairs = carry(book, {}, clusters, scale, LinkLimits{}, 0);
    const auto apart = std::ranges::find_if(pairs, [](const Pair& p) { return p.b - p.a == 2; });
    REQUIRE(apart != pairs.end());
    CHECK(apart->weight > bits_of_chance(.9));
    CHECK(apart->weight < default_bands().link);
}

}  // namespace longstone::match
