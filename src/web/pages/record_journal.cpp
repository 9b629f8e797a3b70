#include "base/label.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/textarea.h"
#include "ui/longstone/line.h"
#include "ui/longstone/words.h"
#include "web/forms/draw.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "web/visit.h"
#include "work/acts/share.h"
#include "work/history.h"

// The journal of a record, event by event; and breaking the glass of one that is not open.
namespace longstone::web {
namespace {

Html entry_html(const work::HistoryEntry& entry) {
    Html body = html::strong(entry.words);
    std::vector<Html> details;
    for (const auto& [label, value] : entry.details) {
        details.push_back(html::cat({before_answer(label), html::lines(value)}));
    }
    if (!details.empty()) body += html::list(details);
    return body;
}

http::Reply journal(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        ls::Line line{.label = "What happened on this record"};
        report::Sheet sheet{.name = line.label,
                            .headings = {"Happened", "Recorded", "Who", "Agency", "What", "More"}};
        for (const auto& entry : work::history_of(reading.context, opened)) {
            std::string who = visit.shown_name(entry.actor);
            if (!entry.agency.empty()) who += cat({", ", visit.agency_name(entry.agency)});
            // Said when it was recorded much later than it happened.
            if (entry.recorded.micros - entry.happened.micros > kHour) {
                who += cat({", recorded ", say_short(entry.recorded)});
            }
            line.items.push_back({.date = say_short(entry.happened),
                                  .machine = iso(entry.happened),
                                  .body = entry_html(entry),
                                  .known = html::text(who)});
            std::vector<std::string> details;
            for (const auto& [label, value] : entry.details)
                details.push_back(cat({before_answer(label), value}));
            sheet.rows.push_back({iso(entry.happened),
                                  iso(entry.recorded),
                                  visit.shown_name(entry.actor),
                                  visit.agency_name(entry.agency),
                                  entry.words,
                                  join(details, "; ")});
        }
        if (!sheet.rows.empty()) visit.list_as(std::move(sheet));
        Html main = html::heading(2, html::HeadingSize::Large, "Journal");
        main += html::paragraph("Nothing here is ever changed or taken away.");
        main +=
            line.items.empty() ? ls::nothing("There is nothing that you may see.") : ls::line(line);
        return record_page(
            visit, opened, {.title = "Journal", .tab = "journal", .main = std::move(main)});
    });
}

// ---- breaking the glass

constexpr std::string_view kTitle = "You need a reason to open this";

http::Reply ask_reason(Visit& visit, const std::string& typed, const Problem* problem) {
    govuk::Textarea reason{
        .label = {.text = "Why do you need to see it now?", .classes = "govuk-label--m"},
        .name = "reason",
        .value = typed,
        .hint = govuk::Hint{.text = "A sentence. Whoever leads the record and the data protection "
                                    "officer are told at once, with your name."}};
    Html main;
    if (problem != nullptr) {
        main += error_list({{"reason", problem->message}});
        reason.error_message = govuk::ErrorMessage{.text = problem->message};
    }
    main += html::heading(1, html::HeadingSize::Large, kTitle);
    main += html::paragraph({"Record ",
                             visit.param("ref"),
                             " is not open to you. You can open it for an hour when somebody's "
                             "safety needs it."});
    main += post_form(visit,
                      visit.request().path,
                      {govuk::textarea(reason),
                       govuk::button({.text = "Open the record",
                                      .classes = "govuk-button--warning",
                                      .prevent_double_click = true})});
    return visit.page({.title = std::string(kTitle),
                       .main = std::move(main),
                       .width = ui::Width::Narrow,
                       .has_errors = problem != nullptr,
                       .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

// The page is only for those whom the policy tells that a reason would open it; whether the record
// is there at all is not said to anybody else.
http::Reply glass(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto facts = TRY(work::facts_of(reading.context, visit.param("ref")));
        const auto allowed =
            access::allow(visit.definitions(), visit.viewer(), access::Action::Read, facts);
        if (allowed) return http::Reply::see_other(record_path(visit.param("ref")));
        if (allowed.error().fault != Fault::NeedsReason) return not_found();
        return ask_reason(visit, {}, nullptr);
    });
}

http::Reply break_it(Visit& visit) {
    const auto reason = visit.form().text("reason");
    return act(
        visit,
        [&](work::Context& context) -> Result<http::Reply> {
            const auto broken =
                work::break_glass(context, visit.viewer(), visit.param("ref"), reason);
            // With nothing written it is the form that asks again.
            if (!broken && broken.error().fault == Fault::NeedsReason)
                return refuse(Fault::Invalid, "Say why you must see this now, in a sentence.");
            TRY(broken);
            return http::Reply::see_other(done_at(record_path(visit.param("ref")), "opened"));
        },
        [&](const Problem& problem) { return ask_reason(visit, reason, &problem); });
}

}  // namespace

void add_journal_routes(http::Router& router, App& app) {
    add_page(
        router, app, {.pattern = "/records/{ref}/journal", .name = "record: journal"}, journal);
}

void add_glass_routes(http::Router& router, App& app) {
    const std::string pattern = "/records/{ref}/break-glass";
    add_page(router, app, {.pattern = pattern, .name = "record: reason to open it"}, glass);
    add_page(router,
             app,
             {.method = "POST", .pattern = pattern, .name = "record: break the glass"},
             break_it);
}

}  // namespace longstone::web
