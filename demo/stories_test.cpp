#include "demo/stories.h"

#include <doctest/doctest.h>

#include "base/text.h"

namespace longstone::demo {
namespace {

const Instant kEnd = *parse_instant("2026-05-26T13:30:00Z");

Json json(const char* text) {
    return *Json::parse(text);
}

Script script_of(const char* stories) {
    Script script{
        .agencies = json(R"({"police": {"post": "police/researcher", "referring": {"code": "6"}},
                             "hospital": {"post": "hospital/researcher"}})"),
        .tales = json(R"({"mark": {"by": "police/officer", "worry": "A mark on {first}"}})"),
        .families = families_from(json(R"({
            "ties": [{"of": "child", "to": "mother", "type": "mother", "responsible": "yes"},
                     {"of": "child", "to": "child", "type": "sibling"},
                     {"of": "child", "to": "father", "type": "father"}],
            "families": [{"id": "example", "home": ["1 Example Row", "NE61 9ZZ"],
                "earlier": [{"home": ["2 Old Row", "NE61 9ZY"], "until": "3y"}],
                "ties": [{"of": "Ada Example", "to": "Tom Sample", "type": "step-parent"}],
                "people": [
                    {"is": "child", "name": "Ada Example", "age": "7y", "nhs": "999 000 0018"},
                    {"is": "child", "name": "Ben Example", "age": "1y"},
                    {"is": "mother", "name": "Nell Example", "age": "30y"},
                    {"is": "father", "name": "Tom Sample", "age": "31y",
                     "home": ["9 Sample Street", "NE61 9ZX"]}]}]})"),
                                  london(kEnd).date,
                                  1),
        .answers = {{"first", json(R"({"line": "{worry}", "by": "{referrer}"})")},
                    {"baby", json(R"({"baby": "yes"})")}}};
    const auto list = json(stories);
    script.stories = {list.items().begin(), list.items().end()};
    return script;
}

std::vector<Beat> told(const char* stories) {
    const Cast cast{.shown = {{"police/officer", "Kit Instance"}},
                    .posts = {{"police/officer", "Officer"}},
                    .agencies = {{"police", "Police"}},
                    .phones = {{"police", "01632 960001"}},
                    .emails = {{"police", "police@example.org"}}};
    return stories_of(script_of(stories), cast, Calendar(), kEnd);
}

constexpr const char* kPattern = R"(
    {"id": "pattern", "words": {"asked": ["police", "hospital"], "pause": "20m"}, "steps": [
        {"as": "{by}", "open": "somewhere", "with": ["first", {"when": "baby", "use": "baby"}],
         "people": [{"role": "subject", "name": "{about}"}, {"role": "sibling", "every": "child"}]},
        {"for": "{asked}", "as": "{post}", "after": "{pause}", "reply": {"to": "{agency}"},
         "mark": "asked"},
        {"when": "baby", "move": "weighed"},
        {"after": "1h", "move": "decided", "answers": {"again": "{again}", "on": "{today}"}}]})";

TEST_CASE("a story is told for each of a list, up to its mark and with its own words") {
    const auto beats = told(cat({"[",
                                 kPattern,
                                 R"(, {"id": "run", "like": "pattern", "each": [
        {"starts": "-1h", "about": "Ada Example", "tale": "mark", "until": "asked",
         "asked": ["police"], "steps": [{"do": "relate"}]},
        {"starts": "-4 days 10:00", "about": "Ada Example", "tale": "mark", "baby": "yes"}]}])"})
                                .c_str());
    // The earlier comes first: opened, two answers, decided; then opened, one answer.
    REQUIRE(beats.size() == 6);
    CHECK(iso(beats[0].at) == "2026-05-22T09:00:00Z");
    CHECK(iso(beats[2].at) == "2026-05-22T09:40:00Z");
    CHECK(iso(beats[3].at) == "2026-05-22T10:40:00Z");
    const auto& opened = beats[0].steps.front();
    CHECK(opened.text("as") == "police/officer");
    CHECK(opened.text("remember") == "run/2");
    CHECK(opened["answers"] ==
          json(R"({"line": "A mark on Ada", "by": "Kit Instance", "baby": "yes"})"));
    CHECK(opened["people"].items().size() == 2);
    CHECK(opened["people"].items()[1].text("given-name") == "Ben");
    CHECK(beats[1].steps.front().text("as") == "police/researcher");
    CHECK(beats[2].steps.front()["reply"].text("to") == "hospital");
    CHECK(beats[2].steps.back().text("move") == "weighed");
    CHECK(beats[3].steps.back()["answers"] == json(R"({"again": "no", "on": "2026-05-22"})"));
    CHECK_FALSE(beats[4].steps.front()["answers"].has("baby"));
    CHECK(beats[5].steps.size() == 2);
    CHECK(beats[5].steps.back().text("record") == "run/1");
}

TEST_CASE("a family's ties are its own, and what the rules add; nothing is later than the end") {
    const auto beats = told(R"([{"id": "ties", "starts": "-10m", "words": {"about": "Ada Example"},
        "steps": [{"as": "police/officer", "do": "relate"}, {"after": "3h", "do": "remind"}]}])");
    REQUIRE(beats.size() == 2);
    CHECK(beats[1].at < kEnd);
    const auto& ties = beats[0].steps.front()["ties"].items();
    REQUIRE(ties.size() == 5);
    CHECK(ties[0] == json(R"({"person": "Ada Example", "to": "Tom Sample", "type": "step-parent",
                              "lives-with": "no"})"));
    CHECK(ties[1] == json(R"({"person": "Ada Example", "to": "Nell Example", "type": "mother",
                              "lives-with": "yes", "other-responsible": "yes"})"));
}

TEST_CASE("people come with their numbers, and where they lived before") {
    const auto script = script_of("[]");
    const auto& family = script.family_of("Ada Example");
    const auto ada = person_of(family, script.member("Ada Example"), "subject");
    CHECK(ada.text("nhs-number") == "999 000 0018");
    REQUIRE(ada["addresses"].items().size() == 1);
    CHECK(ada["addresses"].items()[0].text("until") == "2023-05-26");
    CHECK(ada["address"].text("from") == "2023-05-26");
    CHECK_FALSE(person_of(family, script.member("Ben Example"), "sibling").has("addresses"));
    CHECK(person_of(family, script.member("Tom Sample"), "father")["address"].text("postcode") ==
          "NE61 9ZX");
}

TEST_CASE("a story that cannot be told says which it is and why") {
    CHECK_THROWS_WITH(told(R"([{"id": "late", "starts": "soon"}])"),
                      "the story late: “soon” is no time; write one like -45 days 10:15");
    CHECK_THROWS_WITH(told(R"([{"id": "like", "like": "none", "starts": "-1h"}])"),
                      "the story like: there is no story none to be like");
    CHECK_THROWS_WITH(told(R"([{"id": "loop", "like": "loop", "starts": "-1h"}])"),
                      "the story loop: it is like itself");
    CHECK_THROWS_WITH(told(R"([{"id": "cut", "steps": []},
                 {"id": "short", "like": "cut", "until": "end", "starts": "-1h"}])"),
                      "the story short: not one step is marked end, but none or more");
    CHECK_THROWS_WITH(told(R"([{"id": "set", "starts": "-1h", "steps": [{"with": "none"}]}])"),
                      "the story set: there are no answers none");
    CHECK_THROWS_WITH(told(R"([{"id": "word", "starts": "-1h", "steps": [{"open": "{what}"}]}])"),
                      "the story word: no word for {what}");
}

}  // namespace
}  // namespace longstone::demo
