#include <algorithm>

#include "base/text.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/forms/show.h"
#include "web/pages/meeting_parts.h"
#include "web/pages/pages.h"
#include "web/pages/parts.h"
#include "web/pages/record_frame.h"
#include "work/calendar_file.h"
#include "work/house.h"

// The meetings of a record, and one of them: who is invited, its calendar file, what was decided,
// its minutes and who has acknowledged them.
namespace longstone::web {
namespace {

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
    return visit.list(table);
}

http::Reply list(Visit& visit) {
    return read(visit, [&](Reading& reading) -> Result<http::Reply> {
        const auto opened = TRY(work::open_record_for(
            reading.context, visit.viewer(), access::Action::Read, visit.param("ref")));
        reading.looked(opened.grant);
        Html main = html::heading(2, html::HeadingSize::Large, "Meetings");
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

Html seats_table(Visit& visit, const work::MeetingState& meeting) {
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
    return visit.list(table);
}

Html quorum_html(const Visit& visit,
                 const work::Called& called,
                 const work::MeetingState& meeting) {
    if (called.quorum.empty()) return {};
    Html out = html::paragraph({"It needs: ", kinds_words(visit, called.quorum), "."});
    if (!meeting.held) return out;
    const auto missing = work::missing_quorum(visit.definitions(), called.quorum, meeting.seats);
    if (!missing.empty()) {
        out += html::paragraph(
            ls::late(cat({"Not quorate. Nobody came for: ", kinds_words(visit, missing)})));
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
                             .people = people_choices(opened),
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
        Html main = html::heading(2, html::HeadingSize::Large, rule->name);
        main += html::paragraph({html::strong(state_words(*meeting)),
                                 ", ",
                                 say(meeting->held.value_or(meeting->at)),
                                 meeting->place.empty() ? "" : ", ",
                                 meeting->place,
                                 "."});
        main += quorum_html(
            visit, work::called_by(visit.definitions(), *rule, opened.record), *meeting);
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
        auto file = work::calendar_file(
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

}  // namespace

void add_meeting_routes(http::Router& router, App& app) {
    const std::string pattern = "/records/{ref}/meetings";
    add_page(router, app, {.pattern = pattern, .name = "record: meetings"}, list);
    add_page(router, app, {.pattern = cat({pattern, "/{meeting}"}), .name = "meeting"}, one);
    add_page(router,
             app,
             {.pattern = cat({pattern, "/{meeting}/calendar.ics"}), .name = "meeting: calendar"},
             calendar);
    add_meeting_act_routes(router, app);
    add_meeting_hold_routes(router, app);
}

}  // namespace longstone::web
