#include "define/yaml.h"

#include <doctest/doctest.h>

#include "define/errors.h"

using namespace longstone::define;

namespace {

std::string refusal(std::string_view text) {
    Errors errors;
    const auto node = read_yaml("a.yaml", text, errors);
    CHECK_FALSE(node.has_value());
    auto list = errors.take();
    REQUIRE(list.size() == 1);
    return list.front().say();
}

}  // namespace

TEST_CASE("every scalar stays text and knows its place") {
    Errors errors;
    const auto root = read_yaml("a.yaml", "on: no\nlist: [1A, 0x10, ~, \"q\"]\n", errors);
    REQUIRE(root.has_value());
    CHECK(errors.empty());
    REQUIRE(root->find("on") != nullptr);
    CHECK(root->find("on")->text == "no");
    const Node& list = root->at({"list"});
    REQUIRE(list.items.size() == 4);
    CHECK(list.items[0].text == "1A");
    CHECK(list.items[1].text == "0x10");
    CHECK(list.items[2].text == "~");
    CHECK(list.items[3].text == "q");
    CHECK(list.items[1].place.line == 2);
    CHECK(list.items[1].place.column == 12);
    CHECK(root->find("off") == nullptr);
}

TEST_CASE("a node is found by its path or by what it says") {
    Errors errors;
    const auto root = read_yaml("a.yaml", "a:\n  b: {c: [x, y]}\nd: y\n", errors);
    REQUIRE(root.has_value());
    CHECK(root->at({"a", "b", "none"}).place.line == 2);
    CHECK(root->mention("y").place.line == 2);
    CHECK(root->mention("d").place.line == 3);
    CHECK(&root->mention("nowhere") == &*root);
}

TEST_CASE("what the language does not have is refused, with its place") {
    CHECK(refusal("a: &x 1\nb: *x\n") ==
          "a.yaml:1:4: an anchor is not part of the definition language. Take it away; put text "
          "that begins with & in quotes.\na: &x 1\n   ^");
    CHECK(refusal("a: *x\n") ==
          "a.yaml:1:4: an alias is not part of the definition language. Write the text out here."
          "\na: *x\n   ^");
    CHECK(refusal("a: !!int 3\n") ==
          "a.yaml:1:4: a tag is not part of the definition language. Take it away; put text that "
          "begins with ! in quotes.\na: !!int 3\n   ^");
    CHECK(refusal("a: 1\nb: 2\na: 3\n") ==
          "a.yaml:3:1: \"a\" is here twice. Keep one of the two.\na: 3\n^");
    CHECK(refusal("a: 1\n---\nb: 2\n") ==
          "a.yaml:2:1: a second document begins here. Give each definition its own file.\n---\n^");
    CHECK(refusal("[a]: 1\n") ==
          "a.yaml:1:1: a key must be text. Write a word before the colon.\n[a]: 1\n^");
    CHECK(refusal("%YAML 1.1\n---\na: 1\n").starts_with("a.yaml:1:1: a directive is not part"));
    CHECK(refusal("# nothing\n") ==
          "a.yaml:2:1: the file is empty. Write the definition, or take the file away.");
}

TEST_CASE("broken text is refused, with its place") {
    CHECK(refusal("a: [1, 2\nb: 3\n").starts_with("a.yaml:2:2: this is not YAML: "));
    CHECK(refusal("a: 1\nb: \xff\n") ==
          "a.yaml:2:1: this line is not UTF-8 text. Save the file as UTF-8.");
    CHECK(refusal(std::string(kLargestFile + 1, 'a'))
              .starts_with("a.yaml:1:1: the file is larger than a megabyte"));
    std::string deep(100, '[');
    CHECK(refusal("a: " + deep + std::string(100, ']')).starts_with("a.yaml:1:44: nested too"));
}
