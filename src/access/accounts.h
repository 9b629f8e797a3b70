#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/problem.h"
#include "base/time.h"

// Accounts. What happens to one is an event on the stream user/<name>; user_account and user_post
// are made from those events alone. Hashes and keys are in no event: they stand in user_secret,
// which a rebuild leaves alone, and the event only says that it happened.
namespace longstone::journal {
struct Projection;
}

namespace longstone::access {

struct Account {
    std::string name = {};   // what they sign in with; lower case
    std::string shown = {};  // "Dana Oyelaran"
    std::string email = {};
    std::vector<PostHeld> posts = {};
    Instant added_at = {};
    bool disabled = false;
    bool code_enrolled = false;
    bool trusted = false;  // needs no one-time code from inside the trusted network
    std::optional<Instant> password_at = {};
    std::int64_t rev = 0;
};

struct NewAccount {
    std::string name = {};
    std::string shown = {};
    std::string email = {};
    std::vector<PostHeld> posts = {};
};

// One change in progress: the caller's transaction, every projection, and the time.
struct Change {
    store::Session& db;
    std::span<const journal::Projection> projections = {};
    Instant now = {};
};

enum class CodeRule { Always, OutsideTrustedNetwork };

journal::Projection accounts_projection();

// As it is compared: trimmed, lower case. Nothing when no account could have that name.
std::optional<std::string> account_name(std::string_view typed);

std::optional<Account> find_account(store::Session& db, std::string_view name);
// With a grant to ManageUsers; by shown name.
std::vector<Account> list_accounts(store::Session& db, const Grant& grant);
// Nothing when there is no such account or it is disabled. Once a request.
std::optional<Viewer> load_viewer(store::Session& db,
                                  const define::Definitions& definitions,
                                  std::string_view name);

struct NamedUser {
    std::string name = {};
    std::string shown = {};
    std::string agency = {};
    std::string post = {};
};
// Who may be chosen: users in use whose post gives one of the roles, by shown name.
std::vector<NamedUser> users_in_roles(store::Session& db,
                                      const define::Definitions& definitions,
                                      const std::vector<std::string>& roles);
// Users in use with a post at this agency, by shown name.
std::vector<NamedUser> users_at(store::Session& db, std::string_view agency);
// The name as it is shown, or the account's name when there is none.
std::string shown_name(store::Session& db, std::string_view name);

// These take a grant to ManageUsers. Nobody changes their own posts or disables themselves, so an
// administrator cannot quietly widen what they see. The caller commits.
Result<Account> add_user(const Change& change,
                         const define::Definitions& definitions,
                         const Grant& grant,
                         const NewAccount& account);
Result<void> change_details(const Change& change,
                            const Grant& grant,
                            std::string_view name,
                            const std::string& shown,
                            const std::string& email);
Result<void> change_posts(const Change& change,
                          const define::Definitions& definitions,
                          const Grant& grant,
                          std::string_view name,
                          const std::vector<PostHeld>& posts);
// Ends every session, known device and token of the account at once.
Result<void> disable_user(const Change& change,
                          const Grant& grant,
                          std::string_view name,
                          const std::string& reason);
Result<void> enable_user(const Change& change,
                         const Grant& grant,
                         std::string_view name,
                         const std::string& reason);
Result<void> set_code_rule(const Change& change,
                           const Grant& grant,
                           std::string_view name,
                           CodeRule rule,
                           const std::string& reason);

// With a grant to ManageUsers, or to OwnAccount of that account. `hash` comes from
// PasswordHasher, made outside the transaction because it is slow on purpose. Ends every other
// session and all known devices; `keep_session` names the one that stays.
Result<void> set_password(const Change& change,
                          const Grant& grant,
                          std::string_view name,
                          const std::string& hash,
                          std::string_view keep_session = {});

}  // namespace longstone::access
