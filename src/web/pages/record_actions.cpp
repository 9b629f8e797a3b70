#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "work/acts/actions.h"
#include "work/acts/dissent.h"

// Actions: something somebody must do by a date, and the evidence that it was done. And dissent,
// which any agency on the record may put on it.
namespace longstone::web {
namespace {

using define::FieldType;

bool may_see(const work::Opened& opened, const work::ActionState& action) {
    return is_whole(opened) || action.agency == opened.grant.viewer().agency;
}

bool may_end(const work::Opened& opened, const work::ActionState& action) {
    const bool own = !action.agency.empty() && action.agency == opened.grant.viewer().agency;
    return action.status == "open" && (own || works_here(opened));
}

Html due_html(const Visit& visit, const work::ActionState& action) {
    if (!action.due) return html::text("No date");
    const auto words = say(*action.due);
    const bool late = action.status == "open" && *action.due < london(visit.now()).date;
    return late ? ls::late(cat({"Late: ", words})) : html::text(words);
}

std::string status_words(const work::ActionState& action) {
    if (action.status == "done") return cat({"Done. ", action.evidence});
    if (action.status == "cancelled") return cat({"Cancelled. ", action.evidence});
    return "Open";
}

Html actions_table(Visit& visit, const work::Opened& opened) {
    ls::Table table{.caption = "Actions",
                    .columns = {{.text = "What", .row_header = true},
                                {.text = "Who"},
                                {.text = "By when"},
                                {.text = "How it stands"},
                                {.text = "Close", .unseen = true}},
                    .if_empty = "No actions are set."};
    for (const auto& action : opened.record.actions) {
        if (!may_see(opened, action)) continue;
        Html close;
        if (may_end(opened, action)) {
            close = html::link(record_path(opened.record.ref, cat({"/actions/", action.id})),
                               html::cat({"Close", html::hidden_text(cat({": ", action.what}))}));
        }
        const auto who = action.agency.empty()
                             ? action.owner
                             : cat({action.owner, ", ", visit.agency_name(action.agency)});
        table.rows.push_back({.cells = {html::text(action.what),
                                        html::text(who),
                                        due_html(visit, action),
                                        html::text(status_words(action)),
                                        close}});
    }
    return visit.list(table);
}

Html dissents_html(Visit& visit, const work::Opened& opened) {
    Html out = html::heading(2, html::HeadingSize::Medium, "Disagreement");
    for (const auto& dissent : opened.record.dissents) {
        const bool seen = is_whole(opened) || dissent.agency == visit.viewer().agency;
        if (!seen) continue;
        out += html::paragraph(
            {html::strong(visit.agency_name(dissent.agency)),
             " on ",
             dissent.about,
             ": ",
             dissent.words,
             " ",
             ls::muted(cat({visit.shown_name(dissent.user), ", ", say_short(dissent.at)}))});
    }
    out += html::paragraph(
        html::link(record_path(opened.record.ref, "/dissent"), "Put a disagreement on the record"));
    return out;
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        Html main = html::heading(2, html::HeadingSize::Large, "Actions");
        main += actions_table(visit, opened);
        if (works_here(opened)) {
            main += html::paragraph(
                html::link(record_path(opened.record.ref, "/actions/add"), "Set an action"));
        }
        main += dissents_html(visit, opened);
        return record_page(
            visit, opened, {.title = "Actions", .tab = "actions", .main = std::move(main)});
    });
}

RecordAct setting() {
    return {.path = "/actions/add",
            .name = "record: set an action",
            .form = [](Visit& visit, work::Context&, const work::Opened&) -> Result<ActForm> {
                return ActForm{
                    .title = "Set an action",
                    .fields = {ask("what",
                                   FieldType::LongText,
                                   "What must be done?",
                                   "So that anybody can tell whether it was done."),
                               ask("owner", FieldType::Text, "Who does it?", "Full name and role."),
                               ask_optional("agency", FieldType::Agency, "For which agency?"),
                               ask_optional("due", FieldType::Date, "By when?")},
                    .offered = {{"agency", agency_choices(visit.definitions())}},
                    .button = "Set the action",
                    .tab = "actions"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::set_action(given.context,
                                     visit.viewer(),
                                     given.ref,
                                     {.what = given.text("what"),
                                      .owner = given.text("owner"),
                                      .agency = given.text("agency"),
                                      .due = given.date("due")}));
                return done_at(record_path(given.ref, "/actions"), "action");
            }};
}

RecordAct ending() {
    return {
        .path = "/actions/{action}",
        .name = "record: close an action",
        .needs = access::Action::Read,
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            for (const auto& action : opened.record.actions) {
                if (action.id != visit.param("action") || !may_end(opened, action)) continue;
                return ActForm{
                    .title = "Close an action",
                    .intro = html::paragraph({html::strong(action.what), ", ", action.owner}),
                    .fields = {ask("status", FieldType::Choice, "What became of it?"),
                               ask("evidence",
                                   FieldType::LongText,
                                   "What shows that it was done, or why is it cancelled?")},
                    .offered = {{"status", {{"done", "It was done"}, {"cancelled", "Cancelled"}}}},
                    .button = "Close the action",
                    .tab = "actions"};
            }
            return not_found();
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::end_action(given.context,
                                 visit.viewer(),
                                 given.ref,
                                 visit.param("action"),
                                 given.text("status"),
                                 given.text("evidence")));
            return done_at(record_path(given.ref, "/actions"), "action-ended");
        }};
}

RecordAct dissenting() {
    return {.path = "/dissent",
            .name = "record: dissent",
            .needs = access::Action::Read,
            .form = [](Visit&, work::Context&, const work::Opened&) -> Result<ActForm> {
                return ActForm{
                    .title = "Put a disagreement on the record",
                    .intro = html::paragraph("Everybody who decides here sees it, with your name "
                                             "and your agency's."),
                    .fields = {ask("about",
                                   FieldType::Text,
                                   "What do you disagree with?",
                                   "The rating, the decision, the plan."),
                               ask("words", FieldType::LongText, "Why, and what should happen?")},
                    .button = "Put it on the record",
                    .tab = "actions"};
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                TRY(work::record_dissent(given.context,
                                         visit.viewer(),
                                         given.ref,
                                         given.text("about"),
                                         given.text("words")));
                return done_at(record_path(given.ref, "/actions"), "dissent");
            }};
}

}  // namespace

void add_action_routes(http::Router& router, App& app) {
    add_page(router, app, {.pattern = "/records/{ref}/actions", .name = "record: actions"}, list);
    add_record_act(router, app, setting());
    add_record_act(router, app, ending());
    add_record_act(router, app, dissenting());
}

}  // namespace longstone::web
