#include "web/problems.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/csrf.h"
#include "http/urlencoded.h"
#include "ui/assets.h"
#include "ui/govuk/textarea.h"
#include "work/house.h"

namespace longstone::web {
namespace {

using html::cat;
using html::heading;
using html::HeadingSize;

constexpr std::string_view kNotFoundTitle = "Page not found";

bool is_secret(std::string_view name) {
    constexpr std::array<std::string_view, 4> secrets = {"password", "passcode", "code", "token"};
    return name == http::kCsrfField || std::ranges::any_of(secrets, [&](std::string_view secret) {
               return name.find(secret) != std::string_view::npos;
           });
}

// Buttons and short choices need no copying; words do.
bool is_worth_copying(const std::string& value) {
    return value.size() > 3 && value.find_first_not_of("0123456789-") != std::string::npos;
}

std::string label_of(std::string_view name) {
    std::string label(name);
    std::ranges::replace_if(label, [](char c) { return c == '-' || c == '.'; }, ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') {
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
    }
    return label;
}

Html said(const std::string& title,
          const std::string& message,
          const std::vector<FieldProblem>& fields,
          const std::pair<std::string, std::string>& link) {
    Html main = heading(1, HeadingSize::Large, title);
    if (!message.empty()) main += html::paragraph(message);
    std::vector<Html> items;
    for (const auto& field : fields) {
        if (field.message != message) items.push_back(html::text(field.message));
    }
    if (!items.empty()) main += html::bullets(items);
    if (!link.first.empty()) main += html::paragraph(html::link(link.second, link.first));
    return main;
}

// Where to go on: the page that the form stood on.
std::pair<std::string, std::string> back_to(const Visit& visit) {
    const auto& request = visit.request();
    if (request.is_read()) return {"Go to my work", "/"};
    return {"Go back to the page", request.path};
}

std::string title_for(Fault fault) {
    switch (fault) {
        case Fault::Conflict:
            return "Somebody else changed this first";
        case Fault::TooLarge:
            return "This is too large";
        case Fault::Malformed:
            return "The request could not be read";
        case Fault::TooMany:
            return "Too many tries";
        case Fault::NeedsReason:
            return "A reason is needed";
        case Fault::NotFound:
            return std::string(kNotFoundTitle);
        default:
            return "This could not be done";
    }
}

std::string failure_title(int status) {
    switch (status) {
        case 404:
            return std::string(kNotFoundTitle);
        case 413:
            return "This is too large";
        case 429:
            return "Too many tries";
        case 500:
        case 503:
            return "Sorry, there is a problem with the service";
        default:
            return "This could not be done";
    }
}

}  // namespace

Html typed_back(const http::Form& form) {
    Html typed;
    int n = 0;
    for (const auto& [name, value] : form.fields()) {
        if (is_secret(name) || !is_worth_copying(value)) continue;
        typed += govuk::textarea({.label = {.text = label_of(name)},
                                  .name = longstone::cat({"typed-", number(++n)}),
                                  .value = value,
                                  .rows = value.size() > 200 ? 8 : 2,
                                  .attributes = {{"readonly", true}}});
    }
    if (typed.empty()) return typed;
    return cat({heading(2, HeadingSize::Medium, "What you typed"),
                html::paragraph("It is still here. Copy it before you leave this page."),
                typed});
}

http::Reply plain_problem(Visit& visit, const PlainProblem& problem) {
    Html main = said(problem.title, problem.message, problem.fields, problem.link);
    main += typed_back(visit.form());
    return visit.page({.title = problem.title,
                       .main = std::move(main),
                       .width = ui::Width::Narrow,
                       .has_errors = problem.status == 422 || problem.status == 409,
                       .status = problem.status});
}

http::Reply problem_page(Visit& visit, const Problem& problem) {
    if (problem.fault == Fault::Unauthenticated) return http::Reply::see_other("/sign-in");
    const auto ref = visit.param("ref");
    if (problem.fault == Fault::NeedsReason && !ref.empty() && visit.request().is_read()) {
        return http::Reply::see_other(
            longstone::cat({"/records/", http::percent_encode(ref), "/break-glass"}));
    }
    return plain_problem(visit,
                         {.status = http::status_of(problem.fault),
                          .title = title_for(problem.fault),
                          .message = problem.message,
                          .fields = problem.fields,
                          .link = back_to(visit)});
}

http::Reply failure_page(const App& app,
                         const http::Request& request,
                         const http::Failure& failure) {
    if (request.path.starts_with("/api/")) {
        return http::Reply::problem_json(failure.status, failure.problem);
    }
    const auto title = failure_title(failure.status);
    Html main = said(title, failure.problem.message, {}, {"Go to the first page", "/"});
    if (!request.is_read()) {
        if (const auto form = request.form()) main += typed_back(*form);
    }
    if (failure.status >= 500) {
        main += html::paragraph(
            {"If you tell somebody about this, give them this number: ", request.id, "."});
    }
    ui::Page page{.title = title,
                  .partnership_name = app.house.definitions->partnership.name,
                  .colours_href = app.settings.colours_href,
                  .main = std::move(main),
                  .width = ui::Width::Narrow,
                  .asset_version = std::string(ui::asset_version())};
    return http::Reply::page(failure.status, ui::page(page));
}

}  // namespace longstone::web
