#include "web/links/question_links.h"

#include <algorithm>

#include "base/text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/table.h"
#include "web/links/link_parts.h"
#include "web/links/link_routes.h"
#include "web/list_file.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "work/acts/request_links.h"
#include "work/house.h"

// On a record's checks: links by which somebody without an account answers what an agency was
// asked. Given, mailed, revoked; and who answered through one.
namespace longstone::web {
namespace {

using define::FieldType;
using work::RequestLink;

const std::string& key_of(const Visit& visit) {
    return visit.house().keys.csrf_key;
}

std::string address_of(const Visit& visit, const RequestLink& link) {
    return cat(
        {visit.house().options.base_url, "/q/", work::request_link_token(key_of(visit), link.id)});
}

std::string link_path(const std::string& ref, const std::string& link, std::string_view rest) {
    return record_path(ref, cat({"/checks/links/", link, rest}));
}

const work::RequestState* request_at(const work::Opened& opened, std::string_view id) {
    const auto found = std::ranges::find(opened.record.requests, id, &work::RequestState::id);
    return found == opened.record.requests.end() ? nullptr : &*found;
}

std::string state_words(const Visit& visit, const RequestLink& link) {
    if (link.used) return cat({"Answered by ", link.answered_as});
    if (link.closed) return cat({"Revoked: ", link.closed_reason});
    if (visit.now() >= link.expires) return "Run out";
    return "Open";
}

std::optional<RequestLink> live_link(Visit& visit,
                                     work::Context& context,
                                     const work::Opened& opened) {
    for (auto& link : work::request_links_of(context, opened.grant)) {
        const auto* request = request_at(opened, link.request);
        if (link.id == visit.param("link") && link.live(visit.now()) && request != nullptr &&
            request->open())
            return std::move(link);
    }
    return {};
}

RecordAct giving() {
    return {
        .path = "/checks/{request}/link",
        .name = "record: give a link to a request",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* request = request_at(opened, visit.param("request"));
            if (request == nullptr || !gives_link(opened, *request)) return not_found();
            const auto* rule = opened.pathway->request(request->rule);
            const auto* link = work::link_to_request(*opened.pathway, request->rule);
            return ActForm{
                .title = cat({"A link for ", visit.agency_name(request->agency)}),
                .intro = html::cat(
                    {html::paragraph({"For somebody who has no account. They see what is asked (",
                                      rule->name,
                                      ") with what is shared for it, and nothing else. It can be "
                                      "answered once, within ",
                                      say(*link->expires),
                                      "."}),
                     html::paragraph("A link given before for the same request ends.")}),
                .fields = {ask("label",
                               FieldType::Text,
                               "To whom do you give it?",
                               "Their name and part, as “Mrs Ord, head teacher”. It stands on the "
                               "record."),
                           ask_optional("to",
                                        FieldType::Email,
                                        "To which e-mail address?",
                                        "Leave it empty to copy the address yourself. The e-mail "
                                        "says nothing of whom it is about.")},
                .button = "Give the link",
                .tab = "checks"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            const auto id = TRY(work::make_request_link(given.context,
                                                        visit.viewer(),
                                                        key_of(visit),
                                                        visit.param("request"),
                                                        given.text("label")));
            if (!given.text("to").empty())
                TRY(work::mail_request_link(
                    given.context, visit.viewer(), key_of(visit), given.ref, id, given.text("to")));
            return done_at(record_path(given.ref, "/checks"), "question-link");
        }};
}

RecordAct mailing() {
    return {.path = "/checks/links/{link}/mail",
            .name = "record: mail a link to a request",
            .form = [](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
                const auto link = live_link(visit, context, opened);
                if (!link) return not_found();
                return ActForm{
                    .title = cat({"E-mail the link: ", link->label}),
                    .intro = html::paragraph("The e-mail has the address and until when it can be "
                                             "used. It says nothing of whom it is about."),
                    .fields = {ask("to", FieldType::Email, "To which e-mail address?")},
                    .button = "Send it",
                    .tab = "checks"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::mail_request_link(given.context,
                                            visit.viewer(),
                                            key_of(visit),
                                            given.ref,
                                            visit.param("link"),
                                            given.text("to")));
                return done_at(record_path(given.ref, "/checks"), "link-mailed");
            }};
}

RecordAct revoking() {
    return {.path = "/checks/links/{link}/revoke",
            .name = "record: revoke a link to a request",
            .form = [](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
                const auto link = live_link(visit, context, opened);
                if (!link) return not_found();
                return ActForm{
                    .title = cat({"Revoke the link: ", link->label}),
                    .intro = html::paragraph("Nobody can open it any more. What they wrote and did "
                                             "not send is gone."),
                    .fields = {ask("reason", FieldType::LongText, "Why?")},
                    .button = "Revoke it",
                    .is_grave = true,
                    .tab = "checks"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::close_request_link(given.context,
                                             visit.viewer(),
                                             given.ref,
                                             visit.param("link"),
                                             given.text("reason")));
                return done_at(record_path(given.ref, "/checks"), "link-closed");
            }};
}

}  // namespace

bool gives_link(const work::Opened& opened, const work::RequestState& request) {
    return work::link_to_request(*opened.pathway, request.rule) != nullptr && request.open() &&
           !opened.record.closed && !opened.record.restricted;
}

std::string give_link_path(const std::string& ref, const std::string& request) {
    return record_path(ref, cat({"/checks/", request, "/link"}));
}

Html question_links_html(Visit& visit, work::Context& context, const work::Opened& opened) {
    const auto links = work::request_links_of(context, opened.grant);
    if (links.empty()) return {};
    ls::Table table{.caption = "Links for people without an account",
                    .columns = {{.text = "Given to", .row_header = true},
                                {.text = "For"},
                                {.text = "Address"},
                                {.text = "Until"},
                                {.text = "Now"},
                                {.text = "What to do", .unseen = true}}};
    const bool works = works_here(opened);
    for (const auto& link : links) {
        const auto* request = request_at(opened, link.request);
        if (request == nullptr) continue;
        const bool open = link.live(visit.now()) && request->open();
        const auto named = [&](std::string_view text) {
            return html::cat({text, html::hidden_text(cat({": ", link.label}))});
        };
        std::vector<Html> offers;
        if (open && works) {
            offers.push_back(
                html::link(link_path(opened.record.ref, link.id, "/mail"), named("E-mail it")));
            offers.push_back(
                html::link(link_path(opened.record.ref, link.id, "/revoke"), named("Revoke")));
        }
        table.rows.push_back(
            {.cells = {
                 html::text(link.label),
                 html::text(visit.agency_name(request->agency)),
                 open && works ? html::element("span",
                                               {{"class", "govuk-!-text-break-word"}},
                                               short_address(address_of(visit, link)))
                               : html::text("–"),
                 html::text(say_short(link.expires)),
                 govuk::tag({.text = open || link.used || link.closed || visit.now() >= link.expires
                                         ? state_words(visit, link)
                                         : std::string("Answered otherwise"),
                             .classes = open ? "govuk-tag--green" : "govuk-tag--grey"}),
                 html::join(offers, " · ")}});
    }
    // In a file without the addresses: one that is still open is for one pair of eyes.
    auto sheet = sheet_of(table);
    constexpr std::ptrdiff_t kAddress = 2;
    sheet.headings.erase(sheet.headings.begin() + kAddress);
    for (auto& row : sheet.rows)
        row.erase(row.begin() + kAddress);
    visit.list_as(std::move(sheet));
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, table.caption), ls::table(table)});
}

void add_question_link_routes(http::Router& router, App& app) {
    add_record_act(router, app, giving());
    add_record_act(router, app, mailing());
    add_record_act(router, app, revoking());
}

}  // namespace longstone::web
