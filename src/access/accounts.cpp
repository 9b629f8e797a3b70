#include "access/accounts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "access/account_event.h"
#include "access/sessions.h"
#include "base/text.h"
#include "define/definitions.h"
#include "store/store.h"

namespace longstone::access {

namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestText = 200;

Json posts_json(const std::vector<PostHeld>& posts) {
    Json list = Json::array();
    for (const PostHeld& held : posts) {
        list.push(Json::object({{"agency", held.agency}, {"post", held.post}}));
    }
    return list;
}

Refused invalid(std::string field, std::string message) {
    Problem problem = {.fault = Fault::Invalid, .message = message};
    problem.fields.push_back({.field = std::move(field), .message = std::move(message)});
    return Refused(std::move(problem));
}

bool manages_users(const Grant& grant) {
    return grant.action() == Action::ManageUsers;
}

Result<void> check_person(const std::string& shown, const std::string& email) {
    if (trim(shown).empty()) return invalid("shown", "Enter the person's full name.");
    if (shown.size() > kLongestText || !is_valid_utf8(shown)) {
        return invalid("shown", "Enter a name of at most 200 characters.");
    }
    if (email.empty()) return {};
    const std::size_t at = email.find('@');
    const bool plain = std::ranges::all_of(email, [](char c) { return c > ' ' && c < 127; });
    if (!plain || at == 0 || at == std::string::npos || email.find('.', at) == std::string::npos ||
        email.find('@', at + 1) != std::string::npos || email.size() > kLongestText) {
        return invalid("email", "Enter an email address like name@example.org, or leave it empty.");
    }
    return {};
}

bool is_post(const define::Definitions& definitions, const PostHeld& held) {
    for (const define::Agency& agency : definitions.partnership.agencies) {
        if (agency.id != held.agency) continue;
        return std::ranges::any_of(agency.posts,
                                   [&](const define::Post& post) { return post.id == held.post; });
    }
    return false;
}

Result<void> check_posts(const define::Definitions& definitions,
                         const std::vector<PostHeld>& posts) {
    if (posts.empty()) return invalid("posts", "Choose at least one post.");
    for (std::size_t i = 0; i < posts.size(); ++i) {
        if (!is_post(definitions, posts[i])) {
            return invalid("posts",
                           cat({"There is no post \"",
                                posts[i].post,
                                "\" at the agency \"",
                                posts[i].agency,
                                "\". Choose one from the partnership's definitions."}));
        }
        if (std::find(posts.begin(), posts.begin() + static_cast<std::ptrdiff_t>(i), posts[i]) !=
            posts.begin() + static_cast<std::ptrdiff_t>(i)) {
            return invalid("posts", "Choose each post once.");
        }
    }
    return {};
}

// An administrator's change to somebody else.
Result<Account> somebody_else(store::Session& db, const Grant& grant, std::string_view name) {
    if (!manages_users(grant)) return not_found();
    Account account = TRY(account_within(db, grant, name));
    if (account.name == grant.viewer().user) {
        return refuse(Fault::Invalid,
                      "You cannot do this to your own account. Ask another administrator.");
    }
    return account;
}

Account account_of(const store::Row& row) {
    Account account = {.name = row.text(0),
                       .shown = row.text(1),
                       .email = row.text(2),
                       .added_at = {row.integer(3)},
                       .disabled = row.integer(4) != 0,
                       .code_enrolled = row.integer(5) != 0,
                       .trusted = row.integer(6) != 0,
                       .rev = row.integer(8)};
    if (const auto at = row.maybe_integer(7)) account.password_at = Instant{*at};
    return account;
}

}  // namespace

std::optional<std::string> account_name(std::string_view typed) {
    std::string name(trim(typed));
    if (name.size() < 2 || name.size() > kLongestName) return std::nullopt;
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && std::string_view(".-_@+").find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    if (name == kPublicUser || name == kSystemUser) return std::nullopt;
    return name;
}

