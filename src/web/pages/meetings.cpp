#include <algorithm>

#include "base/text.h"
#include "ui/govuk/inset_text.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/calendar_file.h"
#include "web/forms/show.h"
#include "web/pages/meeting_parts.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/pages/record_act.h"
#include "web/pages/record_frame.h"
#include "work/house.h"

// The meetings of a record, and one of them: who is invited, its calendar file, what was decided,
// its minutes and who has acknowledged them.
namespace longstone::web {
namespace {

using define::FieldType;

std::string state_words(const work::MeetingState& meeting) {
    if (meeting.cancelled) return "Cancelled";
    if (!meeting.held) return "To come";
    return meeting.quorate ? "Held" : "Held without its quorum";
}

Html list_table(Visit& visit, const work::Opened& opened) {
    ls::Table table{.caption = "Meetings",
                    .columns = {{.text = "Meeting", .row_header = true},
                                {.text = "When"},
                                {.text = "Where"},
                                {.text = "How it stands"}},
                    .if_empty = "No meeting has been called."};
    for (const auto& meeting : opened.record.meetings) {
        if (!sees_meeting(opened, meeting)) continue;
        const auto* rule = opened.pathway->meeting(meeting.rule);
        table.rows.push_back({.cells = {html::link(meeting_path(opened, meeting.id),
                                                   rule == nullptr ? "Meeting" : rule->name),
                                        html::text(say(meeting.held.value_or(meeting.at))),
                                        html::text(meeting.place),
                                        html::text(state_words(meeting))}});
    }
    (void)visit;
    return ls::table(table);
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        Html main = html::heading(1, html::HeadingSize::Large, "Meetings");
        main += list_table(visit, opened);
        std::vector<Html> todo;
        if (works_here(opened)) {
            const auto& ref = opened.record.ref;
            for (const auto& rule : opened.pathway->meetings) {
                todo.push_back(html::cat(
                    {rule.name,
                     ": ",
                     html::link(record_path(ref, cat({"/meetings/call/", rule.id})),
                                html::cat({"call it", html::hidden_text(cat({": ", rule.name}))})),
                     " or ",
                     html::link(record_path(ref, cat({"/meetings/hold/", rule.id})),
                                html::cat({"record one that was held",
                                           html::hidden_text(cat({": ", rule.name}))}))}));
            }
        }
        if (!todo.empty()) main += html::bullets(todo);
        return record_page(
            visit, opened, {.title = "Meetings", .tab = "meetings", .main = std::move(main)});
    });
}

// ---- one meeting

Html seats_table(const Visit& visit, const work::MeetingState& meeting) {
    ls::Table table{.caption = "Who is invited and who came",
                    .caption_unseen = false,
                    .columns = {{.text = "Agency", .row_header = true},
                                {.text = "Name"},
                                {.text = "Came"},
                                {.text = "Minutes"}}};
    for (const auto& seat : meeting.seats) {
        const std::string came = !meeting.held    ? "Invited"
                                 : seat.attended  ? "Yes"
                                 : seat.apologies ? "Apologies"
                                                  : "No";
        const auto name = seat.role.empty() ? seat.name : cat({seat.name, ", ", seat.role});
        table.rows.push_back({.cells = {html::text(visit.agency_name(seat.agency)),
                                        html::text(name),
                                        html::text(came),
                                        html::text(seat.minutes_received ? "Acknowledged" : "")}});
    }
    return ls::table(table);
}

Html quorum_html(const Visit& visit,
                 const define::MeetingRule& rule,
                 const work::MeetingState& meeting) {
    if (rule.quorum.empty()) return {};
    Html out = html::paragraph({"It needs: ", join_and(rule.quorum), "."});
    if (!meeting.held) return out;
    const auto missing = work::missing_quorum(visit.definitions(), rule, meeting.seats);
    if (!missing.empty()) {
        out +=
            html::paragraph(ls::late(cat({"Not quorate. Nobody came for: ", join_and(missing)})));
    }
    return out;
}

// Whoever was invited reads what was decided once the minutes have gone out.
Html decided_html(Visit& visit,
                  work::Context& context,
                  const work::Opened& opened,
                  const define::MeetingRule& rule,
                  const work::MeetingState& meeting) {
    const bool sent_to_us = meeting.minutes_sent.has_value() && has_seat(opened, meeting);
    if (!meeting.held || (!is_whole(opened) && !sent_to_us)) return {};
    work::Answers answers;
    for (const auto* section : work::meeting_sections(context.definitions, rule)) {
        for (const auto& field : section->fields) {
            const auto* answer = opened.record.answer(field.id);
            if (answer != nullptr &&
                access::sees_field(opened.grant, *section, field, sent_to_us)) {
                answers[field.id] = answer->given;
            }
        }
    }
    Html out;
    for (const auto* section : work::meeting_sections(context.definitions, rule)) {
        out += show_section({.definitions = visit.definitions(),
                             .section = *section,
                             .answers = answers,
                             .people = people_choices(opened.record),
                             .title = section->title,
                             .heading_level = 3});
    }
    if (!meeting.dissent.empty()) {
        out += html::cat({html::heading(3, html::HeadingSize::Small, "Dissent"),
                          html::paragraph(html::lines(meeting.dissent))});
    }
    return html::cat(
        {html::heading(2, html::HeadingSize::Medium, "What was said and decided"), out});
}

