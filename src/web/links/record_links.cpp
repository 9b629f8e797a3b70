#include <algorithm>

#include "access/qr_svg.h"
#include "base/text.h"
#include "ui/govuk/button.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/panels.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/links/link_parts.h"
#include "web/links/link_routes.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "work/acts/answer_links.h"
#include "work/house.h"
#include "work/request_links.h"

// The links of a record: where people answer, how many did, and what may be done with each: a
// poster to print, an invitation to mail, closing it, making it again.
namespace longstone::web {
namespace {

using define::FieldType;

std::string links_path(const std::string& ref, std::string_view rest = {}) {
    return record_path(ref, cat({"/links", rest}));
}

// Those of a stage whose answers are records; the others stand with what is asked of agencies.
std::vector<const define::LinkRule*> rules_of(const work::Opened& opened,
                                              const define::Stage& stage) {
    std::vector<const define::LinkRule*> rules;
    for (const auto& rule : stage.links) {
        if (!work::is_to_request(*opened.pathway, rule)) rules.push_back(&rule);
    }
    return rules;
}

// The rules of the stage at which the record stands.
std::vector<const define::LinkRule*> rules_now(const work::Opened& opened) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    if (stage == nullptr || opened.record.closed) return {};
    return rules_of(opened, *stage);
}

std::string state_words(const Visit& visit, const work::AnswerLink& link, bool asking) {
    if (link.closed) return cat({"Closed: ", link.closed_reason});
    if (!asking) return "Nobody is asked at this stage";
    if (link.full()) return "Full";
    if (visit.now() >= link.expires) return "Run out";
    return "Open";
}

Html actions_html(const Visit& visit, const work::Opened& opened, const work::AnswerLink& link) {
    if (!works_here(opened)) return {};
    const auto& ref = opened.record.ref;
    const auto at = cat({"/", link.id});
    const auto named = [&](std::string_view text) {
        return html::cat({text, html::hidden_text(cat({": ", link.label}))});
    };
    std::vector<Html> out;
    if (link.live(visit.now()) && !rules_now(opened).empty()) {
        out.push_back(html::link(links_path(ref, at + "/poster"), named("Poster")));
        out.push_back(html::link(links_path(ref, at + "/invite"), named("E-mail it")));
        out.push_back(html::link(links_path(ref, at + "/close"), named("Close")));
    }
    if (!rules_now(opened).empty())
        out.push_back(html::link(links_path(ref, at + "/again"), named("Make it again")));
    return html::join(out, " · ");
}

Html links_table(Visit& visit,
                 const work::Opened& opened,
                 const std::vector<work::AnswerLink>& links) {
    const bool asking = !rules_now(opened).empty();
    ls::Table table{.caption = "Links",
                    .columns = {{.text = "For whom or where", .row_header = true},
                                {.text = "Address"},
                                {.text = "Answers", .numeric = true},
                                {.text = "Until"},
                                {.text = "Now"},
                                {.text = "What to do", .unseen = true}},
                    .if_empty = "There is no link yet."};
    for (const auto& link : links) {
        const bool open = asking && link.live(visit.now());
        const auto address = link_address(visit, link);
        const auto answers = link.most > 0 ? cat({number(link.answers), " of ", number(link.most)})
                                           : number(link.answers);
        table.rows.push_back(
            {.cells = {html::text(link.label.empty() ? "Everybody" : link.label),
                       open ? html::link(address, short_address(address)) : html::text("–"),
                       html::text(answers),
                       html::text(say_short(link.expires)),
                       govuk::tag({.text = state_words(visit, link, asking),
                                   .classes = open ? "govuk-tag--green" : "govuk-tag--grey"}),
                       actions_html(visit, opened, link)}});
    }
    return visit.list(table);
}

// What has come so far, for each rule.
Html told_html(work::Context& context, const work::Opened& opened, const define::LinkRule& rule) {
    const auto answers = work::link_answers(context, opened.grant, rule);
    const auto told = work::tell(context, rule, answers);
    if (told.answers == 0) return html::paragraph("Nobody has answered yet.");
    const auto& ref = opened.record.ref;
    std::vector<ls::Card> cards;
    cards.push_back({.title = "Answers", .big = number(told.answers), .heading_level = 3});
    if (told.mean) {
        const auto tenths = static_cast<long long>(*told.mean * 10 + 0.5);
        cards.push_back({.title = "on average",
                         .big = cat({number(tenths / 10), ".", number(tenths % 10)}),
                         .heading_level = 3});
    }
    if (!rule.themes.empty())
        cards.push_back({.title = "with themes", .big = number(told.coded), .heading_level = 3});
    Html out = ls::cards(cards);
    std::vector<Html> waiting;
    const auto* there = context.definitions.pathway(rule.opens);
    for (const auto& answer : answers) {
        if (there != nullptr && answer.stage == there->first)
            waiting.push_back(record_link(answer.ref, answer.ref));
    }
    if (!waiting.empty())
        out += html::paragraph(
            {html::strong(
                 count_of(static_cast<long long>(waiting.size()), "answer waits", "answers wait")),
             " to be read: ",
             html::join(waiting, ", ")});
    if (!rule.themes.empty())
        out += html::paragraph(html::link(links_path(ref, cat({"/", rule.id, "/themes"})),
                                          "Give the comments their themes"));
    return out;
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened)) return not_found();
        reading.looked(opened.grant);
        Html main = html::heading(2, html::HeadingSize::Large, "Answers by link");
        main += html::paragraph(
            "Anybody who has the address or scans the code can answer, without an account. Each "
            "answer is a record of its own.");
        const auto links = work::answer_links_of(reading.context, opened.grant);
        main += links_table(visit, opened, links);
        if (works_here(opened)) {
            for (const auto* rule : rules_now(opened)) {
                main += govuk::button(
                    {.text = cat({"Make a link: ", rule->name}),
                     .href = links_path(opened.record.ref, cat({"/", rule->id, "/new"}))});
            }
        }
        bool any = false;
        for (const auto& stage : opened.pathway->stages) {
            for (const auto* rule : rules_of(opened, stage)) {
                any = true;
                main += html::heading(2, html::HeadingSize::Medium, rule->name);
                main += told_html(reading.context, opened, *rule);
            }
        }
        if (!any) return not_found();
        return record_page(
            visit, opened, {.title = "By link", .tab = "links", .main = std::move(main)});
    });
}

