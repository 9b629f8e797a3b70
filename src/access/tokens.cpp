#include "access/tokens.h"

#include <utility>

#include "access/account_event.h"
#include "access/token_text.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/store.h"

namespace longstone::access {

namespace {

// So that a token left in a file or a log is known for what it is.
constexpr std::string_view kPrefix = "longstone_";
constexpr std::size_t kLongestName = 100;

Refused invalid(std::string field, std::string message) {
    Problem problem = {.fault = Fault::Invalid, .message = message};
    problem.fields.push_back({.field = std::move(field), .message = std::move(message)});
    return Refused(std::move(problem));
}

std::optional<Instant> instant_of(const std::optional<std::int64_t>& micros) {
    if (!micros) return std::nullopt;
    return Instant{*micros};
}

}  // namespace

Result<MadeToken> make_token(const Change& change,
                             const Grant& grant,
                             std::string_view user,
                             const std::string& name,
                             int days) {
    const Account account = TRY(account_within(change.db, grant, user));
    if (account.disabled) return refuse(Fault::Invalid, "This account is disabled.");
    if (trim(name).empty() || name.size() > kLongestName || !is_valid_utf8(name)) {
        return invalid("name", "Say in a few words what will use the token.");
    }
    if (days < 1 || days > kLongestTokenDays) {
        return invalid("days", "Enter how many days it is for, from 1 to 366.");
    }
    const std::string body = new_token();
    MadeToken made = {.secret = cat({kPrefix, body}),
                      .token = {.id = new_id(),
                                .user = account.name,
                                .name = std::string(trim(name)),
                                .made_at = change.now,
                                .until = change.now + days * kDay}};
    change.db.run(
        "insert into api_token (token_hash, id, user_name, name, made_at, until) "
        "values ($1, $2, $3, $4, $5, $6)",
        {token_hash(body),
         made.token.id,
         account.name,
         made.token.name,
         made.token.made_at.micros,
         made.token.until.micros});
    TRY(note_on_account(
        change,
        grant.viewer(),
        user,
        "user.token-made",
        Json::object(
            {{"id", made.token.id}, {"name", made.token.name}, {"until", iso(made.token.until)}})));
    return made;
}

Result<std::vector<ApiToken>> list_tokens(store::Session& db,
                                          const Grant& grant,
                                          std::string_view user) {
    TRY(account_within(db, grant, user));
    std::vector<ApiToken> tokens;
    for (const store::Row& row :
         db.rows("select id, user_name, name, made_at, until, used_at, revoked_at from api_token "
                 "where user_name = $1 order by made_at desc, id",
                 {user})) {
        tokens.push_back({.id = row.text(0),
                          .user = row.text(1),
                          .name = row.text(2),
                          .made_at = {row.integer(3)},
                          .until = {row.integer(4)},
                          .used_at = instant_of(row.maybe_integer(5)),
                          .revoked_at = instant_of(row.maybe_integer(6))});
    }
    return tokens;
}

Result<void> revoke_token(const Change& change,
                          const Grant& grant,
                          std::string_view user,
                          std::string_view id) {
    TRY(account_within(change.db, grant, user));
    const auto row = change.db.one(
        "update api_token set revoked_at = $3 where user_name = $1 and id = $2 and "
        "revoked_at is null returning name",
        {user, id, change.now.micros});
    if (!row) return not_found();
    return note_on_account(change,
                           grant.viewer(),
                           user,
                           "user.token-revoked",
                           Json::object({{"id", Json(id)}, {"name", row->text(0)}}));
}

std::optional<TokenUse> find_token(store::Session& db, std::string_view secret, Instant now) {
    if (!secret.starts_with(kPrefix)) return std::nullopt;
    const std::string_view body = secret.substr(kPrefix.size());
    if (!looks_like_token(body)) return std::nullopt;
    const auto row = db.one(
        "select t.id, t.user_name, t.used_at from api_token t "
        "join user_account a on a.name = t.user_name "
        "where t.token_hash = $1 and t.until > $2 and t.revoked_at is null and a.disabled = 0",
        {token_hash(body), now.micros});
    if (!row) return std::nullopt;
    return TokenUse{.id = row->text(0),
                    .user = row->text(1),
                    .touch_due = row->is_null(2) || now.micros - row->integer(2) >= kMinute};
}

void touch_token(store::Session& db, std::string_view id, Instant now) {
    db.run("update api_token set used_at = $2 where id = $1", {id, now.micros});
}

}  // namespace longstone::access
