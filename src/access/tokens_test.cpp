#include "access/tokens.h"

#include <string>

#include <doctest/doctest.h>

#include "access/test_accounts.h"

using namespace longstone;
using namespace longstone::access;

TEST_CASE("a token lets a program in as its user, for its days, until it is revoked") {
    for_each_house([](House& house) {
        house.add("ann", {{"school", "admin"}});
        house.add("rob", {{"hub", "researcher"}});
        const Viewer ann = house.viewer("ann");
        const Viewer rob = house.viewer("rob");
        const Grant own = *allow(ann, Action::OwnAccount, "ann");
        const Grant other = *allow(rob, Action::OwnAccount, "rob");
        const auto db = house.store.write();
        const Change change = house.change(*db);
        const auto made = make_token(change, own, "ann", " Nightly feed ", 2);
        REQUIRE(made.has_value());
        CHECK(made->secret.starts_with("longstone_"));
        CHECK(made->token.name == "Nightly feed");

        const auto use = find_token(*db, made->secret, kTestNoon);
        REQUIRE(use.has_value());
        CHECK(use->user == "ann");
        CHECK(use->touch_due);
        touch_token(*db, use->id, kTestNoon);
        CHECK_FALSE(find_token(*db, made->secret, kTestNoon + 59 * kSecond)->touch_due);
        CHECK(find_token(*db, made->secret, kTestNoon + (2 * kDay - 1)).has_value());
        CHECK_FALSE(find_token(*db, made->secret, kTestNoon + 2 * kDay).has_value());
        CHECK_FALSE(find_token(*db, made->secret.substr(10), kTestNoon).has_value());
        CHECK_FALSE(find_token(*db, "longstone_", kTestNoon).has_value());

        const auto listed = list_tokens(*db, own, "ann");
        REQUIRE(listed->size() == 1);
        CHECK(listed->at(0).used_at == kTestNoon);
        CHECK_FALSE(list_tokens(*db, other, "ann").has_value());
        CHECK_FALSE(revoke_token(change, other, "ann", use->id).has_value());
        CHECK_FALSE(revoke_token(change, other, "rob", use->id).has_value());
        CHECK(revoke_token(change, own, "ann", use->id).has_value());
        CHECK_FALSE(revoke_token(change, own, "ann", use->id).has_value());
        CHECK_FALSE(find_token(*db, made->secret, kTestNoon).has_value());
        CHECK(list_tokens(*db, own, "ann")->at(0).revoked_at == kTestNoon);
    });
}

TEST_CASE("a token needs a name and a number of days") {
    for_each_house([](House& house) {
        house.add("ann", {{"school", "admin"}});
        const Viewer ann = house.viewer("ann");
        const Grant own = *allow(ann, Action::OwnAccount, "ann");
        const auto db = house.store.write();
        const auto field = [&](const char* name, int days) {
            const auto answer = make_token(house.change(*db), own, "ann", name, days);
            return answer ? std::string() : answer.error().fields.at(0).field;
        };
        CHECK(field(" ", 2) == "name");
        CHECK(field("Feed", 0) == "days");
        CHECK(field("Feed", 367) == "days");
        CHECK(field("Feed", 366).empty());
    });
}
