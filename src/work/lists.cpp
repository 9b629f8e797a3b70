#include "work/lists.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "people/held.h"
#include "work/engine.h"
#include "work/forecast.h"
#include "work/whole.h"

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

namespace {

// One statement for each way in, so that the database reads the few rows there are and not every
// open record: $1 user, $2 now, $3 pathways, then the filter, the cursor and the limit.
#define LONGSTONE_LIST(CLOSED, WAY_IN)                                                          \
    "select " LONGSTONE_LINE_COLUMNS " from record r where " CLOSED WAY_IN                      \
    "($3 = '' or $3 like '%/' || r.pathway || '/%') and ($4 = '' or r.stage = $4) "             \
    "and ($5 = '' or exists (select 1 from record_person rp where rp.record = r.ref and "       \
    "rp.person = $5 and rp.until is null)) "                                                    \
    "and ($6 = '' or r.lead_user = $6) and ($7 = '' or exists (select 1 from request q where "  \
    "q.record = r.ref and q.agency = $7 "                                                       \
    "and q.answered_at is null and q.withdrawn_at is null)) and ($8 = '' or r.opened_by = $8) " \
    "and ($9 = 9000000000000000000 or r.due_at < $9) "                                          \
    "and coalesce(r.due_at, 9000000000000000000) >= $10 "                                       \
    "and (coalesce(r.due_at, 9000000000000000000) > $10 or r.ref > $11) "                       \
    "and " LONGSTONE_VISIBLE_RECORD                                                             \
    " order by coalesce(r.due_at, 9000000000000000000), r.ref limit $12"
#define LONGSTONE_LIST_OPEN(WAY_IN) LONGSTONE_LIST("r.closed_at is null and ", WAY_IN)
#define LONGSTONE_LIST_ALL(WAY_IN) LONGSTONE_LIST("", WAY_IN)

#define LONGSTONE_BY_PATHWAY "r.pathway = $13 and "
#define LONGSTONE_BY_PERSON \
    "r.ref in (select p.record from record_person p where p.person = $5 and p.until is null) and "
#define LONGSTONE_BY_LEAD "r.lead_user = $6 and "
#define LONGSTONE_BY_REQUEST                                                                      \
    "r.ref in (select w.record from request w where w.agency = $7 and w.answered_at is null and " \
    "w.withdrawn_at is null) and "
#define LONGSTONE_BY_OPENER "r.opened_by = $8 and "

struct WayIn {
    store::Sql open, all;
};
constexpr WayIn kByDue = {LONGSTONE_LIST_OPEN(""), LONGSTONE_LIST_ALL("")};
constexpr WayIn kByPathway = {LONGSTONE_LIST_OPEN(LONGSTONE_BY_PATHWAY),
                              LONGSTONE_LIST_ALL(LONGSTONE_BY_PATHWAY)};
constexpr WayIn kByPerson = {LONGSTONE_LIST_OPEN(LONGSTONE_BY_PERSON),
                             LONGSTONE_LIST_ALL(LONGSTONE_BY_PERSON)};
constexpr WayIn kByLead = {LONGSTONE_LIST_OPEN(LONGSTONE_BY_LEAD),
                           LONGSTONE_LIST_ALL(LONGSTONE_BY_LEAD)};
constexpr WayIn kByRequest = {LONGSTONE_LIST_OPEN(LONGSTONE_BY_REQUEST),
                              LONGSTONE_LIST_ALL(LONGSTONE_BY_REQUEST)};
constexpr WayIn kByOpener = {LONGSTONE_LIST_OPEN(LONGSTONE_BY_OPENER),
                             LONGSTONE_LIST_ALL(LONGSTONE_BY_OPENER)};

const WayIn& way_in(const Filter& filter) {
    if (!filter.person.empty()) return kByPerson;
    if (!filter.lead.empty()) return kByLead;
    if (!filter.agency_waiting.empty()) return kByRequest;
    if (!filter.opened_by.empty()) return kByOpener;
    return kByDue;
}

class Listed {
public:
    Listed(Context& context, const access::Viewer& viewer, const Filter& filter, int limit)
        : context_(context), viewer_(viewer), filter_(filter), limit_(limit) {}

