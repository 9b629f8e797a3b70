#include "base/text.h"
#include "chronology/marks.h"
#include "ui/govuk/button.h"
#include "ui/govuk/radios.h"
#include "ui/longstone/words.h"
#include "web/account/small_form.h"
#include "web/chronology/chronology_line.h"
#include "web/chronology/chronology_query.h"
#include "web/chronology/chronology_routes.h"
#include "web/pages/parts.h"

// Marking an entry as significant or as the worst, and withdrawing a mark: each with a reason.
namespace longstone::web {
namespace {

Result<chronology::Entry> entry_asked(work::Context& context,
                                      Visit& visit,
                                      const std::vector<access::Grant>& grants) {
    auto entries = TRY(chronology::entries_about(context, grants, {}));
    for (auto& entry : entries)
        if (entry.id == visit.request().query_text("entry") && entry.whole) return std::move(entry);
    return not_found();
}

Result<std::vector<access::Grant>> leave_of(const Visit& visit) {
    return chronology::leave_to_read(visit.viewer(), {visit.param("id")});
}

std::string back_to(const Visit& visit) {
    return cat(
        {chronology_path(visit.param("id")), "#entry-", visit.request().query_text("entry")});
}

std::string here(const Visit& visit) {
    return cat({visit.request().path,
                "?",
                http::write_query({{"entry", visit.request().query_text("entry")},
                                   {"mark", visit.request().query_text("mark")}})});
}

Html entry_html(const chronology::Entry& entry) {
    return ls::say({html::strong(day_words(entry)), ": ", entry.words, " ", entry.record});
}

http::Reply mark_page(Visit& visit, const Problem* problem) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grants = TRY(leave_of(visit));
        const auto entry = TRY(entry_asked(context, visit, grants));
        const SmallForm form{.visit = visit, .problem = problem};
        const auto says = govuk::radios(
            {.name = "says",
             .fieldset = govuk::Fieldset{.legend = govuk::Legend{.text = "What is it?"}},
             .error_message = form.error("says"),
             .items = {govuk::RadioItem{.text = "Significant", .value = "significant"},
                       govuk::RadioItem{.text = "The worst", .value = "worst"}},
             .value = visit.form().text("says")});
        Html main = html::heading(1, html::HeadingSize::Large, "Mark an entry");
        main += entry_html(entry);
        main += post_form(visit,
                          here(visit),
                          {says,
                           form.words("reason",
                                      "Why?",
                                      "Whoever sees the whole of this entry reads it, with "
                                      "your name. You can withdraw it."),
                           govuk::button({.text = "Mark", .prevent_double_click = true})});
        main += html::paragraph(html::link(back_to(visit), "Back to the line"));
        return form.page(
            {.title = "Mark an entry", .main = std::move(main), .width = ui::Width::Narrow});
    });
}

http::Reply mark(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grants = TRY(leave_of(visit));
            TRY(chronology::mark_entry(context,
                                       grants,
                                       {.entry = visit.request().query_text("entry"),
                                        .says = visit.form().text("says"),
                                        .reason = visit.form().text("reason")}));
            return http::Reply::see_other(back_to(visit));
        },
        [&](const Problem& problem) { return mark_page(visit, &problem); });
}

http::Reply withdraw_page(Visit& visit, const Problem* problem) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto grants = TRY(leave_of(visit));
        const auto entry = TRY(entry_asked(context, visit, grants));
        const SmallForm form{.visit = visit, .problem = problem};
        Html main = html::heading(1, html::HeadingSize::Large, "Withdraw a mark");
        main += entry_html(entry);
        for (const auto& one : entry.marks)
            if (one.id == visit.request().query_text("mark"))
                main += html::paragraph({visit.shown_name(one.by), ": ", one.reason});
        main += post_form(visit,
                          here(visit),
                          {form.words("reason", "Why is it withdrawn?"),
                           govuk::button({.text = "Withdraw", .prevent_double_click = true})});
        main += html::paragraph(html::link(back_to(visit), "Back to the line"));
        return form.page(
            {.title = "Withdraw a mark", .main = std::move(main), .width = ui::Width::Narrow});
    });
}

http::Reply withdraw(Visit& visit) {
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto grants = TRY(leave_of(visit));
            TRY(chronology::withdraw_mark(context,
                                          grants,
                                          visit.request().query_text("entry"),
                                          visit.request().query_text("mark"),
                                          visit.form().text("reason")));
            return http::Reply::see_other(back_to(visit));
        },
        [&](const Problem& problem) { return withdraw_page(visit, &problem); });
}

}  // namespace

void add_chronology_mark_routes(http::Router& router, App& app) {
    const std::string mark_at = "/people/{id}/chronology/mark";
    const std::string withdraw_at = "/people/{id}/chronology/withdraw";
    add_page(router, app, {.pattern = mark_at, .name = "a chronology: mark"}, [](Visit& visit) {
        return mark_page(visit, nullptr);
    });
    add_page(router,
             app,
             {.method = "POST", .pattern = mark_at, .name = "a chronology: mark: do"},
             mark);
    add_page(router,
             app,
             {.pattern = withdraw_at, .name = "a chronology: withdraw a mark"},
             [](Visit& visit) { return withdraw_page(visit, nullptr); });
    add_page(
        router,
        app,
        {.method = "POST", .pattern = withdraw_at, .name = "a chronology: withdraw a mark: do"},
        withdraw);
}

}  // namespace longstone::web
