#include "access/viewer.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/input.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/panel.h"
#include "web/forms/draw.h"
#include "web/pages/parts.h"
#include "web/problems.h"
#include "web/referral/referral_routes.h"
#include "web/referral/report.h"
#include "work/drafts.h"
#include "work/load.h"

// Coming back to a report with its reference and passcode: to go on with it or, once it was sent,
// to read that it arrived and what its sender was told. Nothing else of the record is shown.
namespace longstone::web {
namespace {

http::Reply draw_return(Visit& visit, const Problem* problem) {
    const auto error = [&](std::string_view field) -> std::optional<govuk::ErrorMessage> {
        if (problem == nullptr) return {};
        for (const auto& wrong : problem->fields) {
            if (wrong.field == field) return govuk::ErrorMessage{.text = wrong.message};
        }
        return {};
    };
    Html main = problem == nullptr ? Html{} : error_list(problem->fields);
    main += html::heading(1, html::HeadingSize::Large, "Come back to a report");
    main += html::paragraph(
        "You need the reference and the passcode that you were given when you "
        "began it. Without them you can begin a new one, or telephone us.");
    main += post_form(
        visit,
        "/report/return",
        {govuk::input({.label = {.text = "Reference"},
                       .name = "reference",
                       .value = visit.form().text("reference"),
                       .classes = "govuk-input--width-20",
                       .autocomplete = "off",
                       .spellcheck = false}),
         govuk::input({.label = {.text = "Passcode"},
                       .name = "passcode",
                       .hint = govuk::Hint{.text = "Three groups of four letters and figures."},
                       .error_message = error("passcode"),
                       .classes = "govuk-input--width-20",
                       .autocomplete = "off",
                       .spellcheck = false}),
         govuk::button({.text = "Continue"})});
    main += html::paragraph(html::link("/report", "Begin a new report"));
    return referral_page(visit,
                         true,
                         {.title = "Come back to a report",
                          .main = std::move(main),
                          .has_errors = problem != nullptr,
                          .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
}

// A wrong try is a reply and not a problem, so that it is counted and not undone.
Result<http::Reply> come_back(Visit& visit, work::Context& context) {
    const auto id = report_of(context, visit.form().text("reference"));
    const auto checked = work::check_passcode(context, id, visit.form().text("passcode"));
    if (!checked) return draw_return(visit, &checked.error());
    auto reply = http::Reply::see_other(cat({"/report/", id}));
    hold_report(visit, reply, id);
    return reply;
}

http::Reply send_return(Visit& visit) {
    if (visit.app().limiters.passcodes.take(visit.request().peer, visit.now()) > 0) {
        return problem_page(
            visit,
            {.fault = Fault::TooMany,
             .message = "Too many tries from where you are. Wait a quarter of an hour and try "
                        "again, or telephone us."});
    }
    return act(visit, [&](work::Context& context) { return come_back(visit, context); });
}

// The words told to whoever sent it. The passcode is the leave to read them, so they are found by
// the program itself and nothing else of the record leaves this function.
std::vector<work::Told> told_words(work::Context& context, const std::string& record) {
    static const access::Viewer program = access::system_viewer();
    const auto opened = work::open_record_for(context, program, access::Action::Read, record);
    std::vector<work::Told> words;
    if (!opened) return words;
    for (const auto& told : opened->record.told) {
        if (told.whom != "referrer" || told.words.empty() || !told.agency.empty()) continue;
        words.push_back({.words = told.words, .at = told.at});
    }
    return words;
}

Html told_html(const std::vector<work::Told>& words) {
    Html out = html::heading(2, html::HeadingSize::Medium, "What we can tell you");
    if (words.empty()) {
        out += html::paragraph(
            "Nothing yet. What we may tell you depends on what the family "
            "agrees to and what keeps people safe. Look again later.");
        return out;
    }
    for (const auto& told : words) {
        out += govuk::inset_text({.html = html::cat({html::paragraph(html::strong(say(told.at))),
                                                     html::paragraph(html::lines(told.words))})});
    }
    return out;
}

Html next_html(const Visit& visit, const Referral& report) {
    Html out = html::heading(2, html::HeadingSize::Medium, "What happens next");
    out += html::paragraph(
        "Somebody reads it and decides what must be done. If you said how we "
        "may reach you, we may ask you more.");
    out += html::paragraph({"To come back here use the reference ",
                            html::strong(shown_reference(report.id)),
                            ", or the one above, with your passcode."});
    const auto& phone = visit.definitions().partnership.front_door_phone;
    if (!phone.empty()) {
        out += html::paragraph({"If you remember more or are more worried, telephone ",
                                phone,
                                " and give the reference above."});
    }
    return out;
}

http::Reply sent_page(Visit& visit) {
    const auto id = visit.param("id");
    if (!holds_report(visit, id)) return http::Reply::see_other("/report/return");
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto record = record_of_report(reading.context, id);
        if (!record) return http::Reply::see_other(cat({"/report/", id}));
        Html main =
            govuk::panel({.title_text = "We have your report",
                          .html = html::cat({"Your reference is ", html::strong(*record)})});
        main += danger_html(visit);
        main += told_html(told_words(reading.context, *record));
        main += next_html(visit, blank_report(id));
        return referral_page(
            visit, true, {.title = "We have your report", .main = std::move(main)});
    });
}

}  // namespace

void add_report_return_pages(http::Router& router, App& app) {
    const auto access = http::AccessKind::Public;
    add_page(router,
             app,
             {.pattern = "/report/return", .name = "report: return", .access = access},
             [](Visit& visit) { return draw_return(visit, nullptr); });
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/report/return",
              .name = "report: return: check",
              .access = access},
             send_return);
    add_page(router,
             app,
             {.pattern = "/report/{id:key}/sent", .name = "report: sent", .access = access},
             sent_page);
}

}  // namespace longstone::web
