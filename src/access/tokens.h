#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.h"

// Tokens by which a program signs in as a user. Only the hash is kept; the secret is shown once.
// Disabling the account revokes them. Whatever a token does is done as its user.
namespace longstone::access {

inline constexpr int kLongestTokenDays = 366;

struct ApiToken {
    std::string id = {};
    std::string user = {};
    std::string name = {};
    Instant made_at = {};
    Instant until = {};
    std::optional<Instant> used_at = {};
    std::optional<Instant> revoked_at = {};
};

struct MadeToken {
    std::string secret = {};  // "longstone_…"
    ApiToken token = {};
};

// With a grant to ManageUsers, or to OwnAccount of that user.
Result<MadeToken> make_token(const Change& change,
                             const Grant& grant,
                             std::string_view user,
                             const std::string& name,
                             int days);
Result<std::vector<ApiToken>> list_tokens(store::Session& db,
                                          const Grant& grant,
                                          std::string_view user);
Result<void> revoke_token(const Change& change,
                          const Grant& grant,
                          std::string_view user,
                          std::string_view id);

struct TokenUse {
    std::string id = {};
    std::string user = {};
    bool touch_due = false;  // its last use is more than a minute old
};
// Nothing when it is unknown, over, revoked, or its user disabled.
std::optional<TokenUse> find_token(store::Session& db, std::string_view secret, Instant now);
void touch_token(store::Session& db, std::string_view id, Instant now);

}  // namespace longstone::access
