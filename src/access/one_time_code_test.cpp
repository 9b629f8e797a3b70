#include "access/one_time_code.h"

#include <string>

#include <doctest/doctest.h>

#include "access/qr_svg.h"
#include "access/sessions.h"
#include "access/test_accounts.h"
#include "base/text.h"

using namespace longstone;
using namespace longstone::access;

namespace {

std::string key_of(store::Session& db, const char* column) {
    const auto row =
        column == std::string("offered")
            ? db.one("select code_key_offered from user_secret where user_name = 'ann'")
            : db.one("select code_key from user_secret where user_name = 'ann'");
    return row->bytes(0);
}

}  // namespace

TEST_CASE("codes are those of RFC 6238, in six digits") {
    const std::string key = "12345678901234567890";
    CHECK(code_at(key, {59 * kSecond}) == "287082");
    CHECK(code_at(key, {1111111109 * kSecond}) == "081804");
    CHECK(code_at(key, {20000000000 * kSecond}) == "353130");
    CHECK(base32(key) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST_CASE("a code counts one step early and late, and not after it was spent") {
    const std::string key = "12345678901234567890";
    const std::string code = code_at(key, kTestNoon);
    const std::int64_t step = kTestNoon.micros / (30 * kSecond);
    CHECK(code_step(key, code, kTestNoon, 0) == step);
    CHECK(code_step(key, code.substr(0, 3) + " " + code.substr(3), kTestNoon, 0) == step);
    CHECK(code_step(key, code, kTestNoon + 59 * kSecond, 0) == step);
    CHECK(code_step(key, code, kTestNoon + -30 * kSecond, 0) == step);
    CHECK_FALSE(code_step(key, code, kTestNoon + 60 * kSecond, 0).has_value());
    CHECK_FALSE(code_step(key, code, kTestNoon + -31 * kSecond, 0).has_value());
    CHECK_FALSE(code_step(key, code, kTestNoon, step).has_value());
    CHECK_FALSE(code_step(key, "", kTestNoon, 0).has_value());
    CHECK_FALSE(code_step(key, code + "1", kTestNoon, 0).has_value());
}

TEST_CASE("a key becomes theirs by a right code, and each code is spent once") {
    for_each_house([](House& house) {
        house.add("ann", {{"school", "admin"}});
        house.add("kim", {{"hub", "keeper"}});
        const Viewer ann = house.viewer("ann");
        const Viewer kim = house.viewer("kim");
        const Grant own = *allow(ann, Action::OwnAccount, "ann");
        const Grant managing = *allow(kim, Action::ManageUsers, "ann");
        const auto db = house.store.write();
        const Change change = house.change(*db);
        CHECK_FALSE(confirm_code(change, own, "ann", "123456").has_value());
        CHECK_FALSE(offer_code(change, managing, "ann", "Testshire").has_value());

        const auto offer = offer_code(change, own, "ann", "Testshire & co");
        REQUIRE(offer.has_value());
        const std::string key = key_of(*db, "offered");
        CHECK(offer->uri ==
              cat({"otpauth://totp/Testshire%20%26%20co:ann?secret=",
                   base32(key),
                   "&issuer=Testshire%20%26%20co&algorithm=SHA1&digits=6&period=30"}));
        CHECK(offer->key_text.size() == 32 + 7);
        CHECK(standing_offer(*db, own, "ann", "Testshire & co")->uri == offer->uri);
        const std::string wrong = code_at(key, kTestNoon + kDay);
        CHECK(confirm_code(change, own, "ann", wrong).error().fields.at(0).field == "code");
        CHECK_FALSE(find_account(*db, "ann")->code_enrolled);
        CHECK(confirm_code(change, own, "ann", code_at(key, kTestNoon)).has_value());
        CHECK(find_account(*db, "ann")->code_enrolled);
        CHECK(key_of(*db, "own") == key);
        CHECK_FALSE(offer_code(change, own, "ann", "Testshire").has_value());

        // The code that enrolled is spent as well.
        CHECK_FALSE(spend_code(*db, "ann", code_at(key, kTestNoon), kTestNoon));
        const Instant later = kTestNoon + kMinute;
        CHECK(spend_code(*db, "ann", code_at(key, later), later));
        CHECK_FALSE(spend_code(*db, "ann", code_at(key, later), later));
        CHECK_FALSE(spend_code(*db, "kim", code_at(key, later), later));

        const std::string token = begin_session(*db, {.user = "ann"}, kTestNoon);
        CHECK_FALSE(remove_code(change, own, "ann", "New telephone").has_value());
        CHECK(remove_code(change, managing, "ann", "New telephone").has_value());
        CHECK_FALSE(find_account(*db, "ann")->code_enrolled);
        CHECK_FALSE(find_session(*db, token, {}, kTestNoon).has_value());
        CHECK_FALSE(spend_code(*db, "ann", code_at(key, later + kHour), later + kHour));
    });
}

TEST_CASE("a QR code is a plain picture with a title") {
    const std::string svg = qr_svg("otpauth://totp/x:y?secret=ABC", "Scan <this>");
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "));
    CHECK(svg.find("<title>Scan &lt;this&gt;</title>") != std::string::npos);
    CHECK(svg.find("style") == std::string::npos);
    // The finder pattern in the corner: seven dark modules after the quiet zone of four.
    CHECK(svg.find("d=\"M4 4h7v1h-7z") != std::string::npos);
    CHECK(svg != qr_svg("otpauth://totp/x:y?secret=ABD", "Scan <this>"));
    CHECK_THROWS_AS(qr_svg(std::string(501, 'a'), "x"), std::length_error);
}
