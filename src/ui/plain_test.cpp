#include "ui/plain.h"

#include <doctest/doctest.h>

namespace longstone::html {
namespace {

TEST_CASE("markup is read as its text") {
    CHECK(plain({}).empty());
    CHECK(plain(text("Fish & <chips> \"hot\" 'now'")) == "Fish & <chips> \"hot\" 'now'");
    CHECK(plain(cat({link("/records/MC-1", "Maisie"), ", 6", element("br"), "MC-1"})) ==
          "Maisie, 6, MC-1");
    CHECK(plain(cat({paragraph("One."), paragraph("Two")})) == "One. Two");
    CHECK(plain(bullets({text("police"), text("school")})) == "police, school");
}

TEST_CASE("what is only heard is left out, and a time is written with its year") {
    CHECK(plain(cat({"12", hidden_text(cat({": ", strong("Mon 3")})), " of 14"})) == "12 of 14");
    CHECK(plain(cat({"by ", time("2026-07-01T08:30:00Z", "1 Jul 09:30"), " at last"})) ==
          "by 2026-07-01 09:30 at last");
    CHECK(plain(time("tomorrow", "1 Jul")) == "1 Jul");
}

}  // namespace
}  // namespace longstone::html
