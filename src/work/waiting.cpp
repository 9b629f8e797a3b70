#include <algorithm>

#include "base/text.h"
#include "work/engine.h"
#include "work/lists.h"

// What waits for somebody: requests, meetings, actions.
namespace longstone::work {

// Asked of an agency on a pathway whose every record is restricted: its people see what they are
// asked, and not the record.
#define LONGSTONE_MAY_ANSWER                                     \
    "(" LONGSTONE_VISIBLE_RECORD                                 \
    " or (r.restricted in (2, 3) and not exists (select 1 from " \
    "record_party x where x.record = r.ref and x.kind = 'barred' and x.party = $1)))"

namespace {

bool is_answered_by(const Context& context,
                    const std::string& pathway,
                    const std::string& request,
                    const access::Viewer& viewer) {
    const auto* known = context.definitions.pathway(pathway);
    const auto* rule = known == nullptr ? nullptr : known->request(request);
    return rule == nullptr || may_answer(*rule, viewer);
}

// The list names nobody then, not even to those who know: they read it on the record.
bool is_anonymous(const Context& context, const std::string& pathway, const std::string& request) {
    const auto* known = context.definitions.pathway(pathway);
    const auto* rule = known == nullptr ? nullptr : known->request(request);
    return rule != nullptr && rule->anonymous;
}

}  // namespace

std::vector<WaitingRequest> requests_waiting(Context& context,
                                             const access::Viewer& viewer,
                                             int limit) {
    std::vector<WaitingRequest> waiting;
    if (!viewer.may("be-asked")) return waiting;
    for (const auto& row : context.db.rows(
             "select q.id, q.record, r.pathway, q.rule, q.agency, q.asked_at, q.due_at from "
             "request q join record r on r.ref = q.record "
             "where q.agency in (select agency from user_post where user_name = $1) and "
             "q.answered_at is null "
             "and q.withdrawn_at is null and r.closed_at is null and " LONGSTONE_MAY_ANSWER
             " order by q.due_at, q.id limit $3",
             {viewer.user, context.now.micros, limit})) {
        if (!is_answered_by(context, row.text(2), row.text(3), viewer)) continue;
        Line line{.ref = row.text(1), .pathway = row.text(2)};
        if (!is_anonymous(context, line.pathway, row.text(3))) name_subject(context, line);
        waiting.push_back({.id = row.text(0),
                           .record = row.text(1),
                           .pathway = row.text(2),
                           .rule = row.text(3),
                           .agency = row.text(4),
                           .person_name = line.person_name,
                           .asked = Instant{row.integer(5)},
                           .due = Instant{row.integer(6)}});
    }
    return waiting;
}

std::int64_t count_requests_waiting(Context& context, const access::Viewer& viewer) {
    if (!viewer.may("be-asked")) return 0;
    std::int64_t waiting = 0;
    for (const auto& row : context.db.rows(
             "select r.pathway, q.rule, count(*) from request q join record r on r.ref = q.record "
             "where q.agency in (select agency from user_post where user_name = $1) and "
             "q.answered_at is null and q.withdrawn_at is null and r.closed_at is null "
             "and " LONGSTONE_MAY_ANSWER " group by r.pathway, q.rule",
             {viewer.user, context.now.micros})) {
        if (is_answered_by(context, row.text(0), row.text(1), viewer)) waiting += row.integer(2);
    }
    return waiting;
}

std::vector<ComingMeeting> meetings_coming(Context& context,
                                           const access::Viewer& viewer,
                                           int limit) {
    std::vector<ComingMeeting> meetings;
    for (const auto& row : context.db.rows(
             "select m.id, m.record, r.pathway, m.rule, m.place, m.at, m.sequence from meeting m "
             "join record r "
             "on r.ref = m.record "
             "where m.held_at is null and m.cancelled_at is null and " LONGSTONE_VISIBLE_RECORD
             " and (r.lead_user = $1 or exists (select 1 from meeting_seat s join user_post up on "
             "up.agency = s.agency "
             "where s.meeting = m.id and up.user_name = $1)) order by m.at, m.id limit $3",
             {viewer.user, context.now.micros, limit})) {
        meetings.push_back({.id = row.text(0),
                            .record = row.text(1),
                            .pathway = row.text(2),
                            .rule = row.text(3),
                            .place = row.text(4),
                            .at = Instant{row.integer(5)},
                            .sequence = row.integer(6)});
    }
    return meetings;
}

std::vector<OpenAction> actions_open(Context& context, const access::Viewer& viewer, int limit) {
    std::vector<OpenAction> actions;
    for (const auto& row : context.db.rows(
             "select a.id, a.record, a.what, a.owner, a.due from action a join record r on r.ref = "
             "a.record where a.status = 'open' "
             "and (r.lead_user = $1 or a.agency in (select agency from user_post where user_name = "
             "$1)) and " LONGSTONE_VISIBLE_RECORD " order by coalesce(a.due, '9999'), a.n limit $3",
             {viewer.user, context.now.micros, limit})) {
        actions.push_back({.id = row.text(0),
                           .record = row.text(1),
                           .what = row.text(2),
                           .owner = row.text(3),
                           .due = parse_date(row.text(4))});
    }
    return actions;
}

}  // namespace longstone::work
