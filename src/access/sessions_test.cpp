#include "access/sessions.h"

#include <string>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "access/test_accounts.h"

using namespace longstone;
using namespace longstone::access;

namespace {

constexpr SessionLimits kLimits = {};

std::string begin(store::Session& db, const char* user, Instant now, bool wants_code = false) {
    return begin_session(
        db,
        {.user = user, .device = "Firefox on Linux", .source = "::1", .wants_code = wants_code},
        now);
}

}  // namespace

TEST_CASE("a session is found by its token alone, and its token is not in the table") {
    for_each_house([](House& house) {
        house.add("rob", {{"hub", "researcher"}});
        const auto db = house.store.write();
        const std::string token = begin(*db, "rob", kTestNoon);
        const auto found = find_session(*db, token, kLimits, kTestNoon);
        REQUIRE(found.has_value());
        CHECK(found->user == "rob");
        CHECK(found->csrf_secret.size() == 32);
        CHECK_FALSE(found->must_enrol);
        CHECK_FALSE(find_session(*db, "", kLimits, kTestNoon).has_value());
        std::string other = token;
        other.back() = other.back() == 'a' ? 'b' : 'a';
        CHECK_FALSE(find_session(*db, other, kLimits, kTestNoon).has_value());
        CHECK(db->integer("select count(*) from user_session where token_hash = $1", {token}) == 0);
        CHECK(token != begin(*db, "rob", kTestNoon));
    });
}

TEST_CASE("a session ends when idle for 30 minutes, and after 12 hours whatever happens") {
    for_each_house([](House& house) {
        house.add("rob", {{"hub", "researcher"}});
        const auto db = house.store.write();
        const std::string token = begin(*db, "rob", kTestNoon);
        CHECK(find_session(*db, token, kLimits, kTestNoon + (30 * kMinute - 1)).has_value());
        CHECK_FALSE(find_session(*db, token, kLimits, kTestNoon + 30 * kMinute).has_value());
        const std::string id = find_session(*db, token, kLimits, kTestNoon)->id;
        Instant now = kTestNoon;
        while (now.micros < kTestNoon.micros + 12 * kHour - 20 * kMinute) {
            now = now + 20 * kMinute;
            touch_session(*db, id, now);
            CHECK(find_session(*db, token, kLimits, now).has_value());
        }
        touch_session(*db, id, kTestNoon + (12 * kHour - 1));
        CHECK(find_session(*db, token, kLimits, kTestNoon + (12 * kHour - 1)).has_value());
        CHECK_FALSE(find_session(*db, token, kLimits, kTestNoon + 12 * kHour).has_value());
        sweep_sessions(*db, kLimits, kTestNoon + 12 * kHour);
        CHECK(db->integer("select count(*) from user_session") == 0);
    });
}

TEST_CASE("use is written down once a minute, and never backwards") {
    for_each_house([](House& house) {
        house.add("rob", {{"hub", "researcher"}});
        const auto db = house.store.write();
        const std::string token = begin(*db, "rob", kTestNoon);
        CHECK_FALSE(find_session(*db, token, kLimits, kTestNoon + 59 * kSecond)->touch_due);
        const auto later = find_session(*db, token, kLimits, kTestNoon + kMinute);
        CHECK(later->touch_due);
        touch_session(*db, later->id, kTestNoon + kMinute);
        touch_session(*db, later->id, kTestNoon);
        CHECK_FALSE(find_session(*db, token, kLimits, kTestNoon + 90 * kSecond)->touch_due);
    });
}

TEST_CASE("their owner sees the sessions, and ends one or all but this one") {
    for_each_house([](House& house) {
        house.add("rob", {{"hub", "researcher"}});
        house.add("ann", {{"school", "admin"}});
        const auto db = house.store.write();
        const std::string first = begin(*db, "rob", kTestNoon);
        const std::string second = begin(*db, "rob", kTestNoon + kMinute);
        const std::string other = begin(*db, "ann", kTestNoon);
        const Viewer rob = house.viewer("rob");
        const Grant own = *allow(rob, Action::OwnAccount, "rob");
        const Instant now = kTestNoon + 2 * kMinute;
        const auto lines = list_sessions(*db, own, kLimits, now);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].seen_at == kTestNoon + kMinute);
        CHECK(lines[0].device == "Firefox on Linux");

        const std::string not_mine = find_session(*db, other, kLimits, now)->id;
        CHECK(end_session(*db, own, not_mine).error().fault == Fault::NotFound);
        CHECK(find_session(*db, other, kLimits, now).has_value());
        CHECK(end_session(*db, own, find_session(*db, first, kLimits, now)->id).has_value());
        CHECK_FALSE(find_session(*db, first, kLimits, now).has_value());

        const std::string third = begin(*db, "rob", now);
        CHECK(end_sessions(*db, own, find_session(*db, third, kLimits, now)->id).has_value());
        CHECK_FALSE(find_session(*db, second, kLimits, now).has_value());
        CHECK(find_session(*db, third, kLimits, now).has_value());
        sign_out(*db, third);
        CHECK_FALSE(find_session(*db, third, kLimits, now).has_value());
        CHECK(find_session(*db, other, kLimits, now).has_value());
    });
}

TEST_CASE("a session that wants a code may only enrol until there is one") {
    for_each_house([](House& house) {
        house.add("rob", {{"hub", "researcher"}});
        const auto db = house.store.write();
        const std::string token = begin(*db, "rob", kTestNoon, true);
        CHECK(find_session(*db, token, kLimits, kTestNoon)->must_enrol);
        db->run("update user_account set code_enrolled = 1 where name = 'rob'");
        CHECK_FALSE(find_session(*db, token, kLimits, kTestNoon)->must_enrol);
    });
}

TEST_CASE("a device is named so that its owner knows it again") {
    CHECK(device_text("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                      "Gecko) Chrome/126.0 Safari/537.36 Edg/126.0") == "Edge on Windows");
    CHECK(device_text("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 "
                      "Version/17.5 Mobile Safari/604.1") == "Safari on iPhone");
    CHECK(device_text("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0") ==
          "Firefox on Linux");
    CHECK(device_text("curl/8.0") == "An unknown device");
    CHECK(device_text("") == "An unknown device");
}
