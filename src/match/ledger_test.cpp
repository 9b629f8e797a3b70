#include "match/ledger.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

namespace longstone::match {

namespace {

Assertion says(RecordNo a, RecordNo b, bool same, bool by_person = false, int bits = 10) {
    return {.a = a,
            .b = b,
            .same = same,
            .who = by_person ? "reviewer" : "model",
            .by_person = by_person,
            .weight = bits * kBit,
            .evidence = {},
            .from = 1};
}

Ledger of(int records) {
    Ledger ledger;
    for (int n = 0; n < records; ++n)
        ledger.add_record();
    return ledger;
}

}  // namespace

TEST_CASE("unlinking gives back exactly the persons there were") {
    auto ledger = of(5);
    ledger.say(says(0, 1, true));
    const auto before = ledger.persons();
    const auto link = ledger.say(says(1, 2, true));
    CHECK(ledger.records_of(0) == std::vector<RecordNo>{0, 1, 2});
    ledger.withdraw(link, 5);
    CHECK(ledger.persons() == before);
    CHECK(ledger.records_of(2) == std::vector<RecordNo>{2});
}

TEST_CASE("a person's word stands over the model's, and two over one") {
    auto ledger = of(3);
    ledger.say(says(0, 1, true, false, 40));
    const auto no = ledger.say(says(0, 1, false, true));
    CHECK(ledger.person_of(1) == 1);
    ledger.withdraw(no, 9);
    CHECK(ledger.person_of(1) == 0);
}

TEST_CASE("one wrong link does not make one of two persons that are held apart") {
    auto ledger = of(4);
    ledger.say(says(0, 1, true, false, 30));
    ledger.say(says(2, 3, true, false, 30));
    ledger.say(says(0, 3, false, true));
    ledger.say(says(1, 2, true, false, 12));
    CHECK(ledger.person_of(1) == 0);
    CHECK(ledger.person_of(3) == 2);
}

TEST_CASE("a sealed record is by itself until it is opened again") {
    auto ledger = of(3);
    ledger.say(says(0, 1, true));
    ledger.say(says(1, 2, true));
    const auto before = ledger.persons();
    ledger.seal(1, true);
    CHECK(ledger.person_of(1) == 1);
    CHECK(ledger.person_of(2) == 2);
    ledger.seal(1, false);
    CHECK(ledger.persons() == before);
}

TEST_CASE("an old person's number leads to who has most of it now") {
    auto ledger = of(4);
    const auto link = ledger.say(says(0, 1, true));
    ledger.say(says(1, 2, true));
    ledger.say(says(2, 3, true));
    const auto members = ledger.records_of(0);
    ledger.withdraw(link, 4);
    CHECK(ledger.person_of(0) == 0);
    CHECK(ledger.successor(members) == 1);
}

TEST_CASE(
    "ten thousand turns of link, unlink, add and seal: the same assertions, the same persons") {
    std::mt19937 random(41);
    auto ledger = of(12);
    std::vector<AssertionNo> standing;
    std::vector<bool> sealed(12, false);
    for (int turn = 0; turn < 10'000; ++turn) {
        const auto count = static_cast<RecordNo>(ledger.size());
        const auto kind = random() % 10;
        if (kind < 5) {
            const auto a = static_cast<RecordNo>(random() % count);
            const auto near =
                static_cast<RecordNo>(std::min<std::size_t>(count - 1, a + 1 + random() % 4));
            standing.push_back(ledger.say(says(
                a, near, random() % 5 != 0, random() % 4 == 0, static_cast<int>(random() % 30))));
        } else if (kind < 8 && !standing.empty()) {
            const auto at = random() % standing.size();
            ledger.withdraw(standing[at], turn + 1);
            standing.erase(standing.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (kind == 8 && count < 60) {
            ledger.add_record();
            sealed.push_back(false);
        } else {
            const auto no = random() % count;
            sealed[no] = !sealed[no];
            ledger.seal(static_cast<RecordNo>(no), sealed[no]);
        }
        if (turn % 97 != 0) continue;
        CHECK(ledger.persons() == ledger.worked_out());
        // The same assertions in another order.
        auto shuffled = standing;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        auto other = of(static_cast<int>(ledger.size()));
        for (RecordNo no = 0; no < sealed.size(); ++no)
            if (sealed[no]) other.seal(no, true);
        for (const auto no : shuffled)
            other.say(ledger.assertions()[no]);
        CHECK(other.persons() == ledger.persons());
    }
}

}  // namespace longstone::match
