#include "access/accounts.h"
#include "access/explain.h"
#include "access/invitations.h"
#include "access/one_time_code.h"
#include "access/password.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/select.h"
#include "ui/govuk/summary_list.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/table.h"
#include "web/account/account_parts.h"
#include "web/account/account_routes.h"
#include "web/account/small_form.h"
#include "work/house.h"

// Users, for administrators: the list, a new one, posts, reset, disable; and the links by which
// people set a password that nobody else ever knew.
namespace longstone::web {
namespace {

constexpr std::string_view kUsers = "/users";

Result<access::Grant> manage(const Visit& visit, std::string_view user = {}) {
    return access::allow(visit.viewer(), access::Action::ManageUsers, user);
}

std::string posts_words(const define::Definitions& definitions,
                        const std::vector<access::PostHeld>& posts) {
    std::vector<std::string> words;
    words.reserve(posts.size());
    for (const auto& held : posts) {
        words.push_back(post_words(definitions, held));
    }
    return join(words, "; ");
}

http::Reply list_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(manage(visit));
        ls::Table table{.caption = "Users",
                        .columns = {{.text = "Name", .row_header = true},
                                    {.text = "User name"},
                                    {.text = "Posts"},
                                    {.text = "State"}},
                        .if_empty = "There are no users yet."};
        for (const auto& account : access::list_accounts(reading.context.db, grant)) {
            const auto state =
                account.disabled ? govuk::tag({.text = "Disabled", .classes = "govuk-tag--grey"})
                : !account.password_at
                    ? govuk::tag({.text = "Not yet set up", .classes = "govuk-tag--yellow"})
                : !account.code_enrolled ? html::text("No one-time code")
                                         : html::text("In use");
            table.rows.push_back(
                {.cells = {html::link(cat({kUsers, "/", account.name}), account.shown),
                           html::text(account.name),
                           html::text(posts_words(visit.definitions(), account.posts)),
                           state}});
        }
        return visit.page(
            {.title = "Users",
             .main = html::cat({html::heading(1, html::HeadingSize::Large, "Users"),
                                govuk::button({.text = "Add a user", .href = "/users/new"}),
                                visit.list(table)}),
             .current = std::string(kUsers)});
    });
}

Html post_select(const SmallForm& form, const define::Definitions& definitions) {
    govuk::Select select{.label = govuk::Label{.text = "Post"}, .name = "post", .id = "post"};
    select.error_message = form.error("post");
    select.attributes = {{"data-autocomplete", true}};
    select.items.push_back(govuk::SelectItem{.text = "Choose a post", .value = ""});
    for (const auto& agency : definitions.partnership.agencies) {
        for (const auto& post : agency.posts) {
            const auto value = cat({agency.id, "/", post.id});
            select.items.push_back(
                govuk::SelectItem{.text = cat({agency.name, ": ", post.name}),
                                  .value = value,
                                  .selected = form.visit.form().text("post") == value});
        }
    }
    return govuk::select(select);
}

std::vector<access::PostHeld> posts_typed(const Visit& visit) {
    const auto text = visit.form().text("post");
    const auto slash = text.find('/');
    if (slash == std::string::npos) return {};
    return {{.agency = text.substr(0, slash), .post = text.substr(slash + 1)}};
}

http::Reply new_page(Visit& visit, const Problem* problem) {
    if (const auto grant = manage(visit); !grant)
        return read(visit, [&](Reading&) -> Result<http::Reply> { return Refused(grant.error()); });
    const SmallForm form{.visit = visit, .problem = problem};
    const auto fields = html::form(
        {.action = "/users", .csrf = visit.csrf()},
        {form.text("shown", "Full name"),
         form.text("name", "User name", "Letters, digits, dots and hyphens. They sign in with it."),
         form.text(
             "email", "Email address", "Notices go here: a reference and a link, never a name"),
         post_select(form, visit.definitions()),
         govuk::button({.text = "Add user"})});
    return form.page(
        {.title = "Add a user",
         .main = html::cat({html::heading(1, html::HeadingSize::Large, "Add a user"), fields}),
         .width = ui::Width::Narrow,
         .current = std::string(kUsers)});
}

