#include "access/sign_in.h"

#include <utility>
#include <vector>

#include "access/accounts.h"
#include "access/one_time_code.h"
#include "access/sessions.h"
#include "access/throttle.h"
#include "access/token_text.h"
#include "base/text.h"
#include "journal/journal.h"
#include "store/store.h"

namespace longstone::access {

// One password, looked at. `db` is the open transaction in which what follows is decided.
struct SignIn::Tried {
    std::unique_ptr<store::Session> db = {};
    Account account = {};
    bool known_device = false;
};

namespace {

Refused wrong(std::string field, std::string message) {
    Problem problem = {.fault = Fault::Invalid, .message = message};
    problem.fields.push_back({.field = std::move(field), .message = std::move(message)});
    return Refused(std::move(problem));
}

Refused wrong_password() {
    return wrong("password", "The user name or the password is not right. Check both.");
}

bool is_known_device(
    store::Session& db, std::string_view user, const From& from, std::int64_t life, Instant now) {
    if (!looks_like_token(from.device_token)) return false;
    return db
        .one(
            "select user_name from user_device "
            "where token_hash = $1 and user_name = $2 and known_at > $3",
            {token_hash(from.device_token), user, now.micros - life})
        .has_value();
}

std::vector<Bucket> buckets_of(const SignInSettings& settings,
                               const std::string& who,
                               const From& from,
                               bool known_device) {
    if (known_device) {
        return {{.key = cat({"device ", who, " ", from.device_token}),
                 .most = settings.account_guesses,
                 .growing = true}};
    }
    return {{.key = cat({"account ", who}), .most = settings.account_guesses},
            {.key = cat({"pair ", who, " ", from.source}),
             .most = settings.account_guesses,
             .growing = true},
            {.key = cat({"source ", from.source}), .most = settings.source_guesses}};
}

void note_sign_in(store::Session& db,
                  std::string_view action,
                  std::string_view actor,
                  std::string_view user,
                  const From& from,
                  Instant now) {
    journal::note_look(db,
                       {.at = now,
                        .actor = std::string(actor),
                        .action = std::string(action),
                        .subject = cat({"user/", user}),
                        .reason = cat({from.device, ", ", from.source})});
}

bool is_inside(const Account& account, const From& from) {
    return account.trusted && from.network == Network::Trusted;
}

// The password, and the code where one is needed, were right.
SignedIn let_in(store::Session& db,
                const SignInSettings& settings,
                const Account& account,
                const From& from,
                bool known_device,
                Instant now) {
    const bool wants_code = settings.code_required && !is_inside(account, from);
    SignedIn signed_in = {.user = account.name,
                          .device_token = from.device_token,
                          .must_enrol = wants_code && !account.code_enrolled};
    signed_in.session_token = begin_session(db,
                                            {.user = account.name,
                                             .device = from.device,
                                             .source = from.source,
                                             .wants_code = wants_code},
                                            now);
    if (known_device) {
        db.run("update user_device set known_at = $2 where token_hash = $1",
               {token_hash(from.device_token), now.micros});
    } else {
        signed_in.device_token = new_token();
        db.run(
            "insert into user_device (token_hash, user_name, device, known_at) "
            "values ($1, $2, $3, $4)",
            {token_hash(signed_in.device_token), account.name, from.device, now.micros});
    }
    note_sign_in(db, "sign-in", account.name, account.name, from, now);
    return signed_in;
}

std::optional<std::string> password_hash(store::Session& db, std::string_view user) {
    const auto row = db.one(
        "select s.password_hash from user_secret s join user_account a on a.name = s.user_name "
        "where s.user_name = $1 and a.disabled = 0",
        {user});
    return row ? row->maybe_text(0) : std::nullopt;
}

// Whether that is still the hash, which then becomes `fresh`. Holds the row, so that a change of
// password waits for the session that is about to begin, and ends it.
bool still_holds(store::Session& db,
                 std::string_view user,
                 const std::string& hash,
                 const std::string& fresh) {
    return db
        .one(
            "update user_secret set password_hash = $3 where user_name = $1 and "
            "password_hash = $2 and exists (select 1 from user_account a "
            "where a.name = $1 and a.disabled = 0) returning user_name",
            {user, hash, fresh})
        .has_value();
}

}  // namespace

Result<SignIn::Tried> SignIn::try_password(std::string_view typed_name,
                                           std::string_view password,
                                           const From& from,
                                           Instant now) const {
    // A name that nobody can have is guessed at all the same, under what was typed.
    const std::optional<std::string> name = account_name(typed_name);
    const std::string who = name ? *name : std::string(typed_name);
    Tried tried;
    tried.db = store_.write();
    tried.known_device = is_known_device(*tried.db, who, from, settings_.device_life, now);
    const std::string guess = TRY(count_guess(
        *tried.db, buckets_of(settings_, who, from, tried.known_device), settings_.window, now));
    const std::optional<std::string> hash = password_hash(*tried.db, who);
    tried.db->commit();
    tried.db.reset();

    // Outside any transaction: this takes long on purpose, and nobody else should wait for it.
    const bool long_enough = !password.empty() && password.size() <= 4 * kLongestPassword;
    const bool right =
        hasher_.verify(hash, long_enough ? password : std::string_view("-")) && long_enough;
    const std::optional<std::string> fresh =
        right && hasher_.is_outdated(*hash) ? std::optional(hasher_.hash(password)) : std::nullopt;

    tried.db = store_.write();
    // Meanwhile the password may have been changed, or the account disabled.
    if (!right || !still_holds(*tried.db, who, *hash, fresh.value_or(*hash))) {
        const bool exists = name && find_account(*tried.db, who);
        note_sign_in(
            *tried.db, "sign-in-refused", kPublicUser, exists ? who : std::string("?"), from, now);
        tried.db->commit();
        return wrong_password();
    }
    take_back_guess(*tried.db, guess);
    tried.account = *find_account(*tried.db, who);
    return tried;
}

Result<FirstStep> SignIn::with_password(std::string_view typed_name,
                                        std::string_view password,
                                        const From& from,
                                        Instant now) const {
    const Tried tried = TRY(try_password(typed_name, password, from, now));
    FirstStep step;
    if (tried.account.code_enrolled && !is_inside(tried.account, from)) {
        step.step_token = new_token();
        tried.db->run(
            "insert into sign_in_step (token_hash, user_name, begun_at, guesses) "
            "values ($1, $2, $3, 0)",
            {token_hash(step.step_token), tried.account.name, now.micros});
    } else {
        step.signed_in = let_in(*tried.db, settings_, tried.account, from, tried.known_device, now);
    }
    tried.db->commit();
    return step;
}

Result<SignedIn> SignIn::with_code(std::string_view step_token,
                                   std::string_view code,
                                   const From& from,
                                   Instant now) const {
    const auto start_again = [] {
        return refuse(
            Fault::Unauthenticated,
            "Signing in took too long or was begun elsewhere. Enter your password again.");
    };
    if (!looks_like_token(step_token)) return start_again();
    const std::string step = token_hash(step_token);
    const auto db = store_.write();
    const auto row = db->one(
        "update sign_in_step set guesses = guesses + 1 where token_hash = $1 and begun_at > $2 "
        "and guesses < $3 returning user_name",
        {step, now.micros - settings_.step_life, settings_.code_guesses});
    const std::optional<Account> account =
        row ? find_account(*db, row->text(0)) : std::optional<Account>();
    if (!account || account->disabled) return start_again();

    const bool known = is_known_device(*db, account->name, from, settings_.device_life, now);
    const std::string key = known ? cat({"code device ", account->name, " ", from.device_token})
                                  : cat({"code account ", account->name});
    const std::string guess = TRY(
        count_guess(*db, {{.key = key, .most = settings_.code_guesses}}, settings_.window, now));
    if (!spend_code(*db, account->name, code, now)) {
        note_sign_in(*db, "sign-in-refused", kPublicUser, account->name, from, now);
        db->commit();
        return wrong("code",
                     "This code is not right, or was used before. Wait until your app shows a new "
                     "one, then enter that.");
    }
    take_back_guess(*db, guess);
    db->run("delete from sign_in_step where token_hash = $1", {step});
    const SignedIn signed_in = let_in(*db, settings_, *account, from, known, now);
    db->commit();
    return signed_in;
}

Result<void> SignIn::confirm_password(std::string_view user,
                                      std::string_view password,
                                      const From& from,
                                      Instant now) const {
    const auto tried = try_password(user, password, from, now);
    if (tried) {
        tried->db->commit();
        return {};
    }
    if (tried.error().fault != Fault::Invalid) return Refused(tried.error());
    return wrong("password", "This is not your password. Try again.");
}

void SignIn::sweep(Instant now) const {
    const auto db = store_.write();
    sweep_guesses(*db, settings_.window, now);
    db->run("delete from sign_in_step where begun_at <= $1", {now.micros - settings_.step_life});
    db->run("delete from user_device where known_at <= $1", {now.micros - settings_.device_life});
    db->commit();
}

}  // namespace longstone::access
