#include "demo/words.h"

#include <doctest/doctest.h>

namespace longstone::demo {
namespace {

Json json(const char* text) {
    return *Json::parse(text);
}

Words words(const char* layer) {
    Words words([](const std::string& text) {
        return text == "-3 days" ? std::optional<std::string>("2026-05-22") : std::nullopt;
    });
    words.lay(json(layer));
    return words;
}

TEST_CASE("words stand for words, wherever they are used") {
    auto known = words(R"({"who": "Ada", "line": "{who} is well", "codes": ["A", "B"]})");
    CHECK(known.filled("So {line}.").text() == "So Ada is well.");
    CHECK(known.filled("{-3 days}").text() == "2026-05-22");
    CHECK(known.filled(json(R"({"{who}": "{codes}"})")) == json(R"({"Ada": ["A", "B"]})"));
    CHECK(known.filled(json(R"(["X", "{codes}"])")) == json(R"(["X", "A", "B"])"));
    known.lay(json(R"({"who": "Ben"})"));
    CHECK(known.text("line") == "Ben is well");
    known.lift();
    CHECK(known.text("line") == "Ada is well");
    CHECK(known.text("nothing").empty());
}

TEST_CASE("a word may hold only when others do") {
    auto known = words(R"([{"role": "none", "father": "the father"},
                           {"unless": {"father": "the father"}, "role": "{father} visits"},
                           {"when": "home", "role": "{father} lives there"}])");
    CHECK(known.text("role") == "none");
    known.lay(json(R"({"father": "Tom"})"));
    CHECK(known.text("role") == "Tom visits");
    known.lay(json(R"({"home": "no"})"));
    CHECK(known.text("role") == "Tom visits");
    known.lay(json(R"({"home": "yes"})"));
    CHECK(known.text("role") == "Tom lives there");
    CHECK(known.holds(json(R"({"when": {"father": ["Tim", "Tom"]}})")));
    CHECK_FALSE(known.holds(json(R"({"when": {"father": ["Tim"]}})")));
    CHECK_FALSE(known.holds(json(R"({"when": "home", "unless": {"father": "Tom"}})")));
}

TEST_CASE("what cannot be filled is said") {
    const auto known = words(R"({"round": "and {round}", "codes": ["A"]})");
    CHECK_THROWS_WITH(known.filled("For {nobody}"), "no word for {nobody}");
    CHECK_THROWS_WITH(known.filled("{round}"), "words that name each other");
    CHECK_THROWS_WITH(known.filled("As {codes}"), "not one text, in: As {codes}");
}

}  // namespace
}  // namespace longstone::demo
