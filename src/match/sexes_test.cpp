#include <cmath>
#include <deque>
#include <string>

#include <doctest/doctest.h>

#include "match/alone.h"
#include "match/company.h"
#include "match/match_test_book.h"

// What the sexes of pairs show where two of one birth and home bear different first names.
namespace longstone::match {
using testing::entry;

namespace {

Pattern of_one_birth(Agree sex) {
    Pattern p;
    p.given = Given::Differs;
    p.family = Family::Same;
    p.family_rarity = 9;
    p.place = Place::Same;
    p.phone = Agree::Same;
    p.birth = BirthLevel::Same;
    p.sex = sex;
    return p;
}

CountedPatterns pairs_of(std::uint32_t one_sex, std::uint32_t two_sexes) {
    return {{of_one_birth(Agree::Same).packed(), one_sex},
            {of_one_birth(Agree::Differs).packed(), two_sexes}};
}

double stated(const Calibration& calibration) {
    const Scale scale(shipped_model());
    return chance_of(
        calibration.stated(scale.weight(of_one_birth(Agree::Same)), Kind::AnotherName));
}

Calibration learnt(std::uint32_t one_sex, std::uint32_t two_sexes) {
    return Calibration::learn(Scale(shipped_model()), pairs_of(one_sex, two_sexes));
}

LinkLimits sexed() {
    LinkLimits limits;
    limits.calibration = learnt(830, 170);
    return limits;
}

}  // namespace

TEST_CASE("how often the sexes differ shows how many of another first name are twins") {
    const auto twins = learnt(650, 350);
    const auto half = learnt(830, 170);
    const auto aliases = learnt(985, 15);
    CHECK(twins.is_sexed(Kind::AnotherName));
    CHECK_FALSE(twins.is_told(Kind::AnotherName));
    CHECK(stated(twins) < .1);
    CHECK(std::abs(stated(half) - .6) < .1);
    CHECK(stated(aliases) > .9);
}

TEST_CASE("where numbers tell, the sexes are not asked") {
    auto patterns = pairs_of(650, 350);
    auto numbered = of_one_birth(Agree::Same);
    numbered.nhs = Mark::Same;
    patterns.emplace_back(numbered.packed(), 200);
    const auto told = Calibration::learn(Scale(shipped_model()), patterns);
    CHECK(told.is_told(Kind::AnotherName));
    CHECK_FALSE(told.is_sexed(Kind::AnotherName));
    CHECK(stated(told) > .8);
}

TEST_CASE("a few sexes show nothing") {
    CHECK_FALSE(learnt(10, 5).is_sexed(Kind::AnotherName));
}

TEST_CASE("where the sexes tell, one home speaks for a pair and two homes against it") {
    Book book;
    std::deque<std::string> kept;
    std::vector<Pair> pairs;
    for (int n = 0; n < 80; ++n) {
        const auto& house = kept.emplace_back(std::to_string(n));
        const auto add = [&](std::string_view given) {
            return book.add(
                entry(given, "Wooderson", "2012-04-10", house, "Castle Street", "PL16 7FB"));
        };
        const auto a = add("Cecil");
        const auto b = add("Basil");
        const auto home = add("Cecil");
        const auto its_home = n % 2 == 0 ? home : add("Basil");
        pairs.push_back({a, home, 12 * kBit});
        pairs.push_back({b, its_home, 12 * kBit});
        pairs.push_back({a, b, kBit, Rule::AnotherFirstName, Kind::AnotherName});
    }
    book.settle();
    auto limits = sexed();
    keep_company(book, pairs, Scale(shipped_model()), limits);
    CHECK(pairs[2].gain > 2 * kBit);   // both are at home with a third
    CHECK(pairs[5].gain < -2 * kBit);  // homes as like as the two are: twins
}

TEST_CASE("what records that stand alone gain, all that the sexes told of lose together") {
    Book book;
    std::vector<Pair> pairs;
    for (int n = 0; n < 200; ++n)
        book.add(entry("Cecil", "Wooderson"));
    book.settle();
    Clusters clusters;
    for (RecordNo no = 0; no < book.size(); ++no)
        clusters.of.push_back(no);
    for (RecordNo no = 0; no + 1 < book.size(); no += 2)
        pairs.push_back({no, no + 1, no % 4 == 0 ? kBit : -kBit, Rule::None, Kind::AnotherName});
    const auto worth = [&](const LinkLimits& limits) {
        auto weighed = pairs;
        weigh_alone(book, weighed, clusters, limits);
        double sum = 0;
        for (const auto& pair : weighed)
            sum += chance_of(pair.weight);
        return sum;
    };
    double before = 0;
    for (const auto& pair : pairs)
        before += chance_of(pair.weight);
    CHECK(worth(LinkLimits{}) > before + 10);
    CHECK(std::abs(worth(sexed()) - before) < 1);
}

}  // namespace longstone::match