const define::LinkRule* rule_at(const Visit& visit, const work::Opened& opened) {
    const auto rules = rules_now(opened);
    const auto found = std::ranges::find_if(
        rules, [&](const auto* rule) { return rule->id == visit.param("rule"); });
    return found == rules.end() ? nullptr : *found;
}

std::optional<work::AnswerLink> link_at(const Visit& visit,
                                        work::Context& context,
                                        const work::Opened& opened) {
    for (auto& link : work::answer_links_of(context, opened.grant)) {
        if (link.id == visit.param("link")) return std::move(link);
    }
    return {};
}

RecordAct making() {
    return {
        .path = "/links/{rule}/new",
        .name = "record: make a link",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* rule = rule_at(visit, opened);
            if (rule == nullptr || !works_here(opened)) return not_found();
            auto label = ask("label",
                             FieldType::Text,
                             "For whom or where is it?",
                             "Only you see this: Poster in the hub, Year 9, families who left.");
            label.max_length = 120;
            return ActForm{
                .title = "Make a link",
                .intro = html::paragraph({"It lives for ", say(*rule->expires), " at most."}),
                .fields = {label,
                           ask_optional("until", FieldType::Date, "Until which day?"),
                           ask_optional("most",
                                        FieldType::Number,
                                        "How many may answer?",
                                        "Empty: as many as want to.")},
                .button = "Make the link",
                .tab = "links"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::make_answer_link(given.context,
                                       visit.viewer(),
                                       visit.house().keys.csrf_key,
                                       given.ref,
                                       {.rule = visit.param("rule"),
                                        .label = given.text("label"),
                                        .until = given.date("until"),
                                        .most = whole_number(given.text("most")).value_or(0)}));
            return done_at(links_path(given.ref), "link");
        }};
}

RecordAct closing() {
    return {.path = "/links/{link}/close",
            .name = "record: close a link",
            .form = [](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
                const auto link = link_at(visit, context, opened);
                if (!link || !works_here(opened)) return not_found();
                return ActForm{
                    .title = cat({"Close the link: ", link->label}),
                    .intro = html::paragraph("Whoever opens it reads that it is closed."),
                    .fields = {ask("reason", FieldType::LongText, "Why?")},
                    .button = "Close it",
                    .is_grave = true,
                    .tab = "links"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::close_answer_link(given.context,
                                            visit.viewer(),
                                            given.ref,
                                            visit.param("link"),
                                            given.text("reason")));
                return done_at(links_path(given.ref), "link-closed");
            }};
}

