#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/accounts.h"

// One-time codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds). A code
// one step early or late still counts, and each code counts once.
namespace longstone::access {

// What the person copies into their app. The key becomes theirs only by a right code.
struct CodeOffer {
    std::string uri = {};       // otpauth://totp/…
    std::string key_text = {};  // base32, in groups of four, for typing
    std::string qr_svg = {};    // the URI as a picture
};

// Both with a grant to OwnAccount. An account that has a code already must have it taken away
// first.
Result<CodeOffer> offer_code(const Change& change,
                             const Grant& grant,
                             std::string_view name,
                             std::string_view issuer);
// The offer that stands, to show the page again after a wrong code.
Result<CodeOffer> standing_offer(store::Session& db,
                                 const Grant& grant,
                                 std::string_view name,
                                 std::string_view issuer);
Result<void> confirm_code(const Change& change,
                          const Grant& grant,
                          std::string_view name,
                          std::string_view code);
// With a grant to ManageUsers, as when a telephone is lost. Ends the account's sessions.
Result<void> remove_code(const Change& change,
                         const Grant& grant,
                         std::string_view name,
                         const std::string& reason);

// Part of signing in: whether the code is right now; if so it is spent.
bool spend_code(store::Session& db, std::string_view name, std::string_view code, Instant now);

// The step at which the key gives this code, if it lies within one of now and after `spent`.
std::optional<std::int64_t> code_step(std::string_view key,
                                      std::string_view code,
                                      Instant now,
                                      std::int64_t spent);
// The code a key gives then; for tests and for the demonstration's script.
std::string code_at(std::string_view key, Instant when);
std::string base32(std::string_view key);

}  // namespace longstone::access
