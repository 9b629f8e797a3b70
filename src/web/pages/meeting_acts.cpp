#include <algorithm>

#include "base/text.h"
#include "web/pages/meeting_parts.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"

// Calling a meeting, changing and cancelling it, sending its minutes and acknowledging them.
namespace longstone::web {
namespace {

using define::FieldType;

bool is_kind(const define::Agency& agency, const std::vector<std::string>& kinds) {
    const auto among = [&](const std::string& kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    return among(agency.id) || among(agency.kind) || std::ranges::any_of(agency.kinds, among);
}

ActForm calling_form(const Visit& visit,
                     const define::MeetingRule& rule,
                     const work::RecordState& record,
                     std::string title) {
    const auto called = work::called_by(visit.definitions(), rule, record);
    ActForm form{.title = std::move(title), .button = "Send the invitations", .tab = "meetings"};
    form.fields = {ask("at", FieldType::DateTime, "When?", "For example 27 3 2026 at 14:30."),
                   ask_optional("place", FieldType::Text, "Where?", "A room, or how to join."),
                   ask("seats", FieldType::Choices, "Which agencies are invited?")};
    Choices agencies;
    for (const bool first : {true, false}) {
        for (const auto& agency : visit.definitions().partnership.agencies) {
            if (is_kind(agency, called.invites) == first) {
                agencies.emplace_back(agency.id, agency.name);
            }
        }
    }
    form.offered["seats"] = std::move(agencies);
    return form;
}

std::vector<work::Seat> invited(const ActGiven& given) {
    std::vector<work::Seat> seats;
    for (const auto& agency : given.all("seats")) {
        seats.push_back({.agency = agency, .invited = true});
    }
    return seats;
}

Result<std::string> call(Visit& visit,
                         ActGiven& given,
                         const std::string& rule,
                         const std::string& id) {
    const auto at = given.instant("at");
    if (!at) {
        return Refused(Problem{.message = "Say when it is.",
                               .fields = {{"at", "Enter the date and the time"}}});
    }
    TRY(work::call_meeting(given.context,
                           visit.viewer(),
                           given.ref,
                           given.seen,
                           {.rule = rule,
                            .meeting = id,
                            .at = *at,
                            .place = given.text("place"),
                            .invited = invited(given)}));
    return done_at(record_path(given.ref, "/meetings"), "called");
}

RecordAct calling() {
    return {
        .path = "/meetings/call/{rule:key}",
        .name = "record: call a meeting",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* rule = opened.pathway->meeting(visit.param("rule"));
            if (rule == nullptr) return not_found();
            auto form = calling_form(visit, *rule, opened.record, cat({"Call: ", rule->name}));
            auto ticked = group_seats(visit, *rule, opened.record);
            const bool of_group = !ticked.empty();
            for (const auto& request : opened.record.requests) {
                if (!request.withdrawn && !of_group) ticked.push_back(request.agency);
            }
            if (!of_group && !opened.record.opened_agency.empty()) {
                ticked.push_back(opened.record.opened_agency);
            }
            form.typed.set("seats", std::move(ticked));
            return form;
        },
        .perform = [](Visit& visit,
                      ActGiven& given) { return call(visit, given, visit.param("rule"), ""); }};
}

const work::MeetingState* coming(const Visit& visit, const work::Opened& opened) {
    const auto* meeting = find_meeting(visit, opened);
    return meeting == nullptr || meeting->held || meeting->cancelled ? nullptr : meeting;
}

RecordAct changing() {
    return {
        .path = "/meetings/{meeting}/change",
        .name = "record: change a meeting",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* meeting = coming(visit, opened);
            const auto* rule =
                meeting == nullptr ? nullptr : opened.pathway->meeting(meeting->rule);
            if (rule == nullptr) return not_found();
            auto form = calling_form(visit, *rule, opened.record, cat({"Change: ", rule->name}));
            std::vector<std::string> ticked;
            ticked.reserve(meeting->seats.size());
            for (const auto& seat : meeting->seats) {
                ticked.push_back(seat.agency);
            }
            const define::Section section{.fields = {form.fields[0], form.fields[1]}};
            work::Answers now;
            now["at"].values = {iso(meeting->at)};
            now["place"].values = {meeting->place};
            form.typed = typed_of({&section}, now);
            form.typed.set("seats", std::move(ticked));
            return form;
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            const auto opened = TRY(work::open_record_for(
                given.context, visit.viewer(), access::Action::Work, given.ref));
            const auto* meeting = coming(visit, opened);
            if (meeting == nullptr) return not_found();
            return call(visit, given, meeting->rule, meeting->id);
        }};
}

RecordAct cancelling() {
    return {
        .path = "/meetings/{meeting}/cancel",
        .name = "record: cancel a meeting",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            if (coming(visit, opened) == nullptr) return not_found();
            return ActForm{.title = "Cancel the meeting",
                           .intro = html::paragraph("Everybody invited is told."),
                           .fields = {ask("reason", FieldType::LongText, "Why?")},
                           .button = "Cancel the meeting",
                           .is_grave = true,
                           .tab = "meetings"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::cancel_meeting(given.context,
                                     visit.viewer(),
                                     given.ref,
                                     visit.param("meeting"),
                                     given.text("reason")));
            return done_at(record_path(given.ref, "/meetings"), "cancelled");
        }};
}

RecordAct sending() {
    return {
        .path = "/meetings/{meeting}/minutes",
        .name = "record: send minutes",
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* meeting = find_meeting(visit, opened);
            if (meeting == nullptr || !meeting->held) return not_found();
            return ActForm{
                .title = "Send the minutes",
                .intro = html::paragraph("Each agency invited can then read what was said and "
                                         "decided, and is asked to acknowledge it."),
                .button = "Send the minutes",
                .tab = "meetings"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::send_minutes(
                given.context, visit.viewer(), given.ref, visit.param("meeting")));
            return done_at(record_path(given.ref, "/meetings"), "minutes");
        }};
}

RecordAct receiving() {
    return {
        .path = "/meetings/{meeting}/received",
        .name = "record: acknowledge minutes",
        .needs = access::Action::Read,
        .form = [](Visit& visit, work::Context&, const work::Opened& opened) -> Result<ActForm> {
            const auto* meeting = find_meeting(visit, opened);
            const bool mine =
                meeting != nullptr && meeting->minutes_sent && has_seat(opened, *meeting);
            if (!mine) return not_found();
            return ActForm{
                .title = "Acknowledge the minutes",
                .intro = html::paragraph({"This says that ",
                                          visit.agency_name(visit.viewer().agency),
                                          " has received and read them. If something in them "
                                          "is wrong, put a disagreement on the record too."}),
                .button = "Acknowledge",
                .tab = "meetings"};
        },
        .perform = [](Visit& visit, ActGiven& given) -> Result<std::string> {
            TRY(work::receive_minutes(
                given.context, visit.viewer(), given.ref, visit.param("meeting")));
            return done_at(record_path(given.ref, "/meetings"), "received");
        }};
}

}  // namespace

void add_meeting_act_routes(http::Router& router, App& app) {
    for (auto make : {calling, changing, cancelling, sending, receiving}) {
        add_record_act(router, app, make());
    }
}

}  // namespace longstone::web
