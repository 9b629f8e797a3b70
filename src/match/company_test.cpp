#include "match/company.h"

#include <array>
#include <deque>
#include <string>

#include <doctest/doctest.h>

#include "match/carry.h"
#include "match/learn.h"
#include "match/match_test_book.h"
#include "match/rules.h"
#include "match/within.h"

namespace longstone::match {
using testing::entry;

namespace {

// Two records of no number that resemble each other a little, each with a home of its own: the
// homes are one person, or two.
struct Pairs {
    Book book = {};
    std::vector<Pair> pairs = {};
    std::deque<std::string> kept = {};

    void add(int n, bool one_person) {
        const auto keep = [&](std::string text) {
            return std::string_view(kept.emplace_back(std::move(text)));
        };
        const auto day = std::to_string(10 + n % 18);
        const auto street = keep("Castle " + std::string(1, static_cast<char>('A' + n % 26)));
        const auto house = keep(std::to_string(n));
        const auto birth = keep("2012-04-" + day);
        const auto other = keep("1961-11-" + day);
        const auto a = book.add(entry("Cecil", "Wooderson", birth, "", "", ""));
        const auto home = book.add(entry("Cecil", "Wooderson", birth, house, street, "PL16 7FB"));
        const auto b = book.add(entry("Basil", "Wooderson", birth, "", "", ""));
        const auto its_home =
            one_person ? book.add(entry("Cecil", "Wooderson", birth, house, street, "PL16 7FB"))
                       : book.add(entry("Basil", "Adeyemi", other, "9", "Mill Lane", "NE61 1AB"));
        pairs.push_back({a, home, 12 * kBit});
        pairs.push_back({a, b, kBit, Rule::None, Kind::AnotherName});
        pairs.push_back({b, its_home, 12 * kBit});
    }
};

// What a pair of another first name states after its company was seen, and before.
std::array<double, 2> stated_of(int one_person, int two_people) {
    Pairs made;
    for (int n = 0; n < one_person; ++n)
        made.add(n, true);
    for (int n = 0; n < two_people; ++n)
        made.add(one_person + n, false);
    made.book.settle();
    const Scale scale(shipped_model());
    Comparer comparer(made.book);
    const auto weight = scale.weight(comparer.compare(made.pairs[1].a, made.pairs[1].b));
    LinkLimits limits;
    keep_company(made.book, made.pairs, scale, limits);
    CHECK(limits.calibration.is_untold(Kind::AnotherName));
    return {chance_of(limits.calibration.stated(weight, Kind::AnotherName)), chance_of(weight)};
}

}  // namespace

TEST_CASE("the homes of two records show what their resemblance is worth") {
    const auto ones = stated_of(60, 0);
    const auto half = stated_of(40, 40);
    const auto twos = stated_of(0, 60);
    CHECK(ones[0] > ones[1]);
    CHECK(ones[0] > half[0]);
    CHECK(half[0] > twos[0]);
    CHECK(std::abs(half[0] - .5) < .15);
}

TEST_CASE("a few homes show nothing") {
    const auto few = stated_of(5, 5);
    CHECK(few[0] == doctest::Approx(few[1]));
}

TEST_CASE("two records whose homes are two people lose by it, however alike they are") {
    Pairs made;
    made.add(0, false);
    made.book.settle();
    LinkLimits limits;
    keep_company(made.book, made.pairs, Scale(shipped_model()), limits);
    CHECK(made.pairs[1].homed);
    CHECK(made.pairs[1].gain < -8 * kBit);
    CHECK_FALSE(made.pairs[0].homed);
}

TEST_CASE("two ways through others are surer than one, and promise no link") {
    const auto chance = [](std::size_t others) {
        Book book;
        std::vector<RecordNo> members;
        const std::size_t count = 2 + others;
        members.reserve(count);
        for (std::size_t n = 0; n < count; ++n)
            members.push_back(book.add(entry("Cecil", "Wooderson")));
        book.settle();
        const Scale scale(shipped_model());
        LinkLimits limits;
        Within within(book, scale, limits);
        within.look(members);
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t j = i + 1; j < count; ++j) {
                within.hold(i, j, Rule::None);
                within.weigh(i, j, i == 0 && j == 1 ? -4 * kBit : 2 * kBit);
            }
        within.carry();
        return within.best(0, 1);
    };
    CHECK(chance(0) == -4 * kBit);
    CHECK(chance(1) > 0);
    CHECK(chance(2) > chance(1) + kBit);
    CHECK(chance(6) <= bits_of_chance(.98));
}

