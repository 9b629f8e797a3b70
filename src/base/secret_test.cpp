#include "base/secret.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <doctest/doctest.h>

using namespace longstone;

namespace {

bool is_crockford(const std::string& text) {
    constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return kLetters.find(c) != std::string_view::npos;
    });
}

}  // namespace

TEST_CASE("random values have the size asked for and do not repeat") {
    CHECK(random_bytes(0).empty());
    CHECK(random_bytes(33).size() == 33);
    CHECK(random_bytes(16) != random_bytes(16));
    CHECK(random_code(0).empty());
    CHECK(random_code(10).size() == 10);
    std::set<std::string> ids;
    for (int i = 0; i < 2000; ++i) {
        std::string id = new_id();
        REQUIRE(id.size() == 26);
        REQUIRE(is_crockford(id));
        REQUIRE(id.front() <= '7');  // 128 bits: the first of 26 letters carries three
        ids.insert(id);
    }
    CHECK(ids.size() == 2000);
}

TEST_CASE("a code uses every letter of the alphabet") {
    std::string code = random_code(4000);
    CHECK(is_crockford(code));
    CHECK(std::set<char>(code.begin(), code.end()).size() == 32);
    std::set<char> last;
    for (int i = 0; i < 2000; ++i)
        last.insert(new_id().back());
    CHECK(last.size() == 32);
}

TEST_CASE("the hash is BLAKE2b of 32 bytes over the pieces end to end") {
    CHECK(hex(blake2b({})) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(hex(blake2b({"abc"})) ==
          "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(blake2b({"a", "", "bc"}) == blake2b({"abc"}));
    CHECK(blake2b({"abd"}) != blake2b({"abc"}));
}

TEST_CASE("a keyed hash depends on its key, which must be long enough") {
    std::string key(32, 'k');
    std::string other(32, 'o');
    CHECK(keyed_blake2b(key, "text").size() == 32);
    CHECK(keyed_blake2b(key, "text") == keyed_blake2b(key, "text"));
    CHECK(keyed_blake2b(key, "text") != keyed_blake2b(other, "text"));
    CHECK(keyed_blake2b(key, "text") != blake2b({"text"}));
    CHECK_THROWS_AS(keyed_blake2b("short", "text"), std::invalid_argument);
    CHECK_THROWS_AS(keyed_blake2b(std::string(65, 'k'), "text"), std::invalid_argument);
}

TEST_CASE("bytes are compared whole") {
    CHECK(same_bytes("", ""));
    CHECK(same_bytes("abc", "abc"));
    CHECK_FALSE(same_bytes("abc", "abd"));
    CHECK_FALSE(same_bytes("abc", "ab"));
    CHECK_FALSE(same_bytes("", "a"));
}

TEST_CASE("bytes go to hex and back") {
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    CHECK(unhex(hex(all)) == all);
    CHECK(hex(std::string("\x00\x7f\xff", 3)) == "007fff");
    CHECK(unhex("00FFaB") == std::string("\x00\xff\xab", 3));
    for (std::string_view wrong : {"", "0", "abc", "0g", " 0", "0x", "+1"}) {
        CHECK(unhex(wrong).empty());
    }
}

TEST_CASE("a signature holds for its text and key alone") {
    SigningKey key = new_signing_key();
    SigningKey other = new_signing_key();
    CHECK(key.public_key.size() == 32);
    CHECK(key.secret_key.size() == 64);
    std::string signature = sign(key, "minutes of the meeting");
    CHECK(signature.size() == 64);
    CHECK(signature_holds(key.public_key, "minutes of the meeting", signature));
    CHECK_FALSE(signature_holds(key.public_key, "minutes of a meeting", signature));
    CHECK_FALSE(signature_holds(other.public_key, "minutes of the meeting", signature));
    std::string bent = signature;
    bent[10] = static_cast<char>(bent[10] ^ 1);
    CHECK_FALSE(signature_holds(key.public_key, "minutes of the meeting", bent));
    CHECK_FALSE(signature_holds(key.public_key, "minutes of the meeting", ""));
    CHECK_FALSE(signature_holds("", "minutes of the meeting", signature));
    CHECK_THROWS_AS(sign(SigningKey{}, "text"), std::invalid_argument);
}
