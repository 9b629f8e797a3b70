#include "work/acts/meetings.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "work/acts/answer_record.h"
#include "work/date_rules.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

Refused wrong(std::string field, std::string message) {
    return Refused(
        Problem{.message = message, .fields = {{.field = std::move(field), .message = message}}});
}

Json seats_json(const std::vector<Seat>& seats) {
    Json list = Json::array();
    for (const auto& seat : seats) {
        list.push(Json::object({{"agency", seat.agency},
                                {"name", seat.name},
                                {"role", seat.role},
                                {"invited", seat.invited},
                                {"attended", seat.attended},
                                {"apologies", seat.apologies},
                                {"minutes_received", seat.minutes_received}}));
    }
    return list;
}

MeetingState* find_in(RecordState& record, std::string_view id) {
    for (auto& meeting : record.meetings) {
        if (meeting.id == id) return &meeting;
    }
    return nullptr;
}

Result<void> check_seats(const Context& context, const std::vector<Seat>& seats) {
    for (const auto& seat : seats) {
        if (!seat.agency.empty() &&
            context.definitions.partnership.agency(seat.agency) == nullptr) {
            return wrong("seats",
                         cat({"There is no agency “", seat.agency, "”. Choose from the list"}));
        }
    }
    return {};
}

bool is_of_kind(const define::Definitions& definitions,
                const std::string& id,
                const std::string& kind) {
    const auto* agency = definitions.partnership.agency(id);
    return agency != nullptr &&
           (agency->id == kind || agency->kind == kind ||
            std::find(agency->kinds.begin(), agency->kinds.end(), kind) != agency->kinds.end());
}

Result<MeetingState*> find_meeting(Opened& opened, std::string_view id) {
    auto* meeting = find_in(opened.record, id);
    if (meeting == nullptr || meeting->cancelled) return not_found();
    return meeting;
}

void tell_invited(Context& context, const Opened& opened, const std::vector<Seat>& seats) {
    std::vector<std::string> told;
    for (const auto& seat : seats) {
        if (!seat.invited || seat.agency.empty() ||
            std::find(told.begin(), told.end(), seat.agency) != told.end())
            continue;
        told.push_back(seat.agency);
        notify_agency(context, opened.record.ref, seat.agency, "You are invited to a meeting");
    }
}

}  // namespace

namespace {

// Whoever sits on the group was invited, whether or not anybody wrote them down.
std::vector<Seat> with_members(const define::MeetingRule& rule,
                               const Called& called,
                               std::vector<Seat> seats) {
    if (rule.group.empty()) return seats;
    for (const auto& agency : called.invites) {
        bool there = false;
        for (auto& seat : seats) {
            if (seat.agency != agency) continue;
            seat.invited = true;
            there = true;
        }
        if (!there) seats.push_back({.agency = agency, .invited = true});
    }
    return seats;
}

}  // namespace

Called called_by(const define::Definitions& definitions,
                 const define::MeetingRule& rule,
                 const RecordState& record) {
    Called called{.invites = rule.invites, .quorum = rule.quorum, .minutes = rule.minutes_within};
    const auto* group = rule.group.empty()
                            ? nullptr
                            : definitions.partnership.group(record.first_answer(rule.group));
    if (group == nullptr) return called;
    called.invites = group->agencies();
    called.quorum = group->quorum;
    if (group->minutes) called.minutes = group->minutes;
    return called;
}

std::vector<std::string> missing_quorum(const define::Definitions& definitions,
                                        const std::vector<std::string>& quorum,
                                        const std::vector<Seat>& seats) {
    std::vector<std::string> missing;
    for (const auto& kind : quorum) {
        const bool there = std::any_of(seats.begin(), seats.end(), [&](const Seat& s) {
            return s.attended && is_of_kind(definitions, s.agency, kind);
        });
        if (!there) missing.push_back(kind);
    }
    return missing;
}

std::vector<const define::Section*> meeting_sections(const define::Definitions& definitions,
                                                     const define::MeetingRule& rule) {
    return rule.asks.empty() ? std::vector<const define::Section*>{}
                             : definitions.asked({rule.asks});
}

Result<Opened> call_meeting(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            SeenRev seen,
                            const CallMeeting& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    const auto* rule = opened.pathway->meeting(asked.rule);
    if (rule == nullptr) return wrong("meeting", "There is no such meeting on this record");
    if (asked.at < context.now + -10 * kMinute)
        return wrong("at", "Enter a time that has not passed, or record the meeting as held");
    TRY(check_seats(context, asked.invited));
    if (asked.invited.empty()) return wrong("seats", "Invite at least one agency");
    auto seats = asked.invited;
    for (auto& seat : seats) {
        seat.invited = true;
    }
    const auto id = asked.meeting.empty() ? new_id() : asked.meeting;
    if (!asked.meeting.empty()) {
        const auto* known = TRY(find_meeting(opened, id));
        if (known->held) return wrong("meeting", "This meeting has been held; call another");
    }
    Change change{.kind = "record.meeting-called"};
    change.body.set("meeting", id)
        .set("rule", rule->id)
        .set("at", iso(asked.at))
        .set("place", asked.place)
        .set("seats", seats_json(seats));
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    tell_invited(context, opened, seats);
    return opened;
}

