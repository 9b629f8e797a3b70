#include "access/account_event.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "journal/journal.h"
#include "store/store.h"

namespace longstone::access {

namespace {

void write_posts(store::Session& db, const std::string& user, const Json& posts) {
    db.run("delete from user_post where user_name = $1", {user});
    std::int64_t position = 0;
    for (const Json& held : posts.items()) {
        db.run(
            "insert into user_post (user_name, agency, post, position) "
            "values ($1, $2, $3, $4) on conflict (user_name, agency, post) do nothing",
            {user, held.text("agency"), held.text("post"), position++});
    }
}

void apply_added(store::Session& db, const journal::Event& event, const std::string& user) {
    db.run(
        "insert into user_account (name, shown, email, added_at, disabled, trusted, "
        "code_enrolled, password_at, rev) values ($1, $2, $3, $4, 0, 0, 0, null, $5)",
        {user,
         event.body.text("shown"),
         event.body.text("email"),
         event.recorded_at.micros,
         event.stream_rev});
    write_posts(db, user, event.body["posts"]);
}

void apply_account(store::Session& db, const journal::Event& event) {
    constexpr std::string_view kStream = "user/";
    if (!event.stream.starts_with(kStream)) return;
    const std::string user = event.stream.substr(kStream.size());
    const Json& body = event.body;
    if (event.kind == "user.added") return apply_added(db, event, user);

    if (event.kind == "user.changed") {
        db.run("update user_account set shown = $2, email = $3 where name = $1",
               {user, body.text("shown"), body.text("email")});
    } else if (event.kind == "user.post-changed") {
        write_posts(db, user, body["posts"]);
    } else if (event.kind == "user.disabled" || event.kind == "user.enabled") {
        db.run("update user_account set disabled = $2 where name = $1",
               {user, event.kind == "user.disabled" ? 1 : 0});
    } else if (event.kind == "user.trusted") {
        db.run("update user_account set trusted = $2 where name = $1",
               {user, body["trusted"].boolean() ? 1 : 0});
    } else if (event.kind == "user.code-enrolled" || event.kind == "user.code-removed") {
        db.run("update user_account set code_enrolled = $2 where name = $1",
               {user, event.kind == "user.code-enrolled" ? 1 : 0});
    } else if (event.kind == "user.password-set") {
        db.run("update user_account set password_at = $2 where name = $1",
               {user, event.recorded_at.micros});
    }
    db.run("update user_account set rev = $2 where name = $1", {user, event.stream_rev});
}

}  // namespace

journal::Projection accounts_projection() {
    return {.name = "accounts", .tables = {"user_account", "user_post"}, .apply = apply_account};
}

Result<void> note_on_account(const Change& change,
                             const Viewer& by,
                             std::string_view name,
                             std::string_view kind,
                             Json body) {
    const std::string stream = cat({"user/", name});
    TRY(journal::append(change.db,
                        change.projections,
                        {.stream = stream,
                         .after_rev = journal::current_rev(change.db, stream),
                         .happened_at = change.now,
                         .recorded_at = change.now,
                         .actor = by.user,
                         .agency = by.agency,
                         .kind = std::string(kind),
                         .body = std::move(body)}));
    return {};
}

Result<Account> account_within(store::Session& db, const Grant& grant, std::string_view name) {
    const bool own = grant.action() == Action::OwnAccount && grant.subject() == name;
    if (grant.action() != Action::ManageUsers && !own) return not_found();
    std::optional<Account> account = find_account(db, name);
    if (!account) return not_found();
    return *std::move(account);
}

}  // namespace longstone::access
