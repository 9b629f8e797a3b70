#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("a sound set of definitions loads") {
    const Loaded loaded = test::load(sound());
    CHECK(loaded.said() == "");
    REQUIRE(loaded.definitions != nullptr);
    const Pathway* visit = loaded.definitions->pathway("visit");
    REQUIRE(visit != nullptr);
    CHECK(visit->first == "visiting");
    REQUIRE(visit->stages.size() == 2);
    CHECK(visit->stages[0].name == "Visiting");
    REQUIRE(visit->stages[0].next.size() == 1);
    CHECK(visit->stages[0].next[0].needs.size() == 1);
    CHECK(visit->stages[0].next[0].needs[0].kind == "answers");
}