http::Reply link_page(Visit& visit, const std::string& user, const std::string& token) {
    const auto link = cat({visit.house().options.base_url, "/invitation/", token});
    return visit.page(
        {.title = "Hand over this link",
         .main = html::cat({html::heading(1, html::HeadingSize::Large, "Hand over this link"),
                            html::paragraph({"Give it to the person themselves. It lets ",
                                             user,
                                             " choose a password, once, within ",
                                             number(access::kInvitationDays),
                                             " days. It is not shown again."}),
                            govuk::inset_text({.text = link}),
                            html::paragraph({html::link(kUsers, "Back to users")})}),
         .width = ui::Width::Narrow,
         .current = std::string(kUsers)});
}

http::Reply add_one(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto name = visit.form().text("name");
            const auto grant = TRY(manage(visit, name));
            const auto change = change_in(visit, context);
            const auto account = TRY(access::add_user(change,
                                                      visit.definitions(),
                                                      grant,
                                                      {.name = name,
                                                       .shown = visit.form().text("shown"),
                                                       .email = visit.form().text("email"),
                                                       .posts = posts_typed(visit)}));
            const auto token = TRY(access::invite(change, grant, account.name));
            return link_page(visit, account.shown, token);
        },
        [&](const Problem& problem) { return new_page(visit, &problem); });
}

Html act_button(Visit& visit,
                const std::string& user,
                const std::string& act,
                const std::string& text,
                const Html& inside = {}) {
    return html::form(
        {.action = cat({kUsers, "/", user, "/", act}), .csrf = visit.csrf()},
        {inside, govuk::button({.text = text, .classes = "govuk-button--secondary"})});
}

http::Reply user_page(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto name = visit.param("name");
        const auto grant = TRY(manage(visit, name));
        const auto account = access::find_account(reading.context.db, name);
        if (!account) return not_found();
        const SmallForm form{.visit = visit, .problem = problem};
        const std::vector<std::optional<govuk::SummaryRow>> rows = {
            govuk::SummaryRow{.key = {.text = "User name"}, .value = {.text = account->name}},
            govuk::SummaryRow{.key = {.text = "Email"}, .value = {.text = account->email}},
            govuk::SummaryRow{.key = {.text = "Posts"},
                              .value = {.text = posts_words(visit.definitions(), account->posts)}},
            govuk::SummaryRow{.key = {.text = "Added"},
                              .value = {.text = say_short(account->added_at)}},
            govuk::SummaryRow{.key = {.text = "One-time code"},
                              .value = {.text = account->code_enrolled ? "Set up" : "Not set up"}},
            govuk::SummaryRow{.key = {.text = "State"},
                              .value = {.text = account->disabled ? "Disabled" : "In use"}}};
        Html main = html::cat(
            {html::heading(1, html::HeadingSize::Large, account->shown),
             govuk::summary_list({.rows = rows}),
             html::form(
                 {.action = cat({kUsers, "/", name, "/posts"}), .csrf = visit.csrf()},
                 {post_select(form, visit.definitions()),
                  govuk::button({.text = "Change post", .classes = "govuk-button--secondary"})}),
             act_button(visit, name, "reset", "Reset password and one-time code")});
        main += account->disabled
                    ? act_button(visit, name, "enable", "Enable", form.words("reason", "Why"))
                    : act_button(visit,
                                 name,
                                 "disable",
                                 "Disable and sign out everywhere",
                                 form.words("reason", "Why"));
        return form.page({.title = account->shown,
                          .main = std::move(main),
                          .width = ui::Width::Narrow,
                          .current = std::string(kUsers)});
    });
}

using OnUser = std::function<Result<http::Reply>(
    const access::Change&, const access::Grant&, const std::string&)>;
PageHandler on_user(OnUser on) {
    return [on = std::move(on)](Visit& visit) {
        return act(
            visit,
            [&](work::Context& context) -> Result<http::Reply> {
                const auto name = visit.param("name");
                const auto grant = TRY(manage(visit, name));
                return on(change_in(visit, context), grant, name);
            },
            [&](const Problem& problem) { return user_page(visit, &problem); });
    };
}

PageHandler reason_act(Result<void> (*act_on)(
    const access::Change&, const access::Grant&, std::string_view, const std::string&)) {
    return [act_on](Visit& visit) {
        return on_user([&](const access::Change& change,
                           const access::Grant& grant,
                           const std::string& name) -> Result<http::Reply> {
            TRY(act_on(change, grant, name, visit.form().text("reason")));
            return http::Reply::see_other(cat({kUsers, "/", name}));
        })(visit);
    };
}

