#include <string>

#include <doctest/doctest.h>

#include "match/compare.h"
#include "match/match_test_book.h"
#include "match/rules.h"
#include "match/weigh.h"

// The pitfalls of safeguarding, each by its name. The shipped values judge: no council has data on
// its first day.
namespace longstone::match {
using testing::entry;

namespace {

struct Verdict {
    Band band = Band::NoLink;
    Rule rule = Rule::None;
    Pattern pattern = {};
    Bits weight = 0;
};

Verdict verdict(const Entry& a, const Entry& b, const std::vector<Entry>& others = {}) {
    Book book;
    const auto x = book.add(a);
    const auto y = book.add(b);
    for (const auto& other : others)
        book.add(other);
    const Scale scale(shipped_model());
    Comparer comparer(book);
    Verdict v;
    v.pattern = comparer.compare(x, y);
    CHECK(v.pattern == comparer.compare(y, x));
    v.rule = held_back(v.pattern, book[x], book[y]);
    CHECK(v.rule == held_back(v.pattern, book[y], book[x]));
    v.weight = stated(scale.weight(v.pattern), v.rule, default_bands());
    v.band = band_of(v.weight, v.rule, default_bands());
    return v;
}

Entry at_home(std::string_view given, std::string_view family, std::string_view birth) {
    return entry(given, family, birth, "12", "Castle Street", "NE61 1AB");
}

}  // namespace

TEST_CASE("one child as two agencies write her links itself") {
    auto school = at_home("Katherine", "Anderson-Wells", "2012-05-14");
    school.source = "school";
    auto health = at_home("Katie", "ANDERSON WELLS", "2012-05-14");
    CHECK(verdict(school, health).band == Band::Link);
}

TEST_CASE("twins never link themselves") {
    const auto v = verdict(at_home("Deon", "Hermann", "2020-05-13"),
                           at_home("Dlexander", "Hermann", "2020-05-13"));
    CHECK(v.band != Band::Link);
    CHECK(v.rule == Rule::AnotherFirstName);
}

TEST_CASE("twins of like initials: an initial on one record and a name on the other") {
    auto one = at_home("Aarya", "Nairne", "2020-05-13");
    auto other = at_home("Aasha", "Nairne", "2020-05-13");
    one.nhs_number = "9990000077";
    other.nhs_number = "9990000085";
    CHECK(verdict(one, other).band != Band::Link);
}

TEST_CASE("twins with neighbouring NHS numbers never link themselves, whatever agrees") {
    auto one = at_home("Sam", "Hermann", "2020-05-13");
    auto other = at_home("Sam", "Hermann", "2020-05-13");
    one.nhs_number = "9990000077";
    other.nhs_number = "9990000085";
    const auto v = verdict(one, other);
    CHECK(v.rule == Rule::DifferentIdentifier);
    CHECK(v.band == Band::Review);
}

TEST_CASE("Twin 1 and Twin 2 are two babies") {
    const auto v = verdict(at_home("Twin 1", "Hermann", "2020-05-13"),
                           at_home("Twin 2", "Hermann", "2020-05-13"));
    CHECK(v.rule == Rule::AnotherOfTheBirth);
    CHECK(v.band != Band::Link);
}

TEST_CASE("brothers and sisters at one address are not one child") {
    CHECK(
        verdict(at_home("Aaron", "Taylor", "2012-02-01"), at_home("Maisie", "Taylor", "2015-06-11"))
            .band == Band::NoLink);
}

TEST_CASE(
    "same household, another first name and no agreeing identifier: never, whatever the bits") {
    auto one = at_home("Imogen", "Quarrington-Ffoulkes", "2015-06-11");
    auto other = at_home("Beatrix", "Quarrington-Ffoulkes", "2015-06-11");
    one.phone = other.phone = "07700 900123";
    one.middle = other.middle = "Rose";
    CHECK(verdict(one, other).rule == Rule::AnotherFirstName);
    CHECK(verdict(one, other).band != Band::Link);
}

TEST_CASE("a sibling's number on the form") {
    auto one = at_home("Maisie", "Taylor", "2015-06-11");
    auto other = at_home("Aaron", "Taylor", "2012-02-01");
    one.nhs_number = other.nhs_number = "9990000077";
    const auto v = verdict(one, other);
    CHECK(v.rule == Rule::SharedIdentifier);
    CHECK(v.band != Band::Link);
}

TEST_CASE("the mother's number on the baby's record goes to review") {
    auto mother = at_home("Sarah", "Smith", "1995-03-02");
    auto baby = at_home("Baby", "Smith", "2026-03-01");
    mother.nhs_number = baby.nhs_number = "9990000077";
    const auto v = verdict(mother, baby);
    CHECK(v.rule == Rule::SharedIdentifier);
    CHECK(v.band != Band::Link);
}

TEST_CASE("father and son of one name") {
    const auto v =
        verdict(at_home("Ivan", "Petrov", "1985-03-04"), at_home("Ivan", "Petrov", "2014-09-30"));
    CHECK(v.rule == Rule::AnotherGeneration);
    CHECK(v.band != Band::Link);
    CHECK(verdict(at_home("John", "Smith Jr", ""), at_home("John", "Smith Snr", "")).rule ==
          Rule::AnotherOfTheBirth);
}

TEST_CASE("mother and daughter of one name") {
    CHECK(
        verdict(at_home("Grace", "Okafor", "1988-01-22"), at_home("Grace", "Okafor", "2016-11-03"))
            .band != Band::Link);
}

TEST_CASE("a changed surname keeps the person findable") {
    auto before = at_home("Gwendoline", "Schowalter", "1991-10-23");
    auto after = at_home("Gwendoline", "Dietrich", "1991-10-23");
    before.nhs_number = after.nhs_number = "9990000077";
    CHECK(verdict(before, after).band == Band::Link);
    before.nhs_number = {};
    CHECK(verdict(before, after).band != Band::NoLink);
}

TEST_CASE("a former name on the record agrees as well as the present one") {
    auto before = at_home("Gwendoline", "Schowalter", "1991-10-23");
    auto after = at_home("Gwendoline", "Dietrich", "1991-10-23");
    after.former.push_back({.family = "Schowalter"});
    CHECK(verdict(before, after).pattern.family == Family::Same);
    CHECK(verdict(before, after).band == Band::Link);
}

TEST_CASE("double-barrelled names share a word") {
    CHECK(verdict(at_home("Amy", "Hall-Mahlangu", "2012-01-20"),
                  at_home("Amy", "Mahlangu", "2012-01-20"))
              .pattern.family == Family::Part);
    CHECK(verdict(at_home("Mary-Ann", "Hall", "2012-01-20"), at_home("Mary", "Hall", "2012-01-20"))
              .pattern.given == Given::Part);
}

TEST_CASE("transliterations of one name") {
    const auto v = verdict(at_home("Mohammed", "Hussain", "2001-07-09"),
                           at_home("Muhamad", "Hussein", "2001-07-09"));
    CHECK(v.pattern.given == Given::Variant);
    CHECK(v.pattern.family <= Family::CloseKnown);
    CHECK(v.band != Band::NoLink);
}

TEST_CASE("family name first") {
    const auto v = verdict(at_home("Thi Lan", "Nguyen", "2001-07-09"),
                           at_home("Nguyen", "Thi Lan", "2001-07-09"));
    CHECK(v.pattern.order == Order::Swapped);
    CHECK(v.pattern.given == Given::Same);
}

TEST_CASE("one name alone says nothing of the other") {
    const auto v =
        verdict(at_home("Ngozi", "", "2001-07-09"), at_home("Ngozi", "Adeyemi", "2001-07-09"));
    CHECK(v.pattern.given == Given::Same);
    CHECK(v.pattern.family == Family::Missing);
}

TEST_CASE("everything in one box") {
    auto boxed = at_home("", "", "2001-07-09");
    boxed.whole = "OKAFOR, Grace Ngozi";
    const auto v = verdict(boxed, at_home("Grace", "Okafor", "2001-07-09"));
    CHECK(v.pattern.given == Given::Same);
    CHECK(v.pattern.family == Family::Same);
}

TEST_CASE("known by the middle name") {
    auto one = at_home("Aisha", "Rosenbaum", "1999-06-14");
    one.middle = "Alice";
    CHECK(verdict(one, at_home("Alice", "Rosenbaum", "1999-06-14")).pattern.given == Given::Part);
}

TEST_CASE("swapped day and month") {
    CHECK(verdict(at_home("Amelia", "Okafor", "2012-05-04"),
                  at_home("Amelia", "Okafor", "2012-04-05"))
              .pattern.birth == BirthLevel::Swapped);
}

TEST_CASE("age-disputed: the first of January is a year and no more") {
    const auto v = verdict(at_home("Farid", "Ahmadzai", "2006-01-01"),
                           at_home("Farid", "Ahmadzai", "2006-09-12"));
    CHECK(v.pattern.birth == BirthLevel::YearDoubt);
    auto both = at_home("Farid", "Ahmadzai", "2006-01-01");
    both.former.push_back({.birth = "2008-09-12"});
    CHECK(verdict(both, at_home("Farid", "Ahmadzai", "2008-09-12")).pattern.birth ==
          BirthLevel::Same);
}

TEST_CASE("default dates say nothing") {
    CHECK(verdict(at_home("Ann", "Lee", "1900-01-01"), at_home("Ann", "Lee", "1990-02-02"))
              .pattern.birth == BirthLevel::Missing);
}

TEST_CASE("an unborn child is not the mother, and nobody who is born") {
    const auto mother = verdict(at_home("Unborn", "Labadie", "2027-02-23"),
                                at_home("Carla", "Labadie", "1999-02-23"));
    CHECK(mother.rule == Rule::Unborn);
    CHECK(mother.band != Band::Link);
    const auto child = verdict(at_home("Unborn Baby", "Labadie", "2027-02-23"),
                               at_home("Rosa", "Labadie", "2027-02-21"));
    CHECK(child.rule == Rule::Unborn);
}

TEST_CASE("a newborn with no name links only by a number") {
    auto baby = at_home("Baby Girl", "Achim", "2026-07-14");
    auto named = at_home("Rosa", "Achim", "2026-07-14");
    CHECK(verdict(baby, named).rule == Rule::NobodyNamed);
    CHECK(verdict(baby, named).band == Band::Review);
    baby.nhs_number = named.nhs_number = "9990000077";
    CHECK(verdict(baby, named).band == Band::Link);
}

TEST_CASE("a baby of whom nothing is said is likely nobody of the home who has a name") {
    const auto grown =
        verdict(at_home("Baby", "Achim", ""), at_home("Rosa", "Achim", "1984-07-14"));
    CHECK(grown.rule == Rule::NothingSaid);
    CHECK(chance_of(grown.weight) <= .41);
    CHECK(verdict(at_home("Baby", "Achim", ""), at_home("Baby Girl", "Achim", "2026-07-14")).rule ==
          Rule::NobodyNamed);
}

TEST_CASE("father and son of one name are likely two, whatever else speaks for one") {
    const auto v =
        verdict(at_home("Joseph", "Achim", "1961-07-14"), at_home("Joseph", "Achim", "1990-02-03"));
    CHECK(v.rule == Rule::AnotherGeneration);
    CHECK(chance_of(held(20 * kBit, v.rule)) <= .41);
}

TEST_CASE("two who are of no fixed abode do not live together") {
    const auto v = verdict(entry("Raj", "Trivedi", "1995-03-17", "NFA", ""),
                           entry("Ray", "Trivett", "1990-03-01", "", "No Fixed Abode", "ZZ99 3VZ"));
    CHECK(v.pattern.place == Place::Missing);
}

TEST_CASE("an institution is not a household") {
    std::vector<Entry> residents;
    std::vector<std::string> names;
    for (const char* family : {"Adams",
                               "Baker",
                               "Carter",
                               "Dixon",
                               "Evans",
                               "Foster",
                               "Grant",
                               "Hughes",
                               "Irwin",
                               "Jenkins",
                               "Kemp",
                               "Lawson",
                               "Morris",
                               "Norton",
                               "Osborne",
                               "Parker"})
        residents.push_back(at_home("Sam", family, "1980-02-03"));
    const auto before =
        verdict(at_home("Alan", "Quill", "1970-04-05"), at_home("Alan", "Quill", "1970-04-05"));
    const auto after = verdict(
        at_home("Alan", "Quill", "1970-04-05"), at_home("Alan", "Quill", "1970-04-05"), residents);
    CHECK(before.pattern.place == Place::Same);
    CHECK(after.pattern.place == Place::Area);
}

TEST_CASE("a social worker's telephone is nobody's") {
    auto one = entry("Alan", "Quill", "1970-04-05");
    one.phone = "07700 900123";
    std::vector<Entry> children;
    for (const char* family : {"Adams",
                               "Baker",
                               "Carter",
                               "Dixon",
                               "Evans",
                               "Foster",
                               "Grant",
                               "Hughes",
                               "Irwin",
                               "Jenkins",
                               "Kemp",
                               "Lawson",
                               "Morris",
                               "Norton",
                               "Osborne",
                               "Parker"}) {
        children.push_back(entry("Sam", family, "2012-02-03"));
        children.back().phone = "07700 900123";
    }
    CHECK(verdict(one, one).pattern.phone == Agree::Same);
    CHECK(verdict(one, one, children).pattern.phone == Agree::Missing);
}

TEST_CASE("adopted and protected people are never matched") {
    auto before = at_home("Flossie", "Ryan", "2019-10-08");
    auto after = at_home("Flossie", "Gottlieb", "2019-10-08");
    before.nhs_number = after.nhs_number = "9990000077";
    after.sealed = true;
    const auto v = verdict(before, after);
    CHECK(v.rule == Rule::Sealed);
    CHECK(v.band == Band::NoLink);
}

TEST_CASE("a name alone is nobody's own") {
    const auto v = verdict(entry("Bartholomea", "Quarrington", ""),
                           entry("Bartholomea", "Quarrington", "1990-04-05"));
    CHECK(v.rule == Rule::NameAlone);
    CHECK(v.band != Band::Link);
}

TEST_CASE("missing on both sides is no evidence") {
    const Scale scale(shipped_model());
    Pattern nothing;
    const auto evidence = scale.evidence(nothing);
    for (const auto& rival : evidence.bits)
        for (std::size_t field = 1; field < kFields; ++field)
            if (static_cast<Field>(field) != Field::Order) CHECK(rival[field] == 0);
}

TEST_CASE("a pattern is packed and unpacked unchanged") {
    auto one = at_home("Aisha", "Rosenbaum", "1999-06-14");
    const auto v = verdict(one, at_home("Alice", "Rosenbaum", "1999-06-14"));
    CHECK(Pattern::unpacked(v.pattern.packed()) == v.pattern);
}

}  // namespace longstone::match
