#include "work/lists.h"

#include <algorithm>

#include "base/text.h"
#include "work/engine.h"

namespace longstone::work {
namespace {

using store::Row;

// One line of a list: the record, its subject (the first person named on it in the order of the
// pathway's roles is the first row of record_person by time) and its requests.
#define LONGSTONE_LINE_COLUMNS                                                                  \
    "r.ref, r.pathway, r.stage, r.summary, r.rating, r.lead_user, r.lead_agency, r.opened_by, " \
    "r.opened_agency, r.opened_at, "                                                            \
    "r.closed_at, r.due_at, (select count(distinct rp.person) from record_person rp where "     \
    "rp.record = r.ref and rp.until is null), "                                                 \
    "(select count(*) from request q where q.record = r.ref and q.withdrawn_at is null), "      \
    "(select count(*) from request q where q.record = r.ref and q.answered_at is not null)"

// Asked of an agency on a pathway whose every record is restricted: its people see what they are
// asked, and not the record.
#define LONGSTONE_MAY_ANSWER                                     \
    "(" LONGSTONE_VISIBLE_RECORD                                 \
    " or (r.restricted in (2, 3) and not exists (select 1 from " \
    "record_party x where x.record = r.ref and x.kind = 'barred' and x.party = $1)))"

Line line_of(const Row& row) {
    Line line{.ref = row.text(0),
              .pathway = row.text(1),
              .stage = row.text(2),
              .summary = row.text(3),
              .rating = row.text(4),
              .lead = row.text(5),
              .lead_agency = row.text(6),
              .opened_by = row.text(7),
              .opened_agency = row.text(8)};
    line.opened = Instant{row.integer(9)};
    if (!row.is_null(10)) line.closed = Instant{row.integer(10)};
    if (!row.is_null(11)) line.due = Instant{row.integer(11)};
    line.people = row.integer(12);
    line.requests_asked = row.integer(13);
    line.requests_answered = row.integer(14);
    return line;
}

void name_waiting(Context& context, Line& line) {
    if (line.requests_asked == line.requests_answered) return;
    for (const auto& row :
         context.db.rows("select agency from request where record = $1 and answered_at is null and "
                         "withdrawn_at is null order by n",
                         {line.ref})) {
        line.waiting_for.push_back(row.text(0));
    }
}

std::vector<Line> lines_of(Context& context, const store::Rows& rows) {
    std::vector<Line> lines;
    for (const auto& row : rows) {
        lines.push_back(line_of(row));
        name_subject(context, lines.back());
        name_waiting(context, lines.back());
    }
    return lines;
}

// A list parameter inside one literal: '/a/b/' contains '/a/'.
std::string path_list(const std::vector<std::string>& items) {
    return items.empty() ? std::string() : cat({"/", join(items, "/"), "/"});
}

std::vector<std::string> pathways_of(const Context& context, const Filter& filter) {
    std::vector<std::string> ids;
    if (!filter.pathway.empty()) ids.push_back(filter.pathway);
    if (filter.pathway.empty() && !filter.board.empty()) {
        for (const auto& [id, pathway] : context.definitions.pathways) {
            if (pathway.board == filter.board) ids.push_back(id);
        }
        if (ids.empty()) ids.emplace_back("none");
    }
    return ids;
}

struct Cursor {
    std::int64_t due = 0;
    std::string ref = {};
};

// "<due>/<ref>"; the far end for records without a due time.
constexpr std::int64_t kNoDue = 9'000'000'000'000'000'000;

Cursor cursor_of(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return {.due = -1};
    Cursor cursor{.ref = text.substr(slash + 1)};
    for (const char c : text.substr(0, slash)) {
        if (c < '0' || c > '9' || cursor.due > kNoDue / 10) return {.due = -1};
        cursor.due = cursor.due * 10 + (c - '0');
    }
    return cursor;
}

std::string cursor_text(const Line& line) {
    return cat({number(line.due ? line.due->micros : kNoDue), "/", line.ref});
}

std::int64_t end_of_day(Instant now, int days_on) {
    return from_london(london(now).date + (days_on + 1), 0).micros;
}

}  // namespace

void name_subject(Context& context, Line& line) {
    const auto* pathway = context.definitions.pathway(line.pathway);
    if (pathway == nullptr) return;
    for (const auto& rule : pathway->people) {
        if (!rule.subject) continue;
        const auto row = context.db.one(
            "select p.id, p.given, p.family, p.sex, p.birth_date, p.expected_date from "
            "record_person rp "
            "join person p on p.id = rp.person where rp.record = $1 and rp.role = $2 and rp.until "
            "is null "
            "order by rp.since, coalesce(p.birth_date, '9999'), p.given, rp.person limit 1",
            {line.ref, rule.role});
        if (!row) continue;
        line.person = row->text(0);
        line.person_name = std::string(trim(cat({row->text(1), " ", row->text(2)})));
        line.sex = row->text(3);
        line.born = parse_date(row->text(4));
        if (!line.born) line.expected = parse_date(row->text(5));
        return;
    }
}

Page list_records(Context& context, const access::Viewer& viewer, const Filter& filter) {
    const int limit = std::clamp(filter.limit, 1, 200);
    const auto cursor = cursor_of(filter.after);
    const std::int64_t due_before = filter.due_before ? filter.due_before->micros : kNoDue;
    auto rows = context.db.rows(
        "select " LONGSTONE_LINE_COLUMNS " from record r where " LONGSTONE_VISIBLE_RECORD
        " and ($3 = '' or $3 like '%/' || r.pathway || '/%') and ($4 = '' or r.stage = $4) "
        "and ($5 = '' or exists (select 1 from record_person rp where rp.record = r.ref and "
        "rp.person = $5 and rp.until is null)) "
        "and ($6 = '' or r.lead_user = $6) and ($7 = '' or exists (select 1 from request q where "
        "q.record = r.ref and q.agency = $7 "
        "and q.answered_at is null and q.withdrawn_at is null)) and ($8 = '' or r.opened_by = $8) "
        "and ($9 = 1 or r.closed_at is null) "
        "and ($10 = 9000000000000000000 or r.due_at < $10) "
        "and (coalesce(r.due_at, 9000000000000000000) > $11 or (coalesce(r.due_at, "
        "9000000000000000000) = $11 and r.ref > $12)) "
        "order by coalesce(r.due_at, 9000000000000000000), r.ref limit $13",
        {viewer.user,
         context.now.micros,
         path_list(pathways_of(context, filter)),
         filter.stage,
         filter.person,
         filter.lead,
         filter.agency_waiting,
         filter.opened_by,
         filter.closed_too ? 1 : 0,
         due_before,
         cursor.due,
         cursor.ref,
         limit + 1});
    Page page;
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    page.lines = lines_of(context, rows);
    if (more) page.next = cursor_text(page.lines.back());
    return page;
}

namespace {

bool is_answered_by(const Context& context,
                    const std::string& pathway,
                    const std::string& request,
                    const access::Viewer& viewer) {
    const auto* known = context.definitions.pathway(pathway);
    const auto* rule = known == nullptr ? nullptr : known->request(request);
    return rule == nullptr || may_answer(*rule, viewer);
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
        name_subject(context, line);
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
             "select m.id, m.record, r.pathway, m.rule, m.place, m.at from meeting m join record r "
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
                            .at = Instant{row.integer(5)}});
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

BoardCounts count_board(Context& context, const access::Viewer& viewer, const std::string& board) {
    const Date today = london(context.now).date;
    const int to_friday = weekday(today) <= 5 ? 5 - weekday(today) : 12 - weekday(today);
    const auto row = context.db.one(
        "select count(*), coalesce(sum(case when r.due_at < $2 then 1 else 0 end), 0), "
        "coalesce(sum(case when r.due_at >= $2 and r.due_at < $4 then 1 else 0 end), 0), "
        "coalesce(sum(case when r.due_at >= $2 and r.due_at < $5 then 1 else 0 end), 0) "
        "from record r where r.closed_at is null and $3 like '%/' || r.pathway || '/%' "
        "and " LONGSTONE_VISIBLE_RECORD,
        {viewer.user,
         context.now.micros,
         path_list(pathways_of(context, {.board = board})),
         end_of_day(context.now, 0),
         end_of_day(context.now, to_friday)});
    if (!row) return {};
    return {.open = row->integer(0),
            .late = row->integer(1),
            .due_today = row->integer(2),
            .late_by_friday = row->integer(3)};
}

std::map<std::string, std::int64_t> count_stages(Context& context,
                                                 const access::Viewer& viewer,
                                                 const std::string& pathway) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& row :
         context.db.rows("select r.stage, count(*) from record r where r.pathway = $3 and "
                         "r.closed_at is null and " LONGSTONE_VISIBLE_RECORD " group by r.stage",
                         {viewer.user, context.now.micros, pathway})) {
        counts[row.text(0)] = row.integer(1);
    }
    return counts;
}

