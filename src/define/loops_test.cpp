#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone::define;
using namespace longstone::define::test;

namespace {

constexpr const char* kLoop = "england/loops/learning.yaml";
constexpr const char* kLoopText = R"(loop: learning
name: From a visit to what came after
source: Local
follows: after
steps:
  visit: {pathways: [visit], hint: What was seen.}
  after: {name: Afterwards, pathways: [after], link: led-to}
  done: {what: actions}
  figure: {what: measures}
)";

std::string broken_loop(std::string_view old, std::string_view anew) {
    auto files = sound();
    files[kLoop] = kLoopText;
    swap(files, kLoop, old, anew);
    return load(files).said();
}

}  // namespace

TEST_CASE("a loop is read as it is written") {
    auto files = sound();
    files[kLoop] = kLoopText;
    const auto loaded = load(files);
    CHECK(loaded.said().empty());
    REQUIRE(loaded.definitions != nullptr);
    const auto* loop = loaded.definitions->loop("learning");
    REQUIRE(loop != nullptr);
    REQUIRE(loop->steps.size() == 4);
    CHECK(loop->steps[0].name == "Visit");
    CHECK(loop->steps[2].kind == LoopStep::Kind::Actions);
    REQUIRE(loop->step_of_pathway("after") != nullptr);
    CHECK(loop->place_of(*loop->step_of_pathway("after")) == 1);
    CHECK(loop->step_of_pathway("nothing") == nullptr);
}

TEST_CASE("a loop names what there is, and each of its steps can be reached") {
    CHECK(broken_loop("follows: after", "follows: before").find("\"before\"") != std::string::npos);
    CHECK(broken_loop("[after]", "[aftr]").find("Did you mean") != std::string::npos);
    CHECK(broken_loop("pathways: [visit], hint", "hint").find("names no pathway") !=
          std::string::npos);
    CHECK(broken_loop("[after]", "[visit]").find("leads to \"visit\"") != std::string::npos);
    CHECK(broken_loop("{what: actions}", "{what: actions, items: steps}")
              .find("asks no group \"steps\"") != std::string::npos);
    CHECK(broken_loop("{what: actions}", "{what: actions, pathways: [after]}")
              .find("only a step of records") != std::string::npos);
}
