#include "review/redactor.h"

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::review;

namespace {

Redactor redactor() {
    const std::vector<ThirdParty> parties = {
        {.person = "p1",
         .kind = "Adult",
         .names = {"Dean Marrow"},
         .parts = {"Dean", "Marrow"},
         .details = {"4 Dene Road", "07700 900123"}},
        {.person = "p2", .kind = "Child", .names = {"Ana Žák"}, .parts = {"Ana", "Žák"}}};
    return {parties,
            {{.label = "Adult A", .person = "p1"},
             {.label = "Child A", .person = "p2"},
             {.label = "Adult B", .words = "Uncle Rob"}},
            {"marrow", "maisie"}};
}

}  // namespace

TEST_CASE("others are left out by name, by parts of it and by details, each under one label") {
    const auto made = redactor();
    CHECK(made.apply("Dean Marrow lives at 4 Dene Road.") == "Adult A lives at Adult A.");
    CHECK(made.apply("DEAN rang; dean's brother") == "Adult A rang; Adult A's brother");
    CHECK(made.apply("Ana Žák and Žák") == "Child A and Child A");
    CHECK(made.apply("She was with Uncle Rob.") == "She was with Adult B.");
    CHECK(made.apply("Call 07700 900123") == "Call Adult A");
    CHECK(made.name("p1", "Dean Marrow") == "Adult A");
    CHECK(made.name("p9", "Maisie Marrow") == "Maisie Marrow");
}

TEST_CASE("however a name or a number is written, it is left out") {
    const auto made = redactor();
    CHECK(made.apply("\u201cDean\u201d and Dean\u2019s mother\u2014Marrow") ==
          "\u201cAdult A\u201d and Adult A\u2019s mother\u2014Marrow");
    CHECK(made.apply("ANA ŽÁK, Ana Zak and ana-žák") == "Child A, Child A and Child A");
    CHECK(made.apply("07700900123, 0770 090 0123 or +44 7700 900123") ==
          "Adult A, Adult A or +Adult A");
    CHECK(made.apply("077009001234 is another") == "077009001234 is another");
    CHECK(made.apply("4, Dene Road") == "Adult A");
}

TEST_CASE("a name that is an everyday word is one where it has a capital") {
    const Redactor made({{.person = "p1", .names = {"Will Grace"}, .parts = {"Will", "Grace"}}},
                        {{.label = "Adult A", .person = "p1"}},
                        {});
    CHECK(made.apply("He will ring Will, said Grace.") == "He will ring Adult A, said Adult A.");
}

TEST_CASE("what is also the name of whom the review is about stays") {
    const auto made = redactor();
    CHECK(made.apply("Maisie Marrow") == "Maisie Marrow");
    CHECK(made.apply("Mrs Marrow and Dean") == "Mrs Marrow and Adult A");
}

TEST_CASE("a name inside another word is no name") {
    const auto made = redactor();
    CHECK(made.apply("The deanery and Anabel") == "The deanery and Anabel");
    CHECK(made.apply("4 Dene Roads") == "4 Dene Roads");
    CHECK(made.apply("").empty());
}

TEST_CASE("what was lifted reads again, and nothing else") {
    const Redactor made({{.person = "p1", .names = {"Dean Marrow"}, .parts = {"Dean"}}},
                        {{.label = "Adult A", .person = "p1", .lifted = Instant{1}},
                         {.label = "Adult B", .words = "Rob"}},
                        {});
    CHECK(made.apply("Dean Marrow and Rob") == "Dean Marrow and Adult B");
    CHECK(made.name("p1", "Dean Marrow") == "Dean Marrow");
}

TEST_CASE("labels go on where they stopped") {
    std::vector<work::Redaction> all;
    CHECK(work::next_label(all, "Adult") == "Adult A");
    for (int i = 0; i < 26; ++i)
        all.push_back({.label = work::next_label(all, "Adult")});
    CHECK(all.back().label == "Adult Z");
    CHECK(work::next_label(all, "Adult") == "Adult AA");
    CHECK(work::next_label(all, "Child") == "Child A");
}
