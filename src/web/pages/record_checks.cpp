#include <algorithm>

#include "base/text.h"
#include "ui/longstone/words.h"
#include "web/links/question_links.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_overview.h"
#include "web/pages/record_pages.h"
#include "work/acts/requests.h"

// Asking agencies, reminding them, and withdrawing what is no longer needed.
namespace longstone::web {
namespace {

using define::FieldType;

bool counts_as(const define::Agency& agency, const std::vector<std::string>& kinds) {
    const auto among = [&](const std::string& kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    return among(agency.id) || among(agency.kind) || std::ranges::any_of(agency.kinds, among);
}

// The rules of the stages reached: what may be asked now.
std::vector<const define::RequestRule*> rules_open(const work::Opened& opened) {
    std::vector<const define::RequestRule*> rules;
    for (const auto& stage : opened.pathway->stages) {
        if (!opened.record.reached(stage.id)) continue;
        for (const auto& rule : stage.requests) {
            rules.push_back(&rule);
        }
    }
    return rules;
}

Html actions_html(const Visit& visit, const work::Opened& opened) {
    std::vector<Html> items;
    for (const auto* rule : rules_open(opened)) {
        items.push_back(html::link(record_path(opened.record.ref, cat({"/checks/ask/", rule->id})),
                                   cat({"Ask agencies: ", rule->name})));
    }
    for (const auto& request : opened.record.requests) {
        if (!request.open()) continue;
        const auto name = visit.agency_name(request.agency);
        const auto path = cat({"/checks/", request.id});
        items.push_back(html::cat(
            {name,
             ": ",
             html::link(record_path(opened.record.ref, cat({path, "/remind"})),
                        html::cat({"Remind", html::hidden_text(cat({" ", name}))})),
             " or ",
             html::link(
                 record_path(opened.record.ref, cat({path, "/withdraw"})),
                 html::cat({"withdraw", html::hidden_text(cat({" what ", name, " was asked"}))})),
             gives_link(opened, request)
                 ? html::cat({" or ",
                              html::link(give_link_path(opened.record.ref, request.id),
                                         html::cat({"give a link",
                                                    html::hidden_text(cat({" to ", name}))})),
                              " to somebody without an account"})
                 : Html{}}));
    }
    return items.empty() ? Html{} : html::bullets(items);
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened)) return not_found();
        reading.looked(opened.grant);
        Html main = html::heading(2, html::HeadingSize::Large, "Checks");
        const auto table = checks_table(visit, opened);
        main += table.empty() ? ls::nothing("Nobody has been asked yet.") : table;
        if (works_here(opened)) main += actions_html(visit, opened);
        main += question_links_html(visit, reading.context, opened);
        return record_page(
            visit, opened, {.title = "Checks", .tab = "checks", .main = std::move(main)});
    });
}

Result<ActForm> ask_form(Visit& visit, work::Context&, const work::Opened& opened) {
    const auto rules = rules_open(opened);
    const auto found = std::ranges::find(rules, visit.param("rule"), &define::RequestRule::id);
    if (found == rules.end() || !works_here(opened)) return not_found();
    const auto& rule = **found;
    ActForm form{.title = cat({"Ask agencies: ", rule.name}), .button = "Ask", .tab = "checks"};
    Choices agencies;
    std::vector<std::string> ticked;
    for (const auto& agency : visit.definitions().partnership.agencies) {
        const bool waiting = std::ranges::any_of(opened.record.requests, [&](const auto& request) {
            return request.rule == rule.id && request.agency == agency.id && !request.withdrawn;
        });
        if (waiting || (!rule.to_kinds.empty() && !counts_as(agency, rule.to_kinds))) continue;
        agencies.emplace_back(agency.id, agency.name);
        if (counts_as(agency, rule.preselect)) ticked.push_back(agency.id);
    }
    if (const auto due = work::request_due(situation_of(visit, opened), rule)) {
        form.intro = html::paragraph({"They are asked to answer by ", say(*due), "."});
    }
    form.intro += html::paragraph({"What is shared with them: who this is about, your question, ",
                                   "and why it may be shared (",
                                   opened.pathway->gateway,
                                   ")."});
    form.offered["agencies"] = std::move(agencies);
    form.typed.set("agencies", std::move(ticked));
    form.fields = {ask("agencies", FieldType::Choices, "Which agencies?"),
                   ask_optional("words",
                                FieldType::LongText,
                                "What in particular do you ask?",
                                "They see these words. Share only what they need.")};
    return form;
}

Result<std::string> do_ask(Visit& visit, ActGiven& given) {
    TRY(work::ask_agencies(given.context,
                           visit.viewer(),
                           given.ref,
                           given.seen,
                           {.rule = visit.param("rule"),
                            .agencies = given.all("agencies"),
                            .words = given.text("words")}));
    return done_at(record_path(given.ref, "/checks"), "asked");
}

const work::RequestState* open_request(const Visit& visit, const work::Opened& opened) {
    for (const auto& request : opened.record.requests) {
        if (request.id == visit.param("request") && request.open()) return &request;
    }
    return nullptr;
}

RecordAct reminding() {
    return {
        .path = "/checks/{request}/remind",
        .name = "record: remind",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* request = open_request(visit, opened);
            if (request == nullptr) return not_found();
            const auto name = visit.agency_name(request->agency);
            return ActForm{.title = cat({"Remind ", name}),
                           .intro = html::paragraph({"Asked ",
                                                     say(request->asked),
                                                     ", ",
                                                     time_left_html(visit, request->due),
                                                     ". They get a message with its reference."}),
                           .button = "Send a reminder",
                           .tab = "checks"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::remind(given.context, visit.viewer(), visit.param("request")));
            return done_at(record_path(given.ref), "reminded");
        }};
}

RecordAct withdrawing() {
    return {
        .path = "/checks/{request}/withdraw",
        .name = "record: withdraw a request",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* request = open_request(visit, opened);
            if (request == nullptr) return not_found();
            return ActForm{
                .title = cat({"Withdraw what ", visit.agency_name(request->agency), " was asked"}),
                .fields = {ask("reason",
                               FieldType::LongText,
                               "Why is it no longer needed?",
                               "Kept on the record; a decision may be asked about it.")},
                .button = "Withdraw",
                .is_grave = true,
                .tab = "checks"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::withdraw_request(
                given.context, visit.viewer(), visit.param("request"), given.text("reason")));
            return done_at(record_path(given.ref, "/checks"), "withdrawn");
        }};
}

}  // namespace

void add_check_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/checks", .name = "record: checks"}, list);
    add_record_act(router,
                   app,
                   {.path = "/checks/ask/{rule:key}",
                    .name = "record: ask agencies",
                    .form = ask_form,
                    .perform = do_ask});
    add_record_act(router, app, reminding());
    add_record_act(router, app, withdrawing());
}

}  // namespace longstone::web
