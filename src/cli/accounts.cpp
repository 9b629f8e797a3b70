#include "access/accounts.h"

#include "access/one_time_code.h"
#include "access/password.h"
#include "access/tokens.h"
#include "base/text.h"
#include "cli/commands.h"

namespace longstone::cli {
namespace {

// Whoever can run this command on the machine may manage its accounts; the journal says "system".
template <class Act>
int with_accounts(const Common& common, const std::string& subject, Act act) {
    const auto house = open(common);
    if (!house) return kRefused;
    const auto session = house->store->write();
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::ManageUsers, subject, "command line");
    if (!grant) return refused(grant.error());
    const access::Change change{
        .db = *session, .projections = house->projections, .now = house->now()};
    const int code = act(*house, change, *grant);
    if (code == kDone) session->commit();
    return code;
}

Result<std::vector<access::PostHeld>> posts_of(const std::vector<std::string>& texts) {
    std::vector<access::PostHeld> posts;
    for (const auto& text : texts) {
        const auto slash = text.find('/');
        if (slash == std::string::npos)
            return refuse(Fault::Invalid,
                          cat({"Write a post as agency/post; “", text, "” has no slash."}));
        posts.push_back({.agency = text.substr(0, slash), .post = text.substr(slash + 1)});
    }
    return posts;
}

}  // namespace

int user_add(const Common& common, const UserOptions& options) {
    const auto posts = posts_of(options.posts);
    if (!posts) return refused(posts.error());
    const auto password = access::readable_password();
    const auto hash = access::PasswordHasher().hash(password);
    return with_accounts(
        common,
        options.name,
        [&](const work::House& house, const access::Change& change, const access::Grant& grant) {
            const auto added = access::add_user(change,
                                                *house.definitions,
                                                grant,
                                                {.name = options.name,
                                                 .shown = options.shown,
                                                 .email = options.email,
                                                 .posts = *posts});
            if (!added) return refused(added.error());
            const auto set = access::set_password(change, grant, added->name, hash);
            if (!set) return refused(set.error());
            say(common.json ? Json::object({{"user", added->name}, {"password", password}}).dump()
                            : cat({"Added ",
                                   added->name,
                                   ". Hand over this password, to be changed at once: ",
                                   password}));
            return kDone;
        });
}

int user_disable(const Common& common, const UserOptions& options) {
    return with_accounts(
        common,
        options.name,
        [&](const work::House&, const access::Change& change, const access::Grant& grant) {
            const auto done = access::disable_user(change, grant, options.name, options.reason);
            return done ? kDone : refused(done.error());
        });
}

int user_reset(const Common& common, const UserOptions& options) {
    const auto password = access::readable_password();
    const auto hash = access::PasswordHasher().hash(password);
    return with_accounts(
        common,
        options.name,
        [&](const work::House&, const access::Change& change, const access::Grant& grant) {
            const auto account = access::find_account(change.db, options.name);
            if (!account)
                return refused(Problem{.message = cat({"There is no user ", options.name, "."})});
            if (account->code_enrolled) {
                const auto removed =
                    access::remove_code(change, grant, options.name, "reset on the command line");
                if (!removed) return refused(removed.error());
            }
            const auto set = access::set_password(change, grant, options.name, hash);
            if (!set) return refused(set.error());
            say(common.json ? Json::object({{"user", options.name}, {"password", password}}).dump()
                            : cat({"New password for ", options.name, ": ", password}));
            return kDone;
        });
}

int user_list(const Common& common) {
    return with_accounts(
        common,
        {},
        [&](const work::House&, const access::Change& change, const access::Grant& grant) {
            Json list = Json::array();
            for (const auto& account : access::list_accounts(change.db, grant)) {
                std::vector<std::string> posts;
                for (const auto& post : account.posts) {
                    posts.push_back(cat({post.agency, "/", post.post}));
                }
                if (common.json) {
                    list.push(Json::object({{"user", account.name},
                                            {"shown", account.shown},
                                            {"posts", Json::strings(posts)},
                                            {"disabled", account.disabled}}));
                } else {
                    say(cat({account.name,
                             "\t",
                             account.shown,
                             "\t",
                             join(posts, ", "),
                             account.disabled ? "\tdisabled" : ""}));
                }
            }
            if (common.json) say(list.dump());
            return kDone;
        });
}

int token_create(const Common& common, const std::string& user, int days) {
    return with_accounts(
        common,
        user,
        [&](const work::House&, const access::Change& change, const access::Grant& grant) {
            const auto made =
                access::make_token(change, grant, user, "made on the command line", days);
            if (!made) return refused(made.error());
            say(common.json
                    ? Json::object({{"token", made->secret}, {"until", iso(made->token.until)}})
                          .dump()
                    : made->secret);
            return kDone;
        });
}

}  // namespace longstone::cli