std::vector<Line> records_of_person(Context& context,
                                    const access::Viewer& viewer,
                                    const std::string& person) {
    return lines_of(context,
                    context.db.rows("select " LONGSTONE_LINE_COLUMNS
                                    " from record r where r.ref in (select record from "
                                    "record_person where person = $3) and " LONGSTONE_VISIBLE_RECORD
                                    " order by r.opened_at desc, r.ref limit 200",
                                    {viewer.user, context.now.micros, person}));
}

std::vector<Line> search_records(Context& context,
                                 const access::Viewer& viewer,
                                 const std::string& words,
                                 int limit) {
    std::string pattern = "%";
    for (const char c : trim(words)) {
        if (c == '%' || c == '_' || c == '\\') continue;
        pattern.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    if (pattern.size() < 3) return {};
    pattern.push_back('%');
    return lines_of(context,
                    context.db.rows("select " LONGSTONE_LINE_COLUMNS
                                    " from record r where (lower(r.ref) like $3 or "
                                    "lower(r.summary) like $3) and " LONGSTONE_VISIBLE_RECORD
                                    " order by case when r.closed_at is null then 0 else 1 end, "
                                    "r.opened_at desc, r.ref limit $4",
                                    {viewer.user, context.now.micros, pattern, limit}));
}

}  // namespace longstone::work