std::optional<Account> find_account(store::Session& db, std::string_view name) {
    const auto row = db.one(
        "select name, shown, email, added_at, disabled, code_enrolled, trusted, password_at, rev "
        "from user_account where name = $1",
        {name});
    if (!row) return std::nullopt;
    Account account = account_of(*row);
    for (const store::Row& held : db.rows(
             "select agency, post from user_post where user_name = $1 order by position", {name})) {
        account.posts.push_back({.agency = held.text(0), .post = held.text(1)});
    }
    return account;
}

std::vector<Account> list_accounts(store::Session& db, const Grant& grant) {
    std::vector<Account> accounts;
    if (!manages_users(grant)) return accounts;
    std::map<std::string, std::vector<PostHeld>> held;
    for (const store::Row& row :
         db.rows("select user_name, agency, post from user_post order by user_name, position")) {
        held[row.text(0)].push_back({.agency = row.text(1), .post = row.text(2)});
    }
    for (const store::Row& row : db.rows(
             "select name, shown, email, added_at, disabled, code_enrolled, trusted, password_at, "
             "rev from user_account")) {
        accounts.push_back(account_of(row));
        accounts.back().posts = std::move(held[row.text(0)]);
    }
    // Sorted here, because the two databases collate differently.
    std::ranges::sort(
        accounts, {}, [](const Account& account) { return std::tie(account.shown, account.name); });
    return accounts;
}

std::optional<Viewer> load_viewer(store::Session& db,
                                  const define::Definitions& definitions,
                                  std::string_view name) {
    const store::Rows rows = db.rows(
        "select a.shown, p.agency, p.post from user_account a "
        "left join user_post p on p.user_name = a.name "
        "where a.name = $1 and a.disabled = 0 order by p.position",
        {name});
    if (rows.empty()) return std::nullopt;
    std::vector<PostHeld> posts;
    for (const store::Row& row : rows) {
        if (row.is_null(1)) continue;
        posts.push_back({.agency = row.text(1), .post = row.text(2)});
    }
    return viewer_of(definitions, std::string(name), rows.front().text(0), std::move(posts));
}

std::vector<NamedUser> users_in_roles(store::Session& db,
                                      const define::Definitions& definitions,
                                      const std::vector<std::string>& roles) {
    std::set<std::pair<std::string, std::string>> fitting;
    for (const define::Agency& agency : definitions.partnership.agencies) {
        for (const define::Post& post : agency.posts) {
            const bool fits = std::ranges::any_of(post.roles, [&](const std::string& role) {
                return std::ranges::find(roles, role) != roles.end();
            });
            if (fits) fitting.insert({agency.id, post.id});
        }
    }
    std::vector<NamedUser> users;
    for (const store::Row& row :
         db.rows("select a.name, a.shown, p.agency, p.post from user_account a "
                 "join user_post p on p.user_name = a.name where a.disabled = 0 "
                 "order by a.name, p.position")) {
        const bool again = !users.empty() && users.back().name == row.text(0);
        if (again || !fitting.contains({row.text(2), row.text(3)})) continue;
        users.push_back({.name = row.text(0),
                         .shown = row.text(1),
                         .agency = row.text(2),
                         .post = row.text(3)});
    }
    std::ranges::stable_sort(users, {}, &NamedUser::shown);
    return users;
}

std::vector<NamedUser> users_at(store::Session& db, std::string_view agency) {
    std::vector<NamedUser> users;
    for (const store::Row& row :
         db.rows("select a.name, a.shown, p.agency, p.post from user_account a join user_post p on "
                 "p.user_name = a.name where a.disabled = 0 and p.agency = $1 order by a.shown, "
                 "a.name, p.position",
                 {agency})) {
        if (!users.empty() && users.back().name == row.text(0)) continue;
        users.push_back({.name = row.text(0),
                         .shown = row.text(1),
                         .agency = row.text(2),
                         .post = row.text(3)});
    }
    return users;
}

std::string shown_name(store::Session& db, std::string_view name) {
    const auto row = db.one("select shown from user_account where name = $1", {name});
    return row ? row->text(0) : std::string(name);
}

