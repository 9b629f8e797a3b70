#include "base/oblivious.h"

#include <set>

#include <doctest/doctest.h>

#include "base/secret.h"

using namespace longstone;

TEST_CASE("whoever asks blind learns the keyed hash of what they asked, and only that") {
    const auto key = oblivious::new_key();
    const auto blinded = oblivious::blind("nhs-number|9434765919");
    const auto answer = oblivious::evaluate(key, blinded.point);
    REQUIRE(answer.has_value());
    const auto point = oblivious::unblind(*answer, blinded.factor);
    REQUIRE(point.has_value());
    const auto hash = oblivious::finish("police/2026-11-22", "nhs-number|9434765919", *point);
    CHECK(hash.size() == 16);
    CHECK(hash == oblivious::keyed(key, "police/2026-11-22", "nhs-number|9434765919"));
    CHECK(hash != oblivious::keyed(key, "police/2026-11-22", "nhs-number|9434765870"));
    CHECK(hash != oblivious::keyed(key, "police/2026-11-23", "nhs-number|9434765919"));
    CHECK(hash !=
          oblivious::keyed(oblivious::new_key(), "police/2026-11-22", "nhs-number|9434765919"));
}

TEST_CASE("the same question never looks the same, and the key does not find it by trying") {
    std::set<std::string> seen;
    const auto key = oblivious::new_key();
    for (int i = 0; i < 20; ++i) {
        const auto blinded = oblivious::blind("a|b");
        CHECK(oblivious::is_point(blinded.point));
        CHECK(seen.insert(blinded.point).second);
        // A dictionary of the right answer, hashed in every way the holder of the key can.
        CHECK(blinded.point != oblivious::point_of("a|b"));
        CHECK(blinded.point != oblivious::evaluate(key, oblivious::point_of("a|b")));
    }
}

TEST_CASE("an answer by another key is seen by the questions about nothing") {
    const auto key = oblivious::new_key();
    const auto decoy = oblivious::decoy();
    const auto stated = oblivious::public_key(key);
    CHECK(oblivious::decoy_holds(decoy, *oblivious::evaluate(key, decoy.point), stated));
    CHECK_FALSE(oblivious::decoy_holds(
        decoy, *oblivious::evaluate(oblivious::new_key(), decoy.point), stated));
    CHECK_FALSE(oblivious::decoy_holds(decoy, decoy.point, stated));
    CHECK_FALSE(oblivious::decoy_holds(decoy, "short", stated));
}

TEST_CASE("what is no point of the group is refused") {
    const auto key = oblivious::new_key();
    CHECK_FALSE(oblivious::evaluate(key, std::string(32, '\0')).has_value());  // the identity
    CHECK_FALSE(oblivious::evaluate(key, std::string(32, '\xff')).has_value());
    CHECK_FALSE(oblivious::evaluate(key, "").has_value());
    CHECK_FALSE(oblivious::evaluate("", oblivious::point_of("a")).has_value());
    CHECK_FALSE(oblivious::unblind(std::string(32, '\xff'), oblivious::new_key()).has_value());
    CHECK_FALSE(oblivious::unblind(oblivious::point_of("a"), "short").has_value());
    CHECK(oblivious::public_key("short").empty());
}
