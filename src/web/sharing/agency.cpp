#include <algorithm>

#include "base/text.h"
#include "ui/longstone/filters.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/sharing/agency_decides.h"
#include "web/sharing/sharing_routes.h"
#include "web/sharing/sharing_words.h"
#include "web/visit.h"
#include "work/acts/releases.h"
#include "work/sharing/register.h"

// What an agency was asked and has released, for those who decide there; and of every agency, for
// the data protection officer.
namespace longstone::web {
namespace {

constexpr const char* kPath = "/sharing";

// The agency to show: the one asked for, else their first; empty for all of them.
std::string agency_shown(const Visit& visit) {
    const auto own = work::decides_for(visit.definitions(), visit.viewer());
    const auto wanted = visit.request().query_text("agency");
    if (!wanted.empty()) return wanted == "all" ? std::string() : wanted;
    return own.empty() ? std::string() : own.front();
}

Html choose_html(const Visit& visit, const std::string& agency) {
    std::vector<ls::Choice> choices;
    const bool all = visit.viewer().may("see-sharing");
    if (all) choices.push_back({"all", "All agencies"});
    const auto own = work::decides_for(visit.definitions(), visit.viewer());
    for (const auto& one : visit.definitions().partnership.agencies) {
        const bool shared = visit.definitions().sharing.agency(one.id) != nullptr;
        const bool mine = std::ranges::find(own, one.id) != own.end();
        if (mine || (all && shared)) choices.push_back({one.id, one.name});
    }
    if (choices.size() < 2) return {};
    return ls::lens(
        {.action = kPath,
         .fields = {{.label = "Agency",
                     .id = "agency",
                     .control = ls::small_select(
                         "agency", "agency", choices, agency.empty() ? "all" : agency)}}});
}

Html looks_html(Visit& visit, const std::vector<journal::Look>& looks, const std::string& field) {
    std::vector<Html> items;
    for (const auto& look : looks) {
        const auto fields = split(look.reason, ',');
        const bool of_it =
            std::ranges::any_of(fields, [&](const auto& one) { return trim(one) == field; });
        if (of_it)
            items.push_back(html::cat({visit.shown_name(look.actor), ", ", when_html(look.at)}));
    }
    if (items.empty()) return html::text("Nobody yet");
    return items.size() == 1 ? items.front() : html::bullets(items);
}

// The last day on which anything of it could be open, or that this is over.
Html until_html(const work::FieldRequest& request, Instant now) {
    Instant until = {};
    for (const auto& field : request.fields)
        until = std::max(until, field.until);
    const auto day = say(last_day(until));
    return request.lapsed(now) ? ls::late(cat({"Over since ", day, ": nothing can be released"}))
                               : html::text(day);
}

Html waiting_html(Visit& visit, const work::SharingRegister& found, bool all) {
    ls::Table table{.caption = "Waiting for a decision",
                    .caption_unseen = false,
                    .columns = {{.text = "About", .row_header = true},
                                {.text = "What is asked"},
                                {.text = "By"},
                                {.text = "What for"},
                                {.text = "Asked"},
                                {.text = "Needed until"}},
                    .if_empty = "Nothing waits for a decision."};
    if (all) table.columns.insert(table.columns.begin() + 2, {.text = "Of"});
    for (const auto& line : found.requests) {
        const auto& request = line.request;
        if (!request.waits()) continue;
        std::vector<std::string> names;
        for (const auto& field : request.fields)
            names.push_back(field_words(visit.definitions(), field.field));
        Html who = found.with_values ? html::link(cat({kPath, "/", request.id}), line.person)
                                     : html::text(line.person);
        std::vector<Html> cells = {std::move(who),
                                   html::text(join(names, "; ")),
                                   html::text(visit.agency_name(request.asker)),
                                   html::text(purpose_words(visit.definitions(), request.purpose)),
                                   when_html(request.asked),
                                   until_html(request, visit.now())};
        if (all) cells.insert(cells.begin() + 2, html::text(visit.agency_name(request.owner)));
        table.rows.push_back({.cells = std::move(cells)});
    }
    return visit.list(table);
}

Html released_html(Visit& visit, const work::SharingRegister& found, bool all) {
    ls::Table table{
        .caption = all ? "Everything that agencies released" : "What my agency has released",
        .caption_unseen = false,
        .columns = {{.text = "What", .row_header = true},
                    {.text = "Of whom"},
                    {.text = "To"},
                    {.text = "Purpose and law", .in_file = "Purpose and law"},
                    {.text = "Decided"},
                    {.text = "How it stands"},
                    {.text = "Looked at by"}},
        .if_empty = "Nothing has been released."};
    if (all) table.columns.insert(table.columns.begin() + 2, {.text = "From"});
    for (const auto& line : found.requests) {
        const auto& request = line.request;
        if (!request.decided) continue;
        for (const auto& field : request.fields) {
            Html what = html::text(field_words(visit.definitions(), field.field));
            if (found.with_values) what = html::link(cat({kPath, "/", request.id}), what);
            std::vector<Html> cells = {
                std::move(what),
                html::text(line.person),
                html::text(cat({visit.agency_name(request.asker), ", ", request.record})),
                html::text(cat({purpose_words(visit.definitions(), request.purpose),
                                ". ",
                                gateway_words(visit.definitions(), field.gateway)})),
                html::cat(
                    {when_html(*request.decided), ", ", visit.shown_name(request.decided_by)}),
                html::text(field_state_words(request, field, visit.now())),
                field.released() ? looks_html(visit, line.looks, field.field) : Html()};
            if (all) cells.insert(cells.begin() + 2, html::text(visit.agency_name(request.owner)));
            table.rows.push_back({.cells = std::move(cells)});
        }
    }
    return visit.list(table);
}

std::string answer_words(const work::QuestionLine& line) {
    if (line.waits) return "Not answered yet";
    if (line.unanswered) return "Never answered: the list that it was asked of is over";
    if (line.question.known) return "Known";
    return line.question.contact_told ? "Not known, because you protect them" : "Not known";
}

Html questions_html(Visit& visit, const work::SharingRegister& found, bool all) {
    ls::Table table{.caption = "Whether somebody is known",
                    .caption_unseen = false,
                    .columns = {{.text = "Asked", .row_header = true},
                                {.text = "By"},
                                {.text = "Of"},
                                {.text = "Purpose"},
                                {.text = "Law"},
                                {.text = "Answer"},
                                {.text = all ? "Whom they know" : "Whom you know"}},
                    .if_empty = "Nobody has asked."};
    if (!all) table.columns.erase(table.columns.begin() + 2);
    for (const auto& line : found.questions) {
        const auto& one = line.question;
        std::vector<Html> cells = {when_html(one.asked),
                                   html::text(visit.agency_name(one.asker)),
                                   html::text(visit.agency_name(one.owner)),
                                   html::text(purpose_words(visit.definitions(), one.purpose)),
                                   html::text(gateway_words(visit.definitions(), one.gateway)),
                                   html::text(answer_words(line)),
                                   html::text(line.person)};
        if (!all) cells.erase(cells.begin() + 2);
        table.rows.push_back({.cells = std::move(cells)});
    }
    return visit.list(table);
}

http::Reply agency_page(Visit& visit) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto agency = agency_shown(visit);
        const auto found = TRY(work::sharing_register(context, visit.viewer(), agency));
        const bool all = agency.empty();
        Html main = done_banner(visit);
        main += html::heading(1, html::HeadingSize::Large, "Sharing");
        main += html::paragraph(
            all ? html::text("What every agency was asked and released: to whom, by which law, "
                             "until when, and who looked. What was said is not shown here.")
                : html::cat({"What ",
                             visit.agency_name(agency),
                             " was asked about the people it knows, and everything that it "
                             "released. Of somebody whom you do not know you see only that "
                             "somebody was asked about."}));
        main += choose_html(visit, agency);
        main += waiting_html(visit, found, all);
        main += released_html(visit, found, all);
        main += questions_html(visit, found, all);
        return visit.page({.title = "Sharing", .main = std::move(main), .current = kPath});
    });
}

}  // namespace

void add_agency_sharing_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = kPath, .name = "sharing"}, agency_page);
    add_decide_routes(router, app);
}

}  // namespace longstone::web
