#include "journal/chain.h"

#include <set>

#include <doctest/doctest.h>

#include "base/secret.h"

using namespace longstone;
using namespace longstone::journal;

// Written once and never to change: with other hashes no old journal verifies.
TEST_CASE("the hashes of a known event, look and checkpoint") {
    const std::string salt(kSaltBytes, 's');
    const std::string digest = body_digest(salt, R"({"title":"A"})");
    const EventHeader event = {.seq = 7,
                               .stream = "record/A",
                               .stream_rev = 2,
                               .happened_at = -1,
                               .recorded_at = 1'780'000'000'000'000,
                               .actor = "mary.lowe",
                               .agency = "school",
                               .kind = "thing.changed",
                               .body_digest = digest,
                               .prev = digest};
    const LookHeader look = {.id = 9,
                             .actor = "mary.lowe",
                             .chain_rev = 3,
                             .at = 1,
                             .agency = "school",
                             .action = "read",
                             .subject = "record/A",
                             .reason = "",
                             .prev = digest};
    const Seal seal = {.number = 1,
                       .made_at = 2,
                       .events_to = 3,
                       .events = 4,
                       .looks_to = 5,
                       .looks = 6,
                       .event_digest = next_digest(no_hash(), digest),
                       .look_digest = no_hash(),
                       .previous_root = no_hash()};
    CHECK(hex(event_hash(event)) ==
          "089941ebdf323c5e89116096ea78ce10cf4004f86865338e35a1f3992b2b6abb");
    CHECK(hex(look_hash(look)) ==
          "743ee215a0b1c8e0aef559b808014f4db0fe4ef17ec0b0a984b10374ff7dcab3");
    CHECK(hex(seal_root(seal)) ==
          "8e569a53f8fb316afc2d2da2e3256c339583c6cde9cd2e2a533e1ad26dd34d6f");
}

TEST_CASE("a letter that moves from one field to the next gives another hash") {
    std::set<std::string> hashes;
    for (const auto& [actor, agency, kind] : {std::tuple("ab", "c", "d"),
                                              std::tuple("a", "bc", "d"),
                                              std::tuple("a", "b", "cd"),
                                              std::tuple("abc", "", "d"),
                                              std::tuple("", "abc", "d")}) {
        hashes.insert(event_hash({.actor = actor, .agency = agency, .kind = kind}));
        hashes.insert(look_hash({.actor = actor, .agency = agency, .action = kind}));
    }
    CHECK(hashes.size() == 10);
}