Html todo_html(const work::Opened& opened, const work::MeetingState& meeting) {
    std::vector<Html> items;
    const auto at = [&](std::string_view rest) { return meeting_path(opened, meeting.id, rest); };
    if (!meeting.cancelled && !meeting.held) {
        items.push_back(html::link(at("/calendar.ics"), "Put it in your calendar"));
    }
    if (works_here(opened) && !meeting.cancelled) {
        if (!meeting.held) {
            items.push_back(html::link(at("/hold"), "Record it as held"));
            items.push_back(html::link(at("/change"), "Change the time, place or who is invited"));
            items.push_back(html::link(at("/cancel"), "Cancel it"));
        } else if (!meeting.minutes_sent) {
            items.push_back(html::link(at("/minutes"), "Send the minutes"));
        }
    }
    const auto seat =
        std::ranges::find(meeting.seats, opened.grant.viewer().agency, &work::Seat::agency);
    if (meeting.minutes_sent && seat != meeting.seats.end() && !seat->minutes_received) {
        items.push_back(html::link(at("/received"), "Acknowledge the minutes"));
    }
    return items.empty() ? Html{} : html::bullets(items);
}

http::Reply one(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        const auto* meeting = find_meeting(visit, opened);
        const auto* rule = meeting == nullptr ? nullptr : opened.pathway->meeting(meeting->rule);
        if (rule == nullptr) return not_found();
        reading.looked(opened.grant);
        Html main = html::heading(1, html::HeadingSize::Large, rule->name);
        main += html::paragraph({html::strong(state_words(*meeting)),
                                 ", ",
                                 say(meeting->held.value_or(meeting->at)),
                                 meeting->place.empty() ? "" : ", ",
                                 meeting->place,
                                 "."});
        main += quorum_html(visit, *rule, *meeting);
        main += todo_html(opened, *meeting);
        main += seats_table(visit, *meeting);
        main += decided_html(visit, reading.context, opened, *rule, *meeting);
        return record_page(
            visit, opened, {.title = rule->name, .tab = "meetings", .main = std::move(main)});
    });
}

http::Reply calendar(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        const auto* meeting = find_meeting(visit, opened);
        if (meeting == nullptr) return not_found();
        reading.looked(opened.grant);
        auto file = calendar_file(
            {.id = meeting->id,
             .sequence = meeting->sequence,
             .title = cat({"Meeting ", opened.record.ref}),
             .place = meeting->place,
             .address = cat({visit.house().options.base_url, meeting_path(opened, meeting->id)}),
             .at = meeting->at,
             .written = visit.now(),
             .cancelled = meeting->cancelled.has_value()});
        return http::Reply::file({.filename = cat({"meeting-", opened.record.ref, ".ics"}),
                                  .content_type = "text/calendar; charset=utf-8",
                                  .bytes = std::move(file)});
    });
}

// ---- calling, changing, cancelling, minutes

bool is_kind(const define::Agency& agency, const std::vector<std::string>& kinds) {
    const auto among = [&](const std::string& kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    return among(agency.id) || among(agency.kind) || std::ranges::any_of(agency.kinds, among);
}

ActForm calling_form(const Visit& visit, const define::MeetingRule& rule, std::string title) {
    ActForm form{.title = std::move(title), .button = "Send the invitations", .tab = "meetings"};
    form.fields = {ask("at", FieldType::DateTime, "When?", "For example 27 3 2026 at 14:30."),
                   ask_optional("place", FieldType::Text, "Where?", "A room, or how to join."),
                   ask("seats", FieldType::Choices, "Which agencies are invited?")};
    Choices agencies;
    for (const bool first : {true, false}) {
        for (const auto& agency : visit.definitions().partnership.agencies) {
            if (is_kind(agency, rule.invites) == first) {
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
    if (!given.instant("at")) {
        return Refused(Problem{.message = "Say when it is.",
                               .fields = {{"at", "Enter the date and the time"}}});
    }
    TRY(work::call_meeting(given.context,
                           visit.viewer(),
                           given.ref,
                           given.seen,
                           {.rule = rule,
                            .meeting = id,
                            .at = *given.instant("at"),
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
            auto form = calling_form(visit, *rule, cat({"Call: ", rule->name}));
            std::vector<std::string> ticked;
            for (const auto& request : opened.record.requests) {
                if (!request.withdrawn) ticked.push_back(request.agency);
            }
            if (!opened.record.opened_agency.empty()) {
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
            auto form = calling_form(visit, *rule, cat({"Change: ", rule->name}));
            std::vector<std::string> ticked;
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

void add_meeting_routes(http::Router& router, App& app) {
    const std::string pattern = "/records/{ref}/meetings";
    add_page(router, app, {.pattern = pattern, .name = "record: meetings"}, list);
    add_page(router, app, {.pattern = cat({pattern, "/{meeting}"}), .name = "meeting"}, one);
    add_page(router,
             app,
             {.pattern = cat({pattern, "/{meeting}/calendar.ics"}), .name = "meeting: calendar"},
             calendar);
    for (auto make : {calling, changing, cancelling, sending, receiving}) {
        add_record_act(router, app, make());
    }
    add_meeting_hold_routes(router, app);
}

}  // namespace longstone::web
