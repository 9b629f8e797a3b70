#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/accounts.h"

// Links by which a new user, or one who forgot, sets a password that nobody else ever knew. A link
// is good once and for a few days; a newer one replaces it.
namespace longstone::access {

inline constexpr int kInvitationDays = 3;

// With a grant to ManageUsers; the answer is the token in the link. An account that is reset keeps
// its old password until the new one is set.
Result<std::string> invite(const Change& change, const Grant& grant, std::string_view name);
std::optional<Account> find_invitation(store::Session& db, std::string_view token, Instant now);
// Sets the password; the answer is the account's name. Unauthenticated when the link is over.
Result<std::string> accept_invitation(const Change& change,
                                      std::string_view token,
                                      const std::string& password_hash);

}  // namespace longstone::access
