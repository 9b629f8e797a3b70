#include "demo/crowds.h"

#include <set>

#include <doctest/doctest.h>

#include "base/text.h"

namespace longstone::demo {
namespace {

Json json(const char* text) {
    return *Json::parse(text);
}

std::map<std::string, int> counted(const std::vector<Json>& hands) {
    std::map<std::string, int> counts;
    for (const auto& value : hands) {
        ++counts[value.is_object() ? value.text("word") : value.text()];
    }
    return counts;
}

TEST_CASE("each value falls to its exact share, and the rest to the largest remainders") {
    const auto sexes = counted(dealt(json(R"({"M": "70", "F": "30"})"), 97, "a"));
    CHECK(sexes == std::map<std::string, int>{{"F", 29}, {"M", 68}});
    const auto thirds = counted(dealt(json(R"(["a", "b", "c"])"), 10, "a"));
    CHECK(thirds == std::map<std::string, int>{{"a", 4}, {"b", 3}, {"c", 3}});
    const auto parts =
        counted(dealt(json(R"([{"weight": "3", "word": "x"}, {"word": "y"}])"), 8, "a"));
    CHECK(parts == std::map<std::string, int>{{"x", 6}, {"y", 2}});
    CHECK_THROWS_AS(dealt(json("{}"), 3, "a"), std::invalid_argument);
    CHECK_THROWS_AS(dealt(json(R"({"a": "some"})"), 3, "a"), std::invalid_argument);
}

TEST_CASE("the order is that of the story, each time the same") {
    const auto values = json(R"({"M": "50", "F": "50"})");
    const auto words = [&](const char* order) {
        std::string all;
        for (const auto& value : dealt(values, 100, order))
            all += value.text();
        return all;
    };
    CHECK(words("a") == words("a"));
    CHECK(words("a") != words("b"));
}

TEST_CASE("a crowd stands on working days of its time, each of it invented") {
    Invented invented;
    const auto story = json(R"({"id": "many", "crowd": "400",
                                "between": ["2022-09-01", "2023-08-31"]})");
    const auto deal = json(R"({"sex": {"M": "1", "F": "1"}, "age": ["12", "9 days", "81"]})");
    const auto runs = crowd_of({}, deal, story, Calendar(), {}, invented);
    REQUIRE(runs.size() == 400);
    std::set<std::string> names, children;
    for (const auto& run : runs) {
        const auto day = london(run.at).date;
        CHECK(iso(day) >= "2022-09-01");
        CHECK(iso(day) <= "2023-08-31");
        CHECK(weekday(day) < 6);
        CHECK(names.insert(cat({run.said.text("given"), " ", run.said.text("family")})).second);
        const auto born = *parse_date(run.said.text("born"));
        const auto age = run.said.text("age");
        if (age == "9 days") CHECK(day - born == 9);
        if (age != "9 days") CHECK(number(years_between(born, day)) == age);
        CHECK(run.said.has("mother") == (age != "81"));
        if (run.said.has("mother"))
            CHECK(
                names.insert(cat({run.said.text("mother"), " ", run.said.text("family")})).second);
    }
}

TEST_CASE(
    "a crowd of months stands in each of the last, and in the one that runs as far as it is") {
    Invented invented;
    const auto story = json(R"({"id": "many", "months": ["3", "0", "10"]})");
    const auto today = *parse_date("2027-01-16");
    std::map<std::string, int> counts;
    for (const auto& run : crowd_of({}, Json::object({}), story, Calendar(), today, invented)) {
        CHECK(run.stands);
        CHECK(london(run.at).date < today);
        ++counts[iso(london(run.at).date).substr(0, 7)];
    }
    CHECK(counts == std::map<std::string, int>{{"2026-11", 3}, {"2027-01", 4}});
    const auto first = *parse_date("2027-01-01");
    CHECK(crowd_of({}, Json::object({}), story, Calendar(), first, invented).size() == 3);
}

}  // namespace
}  // namespace longstone::demo
