#include "access/accounts.h"
#include "access/one_time_code.h"
#include "access/password.h"
#include "access/sessions.h"
#include "access/sign_in.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/table.h"
#include "web/account/account_parts.h"
#include "web/account/account_routes.h"
#include "web/account/small_form.h"
#include "work/house.h"

// One's own account: who one is here, where one is signed in, the password and the one-time code.
namespace longstone::web {
namespace {

Result<access::Grant> own(const Visit& visit) {
    return access::allow(visit.viewer(), access::Action::OwnAccount, visit.viewer().user);
}

Html posts_html(const Visit& visit) {
    std::vector<Html> posts;
    for (const auto& held : visit.viewer().posts) {
        posts.push_back(html::text(post_words(visit.definitions(), held)));
    }
    return html::list(posts);
}

Html sessions_html(Visit& visit, const std::vector<access::SessionLine>& sessions) {
    ls::Table table{.caption = "Where you are signed in",
                    .caption_unseen = false,
                    .columns = {{.text = "Device", .row_header = true},
                                {.text = "Since"},
                                {.text = "Last used"},
                                {.text = "End it", .unseen = true}}};
    for (const auto& line : sessions) {
        const auto& session = visit.session();
        const bool here = session.has_value() && session->id == line.id;
        const auto end =
            here ? html::text("This one")
                 : html::form({.action = cat({"/account/sessions/", line.id, "/end"}),
                               .csrf = visit.csrf()},
                              {govuk::button(
                                  {.text = cat({"Sign out ", line.device}),
                                   .classes = "govuk-button--secondary govuk-!-margin-bottom-0"})});
        table.rows.push_back({.cells = {html::text(line.device),
                                        html::text(say_short(line.begun_at)),
                                        html::text(say_short(line.seen_at)),
                                        end}});
    }
    return visit.list(table);
}

http::Reply account_page(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(own(visit));
        const auto account = access::find_account(reading.context.db, visit.viewer().user);
        if (!account) return not_found();
        const auto sessions = access::list_sessions(
            reading.context.db, grant, visit.app().settings.sessions, visit.now());
        const std::vector<std::optional<govuk::SummaryRow>> rows = {
            govuk::SummaryRow{.key = {.text = "Name"}, .value = {.text = account->shown}},
            govuk::SummaryRow{.key = {.text = "User name"}, .value = {.text = account->name}},
            govuk::SummaryRow{.key = {.text = "Posts"}, .value = {.html = posts_html(visit)}},
            govuk::SummaryRow{
                .key = {.text = "Notices go to"},
                .value = {.text = account->email.empty()
                                      ? "nobody: ask your administrator to add an address"
                                      : account->email}},
            govuk::SummaryRow{
                .key = {.text = "Password"},
                .value = {.text = account->password_at
                                      ? cat({"Set ", say_short(*account->password_at)})
                                      : "Not set"},
                .actions = {.items = {{.text = "Change",
                                       .href = "/account/password",
                                       .visually_hidden_text = "password"}}}},
            govuk::SummaryRow{
                .key = {.text = "One-time code"},
                .value = {.text = account->code_enrolled ? "Set up" : "Not set up"},
                .actions = {.items = account->code_enrolled
                                         ? std::vector<govuk::SummaryAction>{}
                                         : std::vector<govuk::SummaryAction>{
                                               {.text = "Set up",
                                                .href = "/account/code",
                                                .visually_hidden_text = "one-time code"}}}}};
        return visit.page(
            {.title = "Your account",
             .main = html::cat({html::heading(1, html::HeadingSize::Large, "Your account"),
                                govuk::summary_list({.rows = rows}),
                                sessions_html(visit, sessions)})});
    });
}

http::Reply end_one(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grant = TRY(own(visit));
        TRY(access::end_session(context.db, grant, visit.param("id")));
        return http::Reply::see_other("/account");
    });
}

http::Reply password_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    const auto fields = html::form({.action = "/account/password", .csrf = visit.csrf()},
                                   {form.password("old", "Your password now", "current-password"),
                                    form.password("password", "New password", "new-password"),
                                    govuk::button({.text = "Change password"})});
    return form.page(
        {.title = "Change your password",
         .main = html::cat(
             {html::heading(1, html::HeadingSize::Large, "Change your password"),
              html::paragraph(
                  "Use at least 12 characters. Three or four words that do not belong together are "
                  "easy to remember and hard to guess. "
                  "No digits or signs are demanded, and you may paste it from a password manager."),
              html::paragraph("You will be signed out everywhere else."),
              fields}),
         .width = ui::Width::Narrow});
}

