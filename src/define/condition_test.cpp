#include "define/condition.h"

#include <map>

#include <doctest/doctest.h>

#include "define/errors.h"
#include "define/read.h"

using namespace longstone::define;

namespace {

Condition parsed(std::string_view text) {
    Errors errors;
    const auto node = read_yaml("c.yaml", text, errors);
    REQUIRE(node.has_value());
    Condition condition = read_condition(*node, errors);
    for (const auto& error : errors.take())
        FAIL(error.say());
    return condition;
}

using Answers = std::map<std::string, std::vector<std::string>>;

bool true_of(std::string_view text, const Answers& answers) {
    return holds(parsed(text), [&answers](const std::string& field) {
        const auto found = answers.find(field);
        return found == answers.end() ? std::vector<std::string>() : found->second;
    });
}

std::string said(std::string_view text) {
    return say(
        parsed(text),
        [](const std::string& field) { return "the " + field; },
        [](const std::string&, const std::string& value) { return value; });
}

std::string refused(std::string_view text) {
    Errors errors;
    const auto node = read_yaml("c.yaml", text, errors);
    REQUIRE(node.has_value());
    (void)read_condition(*node, errors);
    auto list = errors.take();
    REQUIRE(list.size() == 1);
    const std::string whole = list.front().say();
    return whole.substr(0, whole.find('\n'));
}

}  // namespace

TEST_CASE("an answer is one of those named") {
    CHECK(true_of("{rag: red}", {{"rag", {"red"}}}));
    CHECK(true_of("{rag: [red, amber]}", {{"rag", {"amber"}}}));
    CHECK_FALSE(true_of("{rag: [red, amber]}", {{"rag", {"green"}}}));
    CHECK_FALSE(true_of("{rag: red}", {}));
    CHECK(true_of("{harm: neglect}", {{"harm", {"physical", "neglect"}}}));
}

TEST_CASE("answered, figures and their bounds") {
    CHECK(true_of("{answered: worry}", {{"worry", {"cold"}}}));
    CHECK_FALSE(true_of("{answered: worry}", {}));
    CHECK(true_of("{scale: {at-least: 4}}", {{"scale", {"4"}}}));
    CHECK_FALSE(true_of("{scale: {at-least: 4}}", {{"scale", {"3.5"}}}));
    CHECK(true_of("{scale: {below: 4}}", {{"scale", {"3.5"}}}));
    CHECK_FALSE(true_of("{scale: {below: 4}}", {}));
    CHECK_FALSE(true_of("{scale: {below: 4}}", {{"scale", {"many"}}}));
    CHECK(true_of("{scale: {at-least: 2, below: 4}}", {{"scale", {"2"}}}));
    CHECK_FALSE(true_of("{scale: {at-least: 2, below: 4}}", {{"scale", {"4"}}}));
}

TEST_CASE("all, any, not, and several keys that must all hold") {
    const Answers answers = {{"a", {"yes"}}, {"b", {"no"}}};
    CHECK(true_of("{a: yes, b: no}", answers));
    CHECK_FALSE(true_of("{a: yes, b: yes}", answers));
    CHECK(true_of("{any: [{a: no}, {b: no}]}", answers));
    CHECK_FALSE(true_of("{all: [{a: yes}, {b: yes}]}", answers));
    CHECK(true_of("{not: {a: no}}", answers));
    CHECK(true_of("{not: {c: yes}}", answers));
    CHECK_FALSE(true_of("{not: {a: yes, b: no}}", answers));
    CHECK(true_of("{not: {a: yes, b: yes}}", answers));
}

TEST_CASE("what is said of subjects is said of one and the same") {
    const Answers family = {{"subject.age", {"6", "", "19"}},
                            {"subject.kind", {"child", "unborn", "adult"}},
                            {"a", {"yes"}}};
    CHECK(true_of("{subject.age: {below: 7}, subject.kind: child, a: yes}", family));
    CHECK_FALSE(true_of("{subject.age: {at-least: 16, below: 18}}", family));
    CHECK_FALSE(true_of("{subject.age: {at-least: 18}, subject.kind: child}", family));
    CHECK(true_of("{subject.kind: unborn, not: {answered: subject.age}}", family));
    CHECK(true_of("{not: {subject.kind: unborn}}", family));
    CHECK_FALSE(true_of("{not: {subject.kind: [child, adult, unborn]}}", family));
    CHECK(true_of("{not: {subject.kind: unborn}}", {}));
    CHECK_FALSE(true_of("{subject.kind: unborn, a: no}", family));
}

TEST_CASE("a condition is said in words") {
    CHECK(said("{rag: [red, amber]}") == "the rag is red or amber");
    CHECK(said("{a: x, any: [{b: y}, {answered: c}]}") ==
          "the a is x and (the b is y or the c is answered)");
    CHECK(said("{not: {a: x}}") == "the a is not x");
    CHECK(said("{scale: {at-least: 4, below: 8.5}}") ==
          "the scale is 4 or more and the scale is below 8.5");
}

TEST_CASE("the fields that a condition reads are named once") {
    std::vector<std::string> fields;
    collect_fields(parsed("{a: x, not: {b: y}, any: [{a: z}, {answered: c}]}"), fields);
    CHECK(fields == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("what is no condition is refused") {
    CHECK(refused("{}") ==
          "c.yaml:1:1: a condition was expected here. Write one like {field: answer}, {any: […]} "
          "or {not: {…}}.");
    CHECK(refused("{rag: []}") ==
          "c.yaml:1:7: no answer of \"rag\" would do here. List the answers for which it holds.");
    CHECK(refused("{any: x}") ==
          "c.yaml:1:7: \"any\" takes a list of conditions. Write [{…}, {…}].");
    CHECK(refused("{scale: {over: 4}}") ==
          "c.yaml:1:10: a condition cannot say \"over\" of an answer. Use at-least or below, or "
          "list the answers that count.");
    CHECK(refused("{scale: {below: nan}}") ==
          "c.yaml:1:17: \"nan\" is not a number. Write it in figures.");
}
