#include "access/sign_in.h"

#include "base/text.h"
#include "http/cookie.h"
#include "http/router.h"
#include "ui/govuk/button.h"
#include "web/account/account_routes.h"
#include "web/account/small_form.h"
#include "work/house.h"

// Signing in: the name and password, then the one-time code. Both steps are posts; the first one's
// proof travels in a cookie of its own, never in an address.
namespace longstone::web {
namespace {

constexpr std::int64_t kStepSeconds = 600;
constexpr std::int64_t kDeviceSeconds = 180LL * 24 * 3600;

std::string cookie_name(const Visit& visit, std::string_view name) {
    return visit.request().secure ? cat({"__Host-", name}) : std::string(name);
}

access::From from_of(const Visit& visit) {
    const auto& prefix = visit.app().settings.trusted_network;
    const bool trusted = !prefix.empty() && visit.request().peer.starts_with(prefix);
    return {.source = visit.request().peer,
            .device = access::device_text(visit.request().header("User-Agent")),
            .device_token = visit.request().cookie(cookie_name(visit, "device")),
            .network = trusted ? access::Network::Trusted : access::Network::Outside};
}

// Only a path of this site, so that a link cannot sign somebody in and send them elsewhere.
std::string next_of(const Visit& visit) {
    const auto next =
        visit.form().has("next") ? visit.form().text("next") : visit.request().query_text("next");
    return http::is_local_path(next) ? next : "/";
}

http::Reply name_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    const auto fields = html::form({.action = "/sign-in", .csrf = visit.csrf()},
                                   {html::hidden_field("next", next_of(visit)),
                                    form.text("name", "User name", {}, {}, "username"),
                                    form.password("password", "Password", "current-password"),
                                    govuk::button({.text = "Sign in"})});
    return form.page(
        {.title = "Sign in",
         .main = html::cat({html::heading(1, html::HeadingSize::Large, "Sign in"),
                            fields,
                            html::paragraph({"Worried about a child or an adult? ",
                                             html::link("/report", "Tell us without signing in"),
                                             "."}),
                            html::small_paragraph({"If you cannot sign in, ask your agency's "
                                                   "administrator to reset your account."})}),
         .width = ui::Width::Narrow});
}

http::Reply code_page(Visit& visit, const Problem* problem) {
    const SmallForm form{.visit = visit, .problem = problem};
    const auto fields =
        html::form({.action = "/sign-in/code", .csrf = visit.csrf()},
                   {html::hidden_field("next", next_of(visit)),
                    govuk::input({.label = {.text = "Code from your authenticator app"},
                                  .name = "code",
                                  .id = "code",
                                  .error_message = form.error("code"),
                                  .inputmode = "numeric",
                                  .classes = "govuk-input--width-10",
                                  .autocomplete = "one-time-code"}),
                    govuk::button({.text = "Continue"})});
    return form.page(
        {.title = "Enter your one-time code",
         .main = html::cat(
             {html::heading(1, html::HeadingSize::Large, "Enter your one-time code"), fields}),
         .width = ui::Width::Narrow});
}

http::Reply enter(const Visit& visit, const access::SignedIn& signed_in, const std::string& next) {
    const bool secure = visit.request().secure;
    auto reply =
        http::Reply::see_other(signed_in.must_enrol ? visit.app().settings.enrol_path : next);
    reply.set_cookie(http::session_cookie(signed_in.session_token, secure));
    if (!signed_in.device_token.empty()) {
        reply.set_cookie({.name = cookie_name(visit, "device"),
                          .value = signed_in.device_token,
                          .max_age = kDeviceSeconds,
                          .secure = secure,
                          .strict = true});
    }
    reply.set_cookie(
        {.name = cookie_name(visit, "step"), .value = "", .max_age = 0, .secure = secure});
    return reply;
}

http::Reply first_step(Visit& visit) {
    const auto step = visit.app().sign_in.with_password(
        visit.form().text("name"), visit.form().text("password"), from_of(visit), visit.now());
    if (!step) return name_page(visit, &step.error());
    if (step->signed_in) return enter(visit, *step->signed_in, next_of(visit));
    auto reply = code_page(visit, nullptr);
    reply.set_cookie({.name = cookie_name(visit, "step"),
                      .value = step->step_token,
                      .max_age = kStepSeconds,
                      .secure = visit.request().secure,
                      .strict = true});
    return reply;
}

http::Reply second_step(Visit& visit) {
    const auto token = visit.request().cookie(cookie_name(visit, "step"));
    const auto signed_in = visit.app().sign_in.with_code(
        token, visit.form().text("code"), from_of(visit), visit.now());
    if (!signed_in) return code_page(visit, &signed_in.error());
    return enter(visit, *signed_in, next_of(visit));
}

http::Reply leave(Visit& visit) {
    const auto token = visit.request().cookie(http::session_cookie_name(visit.request().secure));
    const auto session = visit.house().store->write();
    access::sign_out(*session, token);
    session->commit();
    auto reply = http::Reply::see_other("/sign-in");
    reply.set_cookie(http::forget_session(visit.request().secure));
    // Pages somebody leaves behind in this browser are not shown again by its back button.
    reply.headers.set("Clear-Site-Data", "\"cache\"");
    return reply;
}

}  // namespace

void add_sign_in_routes(http::Router& router, App& app) {
    const auto open = http::AccessKind::Public;
    add_page(
        router, app, {.pattern = "/sign-in", .name = "sign in", .access = open}, [](Visit& visit) {
            return visit.signed_in() ? http::Reply::see_other(next_of(visit))
                                     : name_page(visit, nullptr);
        });
    add_page(router,
             app,
             {.method = "POST", .pattern = "/sign-in", .name = "sign in", .access = open},
             first_step);
    add_page(router,
             app,
             {.pattern = "/sign-in/code", .name = "sign in: code", .access = open},
             [](Visit& visit) { return code_page(visit, nullptr); });
    add_page(
        router,
        app,
        {.method = "POST", .pattern = "/sign-in/code", .name = "sign in: code", .access = open},
        second_step);
    add_page(
        router,
        app,
        {.method = "POST", .pattern = "/sign-out", .name = "sign out", .while_enrolling = true},
        leave);
}

}  // namespace longstone::web
