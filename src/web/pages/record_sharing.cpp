#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "web/pages/record_pages.h"
#include "web/sharing/sharing_routes.h"
#include "work/acts/assign.h"
#include "work/acts/share.h"

// Who else may see a record, and who leads it.
namespace longstone::web {
namespace {

using define::FieldType;

std::string sharing_path(const std::string& ref) {
    return record_path(ref, "/sharing");
}

http::Reply overview(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        if (!is_whole(opened)) return not_found();
        reading.looked(opened.grant);
        const auto facts = TRY(work::facts_of(reading.context, opened.record.ref));
        Html main = html::heading(2, html::HeadingSize::Large, "Who may see this");
        if (!opened.pathway->access.audience.empty()) {
            main += html::paragraph(opened.pathway->access.audience);
        }
        main += html::paragraph(opened.record.restricted
                                    ? "It is restricted: only those named on it see it."
                                    : "It is not restricted.");
        std::vector<Html> agencies;
        agencies.reserve(facts.agencies.size());
        for (const auto& agency : facts.agencies) {
            agencies.push_back(html::text(visit.agency_name(agency)));
        }
        if (!agencies.empty()) {
            main += html::cat({html::heading(2, html::HeadingSize::Medium, "Agencies involved"),
                               html::bullets(agencies)});
        }
        main += asked_html(visit, reading.context, opened);
        const auto& ref = opened.record.ref;
        std::vector<Html> todo;
        if (works_here(opened)) {
            todo.push_back(html::link(record_path(ref, "/share"), "Share it with an agency"));
        }
        if (may_assign(opened)) {
            todo.push_back(html::link(record_path(ref, "/lead"), "Name who leads it"));
            todo.push_back(
                html::link(record_path(ref, "/restrict"),
                           opened.record.restricted ? "Lift the restriction" : "Restrict it"));
            todo.push_back(html::link(record_path(ref, "/name"), "Name somebody who may see it"));
            todo.push_back(
                html::link(record_path(ref, "/bar"), "Bar somebody with a conflict of interest"));
        }
        if (!todo.empty()) main += html::bullets(todo);
        return record_page(
            visit, opened, {.title = "Sharing", .tab = "sharing", .main = std::move(main)});
    });
}

RecordAct leading() {
    return {.path = "/lead",
            .name = "record: name the lead",
            .needs = access::Action::Assign,
            .form = [](Visit& visit,
                       work::Context& context,
                       const work::Opened& opened) -> Result<ActForm> {
                Choices leads;
                for (const auto& lead : work::who_may_lead(context, *opened.pathway)) {
                    leads.emplace_back(
                        lead.user,
                        cat({lead.name,
                             ", ",
                             visit.agency_name(lead.agency),
                             ": leads ",
                             count_of(lead.open_records, "open record", "open records")}));
                }
                ActForm form{.title = "Who leads this?",
                             .fields = {ask("lead", FieldType::Choice, "Choose one person")},
                             .offered = {{"lead", std::move(leads)}},
                             .tab = "sharing"};
                form.typed.set("lead", opened.record.lead);
                return form;
            },
            .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
                if (given.text("lead").empty()) {
                    return Refused(Problem{.message = "Choose who leads it.",
                                           .fields = {{"lead", "Choose who leads it"}}});
                }
                TRY(work::assign_lead(
                    given.context, visit.viewer(), given.ref, given.seen, given.text("lead")));
                return done_at(record_path(given.ref), "lead");
            }};
}

RecordAct sharing() {
    return {
        .path = "/share",
        .name = "record: share",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            ActForm form{
                .title = "Share with an agency",
                .intro = html::paragraph("They see their own part: what you send them, what "
                                         "they are asked, and what they are told."),
                .fields = {ask("agency", FieldType::Agency, "With which agency?"),
                           ask("purpose", FieldType::LongText, "What do they need it for?"),
                           ask("gateway", FieldType::Text, "Which law allows it?")},
                .offered = {{"agency", agency_choices(visit.definitions())}},
                .button = "Share",
                .tab = "sharing"};
            form.typed.set("gateway", opened.pathway->gateway);
            return form;
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::share_with_agency(given.context,
                                        visit.viewer(),
                                        given.ref,
                                        given.text("agency"),
                                        given.text("purpose"),
                                        given.text("gateway")));
            return done_at(sharing_path(given.ref), "shared");
        }};
}

RecordAct restricting() {
    return {
        .path = "/restrict",
        .name = "record: restrict",
        .needs = access::Action::Assign,
        .form = [](Visit&, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const bool now = opened.record.restricted;
            return ActForm{
                .title = now ? "Lift the restriction" : "Restrict this record",
                .intro = html::paragraph(now ? "Everybody whose role sees these records will "
                                               "see it again."
                                             : "Only those named on it will see it."),
                .fields = {ask("reason", FieldType::LongText, "Why?")},
                .button = now ? "Lift it" : "Restrict",
                .tab = "sharing"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            const auto facts = TRY(work::facts_of(given.context, given.ref));
            TRY(work::set_restricted(
                given.context, visit.viewer(), given.ref, !facts.restricted, given.text("reason")));
            return done_at(sharing_path(given.ref), "restricted");
        }};
}

// Naming and barring ask the same: which user, and why.
struct PartyAct {
    std::string path = {};
    std::string name = {};
    std::string title = {};
    std::string button = {};
    std::string done = {};
    Result<work::Opened> (*perform)(work::Context&,
                                    const access::Viewer&,
                                    std::string_view,
                                    const std::string&,
                                    const std::string&) = nullptr;
};

RecordAct on_party(const PartyAct& party) {
    return {.path = party.path,
            .name = party.name,
            .needs = access::Action::Assign,
            .form = [party](Visit&, work::Context&, const work::Opened&) -> Result<ActForm> {
                return ActForm{.title = party.title,
                               .fields = {ask("user",
                                              FieldType::Text,
                                              "Their user name",
                                              "What they sign in with."),
                                          ask("reason", FieldType::LongText, "Why?")},
                               .button = party.button,
                               .tab = "sharing"};
            },
            .perform = [party](Visit& visit, ActGiven& given) -> Result<std::string> {
                const auto user = access::account_name(given.text("user")).value_or("");
                TRY(party.perform(
                    given.context, visit.viewer(), given.ref, user, given.text("reason")));
                return done_at(sharing_path(given.ref), party.done);
            }};
}

}  // namespace

void add_sharing_routes(http::Router& router, App& app) {
    add_page(
        router, app, {.pattern = "/records/{ref}/sharing", .name = "record: sharing"}, overview);
    add_record_act(router, app, leading());
    add_record_act(router, app, sharing());
    add_record_act(router, app, restricting());
    add_record_act(router,
                   app,
                   on_party({.path = "/name",
                             .name = "record: name a user",
                             .title = "Name somebody who may see it",
                             .button = "Name them",
                             .done = "named",
                             .perform = work::name_user}));
    add_record_act(router,
                   app,
                   on_party({.path = "/bar",
                             .name = "record: bar a user",
                             .title = "Bar somebody with a conflict of interest",
                             .button = "Bar them",
                             .done = "barred",
                             .perform = work::bar_user}));
}

}  // namespace longstone::web
