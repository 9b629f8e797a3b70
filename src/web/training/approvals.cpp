#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/input.h"
#include "ui/govuk/summary_list.h"
#include "web/account/small_form.h"
#include "web/pages/parts.h"
#include "web/training/training_parts.h"
#include "web/training/training_routes.h"
#include "work/learning.h"

// Places that wait for a manager: each with who asks, for what, and what is left.
namespace longstone::web {
namespace {

constexpr const char* kPath = "/training/approvals";

Html decide(Visit& visit, const partnership::PlaceOn& one, const Problem* problem) {
    const auto& place = one.place;
    const bool here = problem != nullptr && visit.form().text("place") == place.id;
    const auto id = cat({"reason-", place.id});
    govuk::Input reason{.label = {.text = "Why not? (only if you do not approve)"},
                        .name = "reason",
                        .id = id,
                        .value = here ? visit.form().text("reason") : std::string()};
    if (here) reason.error_message = govuk::ErrorMessage{.text = problem->message};
    const auto hidden = html::hidden_text(cat({": ", learner_name(visit, place)}));
    return post_form(visit,
                     kPath,
                     {html::hidden_field("ref", one.session.ref()),
                      html::hidden_field("place", place.id),
                      govuk::input(reason),
                      html::element("div",
                                    {{"class", "govuk-button-group"}},
                                    {govuk::button({.html = html::cat({"Approve", hidden}),
                                                    .name = "decision",
                                                    .value = "approve",
                                                    .prevent_double_click = true}),
                                     govuk::button({.html = html::cat({"Do not approve", hidden}),
                                                    .name = "decision",
                                                    .value = "decline",
                                                    .classes = "govuk-button--secondary",
                                                    .prevent_double_click = true})})});
}

Html card(Visit& visit, const partnership::PlaceOn& one, const Problem* problem) {
    const auto& offer = one.session.offer;
    govuk::SummaryList list{
        .card = govuk::SummaryCard{
            .title = govuk::SummaryCardTitle{
                .text = cat({learner_name(visit, one.place), ": ", one.session.title()})}}};
    const auto add = [&](const char* key, const Html& value) {
        list.rows.push_back(govuk::SummaryRow{.key = {.text = key}, .value = {.html = value}});
    };
    add("Agency", html::text(visit.agency_name(one.place.agency)));
    add("Course", html::link(training_path(one.session.ref()), one.session.ref()));
    add("When", html::text(when_words(offer)));
    add("Asked", when_html(one.place.asked));
    add("Places",
        html::text(one.place.queued ? cat({seats_words(offer), ". Once approved, they wait."})
                                    : std::string("One is held until you decide")));
    return html::cat({govuk::summary_list(list), decide(visit, one, problem)});
}

http::Reply draw(Visit& visit, const Problem* problem) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        TRY(may_book(visit));
        const auto waiting = partnership::places_to_approve(reading.context, visit.viewer());
        Html main = problem == nullptr ? done_banner(visit) : Html{};
        main += training_head(
            visit,
            "Places to approve",
            html::text(waiting.empty()
                           ? std::string("No place waits for you")
                           : count_of(static_cast<long long>(waiting.size()), "place", "places")));
        report::Sheet sheet{.name = waiting.empty() ? std::string() : "Places to approve",
                            .headings = {"Who", "Agency", "Course", "Title", "When", "Asked"}};
        for (const auto& one : waiting) {
            main += card(visit, one, problem);
            sheet.rows.push_back({learner_name(visit, one.place),
                                  visit.agency_name(one.place.agency),
                                  one.session.ref(),
                                  one.session.title(),
                                  when_words(one.session.offer),
                                  london(one.place.asked).date});
        }
        visit.list_as(std::move(sheet));
        const auto learned = work::learning_to_confirm(reading.context, visit.viewer());
        if (!learned.empty()) {
            std::vector<Html> items;
            for (const auto& one : learned)
                items.push_back(html::link(cat({kPath, "/", one.id}),
                                           cat({visit.shown_name(one.learner), ": ", one.title})));
            main += html::cat({html::heading(2, html::HeadingSize::Medium, "Learning to confirm"),
                               html::bullets(items)});
        }
        if (waiting.empty())
            main += html::paragraph(
                "When somebody of your agency names you as their manager, "
                "their place waits for you here and under My work.");
        std::optional<Problem> shown;
        if (problem != nullptr) {
            shown = *problem;
            for (auto& field : shown->fields)
                field.field = cat({"reason-", visit.form().text("place")});
        }
        const SmallForm form{.visit = visit, .problem = shown ? &*shown : nullptr};
        return form.page({.title = "Places to approve", .main = main, .current = kTrainingPath});
    });
}

http::Reply decided(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto& form = visit.form();
            const auto ref = form.text("ref");
            const auto place = form.text("place");
            const bool approves = form.text("decision") == "approve";
            if (approves)
                TRY(work::approve_place(context, visit.viewer(), ref, place));
            else
                TRY(work::decline_place(context, visit.viewer(), ref, place, form.text("reason")));
            return http::Reply::see_other(
                done_at(kPath, approves ? "place-approved" : "place-declined"));
        },
        [&](const Problem& problem) { return draw(visit, &problem); });
}

}  // namespace

void add_approval_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPath, .name = "places to approve"}, [](Visit& visit) {
        return draw(visit, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = kPath, .name = "places to approve: decide"},
             decided);
}

}  // namespace longstone::web