Result<Account> add_user(const Change& change,
                         const define::Definitions& definitions,
                         const Grant& grant,
                         const NewAccount& account) {
    if (!manages_users(grant)) return not_found();
    const std::optional<std::string> name = account_name(account.name);
    if (!name) {
        return invalid("name",
                       "Enter a user name of 2 to 64 letters, digits and . - _ @ +, such as "
                       "dana.oyelaran. \"public\" and \"system\" cannot be used.");
    }
    TRY(check_person(account.shown, account.email));
    TRY(check_posts(definitions, account.posts));
    if (find_account(change.db, *name)) {
        return invalid("name", cat({"There is already a user called ", *name, "."}));
    }
    change.db.run(
        "insert into user_secret (user_name, last_code_step) values ($1, 0) "
        "on conflict (user_name) do nothing",
        {*name});
    TRY(note_on_account(change,
                        grant.viewer(),
                        *name,
                        "user.added",
                        Json::object({{"shown", Json(trim(account.shown))},
                                      {"email", account.email},
                                      {"posts", posts_json(account.posts)}})));
    return *find_account(change.db, *name);
}

Result<void> change_details(const Change& change,
                            const Grant& grant,
                            std::string_view name,
                            const std::string& shown,
                            const std::string& email) {
    if (!manages_users(grant)) return not_found();
    TRY(account_within(change.db, grant, name));
    TRY(check_person(shown, email));
    return note_on_account(change,
                           grant.viewer(),
                           name,
                           "user.changed",
                           Json::object({{"shown", Json(trim(shown))}, {"email", email}}));
}

Result<void> change_posts(const Change& change,
                          const define::Definitions& definitions,
                          const Grant& grant,
                          std::string_view name,
                          const std::vector<PostHeld>& posts) {
    TRY(somebody_else(change.db, grant, name));
    TRY(check_posts(definitions, posts));
    return note_on_account(change,
                           grant.viewer(),
                           name,
                           "user.post-changed",
                           Json::object({{"posts", posts_json(posts)}}));
}

Result<void> disable_user(const Change& change,
                          const Grant& grant,
                          std::string_view name,
                          const std::string& reason) {
    const Account account = TRY(somebody_else(change.db, grant, name));
    end_every_session(change.db, account.name);
    change.db.run("delete from user_device where user_name = $1", {name});
    change.db.run("delete from user_invitation where user_name = $1", {name});
    change.db.run("delete from sign_in_step where user_name = $1", {name});
    change.db.run(
        "update api_token set revoked_at = $2 where user_name = $1 and revoked_at is null",
        {name, change.now.micros});
    if (account.disabled) return {};
    return note_on_account(
        change, grant.viewer(), name, "user.disabled", Json::object({{"reason", reason}}));
}

Result<void> enable_user(const Change& change,
                         const Grant& grant,
                         std::string_view name,
                         const std::string& reason) {
    const Account account = TRY(somebody_else(change.db, grant, name));
    if (!account.disabled) return {};
    return note_on_account(
        change, grant.viewer(), name, "user.enabled", Json::object({{"reason", reason}}));
}

Result<void> set_code_rule(const Change& change,
                           const Grant& grant,
                           std::string_view name,
                           CodeRule rule,
                           const std::string& reason) {
    const Account account = TRY(somebody_else(change.db, grant, name));
    const bool trusted = rule == CodeRule::OutsideTrustedNetwork;
    if (account.trusted == trusted) return {};
    return note_on_account(change,
                           grant.viewer(),
                           name,
                           "user.trusted",
                           Json::object({{"trusted", trusted}, {"reason", reason}}));
}

Result<void> set_password(const Change& change,
                          const Grant& grant,
                          std::string_view name,
                          const std::string& hash,
                          std::string_view keep_session) {
    const Account account = TRY(account_within(change.db, grant, name));
    change.db.run(
        "insert into user_secret (user_name, password_hash, last_code_step) values ($1, $2, 0) "
        "on conflict (user_name) do update set password_hash = excluded.password_hash",
        {name, hash});
    end_every_session(change.db, account.name, keep_session);
    change.db.run("delete from user_device where user_name = $1", {name});
    change.db.run("delete from user_invitation where user_name = $1", {name});
    change.db.run("delete from sign_in_step where user_name = $1", {name});
    return note_on_account(change, grant.viewer(), name, "user.password-set", Json::object({}));
}

}  // namespace longstone::access
