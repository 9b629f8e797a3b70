#include "people/describe.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::people;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

Summary born(std::string_view date, Sex sex) {
    return {.birth = BirthDate{.date = day(date)}, .sex = sex};
}

const Date kToday = parse_date("2026-11-13").value();

}  // namespace

TEST_CASE("the line says who, how old and when born") {
    CHECK(about_line(born("2019-03-03", Sex::Female), kToday) ==
          "Girl, 7 years · born 3 March 2019");
    CHECK(about_line(born("2008-11-14", Sex::Male), kToday) ==
          "Boy, 17 years · born 14 November 2008");
    CHECK(about_line(born("2008-11-13", Sex::Male), kToday) ==
          "Man, 18 years · born 13 November 2008");
    CHECK(about_line(born("2025-11-13", Sex::Unknown), kToday) ==
          "Child, 12 months · born 13 November 2025");
    CHECK(about_line(born("2026-11-12", Sex::Female), kToday) ==
          "Girl, 1 day · born 12 November 2026");
}

TEST_CASE("what is not known is said so, never guessed") {
    CHECK(about_line(Summary{.sex = Sex::Female}, kToday) == "Female · birth date not known");
    Summary guessed = born("1986-01-01", Sex::Female);
    guessed.birth->estimated = true;
    guessed.birth->precision = Precision::Year;
    CHECK(about_line(guessed, kToday) == "Woman, about 40 years · born about 1986");
    Summary month = born("2012-05-01", Sex::Male);
    month.birth->precision = Precision::Month;
    CHECK(about_line(month, kToday) == "Boy, about 14 years · born May 2012");
}

TEST_CASE("the unborn and the dead") {
    CHECK(about_line(Summary{.expected = day("2027-03-03")}, kToday) ==
          "Unborn · expected 3 March 2027");
    Summary dead = born("1955-02-01", Sex::Male);
    dead.deceased = true;
    dead.died = day("2026-05-04");
    CHECK(about_line(dead, kToday) == "Man · died 4 May 2026, aged 71 · born 1 February 1955");
    CHECK(say_age(dead, kToday).empty());
}

TEST_CASE("where they live, or that it is withheld") {
    Person person{.line = born("2019-03-03", Sex::Female)};
    CHECK(about_line(person, kToday) == "Girl, 7 years · born 3 March 2019");
    person.assertions.push_back(
        {.fact = Address{.lines = {"4 Dene Road"}, .postcode = "NE61 1AB"}});
    CHECK(about_line(person, kToday) ==
          "Girl, 7 years · born 3 March 2019 · lives at 4 Dene Road, NE61 1AB");
    person.address_withheld = true;
    CHECK(about_line(person, kToday) == "Girl, 7 years · born 3 March 2019 · address withheld");
}