Result<Opened> hold_meeting(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            SeenRev seen,
                            const HoldMeeting& asked) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, seen));
    std::string id = asked.meeting;
    std::string rule_id = asked.rule;
    if (!id.empty()) {
        const auto* known = TRY(find_meeting(opened, id));
        if (known->held) return wrong("meeting", "This meeting has been recorded as held already");
        rule_id = known->rule;
    }
    const auto* rule = opened.pathway->meeting(rule_id);
    if (rule == nullptr) return wrong("meeting", "There is no such meeting on this record");
    const Instant held = asked.held_at.value_or(context.now);
    if (held > context.now + 5 * kMinute)
        return wrong("held_at", "A meeting cannot have been held in the future");
    TRY(check_seats(context, asked.seats));
    const bool anybody = std::any_of(
        asked.seats.begin(), asked.seats.end(), [](const Seat& s) { return s.attended; });
    if (!anybody) return wrong("seats", "Record who attended");

    const auto called = called_by(context.definitions, *rule, opened.record);
    const auto seats = with_members(*rule, called, asked.seats);
    Change change{.kind = "record.meeting-held", .happened_at = held};
    const auto sections = meeting_sections(context.definitions, *rule);
    TRY(take_answers(context, opened, sections, asked.answers, change));
    const Situation situation{.definitions = context.definitions,
                              .pathway = *opened.pathway,
                              .record = opened.record,
                              .now = context.now};
    auto missing = still_missing(situation, sections);
    for (auto& broken : broken_rules(context.definitions.calendar,
                                     rule->held,
                                     iso(held),
                                     lookup_of(situation),
                                     [&](const std::string& field) {
                                         const auto* known =
                                             context.definitions.field(*opened.pathway, field);
                                         return known == nullptr ? field : known->label;
                                     })) {
        missing.push_back({.field = "held_at", .message = std::move(broken)});
    }
    if (!missing.empty())
        return Refused(Problem{.message = "Some answers need attention. Nothing was saved.",
                               .fields = std::move(missing)});
    if (id.empty()) {
        id = new_id();
        Change call{.kind = "record.meeting-called"};
        call.body.set("meeting", id)
            .set("rule", rule->id)
            .set("at", iso(held))
            .set("place", "")
            .set("seats", seats_json(seats));
        TRY(commit_change(context, opened, std::move(call)));
    }
    const bool quorate = missing_quorum(context.definitions, called.quorum, seats).empty();
    change.body.set("meeting", id)
        .set("seats", seats_json(seats))
        .set("quorate", quorate)
        .set("dissent", asked.dissent);
    change.happenings.push_back(
        {.kind = define::Trigger::Kind::MeetingHeld, .what = rule->id, .at = held});
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    return opened;
}

Result<Opened> cancel_meeting(Context& context,
                              const access::Viewer& viewer,
                              std::string_view ref,
                              std::string_view meeting,
                              const std::string& reason) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto* known = TRY(find_meeting(opened, meeting));
    if (known->held) return wrong("meeting", "This meeting has been held and cannot be cancelled");
    TRY(require_words(reason, "reason", "Say why it is cancelled"));
    const auto seats = known->seats;
    Change change{.kind = "record.meeting-cancelled"};
    change.body.set("meeting", std::string(meeting)).set("reason", reason);
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    tell_invited(context, opened, seats);
    return opened;
}

Result<Opened> send_minutes(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            std::string_view meeting) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Work, ref, {}, Needs::AnyRecord));
    const auto* known = TRY(find_meeting(opened, meeting));
    if (!known->held)
        return wrong("meeting", "Record the meeting as held before its minutes go out");
    const auto seats = known->seats;
    Change change{.kind = "record.minutes-sent"};
    change.body.set("meeting", std::string(meeting));
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    for (const auto& seat : seats) {
        if (!seat.agency.empty())
            notify_agency(context,
                          opened.record.ref,
                          seat.agency,
                          "Minutes are ready for you to read and acknowledge");
    }
    return opened;
}

Result<Opened> receive_minutes(Context& context,
                               const access::Viewer& viewer,
                               std::string_view ref,
                               std::string_view meeting) {
    auto opened =
        TRY(begin_change(context, viewer, access::Action::Read, ref, {}, Needs::AnyRecord));
    const auto* known = TRY(find_meeting(opened, meeting));
    const bool seated = std::any_of(known->seats.begin(), known->seats.end(), [&](const Seat& s) {
        return s.agency == viewer.agency;
    });
    if (!seated || !known->minutes_sent) return not_found();
    Change change{.kind = "record.minutes-received"};
    change.body.set("meeting", std::string(meeting));
    TRY(commit_change(context, opened, std::move(change)));
    opened.record = load_record(context, opened.grant);
    return opened;
}

}  // namespace longstone::work