// A new address in place of the old, which ends.
RecordAct renewing() {
    return {.path = "/links/{link}/again",
            .name = "record: make a link again",
            .form = [](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
                const auto link = link_at(visit, context, opened);
                if (!link || !works_here(opened) || rules_now(opened).empty()) return not_found();
                return ActForm{
                    .title = cat({"Make it again: ", link->label}),
                    .intro = html::paragraph("It gets a new address and code. The old one is "
                                             "closed: posters with it must come down."),
                    .fields = {ask("reason", FieldType::LongText, "Why?")},
                    .button = "Make it again",
                    .tab = "links"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                const auto opened = TRY(work::open_record_for(
                    given.context, visit.viewer(), access::Action::Work, given.ref));
                const auto link = link_at(visit, given.context, opened);
                if (!link) return not_found();
                if (!link->closed)
                    TRY(work::close_answer_link(
                        given.context, visit.viewer(), given.ref, link->id, given.text("reason")));
                TRY(work::make_answer_link(
                    given.context,
                    visit.viewer(),
                    visit.house().keys.csrf_key,
                    given.ref,
                    {.rule = link->rule, .label = link->label, .most = link->most}));
                return done_at(links_path(given.ref), "link");
            }};
}

RecordAct inviting() {
    return {.path = "/links/{link}/invite",
            .name = "record: mail a link",
            .form = [](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
                const auto link = link_at(visit, context, opened);
                if (!link || !works_here(opened)) return not_found();
                return ActForm{
                    .title = cat({"E-mail the link: ", link->label}),
                    .intro = html::paragraph("They get the address and what it is for. The e-mail "
                                             "address is not kept on the record."),
                    .fields = {ask("to", FieldType::Email, "To which e-mail address?")},
                    .button = "Send it",
                    .tab = "links"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::mail_answer_link(given.context,
                                           visit.viewer(),
                                           visit.house().keys.csrf_key,
                                           given.ref,
                                           visit.param("link"),
                                           given.text("to")));
                return done_at(links_path(given.ref), "link-mailed");
            }};
}

struct Shown {
    work::Opened opened;
    work::AnswerLink link;
};

Result<Shown> shown_link(Visit& visit, Reading& reading) {
    auto opened = TRY(work::open_record_for(
        reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
    if (!is_whole(opened)) return not_found();
    auto link = link_at(visit, reading.context, opened);
    if (!link || opened.pathway->link(link->rule) == nullptr) return not_found();
    return Shown{.opened = std::move(opened), .link = std::move(*link)};
}

http::Reply poster(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto shown = TRY(shown_link(visit, reading));
        reading.looked(shown.opened.grant);
        const auto* rule = shown.opened.pathway->link(shown.link.rule);
        const auto address = link_address(visit, shown.link);
        const auto picture = html::element(
            "img",
            {{"src", links_path(shown.opened.record.ref, cat({"/", shown.link.id, "/code.svg"}))},
             {"alt", cat({"Code that leads to ", short_address(address)})},
             {"class", "ls-poster__code"}});
        Html main = html::element(
            "div",
            {{"class", "ls-poster"}},
            {html::heading(1, html::HeadingSize::XLarge, rule->name),
             html::element(
                 "p",
                 {{"class", "ls-poster__words"}},
                 work::filled(
                     reading.context, *shown.opened.pathway, shown.opened.record, rule->intro)),
             picture,
             html::element(
                 "p", {{"class", "ls-poster__words"}}, {"Scan the code with your phone, or go to"}),
             html::element("p", {{"class", "ls-poster__address"}}, short_address(address)),
             html::element("p",
                           {{"class", "ls-poster__small"}},
                           {"You need no account. You need not give your name. ",
                            visit.definitions().partnership.emergency})});
        main +=
            html::paragraph({html::link(links_path(shown.opened.record.ref), "Back to the links"),
                             ". Print this page: it fits on A4."});
        return visit.page({.title = cat({"Poster: ", rule->name}),
                           .main = std::move(main),
                           .width = ui::Width::Narrow});
    });
}

http::Reply code(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto shown = TRY(shown_link(visit, reading));
        const auto address = link_address(visit, shown.link);
        auto reply = http::Reply::text(200, access::qr_svg(address, short_address(address)));
        reply.headers.set("Content-Type", "image/svg+xml");
        return reply;
    });
}

}  // namespace

void add_record_link_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/links", .name = "record: links"}, list);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/links/{link}/poster", .name = "record: poster of a link"},
             poster);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/links/{link}/code.svg", .name = "record: code of a link"},
             code);
    add_record_act(router, app, making());
    add_record_act(router, app, closing());
    add_record_act(router, app, renewing());
    add_record_act(router, app, inviting());
}

}  // namespace longstone::web