http::Reply change_post(Visit& visit) {
    return on_user([&](const access::Change& change,
                       const access::Grant& grant,
                       const std::string& name) -> Result<http::Reply> {
        TRY(access::change_posts(change, visit.definitions(), grant, name, posts_typed(visit)));
        return http::Reply::see_other(cat({kUsers, "/", name}));
    })(visit);
}

http::Reply reset(Visit& visit) {
    return on_user([&](const access::Change& change,
                       const access::Grant& grant,
                       const std::string& name) -> Result<http::Reply> {
        const auto account = access::find_account(change.db, name);
        if (!account) return not_found();
        if (account->code_enrolled)
            TRY(access::remove_code(change, grant, name, "reset by an administrator"));
        const auto token = TRY(access::invite(change, grant, name));
        return link_page(visit, account->shown, token);
    })(visit);
}

http::Reply invitation_page(Visit& visit, const Problem* problem) {
    auto context = visit.context();
    const auto account = access::find_invitation(context.db, visit.param("token"), visit.now());
    if (!account) {
        return visit.page(
            {.title = "This link is over",
             .main = html::cat({html::heading(1, html::HeadingSize::Large, "This link is over"),
                                html::paragraph("It was used, replaced, or is older than three "
                                                "days. Ask your administrator for a new one.")}),
             .width = ui::Width::Narrow,
             .status = 404});
    }
    const SmallForm form{.visit = visit, .problem = problem};
    const auto fields =
        html::form({.action = cat({"/invitation/", visit.param("token")}), .csrf = visit.csrf()},
                   {form.password("password", "New password", "new-password"),
                    govuk::button({.text = "Set password"})});
    return form.page(
        {.title = "Choose a password",
         .main = html::cat(
             {html::heading(1, html::HeadingSize::Large, "Choose a password"),
              html::paragraph({"You will sign in as ", html::strong(account->name), "."}),
              html::paragraph("Use at least 12 characters. Three or four words that do not belong "
                              "together are easy to remember and hard to guess."),
              fields}),
         .width = ui::Width::Narrow});
}

http::Reply accept(Visit& visit) {
    const auto redo = [&](const Problem& problem) { return invitation_page(visit, &problem); };
    std::vector<std::string> known = {visit.definitions().partnership.name};
    {
        auto context = visit.context();
        if (const auto account =
                access::find_invitation(context.db, visit.param("token"), visit.now()))
            known.insert(known.end(), {account->name, account->shown});
    }
    const auto password = visit.form().text("password");
    if (const auto strong = access::check_password(password, known); !strong)
        return redo(strong.error());
    const auto hash = visit.app().hasher.hash(password);
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            TRY(access::accept_invitation(change_in(visit, context), visit.param("token"), hash));
            return http::Reply::see_other("/sign-in");
        },
        redo);
}

}  // namespace

void add_user_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/users", .name = "users"}, list_page);
    add_page(router, app, {.pattern = "/users/new", .name = "add a user"}, [](Visit& visit) {
        return new_page(visit, nullptr);
    });
    add_page(router, app, {.method = "POST", .pattern = "/users", .name = "add a user"}, add_one);
    add_page(router, app, {.pattern = "/users/{name}", .name = "a user"}, [](Visit& visit) {
        return user_page(visit, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = "/users/{name}/posts", .name = "change a user's post"},
             change_post);
    add_page(router,
             app,
             {.method = "POST", .pattern = "/users/{name}/reset", .name = "reset a user"},
             reset);
    add_page(router,
             app,
             {.method = "POST", .pattern = "/users/{name}/disable", .name = "disable a user"},
             reason_act(access::disable_user));
    add_page(router,
             app,
             {.method = "POST", .pattern = "/users/{name}/enable", .name = "enable a user"},
             reason_act(access::enable_user));
}

void add_invitation_routes(http::Router& router, App& app) {
    const auto open = http::AccessKind::Public;
    add_page(router,
             app,
             {.pattern = "/invitation/{token}", .name = "choose a password", .access = open},
             [](Visit& visit) { return invitation_page(visit, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/invitation/{token}",
              .name = "choose a password",
              .access = open},
             accept);
}

}  // namespace longstone::web