http::Reply change_password(Visit& visit) {
    const auto redo = [&](const Problem& problem) { return password_page(visit, &problem); };
    const access::From from{.source = visit.request().peer};
    if (const auto known = visit.app().sign_in.confirm_password(
            visit.viewer().user, visit.form().text("old"), from, visit.now());
        !known) {
        Problem problem = known.error();
        problem.fault = Fault::Invalid;
        problem.fields = {{.field = "old", .message = "This is not your password now"}};
        return redo(problem);
    }
    const auto password = visit.form().text("password");
    if (const auto strong = access::check_password(
            password,
            {visit.viewer().name, visit.viewer().user, visit.definitions().partnership.name});
        !strong) {
        return redo(strong.error());
    }
    const auto hash = visit.app().hasher.hash(password);
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(own(visit));
            TRY(access::set_password(
                change_in(visit, context), grant, visit.viewer().user, hash, visit.session()->id));
            return http::Reply::see_other("/account");
        },
        redo);
}

http::Reply code_page(Visit& visit, const access::CodeOffer& offer, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    const auto fields = html::form({.action = "/account/code", .csrf = visit.csrf()},
                                   {govuk::input({.label = {.text = "Code that the app shows now"},
                                                  .name = "code",
                                                  .id = "code",
                                                  .error_message = form.error("code"),
                                                  .inputmode = "numeric",
                                                  .classes = "govuk-input--width-10",
                                                  .autocomplete = "one-time-code"}),
                                    govuk::button({.text = "Finish"})});
    const auto picture = html::element("img",
                                       {{"src", "/account/code.svg"},
                                        {"alt", "A code for your authenticator app to scan"},
                                        {"width", 220},
                                        {"height", 220}});
    return form.page(
        {.title = "Set up your one-time code",
         .main = html::cat({html::heading(1, html::HeadingSize::Large, "Set up your one-time code"),
                            html::paragraph("Open an authenticator app on your telephone and scan "
                                            "this. If you cannot scan, type the key instead."),
                            picture,
                            govuk::inset_text({.text = offer.key_text}),
                            fields}),
         .width = ui::Width::Narrow});
}

Result<access::CodeOffer> offer_of(Visit& visit,
                                   work::Context& context,
                                   const access::Grant& grant) {
    const auto& issuer = visit.definitions().partnership.short_name;
    auto standing = access::standing_offer(context.db, grant, visit.viewer().user, issuer);
    if (standing) return standing;
    return access::offer_code(change_in(visit, context), grant, visit.viewer().user, issuer);
}

http::Reply show_code(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grant = TRY(own(visit));
        const auto offer = TRY(offer_of(visit, context, grant));
        return code_page(visit, offer, nullptr);
    });
}

http::Reply code_picture(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto grant = TRY(own(visit));
        const auto offer = TRY(access::standing_offer(reading.context.db,
                                                      grant,
                                                      visit.viewer().user,
                                                      visit.definitions().partnership.short_name));
        auto reply = http::Reply::text(200, offer.qr_svg);
        reply.headers.set("Content-Type", "image/svg+xml");
        return reply;
    });
}

http::Reply confirm_code(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grant = TRY(own(visit));
            TRY(access::confirm_code(
                change_in(visit, context), grant, visit.viewer().user, visit.form().text("code")));
            return http::Reply::see_other("/account");
        },
        [&](const Problem& problem) {
            return act(visit, [&](work::Context& context) -> Result<http::Reply> {
                const auto grant = TRY(own(visit));
                const auto offer = TRY(offer_of(visit, context, grant));
                return code_page(visit, offer, &problem);
            });
        });
}

}  // namespace

void add_own_account_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/account", .name = "your account"}, account_page);
    add_page(router,
             app,
             {.method = "POST", .pattern = "/account/sessions/{id}/end", .name = "end a session"},
             end_one);
    add_page(router,
             app,
             {.pattern = "/account/password", .name = "change your password"},
             [](Visit& visit) { return password_page(visit, nullptr); });
    add_page(router,
             app,
             {.method = "POST", .pattern = "/account/password", .name = "change your password"},
             change_password);
    add_page(router,
             app,
             {.pattern = "/account/code", .name = "one-time code", .while_enrolling = true},
             show_code);
    add_page(
        router,
        app,
        {.pattern = "/account/code.svg", .name = "one-time code: picture", .while_enrolling = true},
        code_picture);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/account/code",
              .name = "one-time code",
              .while_enrolling = true},
             confirm_code);
}

}  // namespace longstone::web