namespace {

// Labels that state the weight as it is, of a kind that numbers told.
void add_plain_labels(std::vector<Calibration::Label>& labels, Kind kind) {
    for (Bits weight = -8 * kBit; weight <= 9 * kBit; weight += kBit) {
        labels.push_back({weight, kind, true, 40 * chance_of(weight)});
        labels.push_back({weight, kind, false, 40 * (1 - chance_of(weight))});
    }
}

}  // namespace

TEST_CASE("a name alone is the surer of a person whom a number holds together") {
    std::vector<Calibration::Label> labels;
    add_plain_labels(labels, Kind::NameAlone);
    LinkLimits limits;
    limits.calibration = Calibration::from(labels);
    const auto best = [&](std::string_view number) {
        auto one = entry("Cecil", "Wooderson", "2012-04-10", "12", "Castle Street", "PL16 7FB");
        auto two = one;
        one.nhs_number = two.nhs_number = number;
        Book book;
        const auto first = book.add(one);
        const auto second = book.add(two);
        const auto bare = book.add(entry("Cecil", "Wooderson"));
        book.settle();
        const Scale scale(shipped_model());
        Within within(book, scale, limits);
        within.look({first, second, bare});
        CHECK(within.own(0, 2).kind == Kind::NameAlone);
        within.weigh(0, 1, 20 * kBit);
        within.weigh(0, 2, -2 * kBit);
        within.weigh(1, 2, 4 * kBit);
        within.carry();
        return within.best(0, 2);
    };
    CHECK(best("9990000077") > best("") + kBit);
    CHECK(best("") > -2 * kBit);
}

TEST_CASE("two persons of several records each are surer two than a record that stands alone") {
    std::vector<Calibration::Label> labels;
    add_plain_labels(labels, Kind::Free);
    LinkLimits limits;
    limits.least = -20 * kBit;
    limits.calibration = Calibration::from(labels);
    Book book;
    for (int n = 0; n < 5; ++n)
        book.add(entry("Cecil", "Wooderson", "2012-04-10", "12", "Castle Street", "PL16 7FB"));
    book.settle();
    const Scale scale(shipped_model());
    const auto stated = [&](const std::vector<RecordNo>& of, RecordNo a, RecordNo b) {
        const Clusters clusters{.of = of};
        const auto pairs = carry(book, {{a, b, 2 * kBit}}, clusters, scale, limits, 0);
        return pairs.empty() ? limits.least : pairs.front().weight;
    };
    const auto alone = stated({0, 0, 2, 3, 3}, 0, 2);
    const auto settled = stated({0, 0, 2, 3, 3}, 0, 3);
    CHECK(alone < 2 * kBit);
    CHECK(settled < alone - kBit);
}

TEST_CASE("many records of each person do not make chance agreement look common") {
    std::deque<std::string> kept;
    const auto keep = [&](std::string text) {
        return std::string_view(kept.emplace_back(std::move(text)));
    };
    Book book;
    for (int n = 0; n < 100; ++n) {
        // A name that nobody else bears, and a date that hardly anybody does.
        const auto family = keep(std::string("Q") + static_cast<char>('a' + n / 26) + "x" +
                                 static_cast<char>('a' + n % 26) + "ley");
        const auto birth = keep(std::to_string(1940 + n % 70) + "-0" + std::to_string(1 + n % 9) +
                                "-" + std::to_string(10 + n % 17));
        const auto house = keep(std::to_string(n));
        for (int record = 0; record < 10; ++record)
            book.add(entry("Cecil", family, birth, house, "Castle Street", "PL16 7FB"));
    }
    book.settle();
    const Blocks blocks(book, {});
    const auto strangers = learn(book, blocks, {.random_pairs = 60'000}).model.stranger;
    // Of pairs at random one in a hundred is one person, born on one day.
    CHECK(strangers.rest.birth[0] < .003);
    // Whoever shares a family name here is nobody's stranger.
    const auto rare = book[0].rare_family;
    CHECK(strangers.family[0][rare] < .2 / (1U << rare));
}

}  // namespace longstone::match
