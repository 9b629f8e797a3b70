#include "access/accounts.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/select.h"
#include "web/account/small_form.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"
#include "work/learning.h"

// Learning that happened elsewhere: said by whoever learned, confirmed by their manager.
namespace longstone::web {
namespace {

constexpr const char* kPath = "/training/mine/elsewhere";

Html choice(const SmallForm& form,
            const std::string& name,
            const std::string& label,
            const std::string& hint,
            const std::vector<std::pair<std::string, std::string>>& choices) {
    govuk::Select select{.label = govuk::Label{.text = label}, .name = name, .id = name};
    if (!hint.empty()) select.hint = govuk::Hint{.text = hint};
    select.error_message = form.error(name);
    for (const auto& [value, text] : choices)
        select.items.push_back(govuk::SelectItem{
            .text = text, .value = value, .selected = form.visit.form().text(name) == value});
    return govuk::select(select);
}

http::Reply draw(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(may_book(visit));
        const SmallForm form{.visit = visit, .problem = problem};
        std::vector<std::pair<std::string, std::string>> needs = {{"", "Nothing in particular"}};
        for (const auto& [id, need] : visit.definitions().training)
            needs.emplace_back(id, need.name);
        std::vector<std::pair<std::string, std::string>> managers = {{"", "Choose somebody"}};
        for (const auto& user : access::users_at(reading.context.db, visit.viewer().agency))
            if (user.name != visit.viewer().user) managers.emplace_back(user.name, user.shown);
        const auto fields = post_form(
            visit,
            kPath,
            {form.text("title", "What did you learn?", "The name of the course."),
             form.text("provider", "Who gave it?"),
             form.text("on", "When did you finish it?", "For example 2026-03-27."),
             choice(form, "requirement", "What does it count for?", "", needs),
             form.words("evidence",
                        "What shows it?",
                        "For example the number of a certificate. Your manager looks at it."),
             choice(form,
                    "manager",
                    "Who confirms it?",
                    "Your manager. It counts once they have confirmed it.",
                    managers),
             govuk::button({.text = "Send it to be confirmed", .prevent_double_click = true})});
        return form.page(
            {.title = "Learning elsewhere",
             .main = html::cat(
                 {html::heading(1, html::HeadingSize::Large, "Learning elsewhere"), fields}),
             .width = ui::Width::Narrow,
             .current = kTrainingPath});
    });
}

http::Reply send(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto& form = visit.form();
            TRY(work::enter_learning(context,
                                     visit.viewer(),
                                     {.requirement = form.text("requirement"),
                                      .title = form.text("title"),
                                      .provider = form.text("provider"),
                                      .evidence = form.text("evidence"),
                                      .confirmer = form.text("manager"),
                                      .on = parse_date(trim(form.text("on")))}));
            return http::Reply::see_other(done_at("/training/mine", "learned"));
        },
        [&](const Problem& problem) { return draw(visit, &problem); });
}

// ---- confirming one

http::Reply confirm_page(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(may_book(visit));
        for (const auto& one : work::learning_to_confirm(reading.context, visit.viewer())) {
            if (one.id != visit.param("id")) continue;
            const SmallForm form{.visit = visit, .problem = problem};
            const auto title = cat({visit.shown_name(one.learner), ": ", one.title});
            return form.page(
                {.title = title,
                 .main = html::cat(
                     {html::heading(1, html::HeadingSize::Large, title),
                      html::paragraph({"Given by ",
                                       one.provider,
                                       one.on ? cat({", finished on ", say(*one.on)}) : "",
                                       "."}),
                      html::paragraph(html::lines(one.evidence)),
                      post_form(visit,
                                visit.request().path,
                                {form.words("reason", "If you do not confirm it, why?"),
                                 html::element("div",
                                               {{"class", "govuk-button-group"}},
                                               {govuk::button({.text = "Confirm",
                                                               .name = "decision",
                                                               .value = "confirm",
                                                               .prevent_double_click = true}),
                                                govuk::button({.text = "Do not confirm",
                                                               .name = "decision",
                                                               .value = "decline",
                                                               .classes = "govuk-button--secondary",
                                                               .prevent_double_click = true})})})}),
                 .width = ui::Width::Narrow,
                 .current = kTrainingPath});
        }
        return not_found();
    });
}

http::Reply confirm(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            TRY(work::decide_learning(context,
                                      visit.viewer(),
                                      visit.param("id"),
                                      visit.form().text("decision") == "confirm",
                                      visit.form().text("reason")));
            return http::Reply::see_other(done_at("/training/approvals", "learning-decided"));
        },
        [&](const Problem& problem) { return confirm_page(visit, &problem); });
}

}  // namespace

void add_elsewhere_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPath, .name = "learning elsewhere"}, [](Visit& visit) {
        return draw(visit, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = kPath, .name = "learning elsewhere: send"},
             send);
    const std::string one = "/training/approvals/{id}";
    add_page(router, app, {.pattern = one, .name = "learning: confirm"}, [](Visit& visit) {
        return confirm_page(visit, nullptr);
    });
    add_page(
        router, app, {.method = "POST", .pattern = one, .name = "learning: confirm: do"}, confirm);
}

}  // namespace longstone::web
