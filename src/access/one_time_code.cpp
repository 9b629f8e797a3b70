#include "access/one_time_code.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

#include <liboath/oath.h>

#include "access/account_event.h"
#include "access/qr_svg.h"
#include "access/sessions.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/store.h"

namespace longstone::access {

namespace {

constexpr std::size_t kKeyBytes = 20;
constexpr std::size_t kDigits = 6;
constexpr std::int64_t kStepSeconds = 30;

std::string code_of_step(std::string_view key, std::int64_t step) {
    std::array<char, kDigits + 1> code = {};
    const int answer = oath_totp_generate(key.data(),
                                          key.size(),
                                          static_cast<std::time_t>(step * kStepSeconds),
                                          kStepSeconds,
                                          0,
                                          kDigits,
                                          code.data());
    if (answer != OATH_OK) throw std::runtime_error(oath_strerror(answer));
    return code.data();
}

std::int64_t step_of(Instant when) {
    return when.micros / (kStepSeconds * kSecond);
}

// As people type it: "123 456".
std::string digits_of(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += cat({"%", hex(std::string_view(&c, 1))});
        }
    }
    return out;
}

CodeOffer offer_of(std::string_view name, std::string_view issuer, std::string_view key) {
    CodeOffer offer;
    const std::string text = base32(key);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        if (at > 0) offer.key_text += ' ';
        offer.key_text += text.substr(at, 4);
    }
    const std::string who = percent_encoded(issuer);
    offer.uri = cat({"otpauth://totp/",
                     who,
                     ":",
                     percent_encoded(name),
                     "?secret=",
                     text,
                     "&issuer=",
                     who,
                     "&algorithm=SHA1&digits=6&period=30"});
    offer.qr_svg = qr_svg(offer.uri, "Code to scan with your authenticator app");
    return offer;
}

Result<Account> own_account(store::Session& db, const Grant& grant, std::string_view name) {
    if (grant.action() != Action::OwnAccount) return not_found();
    return account_within(db, grant, name);
}

Refused wrong_code(std::string message) {
    Problem problem = {.fault = Fault::Invalid, .message = message};
    problem.fields.push_back({.field = "code", .message = std::move(message)});
    return Refused(std::move(problem));
}

}  // namespace

std::string base32(std::string_view key) {
    char* out = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(key.data(), key.size(), &out, &length) != OATH_OK) {
        throw std::runtime_error("could not write a key in base32");
    }
    std::string text(out, length);
    std::free(out);  // NOLINT(cppcoreguidelines-no-malloc): the library allocated it so
    return text;
}

std::string code_at(std::string_view key, Instant when) {
    return code_of_step(key, step_of(when));
}

std::optional<std::int64_t> code_step(std::string_view key,
                                      std::string_view code,
                                      Instant now,
                                      std::int64_t spent) {
    const std::string digits = digits_of(code);
    std::optional<std::int64_t> found;
    // All three are compared whatever the first says, so the time taken tells nothing.
    for (const std::int64_t late : {-1, 0, 1}) {
        const std::int64_t step = step_of(now) + late;
        const bool same = same_bytes(code_of_step(key, step), digits);
        if (same && step > spent && !found) found = step;
    }
    return found;
}

Result<CodeOffer> offer_code(const Change& change,
                             const Grant& grant,
                             std::string_view name,
                             std::string_view issuer) {
    const Account account = TRY(own_account(change.db, grant, name));
    if (account.code_enrolled) {
        return refuse(Fault::Conflict,
                      "You already sign in with a one-time code. If you have a new telephone, ask "
                      "an administrator to take the old code away first.");
    }
    const store::Bytes key = {random_bytes(kKeyBytes)};
    change.db.run(
        "insert into user_secret (user_name, code_key_offered, last_code_step) values ($1, $2, 0) "
        "on conflict (user_name) do update set code_key_offered = excluded.code_key_offered",
        {name, key});
    return offer_of(name, issuer, key.data);
}

Result<CodeOffer> standing_offer(store::Session& db,
                                 const Grant& grant,
                                 std::string_view name,
                                 std::string_view issuer) {
    TRY(own_account(db, grant, name));
    const auto row =
        db.one("select code_key_offered from user_secret where user_name = $1", {name});
    if (!row || row->is_null(0)) return not_found();
    return offer_of(name, issuer, row->bytes(0));
}

Result<void> confirm_code(const Change& change,
                          const Grant& grant,
                          std::string_view name,
                          std::string_view code) {
    TRY(own_account(change.db, grant, name));
    const auto row =
        change.db.one("select code_key_offered from user_secret where user_name = $1", {name});
    if (!row || row->is_null(0)) {
        return refuse(Fault::Conflict, "Start again: open the page that shows the code to scan.");
    }
    const auto step = code_step(row->bytes(0), code, change.now, 0);
    if (!step) {
        return wrong_code(
            "This code is not right. Enter the six digits that your app shows now, and check that "
            "your device's clock is right.");
    }
    change.db.run(
        "update user_secret set code_key = code_key_offered, code_key_offered = null, "
        "last_code_step = $2 where user_name = $1",
        {name, *step});
    return note_on_account(change, grant.viewer(), name, "user.code-enrolled", Json::object({}));
}

Result<void> remove_code(const Change& change,
                         const Grant& grant,
                         std::string_view name,
                         const std::string& reason) {
    if (grant.action() != Action::ManageUsers) return not_found();
    if (name == grant.viewer().user) {
        return refuse(Fault::Invalid,
                      "You cannot take away your own code. Ask another administrator.");
    }
    TRY(account_within(change.db, grant, name));
    change.db.run(
        "update user_secret set code_key = null, code_key_offered = null where user_name = $1",
        {name});
    end_every_session(change.db, name);
    change.db.run("delete from sign_in_step where user_name = $1", {name});
    return note_on_account(
        change, grant.viewer(), name, "user.code-removed", Json::object({{"reason", reason}}));
}

bool spend_code(store::Session& db, std::string_view name, std::string_view code, Instant now) {
    const auto row =
        db.one("select code_key, last_code_step from user_secret where user_name = $1", {name});
    if (!row || row->is_null(0)) return false;
    const auto step = code_step(row->bytes(0), code, now, row->integer(1));
    if (!step) return false;
    // Of two that come at once with the same code, the database lets one through.
    return db
        .one(
            "update user_secret set last_code_step = $2 "
            "where user_name = $1 and last_code_step < $2 returning user_name",
            {name, *step})
        .has_value();
}

}  // namespace longstone::access
