#pragma once

#include <string>
#include <string_view>

#include "access/accounts.h"
#include "base/json.h"

// For this floor alone: how a change to an account is written, and whether a grant reaches it.
namespace longstone::access {

// Appends to user/<name> after its newest revision.
Result<void> note_on_account(const Change& change,
                             const Viewer& by,
                             std::string_view name,
                             std::string_view kind,
                             Json body);

// The account, when the grant manages users, or is for the own account and that is this one.
Result<Account> account_within(store::Session& db, const Grant& grant, std::string_view name);

}  // namespace longstone::access
