#include "review/left_names.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::review;

namespace {

std::string left_in(const std::vector<std::string>& texts) {
    LeftNames names(
        *work::invented(), {"Maisie Marrow", "Maisie", "Marrow", "Adult A"}, {"Priya Nair"});
    for (const auto& text : texts)
        names.read(text);
    std::vector<std::string> all;
    for (const auto& name : names.found())
        all.push_back(cat({name.words, "/", name.kind}));
    std::ranges::sort(all);
    return join(all, ", ");
}

}  // namespace

TEST_CASE("names that nothing recognises are found, in the middle of a sentence and at its head") {
    CHECK(left_in({"She was with Uncle Rob at the park."}) == "Uncle Rob/Person");
    CHECK(left_in({"Rob shouted. Rob left."}) == "Rob/Person");
    CHECK(left_in({"When Dean rang, the school was shut."}) == "Dean/Person");
    CHECK(left_in({"Seen by Dr. Ahmed-Khan and by PC O'Neill"}) ==
          "Dr Ahmed-Khan/Professional, PC O'Neill/Professional");
    CHECK(left_in({"Mrs Price, a neighbour"}) == "Mrs Price/Adult");
    CHECK(left_in({"Priya Nair rang"}) == "Priya Nair/Professional");
    CHECK(left_in({"and \u201cŽofie\u201d, Žofie\u2019s aunt"}) == "Žofie/Person");
}

TEST_CASE("what the pack itself says is not asked about") {
    CHECK(left_in({"Maisie Marrow was with Adult A."}).empty());
    CHECK(left_in({"Asked Here Police and Here Clinic"}).empty());
    CHECK(left_in({"They need help"}).empty());
    CHECK(left_in({"On Monday 3 March the GP rang"}).empty());
    CHECK(left_in({"The child was cold. She had no coat."}).empty());
    CHECK(left_in({""}).empty());
}

TEST_CASE("a family name that stays is somebody else's after a title") {
    CHECK(left_in({"Mr Marrow would not open"}) == "Mr Marrow/Adult");
    CHECK(left_in({"Maisie's room, and the Marrow family"}).empty());
}

TEST_CASE("where a name stands first is shown, and how often it stands") {
    LeftNames names(*work::invented(), {}, {});
    names.read("In the night Uncle Rob came in by the window that nobody had shut all winter long");
    names.read("Uncle Rob again");
    const auto found = names.found();
    REQUIRE(found.size() == 1);
    CHECK(found[0].times == 2);
    CHECK(found[0].around.starts_with("In the night Uncle Rob came in by"));
    CHECK(found[0].around.ends_with(" …"));
}
