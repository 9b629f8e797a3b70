#include "define/possible.h"

#include <map>

#include <doctest/doctest.h>

#include "define/errors.h"
#include "define/read.h"

using namespace longstone::define;

namespace {

const std::map<std::string, Domain> kDomains = {
    {"rag", {.known = true, .coded = true, .values = {"red", "amber", "green"}}},
    {"yes", {.known = true, .coded = true, .values = {"yes", "no"}}},
    {"harm", {.known = true, .many = true, .coded = true, .values = {"a", "b"}}},
    {"scale", {.known = true, .figures = true, .minimum = 0, .maximum = 10}},
    {"words", {.known = true}},
    {"later", {.known = true, .available = false, .coded = true, .values = {"x"}}},
    {"source", {.known = true, .always = true, .coded = true, .values = {"p", "q"}}},
};

bool can(std::string_view text) {
    Errors errors;
    const auto node = read_yaml("c.yaml", text, errors);
    REQUIRE(node.has_value());
    const Condition condition = read_condition(*node, errors);
    REQUIRE(errors.empty());
    return possible(condition, [](const std::string& field) { return kDomains.at(field); });
}

}  // namespace

TEST_CASE("one answer cannot be two") {
    CHECK(can("{rag: [red, amber]}"));
    CHECK_FALSE(can("{all: [{rag: red}, {rag: green}]}"));
    CHECK(can("{all: [{rag: [red, amber]}, {rag: [amber, green]}]}"));
    CHECK(can("{any: [{rag: red}, {rag: green}]}"));
    CHECK_FALSE(can("{rag: red, not: {rag: [red, amber]}}"));
    CHECK_FALSE(can("{rag: purple}"));
    CHECK(can("{words: x}"));
    CHECK_FALSE(can("{all: [{words: x}, {words: y}]}"));
}

TEST_CASE("several answers may be two") {
    CHECK(can("{all: [{harm: a}, {harm: b}]}"));
    CHECK_FALSE(can("{harm: a, not: {harm: a}}"));
    CHECK(can("{harm: [a, b], not: {harm: a}}"));
    CHECK_FALSE(can("{all: [{harm: a}, {harm: c}]}"));
}

TEST_CASE("figures lie within their bounds") {
    CHECK(can("{scale: {at-least: 10}}"));
    CHECK_FALSE(can("{scale: {at-least: 11}}"));
    CHECK_FALSE(can("{scale: {below: 0}}"));
    CHECK_FALSE(can("{scale: {at-least: 4, below: 4}}"));
    CHECK(can("{scale: {at-least: 4}, not: {scale: {at-least: 5}}}"));
    CHECK_FALSE(can("{scale: {below: 4}, not: {scale: {below: 5}}}"));
}

TEST_CASE("what is not answered is nothing, and what is not asked is not answered") {
    CHECK(can("{not: {answered: rag}}"));
    CHECK_FALSE(can("{rag: red, not: {answered: rag}}"));
    CHECK_FALSE(can("{later: x}"));
    CHECK(can("{not: {later: x}}"));
    CHECK(can("{any: [{later: x}, {rag: red}]}"));
    CHECK_FALSE(can("{all: [{not: {source: p}}, {not: {source: q}}]}"));
    CHECK(can("{all: [{not: {yes: yes}}, {not: {yes: no}}]}"));
}

TEST_CASE("a condition too large to unfold passes") {
    std::string text = "{all: [{rag: red}, {rag: green}";
    for (int i = 0; i < 20; ++i)
        text += ", {any: [{yes: yes}, {harm: a}, {words: w}]}";
    CHECK(can(text + "]}"));
}
