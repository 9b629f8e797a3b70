#include "access/password.h"

#include <string>

#include <doctest/doctest.h>

using namespace longstone;
using namespace longstone::access;

namespace {
constexpr HashCost kCheap = {.passes = 1, .memory = 8192};

std::string refusal(std::string_view password, const std::vector<std::string>& known = {}) {
    const auto answer = check_password(password, known);
    return answer ? std::string() : answer.error().fields.at(0).message;
}
}  // namespace

TEST_CASE("a hash lets its own password through and no other") {
    const PasswordHasher hasher(kCheap);
    const std::string hash = hasher.hash("lighthouse kettle orbit");
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(hash != hasher.hash("lighthouse kettle orbit"));
    CHECK(hasher.verify(hash, "lighthouse kettle orbit"));
    CHECK_FALSE(hasher.verify(hash, "lighthouse kettle orbiT"));
    CHECK_FALSE(hasher.verify(hash, ""));
}

TEST_CASE("without a hash every password is wrong") {
    const PasswordHasher hasher(kCheap);
    CHECK_FALSE(hasher.verify(std::nullopt, "anything at all"));
    CHECK_FALSE(hasher.verify(std::string(), "anything at all"));
    CHECK_FALSE(hasher.verify(std::string("not a hash"), "anything at all"));
}

TEST_CASE("a hash of another cost is due to be made again") {
    const PasswordHasher cheap(kCheap);
    const PasswordHasher dearer({.passes = 2, .memory = 16384});
    const std::string hash = cheap.hash("lighthouse kettle orbit");
    CHECK_FALSE(cheap.is_outdated(hash));
    CHECK(dearer.is_outdated(hash));
    CHECK(dearer.verify(hash, "lighthouse kettle orbit"));
}

TEST_CASE("a password is judged by how hard it is to guess, not by its signs") {
    CHECK(refusal("lighthouse kettle orbit").empty());
    CHECK(refusal("k7dmq2xv9trp").empty());
    CHECK(refusal("Zażółć gęślą jaźń").empty());
    CHECK(refusal("password12345").starts_with("This password would be guessed too easily."));
    CHECK(refusal("qwertyuiop123").starts_with("This password would be guessed too easily."));
    CHECK(refusal("aaaaaaaaaaaaaaaa").starts_with("This password would be guessed too easily."));
    CHECK(refusal("Safeguarding1!").starts_with("This password would be guessed too easily."));
}

TEST_CASE("names that belong to the person or the place make a password weak") {
    CHECK(refusal("oyelaranbeadnell").empty());
    CHECK_FALSE(refusal("oyelaranbeadnell", {"Dana Oyelaran", "Beadnell School"}).empty());
}

TEST_CASE("length is counted in characters") {
    CHECK(refusal("").starts_with("Enter a password."));
    CHECK(refusal("k7dmq2xv9tr").starts_with("Your password must have at least 12 characters."));
    CHECK(refusal("żółćęśąźńłó").starts_with("Your password must have at least 12 characters."));
    std::string longest;
    while (longest.size() < 253)
        longest += "k7d q2xv9t!";
    CHECK(refusal(longest.substr(0, 128)).empty());
    CHECK(refusal(longest.substr(0, 253)).empty());
    CHECK(refusal(longest + "xxxx").starts_with("Your password must have at most 256 characters."));
    CHECK(refusal("\xff\xfe bad bytes here").starts_with("Enter a password made of"));
}

TEST_CASE("a password to read aloud passes its own check") {
    const std::string password = readable_password();
    CHECK(password.size() == 24);
    CHECK(refusal(password).empty());
    CHECK(password != readable_password());
}
