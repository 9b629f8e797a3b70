#include <doctest/doctest.h>

#include "define/definitions.h"

using namespace longstone;
using namespace longstone::define;

TEST_CASE("the shipped partnership loads without an error") {
    const auto loaded =
        define::load(std::string(LONGSTONE_ROOT) + "/definitions", "northumberland");
    if (!loaded)
        for (const DefinitionError& error : loaded.error())
            FAIL_CHECK(error.say());
    REQUIRE(loaded.has_value());
    const Definitions& all = **loaded;
    CHECK_FALSE(all.pathways.empty());
    for (const auto& [id, pathway] : all.pathways) {
        CHECK(pathway.id == id);
        CHECK_FALSE(to_json(all, pathway)["forms"].is_null());
    }
}

TEST_CASE("a partnership may stand elsewhere") {
    const std::string root = std::string(LONGSTONE_ROOT) + "/definitions";
    CHECK(define::load(root, root + "/northumberland").has_value());
}
