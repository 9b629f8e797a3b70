#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Places: each case breaks one thing in a sound set and asserts all that is said of it.
using namespace longstone::define;
using namespace longstone::define::test;

namespace {

constexpr const char* kMore =
    "      seats: {type: number, label: How many?}\n"
    "      first: {type: date, label: When does it begin?}\n"
    "      strain:";
constexpr const char* kPlaces =
    "places:\n"
    "  at: [talking]\n"
    "  capacity: seats\n"
    "  begins: first\n"
    "  ends: first\n"
    "  approval: {alone: yes}\n"
    "  waiting-list: yes\n"
    "  cancel: 5 working days\n"
    "  reminders: [7 days, 1 day]\n"
    "  evaluations:\n"
    "    later: {name: Later, form: view, after: 12 weeks, within: 2 weeks}\n"
    "  certificate: {months: seats}\n"
    "tells:";

Files with_places() {
    auto files = sound();
    swap(files, kSeen, "      strain:", kMore);
    swap(files, kVisit, "tells:", kPlaces);
    return files;
}

std::string without(std::string_view old, std::string_view anew) {
    auto files = with_places();
    swap(files, kVisit, old, anew);
    return load(files).said();
}

}  // namespace

TEST_CASE("places are read") {
    const auto loaded = load(with_places());
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    const auto& rule = loaded.definitions->pathway("visit")->places;
    REQUIRE(rule.has_value());
    CHECK(rule->capacity == "seats");
    CHECK(rule->reminders.size() == 2);
    CHECK(rule->certificate);
    REQUIRE(rule->evaluation("later") != nullptr);
    CHECK(longstone::say(*rule->evaluation("later")->after) == "12 weeks");
    CHECK(to_json(*loaded.definitions, *loaded.definitions->pathway("visit"))["places"].text(
              "cancel") == "5 working days");
}

TEST_CASE("places that cannot be booked are said to be so") {
    CHECK(without("at: [talking]", "at: [talkin]") ==
          "england/pathways/visit.yaml:51:8: no stage called \"talkin\". Did you mean "
          "\"talking\"?\n");
    CHECK(without("capacity: seats", "capacity: note") ==
          "england/pathways/visit.yaml:52:13: \"note\" is of the type long-text. Name a question "
          "of the type number.\n");
}

TEST_CASE("a capacity that is no number, and a form that is not there") {
    CHECK(without("capacity: seats", "capacity: worry")
              .find("\"worry\" is of the type text. Name a question of the type number.") !=
          std::string::npos);
    CHECK(without("form: view, after", "form: viw, after")
              .find("no form called \"viw\". Did you mean \"view\"?") != std::string::npos);
}

TEST_CASE("what is asked before is asked of the learner") {
    CHECK(without("form: view, after: 12 weeks, within: 2 weeks",
                  "form: view, before: yes, by: manager")
              .find("what is asked before is asked of the learner, until it begins") !=
          std::string::npos);
    CHECK(without(", within: 2 weeks", "").find("an evaluation needs \"within\"") !=
          std::string::npos);
}

TEST_CASE("a restricted pathway has no places") {
    CHECK(without("works: [worker]}", "works: [worker], sensitivity: restricted}")
              .find("what anybody may book cannot be restricted") != std::string::npos);
}
