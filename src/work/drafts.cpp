#include "work/drafts.h"

#include "base/secret.h"
#include "base/text.h"

namespace longstone::work {
namespace {

constexpr int kPasscodeTries = 10;

Refused wrong_passcode() {
    return Refused(Problem{
        .message = "The reference and passcode do not belong together. Check both and try again.",
        .fields = {{"passcode", "Check the reference and the passcode"}}});
}

// As people type it back: case, spaces and hyphens do not matter.
std::string plain(std::string_view passcode) {
    std::string text;
    for (const char c : passcode) {
        if (c == ' ' || c == '-') continue;
        text.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return text;
}

}  // namespace

void save_draft(Context& context,
                std::string_view owner,
                std::string_view form_key,
                const Json& body) {
    context.db.run(
        "insert into draft (owner, form_key, body, saved_at) values ($1, $2, $3, $4) on conflict "
        "(owner, form_key) "
        "do update set body = excluded.body, saved_at = excluded.saved_at",
        {owner, form_key, body.dump(), context.now.micros});
}

std::optional<Draft> find_draft(Context& context,
                                std::string_view owner,
                                std::string_view form_key) {
    const auto row = context.db.one(
        "select body, saved_at from draft where owner = $1 and form_key = $2", {owner, form_key});
    if (!row) return {};
    const auto body = Json::parse(row->text(0));
    return Draft{.body = body ? *body : Json(Json::Object{}), .saved = Instant{row->integer(1)}};
}

std::vector<std::pair<std::string, Draft>> drafts_of(Context& context, std::string_view owner) {
    std::vector<std::pair<std::string, Draft>> drafts;
    for (const auto& row : context.db.rows(
             "select form_key, body, saved_at from draft where owner = $1 order by saved_at desc",
             {owner})) {
        const auto body = Json::parse(row.text(1));
        drafts.emplace_back(
            row.text(0),
            Draft{.body = body ? *body : Json(Json::Object{}), .saved = Instant{row.integer(2)}});
    }
    return drafts;
}

void drop_draft(Context& context, std::string_view owner, std::string_view form_key) {
    context.db.run("delete from draft where owner = $1 and form_key = $2", {owner, form_key});
}

std::string give_passcode(Context& context, std::string_view reference) {
    const auto code = random_code(12);
    const auto salted = blake2b({reference, "/", code});
    context.db.run(
        "insert into referral_pass (record, passcode_hash) values ($1, $2) on conflict (record) do "
        "update set "
        "passcode_hash = excluded.passcode_hash, tries = 0, locked_until = null",
        {reference, store::Bytes{salted}});
    return cat({code.substr(0, 4), "-", code.substr(4, 4), "-", code.substr(8, 4)});
}

Result<void> check_passcode(Context& context,
                            std::string_view reference,
                            std::string_view passcode) {
    const auto row = context.db.one(
        "select passcode_hash, tries, locked_until from referral_pass where record = $1",
        {reference});
    const auto given = blake2b({reference, "/", plain(passcode)});
    if (!row) return wrong_passcode();
    if (!row->is_null(2) && row->integer(2) > context.now.micros) return wrong_passcode();
    if (same_bytes(row->bytes(0), given)) {
        context.db.run("update referral_pass set tries = 0, locked_until = null where record = $1",
                       {reference});
        return {};
    }
    const auto tries = row->integer(1) + 1;
    const auto locked =
        tries >= kPasscodeTries ? std::optional((context.now + kHour).micros) : std::nullopt;
    context.db.run("update referral_pass set tries = $2, locked_until = $3 where record = $1",
                   {reference, tries >= kPasscodeTries ? 0 : tries, locked});
    return wrong_passcode();
}

}  // namespace longstone::work
