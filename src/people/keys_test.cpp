#include "people/keys.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace longstone;
using namespace longstone::people;

namespace {

bool has(const std::set<Key>& keys, const std::string& key, bool is_protected = false) {
    return keys.contains({.key = key, .is_protected = is_protected});
}

}  // namespace

TEST_CASE("names that sound alike have one sound, others have not") {
    CHECK(sound("smith") == sound("smyth"));
    CHECK(sound("catherine") == sound("kathryn"));
    CHECK(sound("stephen") == sound("steven"));
    CHECK(sound("macdonald") == sound("mcdonald"));
    CHECK(sound("knight") == sound("nite"));
    CHECK(sound("wright") == sound("rite"));
    CHECK(sound("philips") == sound("fillips"));
    CHECK(sound("shaun") == sound("shawn"));
    CHECK(sound("smith") != sound("jones"));
    CHECK(sound("brown") != sound("green"));
    CHECK(sound("amina") != sound("mina"));
    CHECK(sound("").empty());
}

TEST_CASE("a sound is text, whatever the letters") {
    for (const char* name : {"žákžákžákžák", "Бондаренко", "陳陳陳陳陳", "Ünal"}) {
        CHECK_MESSAGE(is_valid_utf8(sound(fold(name))), name);
    }
}

TEST_CASE("every value ever said has its keys, what was withdrawn has none") {
    const auto keys = keys_of({
        {.fact = Name{.given = "Amara", .family = "O'Neill-Bell"}},
        {.fact = Name{.given = "Amara", .family = "Reed", .use = NameUse::Previous}},
        {.fact = Name{.given = "Wrong", .family = "Name"}, .withdrawn = Withdrawal{}},
        {.fact = BirthDate{.date = parse_date("2019-03-03").value()}},
        {.fact = BirthDate{.date = parse_date("2018-03-03").value()}},
        {.fact = Address{.postcode = "NE61 1AB"}, .until = parse_date("2020-01-01")},
        {.fact = Address{.postcode = "NE66 2AD"}, .is_protected = true},
        {.fact = Identifier{.scheme = "nhs-number", .value = "9990000018"}},
    });
    CHECK(has(keys, "w:amara oneill bell"));
    CHECK(has(keys, "f:oneillbell"));
    CHECK(has(keys, "f:bell"));
    CHECK(has(keys, "f:reed"));
    CHECK(has(keys, "b:2019-03-03"));
    CHECK(has(keys, "b:2018-03-03"));
    CHECK(has(keys, "p:NE611AB"));
    CHECK(has(keys, "p:NE662AD", true));
    CHECK(!has(keys, "p:NE662AD", false));
    CHECK(has(keys, "i:nhs-number:9990000018"));
    CHECK(!has(keys, "f:name"));
}

TEST_CASE("a preferred given name is found with the family name that was stated beside another") {
    const auto keys = keys_of({{.fact = Name{.given = "Alexandra", .family = "Bell"}},
                               {.fact = Name{.given = "Lexi", .use = NameUse::Preferred}}});
    CHECK(has(keys, "w:lexi bell"));
    CHECK(has(keys, "w:alexandra bell"));
}