    // The first of them by due time and reference, at most `limit`.
    store::Rows rows() {
        const auto pathways = pathways_of(context_, filter_);
        const auto& way = way_in(filter_);
        if (pathways.empty() || &way != &kByDue) return read(way, path_list(pathways), nullptr);
        store::Rows all;
        for (const auto& pathway : pathways) {
            for (auto& row : read(kByPathway, path_list({pathway}), &pathway))
                all.push_back(std::move(row));
        }
        if (pathways.size() == 1) return all;
        const auto key = [](const Row& row) {
            return std::pair(row.is_null(11) ? kNoDue : row.integer(11), row.text(0));
        };
        std::ranges::sort(all, {}, key);
        if (std::cmp_greater(all.size(), limit_)) all.erase(all.begin() + limit_, all.end());
        return all;
    }

private:
    store::Rows read(const WayIn& way, const std::string& pathways, const std::string* pathway) {
        const auto cursor = cursor_of(filter_.after);
        std::vector<store::Param> given = {viewer_.user,
                                           context_.now.micros,
                                           pathways,
                                           filter_.stage,
                                           filter_.person,
                                           filter_.lead,
                                           filter_.agency_waiting,
                                           filter_.opened_by,
                                           filter_.due_before ? filter_.due_before->micros : kNoDue,
                                           cursor.due,
                                           cursor.ref,
                                           limit_};
        if (pathway != nullptr) given.emplace_back(*pathway);
        return context_.db.rows(filter_.closed_too ? way.all : way.open,
                                std::span<const store::Param>(given));
    }

    Context& context_;
    const access::Viewer& viewer_;
    const Filter& filter_;
    int limit_;
};

}  // namespace

Page list_records(Context& context, const access::Viewer& viewer, const Filter& filter) {
    const int limit = std::clamp(filter.limit, 1, 200);
    auto rows = Listed(context, viewer, filter, limit + 1).rows();
    Page page;
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    page.lines = lines_of(context, rows);
    if (more) page.next = cursor_text(page.lines.back());
    return page;
}

BoardCounts count_board(Context& context, const access::Viewer& viewer, const std::string& board) {
    const Date today = london(context.now).date;
    const int to_friday = weekday(today) <= 5 ? 5 - weekday(today) : 12 - weekday(today);
    BoardCounts counts;
    for (const auto& pathway : pathways_of(context, {.board = board})) {
        const auto row = context.db.one(
            "select count(*), coalesce(sum(case when r.due_at < $2 then 1 else 0 end), 0), "
            "coalesce(sum(case when r.due_at >= $2 and r.due_at < $4 then 1 else 0 end), 0), "
            "coalesce(sum(case when r.due_at >= $2 and r.due_at < $5 then 1 else 0 end), 0) "
            "from record r where r.closed_at is null and r.pathway = $3 "
            "and " LONGSTONE_VISIBLE_RECORD,
            {viewer.user,
             context.now.micros,
             pathway,
             end_of_day(context.now, 0),
             end_of_day(context.now, to_friday)});
        if (!row) continue;
        counts.open += row->integer(0);
        counts.late += row->integer(1);
        counts.due_today += row->integer(2);
        counts.late_by_friday += row->integer(3);
    }
    return counts;
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
    std::vector<Line> lines;
    const auto roles = roles_reach(context.definitions, viewer);
    for (const auto& one : people::held_as_one(context, person)) {
        // An involved agency is not told of limits that are not its own.
        std::set<std::string> whole;
        for (const auto& row : context.db.rows(
                 "select r.ref from record r where r.closed_at is null and r.ref in (select record "
                 "from record_person where person = $4) and " LONGSTONE_WHOLE_RECORD,
                 {viewer.user, context.now.micros, roles, one}))
            whole.insert(row.text(0));
        for (auto& line : lines_of(
                 context,
                 context.db.rows("select " LONGSTONE_LINE_COLUMNS
                                 " from record r where r.ref in (select record from "
                                 "record_person where person = $3) and " LONGSTONE_VISIBLE_RECORD
                                 " order by r.opened_at desc, r.ref limit 200",
                                 {viewer.user, context.now.micros, one}))) {
            if (!whole.contains(line.ref)) line.due.reset();
            if (std::ranges::find(lines, line.ref, &Line::ref) == lines.end())
                lines.push_back(std::move(line));
        }
    }
    std::ranges::stable_sort(lines, std::ranges::greater(), &Line::opened);
    // What still runs comes first, what is due soonest at its head.
    std::ranges::stable_sort(lines, {}, [](const Line& line) {
        return std::tuple{line.closed.has_value(), !line.due.has_value(), line.due};
    });
    return lines;
}

std::vector<Line> lines_named(Context& context,
                              const access::Viewer& viewer,
                              const std::vector<std::string>& refs,
                              int most,
                              std::size_t& from) {
    store::Rows rows;
    for (; from < refs.size() && std::cmp_less(rows.size(), most); ++from) {
        for (auto& row :
             context.db.rows("select " LONGSTONE_LINE_COLUMNS " from record r where r.ref = $3 "
                             "and " LONGSTONE_VISIBLE_RECORD,
                             {viewer.user, context.now.micros, refs[from]}))
            rows.push_back(std::move(row));
    }
    return lines_of(context, rows);
}

std::vector<Line> lines_named(Context& context,
                              const access::Viewer& viewer,
                              const std::vector<std::string>& refs,
                              int most) {
    std::size_t from = 0;
    return lines_named(context, viewer, refs, most, from);
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
