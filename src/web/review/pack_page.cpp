#include <algorithm>

#include "base/label.h"
#include "base/text.h"
#include "report/pdf.h"
#include "report/word.h"
#include "ui/govuk/details.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/summary_list.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "ui/standalone.h"
#include "web/colours.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/review/moment.h"
#include "web/review/pack_document.h"
#include "web/review/pack_names.h"
#include "web/review/review_routes.h"
#include "work/acts/redact.h"

// The pack for a review: what is in it, who is left out of it, and the whole of it as a file.
namespace longstone::web {
namespace {

using define::FieldType;
using review::Pack;

// "Adult A" in an address: "adult-a".
std::string in_address(std::string label) {
    std::ranges::transform(label, label.begin(), [](char c) {
        if (c == ' ') return '-';
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return label;
}

std::string pack_path(const std::string& ref, std::string_view rest = {}) {
    return record_path(ref, cat({"/pack", rest}));
}

Html redactions_html(Visit& visit, const Pack& pack) {
    ls::Table table{.caption = "Who is left out",
                    .columns = {{.text = "Stands as", .row_header = true},
                                {.text = "Why"},
                                {.text = "Who decided"},
                                {.text = "How it stands"}},
                    .if_empty = "Nobody is left out."};
    for (const auto& one : pack.redactions) {
        Html stands = one.holds() ? html::text("Left out")
                                  : html::cat({"Can be read since ",
                                               moment_html(*one.lifted),
                                               ", by ",
                                               visit.shown_name(one.lifted_by),
                                               ": ",
                                               one.lifted_reason});
        const auto act = [&](const char* rest, const char* words) {
            stands += html::cat(
                {". ",
                 html::link(pack_path(pack.record, cat({"/", in_address(one.label), rest})),
                            html::cat({words, html::hidden_text(cat({": ", one.label}))}))});
        };
        if (!one.holds()) act("/put-back", "Leave it out again");
        if (one.holds() && one.by.empty()) act("/put-back", "Decide to leave it out");
        if (one.holds() && visit.viewer().may("lift-redactions")) act("/lift", "Let it be read");
        table.rows.push_back(
            {.cells = {html::text(one.label),
                       html::text(one.reason),
                       one.by.empty()
                           ? html::cat({"Nobody yet: the pack leaves out everybody whom the review "
                                        "is not about, them since ",
                                        moment_html(one.at)})
                           : html::cat({visit.shown_name(one.by), ", ", moment_html(one.at)}),
                       std::move(stands)}});
    }
    return visit.list(table);
}

Html people_html(Visit& visit, const Pack& pack) {
    ls::Table table{
        .caption = "Who is concerned",
        .columns = {{.text = "Who", .row_header = true}, {.text = "As"}, {.text = "About them"}}};
    for (const auto& one : pack.people)
        table.rows.push_back(
            {.cells = {html::text(one.name), html::text(one.role), html::text(one.about)}});
    return visit.list(table);
}

Html agencies_html(Visit& visit, const Pack& pack) {
    ls::Table table{.caption = "Agencies",
                    .columns = {{.text = "Agency", .row_header = true},
                                {.text = "Entries it made", .numeric = true},
                                {.text = "Could first know"}},
                    .if_empty = "No agency recorded anything."};
    for (const auto& one : pack.agencies)
        table.rows.push_back(
            {.cells = {html::text(one.name),
                       html::text(number(static_cast<long long>(one.entries))),
                       one.first_known ? html::text(review::moment_words(*one.first_known))
                                       : html::text("Never")}});
    return visit.list(table);
}

Html line_html(Visit& visit, const Pack& pack) {
    ls::Table table{.caption = "Chronology",
                    .columns = {{.text = "Happened"},
                                {.text = "What", .row_header = true},
                                {.text = "From"},
                                {.text = "Recorded"}},
                    .if_empty = "There is nothing yet."};
    for (const auto& one : pack.line) {
        Html what = html::strong(one.words);
        std::vector<Html> details;
        for (const auto& [label, value] : one.details)
            details.push_back(html::cat({before_answer(label), html::lines(value)}));
        if (!details.empty()) what += html::list(details);
        table.rows.push_back(
            {.cells = {moment_html(one.happened),
                       std::move(what),
                       html::text(cat({one.agency,
                                       one.agency.empty() || one.record.empty() ? "" : ", ",
                                       one.record})),
                       moment_html(one.recorded)}});
    }
    return visit.list(table);
}

Html decisions_html(Visit& visit, const Pack& pack) {
    ls::Table table{.caption = "Decisions as they were taken",
                    .columns = {{.text = "Decision", .row_header = true},
                                {.text = "By"},
                                {.text = "Could see", .numeric = true},
                                {.text = "Looked at", .numeric = true},
                                {.text = "Hidden", .numeric = true},
                                {.text = "Later", .numeric = true}},
                    .if_empty = "No decision has been taken."};
    const auto figure = [](std::size_t n) { return html::text(number(static_cast<long long>(n))); };
    for (const auto& one : pack.decisions) {
        auto id = one.id;
        std::ranges::replace(id, '/', '.');
        table.rows.push_back(
            {.cells = {
                 html::cat(
                     {html::link(record_path(pack.record, cat({"/decisions/", id})), one.words),
                      ", ",
                      moment_html(one.at)}),
                 html::text(one.post.empty() ? one.agency : cat({one.post, ", ", one.agency})),
                 figure(one.could_see),
                 figure(one.looked),
                 figure(one.hidden.size()),
                 figure(one.later.size())}});
    }
    return visit.list(table);
}

Html facts_html(const Pack& pack) {
    govuk::SummaryList list;
    for (const auto& [label, value] : pack.facts)
        list.rows.emplace_back(
            govuk::SummaryRow{.key = {.text = label}, .value = {.html = html::lines(value)}});
    return pack.facts.empty() ? Html() : govuk::summary_list(list);
}

Result<Pack> made(work::Context& context, review::Review& review) {
    auto pack = TRY(review::make_pack(context, review));
    for (const auto& grant : review.records)
        work::note_read(context, grant, cat({"pack of ", pack.record}));
    return pack;
}

http::Reply show_with(Visit& visit, const Problem* problem) {
    return act(visit, [&](work::Context& context) -> Result<http::Reply> {
        auto review = TRY(review::open_review(context, visit.viewer(), visit.param("ref")));
        const auto pack = TRY(made(context, review));
        Html main = problem == nullptr ? done_banner(visit) : left_names_errors(*problem);
        main += html::heading(2, html::HeadingSize::Large, "Pack");
        main += govuk::inset_text(
            {.text = cat({"Made now, of what the system holds. Whoever the review is not about "
                          "stands under a label, the same throughout. ",
                          pack.left_names.empty()
                              ? ""
                              : "Look through the names below before you send it on. ",
                          "Then read it: words can tell who somebody is without a name."})});
        std::vector<Html> files;
        for (const auto& [ending, words] :
             std::vector<std::pair<std::string, std::string>>{{"html", "Read it as one document"},
                                                              {"pdf", "PDF"},
                                                              {"docx", "Word"},
                                                              {"json", "JSON"}})
            files.push_back(html::link(pack_path(pack.record, cat({"/file/", ending})), words));
        files.push_back(html::link(pack_path(pack.record, "/leave-out"), "Leave out other words"));
        files.push_back(html::link(record_path(pack.record, "/decisions"), "All decisions"));
        const auto part = [&](const char* title, const Html& content) {
            if (content.empty()) return;
            main += html::heading(3, html::HeadingSize::Medium, title);
            main += content;
        };
        part("Names that no record has", left_names_html(visit, pack, problem));
        part("The pack as a file", html::bullets(files));
        part("Who is left out", redactions_html(visit, pack));
        part("Who is concerned", people_html(visit, pack));
        part("Facts", facts_html(pack));
        part("Agencies", agencies_html(visit, pack));
        part("Decisions as they were taken", decisions_html(visit, pack));
        part("Chronology", line_html(visit, pack));
        return record_page(visit,
                           review.opened,
                           {.title = "Pack",
                            .tab = "history",
                            .main = std::move(main),
                            .has_errors = problem != nullptr,
                            .status = problem == nullptr ? 200 : http::status_of(problem->fault)});
    });
}

http::Reply show(Visit& visit) {
    return show_with(visit, nullptr);
}

http::Reply leave_names_out(Visit& visit) {
    return leave_ticked_out(visit, done_at(pack_path(visit.param("ref")), "left-out"), show_with);
}

http::Reply file(Visit& visit) {
    std::string html;
    Pack pack;
    auto reply = act(visit, [&](work::Context& context) -> Result<http::Reply> {
        const auto ending = visit.param("ending");
        if (ending != "html" && ending != "pdf" && ending != "docx" && ending != "json")
            return not_found();
        auto review = TRY(review::open_review(context, visit.viewer(), visit.param("ref")));
        pack = TRY(made(context, review));
        if (ending == "json")
            return http::Reply::file({.filename = cat({"pack-", pack.record, ".json"}),
                                      .content_type = "application/json",
                                      .bytes = review::to_json(pack).dump()});
        html = pack_html(pack,
                         visit.definitions().partnership,
                         ending == "docx" ? ui::For::Word : ui::For::Browser);
        return http::Reply::page(200, html).with("Content-Security-Policy", ui::kStandalonePolicy);
    });
    const auto ending = visit.param("ending");
    if (html.empty() || ending == "html") return reply;
    // Making it takes seconds: outside the transaction, which is kept by then.
    return read(visit, [&](Reading&) -> Result<http::Reply> {
        const bool word = ending == "docx";
        auto bytes =
            TRY(word ? report::word_document(
                           html, pack.made, word_colours_of(visit.definitions().partnership))
                     : report::pdf(html, pack.made));
        return http::Reply::file(
            {.filename = cat({"pack-", pack.record, ".", ending}),
             .content_type = word ? std::string(report::kWordType) : "application/pdf",
             .bytes = std::move(bytes)});
    });
}

// ---- what is left out

std::string label_of(work::Context& context, const work::Opened& opened, const std::string& asked) {
    for (const auto& one : work::redactions_of(context, opened.grant))
        if (in_address(one.label) == asked) return one.label;
    return {};
}

RecordAct turning(bool lift) {
    return {
        .path = lift ? "/pack/{label:key}/lift" : "/pack/{label:key}/put-back",
        .name = lift ? "record: lift a redaction" : "record: put a redaction back",
        .needs = access::Action::Review,
        .form = [lift](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
            const auto label = label_of(context, opened, visit.param("label"));
            if (label.empty() || (lift && !visit.viewer().may("lift-redactions")))
                return not_found();
            return ActForm{
                .title = cat({lift ? "Let it be read who this is: " : "Leave out: ", label}),
                .intro = html::paragraph(
                    lift ? "Everybody who may read this pack then reads the name and the details."
                         : "The pack shows the label in place of the name and the details. Your "
                           "name and reason stand beside it."),
                .fields = {ask("reason", FieldType::LongText, "Why?")},
                .button = lift ? "Let it be read" : "Leave it out",
                .is_grave = lift,
                .tab = "history"};
        },
        .perform = [lift](Visit& visit, ActGiven& given) -> Result<std::string> {
            auto review = TRY(review::open_review(given.context, visit.viewer(), given.ref));
            const auto label = label_of(given.context, review.opened, visit.param("label"));
            if (label.empty()) return not_found();
            TRY(lift ? work::lift_redaction(
                           given.context, review.opened, label, given.text("reason"))
                     : work::put_redaction_back(
                           given.context, review.opened, label, given.text("reason")));
            return done_at(pack_path(given.ref), lift ? "lifted" : "left-out");
        }};
}

RecordAct leaving_out() {
    return {.path = "/pack/leave-out",
            .name = "record: leave words out of a pack",
            .needs = access::Action::Review,
            .form = [](Visit&, work::Context&, const work::Opened&) -> Result<ActForm> {
                return ActForm{
                    .title = "Leave out other words",
                    .intro = html::paragraph("For somebody whom the text names and no record does: "
                                             "each place where these words stand shows a label."),
                    .fields = {ask("words", FieldType::Text, "Which words?"),
                               ask("kind", FieldType::Choice, "What is it?"),
                               ask("reason", FieldType::Text, "Why?")},
                    .offered = {{"kind",
                                 {{"Adult", "An adult"},
                                  {"Child", "A child"},
                                  {"Professional", "A professional"},
                                  {"Place", "A place"}}}},
                    .button = "Leave it out",
                    .tab = "history"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                auto review = TRY(review::open_review(given.context, visit.viewer(), given.ref));
                TRY(work::redact_words(given.context,
                                       review.opened,
                                       {{.words = given.text("words"), .kind = given.text("kind")}},
                                       given.text("reason")));
                return done_at(pack_path(given.ref), "left-out");
            }};
}

}  // namespace

void add_pack_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/pack", .name = "record: pack"}, show);
    add_page(router,
             app,
             {.pattern = "/records/{ref}/pack/file/{ending:key}", .name = "record: pack as a file"},
             file);
    add_page(router,
             app,
             {.method = "POST",
              .pattern = "/records/{ref}/pack/names",
              .name = "record: leave names out of a pack"},
             leave_names_out);
    add_record_act(router, app, leaving_out());
    add_record_act(router, app, turning(true));
    add_record_act(router, app, turning(false));
}

}  // namespace longstone::web
