#include "access/invitations.h"

#include "access/account_event.h"
#include "access/token_text.h"
#include "store/store.h"

namespace longstone::access {

Result<std::string> invite(const Change& change, const Grant& grant, std::string_view name) {
    if (grant.action() != Action::ManageUsers) return not_found();
    const Account account = TRY(account_within(change.db, grant, name));
    if (account.disabled) {
        return refuse(Fault::Invalid, "This account is disabled. Enable it first.");
    }
    std::string token = new_token();
    change.db.run("delete from user_invitation where user_name = $1", {name});
    change.db.run("insert into user_invitation (token_hash, user_name, until) values ($1, $2, $3)",
                  {token_hash(token), name, change.now.micros + kInvitationDays * kDay});
    TRY(note_on_account(change, grant.viewer(), name, "user.invited", Json::object({})));
    return token;
}

std::optional<Account> find_invitation(store::Session& db, std::string_view token, Instant now) {
    if (!looks_like_token(token)) return std::nullopt;
    const auto row =
        db.one("select user_name from user_invitation where token_hash = $1 and until > $2",
               {token_hash(token), now.micros});
    if (!row) return std::nullopt;
    std::optional<Account> account = find_account(db, row->text(0));
    if (!account || account->disabled) return std::nullopt;
    return account;
}

Result<std::string> accept_invitation(const Change& change,
                                      std::string_view token,
                                      const std::string& password_hash) {
    const std::optional<Account> account = find_invitation(change.db, token, change.now);
    // Taken away first: of two who come with the same link, the database lets one through.
    const bool taken =
        account && change.db
                       .one("delete from user_invitation where token_hash = $1 returning user_name",
                            {token_hash(token)})
                       .has_value();
    if (!taken) {
        return refuse(Fault::Unauthenticated,
                      "This link is over or was used already. Ask an administrator for a new one.");
    }
    const Viewer own = {.user = account->name,
                        .name = account->shown,
                        .agency = account->posts.empty() ? "" : account->posts.front().agency};
    const Grant grant = TRY(allow(own, Action::OwnAccount, account->name));
    TRY(set_password(change, grant, account->name, password_hash));
    return account->name;
}

}  // namespace longstone::access
