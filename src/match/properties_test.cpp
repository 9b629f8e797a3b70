#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "match/carry.h"
#include "match/match_test_book.h"
#include "match/persons.h"

// What holds of any records, and of records that fit two people.
namespace longstone::match {
namespace {

using testing::entry;

Entry somebody(std::mt19937& random, std::string_view house) {
    static constexpr std::array<const char*, 7> kGiven = {
        "Ariane", "Aryan", "Tom", "Thomas", "T", "Baby", ""};
    static constexpr std::array<const char*, 5> kFamily = {
        "Corbridge", "Corbrige", "Al-Hassan", "Hassan", ""};
    static constexpr std::array<const char*, 6> kBirth = {
        "2012-04-17", "2012-17-04", "2012-04-18", "1984-02-03", "2012-01-01", ""};
    static constexpr std::array<const char*, 4> kNhs = {"", "", "9990000077", "9990000085"};
    auto made = entry(kGiven[random() % kGiven.size()],
                      kFamily[random() % kFamily.size()],
                      kBirth[random() % kBirth.size()],
                      house,
                      random() % 4 == 0 ? "" : "Castle Street",
                      random() % 4 == 0 ? "" : "NE61 1AB");
    made.nhs_number = kNhs[random() % kNhs.size()];
    return made;
}

struct Settled {
    std::vector<Pair> pairs = {};
    std::vector<RecordNo> persons = {};
};

Settled settle(const Book& book) {
    const Blocks blocks(book, {});
    const Scale scale(shipped_model());
    LinkLimits limits{.least = bits_of_chance(.001)};
    auto linked = link(book, blocks, scale, limits);
    const auto clusters = persons_of(book, linked.pairs, scale, limits);
    return {carry(book, std::move(linked.pairs), clusters, scale, limits, 0), clusters.of};
}

double chance_between(const Settled& settled, RecordNo a, RecordNo b) {
    for (const auto& pair : settled.pairs)
        if (pair.a == a && pair.b == b) return chance_of(pair.weight);
    return 0;
}

}  // namespace

TEST_CASE("the score is symmetric, whatever two records say") {
    std::mt19937 random(11);
    Book book;
    for (int n = 0; n < 120; ++n)
        book.add(somebody(random, n % 3 == 0 ? "12" : "14"));
    const Scale scale(shipped_model());
    Comparer comparer(book);
    for (RecordNo a = 0; a < book.size(); ++a)
        for (RecordNo b = 0; b < a; ++b) {
            const auto one = comparer.compare(a, b);
            const auto other = comparer.compare(b, a);
            REQUIRE(one == other);
            CHECK(held_back(one, book[a], book[b]) == held_back(other, book[b], book[a]));
            CHECK(scale.weight(one) == scale.weight(other));
            CHECK(Pattern::unpacked(one.packed()) == one);
        }
}

TEST_CASE("one household, another first name and no number that agrees: never links itself") {
    static constexpr std::array<const char*, 8> kNames = {
        "Ariane", "Thomas", "Oluwaseun", "Katarzyna", "Wei", "Zainab", "Jade", "Peter"};
    Book book;
    for (const auto* name : kNames)
        book.add(entry(name, "Corbridge", "2012-04-17", "12", "Castle Street", "NE61 1AB"));
    for (const auto& pair : settle(book).pairs) {
        CHECK(pair.rule != Rule::None);
        CHECK(band_of(pair.weight, pair.rule, default_bands()) != Band::Link);
    }
}

TEST_CASE("a record without a date fits father and son alike: neither is promised") {
    const auto at_home = [](std::string_view birth) {
        return entry("Cecil", "Wooderson", birth, "45", "Salisbury Way", "PL16 7FB");
    };
    Book alone;
    const auto child = alone.add(at_home("2015-01-02"));
    alone.add(at_home("2015-01-02"));
    const auto undated = alone.add(at_home(""));
    Book both;
    both.add(at_home("2015-01-02"));
    both.add(at_home("2015-01-02"));
    both.add(at_home(""));
    const auto father = both.add(at_home("1981-06-07"));
    both.add(at_home("1981-06-07"));
    const auto without = chance_between(settle(alone), child, undated);
    const auto settled = settle(both);
    const auto with = chance_between(settled, child, undated);
    CHECK(without > .9);
    CHECK(with < without);
    // They share one chance.
    CHECK(with + chance_between(settled, undated, father) < 1.1);
    CHECK(settled.persons[child] != settled.persons[father]);
}

}  // namespace longstone::match
