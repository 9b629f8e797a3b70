#include "base/text.h"
#include "http/urlencoded.h"
#include "web/problems.h"
#include "web/visit.h"
#include "work/house.h"

namespace longstone::web {
namespace {

http::Reply sign_in_first(const http::Request& request) {
    return http::Reply::see_other(cat({"/sign-in?next=", http::percent_encode(request.target)}));
}

// A session that ended while somebody was typing must not take their words with it.
http::Reply signed_out_while_typing(Visit& visit) {
    return plain_problem(
        visit,
        {.status = 401,
         .title = "You have been signed out",
         .message = "Nothing was saved. Copy what you typed, sign in, and send it again.",
         .link = {"Sign in", "/sign-in"}});
}

http::Reply stale_token(Visit& visit) {
    return plain_problem(
        visit,
        {.status = 403,
         .title = "This page is too old to send",
         .message = "Nothing was saved. Copy what you typed, open the page again and send it.",
         .link = {"Open the page again", visit.request().path}});
}

}  // namespace

void Visit::read_form(std::optional<Problem>& problem) {
    auto form = request_.form();
    if (!form) {
        problem = form.error();
        return;
    }
    form_ = std::move(*form);
}

std::optional<http::Reply> stopped_at_door(Visit& visit, bool needs_person, bool enrolling) {
    const auto& request = visit.request();
    if (!request.is_read()) {
        std::optional<Problem> problem;
        visit.read_form(problem);
        if (problem) return problem_page(visit, *problem);
    }
    if (needs_person && !visit.signed_in()) {
        return request.is_read() ? sign_in_first(request) : signed_out_while_typing(visit);
    }
    // A page that knows nobody acts for nobody: there is no session that another site could ride.
    if (!request.is_read() && !visit.nobody() && !visit.csrf_holds()) return stale_token(visit);
    const auto& session = visit.session();
    if (needs_person && !enrolling && session && session->must_enrol) {
        return http::Reply::see_other(visit.app().settings.enrol_path);
    }
    return {};
}

void add_failure_page(http::Router& router, const App& app) {
    router.error_page([&app](const http::Request& request, const http::Failure& failure) {
        return failure_page(app, request, failure);
    });
}

}  // namespace longstone::web
