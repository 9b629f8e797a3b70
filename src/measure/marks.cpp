#include "measure/marks.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "people/note.h"

namespace longstone::measure {
namespace {

constexpr std::string_view kStream = "figures/";
constexpr const char* kPut = "figure.marked";
constexpr const char* kTakenBack = "figure.mark-taken-back";

#define LONGSTONE_MARK \
    "select id, measure, from_date, record, why, by_user, at from figure_mark where "

std::vector<Mark> marks_in(const store::Rows& rows) {
    std::vector<Mark> marks;
    for (const auto& row : rows)
        marks.push_back({.id = row.text(0),
                         .measure = row.text(1),
                         .from = parse_date(row.text(2)).value_or(Date()),
                         .record = row.text(3),
                         .why = row.text(4),
                         .by = row.text(5),
                         .at = Instant{row.integer(6)}});
    return marks;
}

void apply_marks(store::Session& db, const journal::Event& e) {
    if (!e.stream.starts_with(kStream) || e.body.is_null()) return;
    const auto measure = e.stream.substr(kStream.size());
    if (e.kind == kPut)
        db.run(
            "insert into figure_mark (id, measure, from_date, record, why, by_user, at) values "
            "($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
            {cat({measure, ".", number(e.stream_rev)}),
             measure,
             e.body.text("from"),
             e.body.text("record"),
             e.body.text("why"),
             e.actor,
             e.recorded_at.micros});
    if (e.kind == kTakenBack)
        db.run("delete from figure_mark where id = $1", {e.body.text("mark")});
}

Result<void> append_for(work::Context& context,
                        const access::Grant& grant,
                        const std::string& measure,
                        const char* kind,
                        Json body) {
    if (grant.action() != access::Action::KeepFigures)
        throw std::logic_error("figures are marked with a grant to keep figures");
    return people::note(context, grant.viewer(), cat({kStream, measure}), kind, std::move(body));
}

}  // namespace

std::vector<Mark> marks_of(work::Context& context, const std::string& measure) {
    return marks_in(
        context.db.rows(LONGSTONE_MARK "measure = $1 order by from_date, id", {measure}));
}

std::vector<Mark> marks_for(work::Context& context, const std::string& record) {
    return marks_in(context.db.rows(LONGSTONE_MARK "record = $1 order by from_date, id", {record}));
}

std::vector<Mark> all_marks_for_records(work::Context& context) {
    return marks_in(context.db.rows(LONGSTONE_MARK "record <> '' order by from_date, id"));
}

std::vector<Mark> all_rebases(work::Context& context) {
    return marks_in(context.db.rows(LONGSTONE_MARK "record = '' order by from_date, id"));
}

Result<void> put_mark(work::Context& context, const access::Grant& grant, const NewMark& mark) {
    Problem wrong{.message = "The figure was not marked."};
    if (context.definitions.measure(mark.measure) == nullptr)
        wrong.fields.push_back({"measure", "Choose a figure that is there"});
    if (!mark.from)
        wrong.fields.push_back({"from", "Give the day, like 2026-04-01"});
    else if (*mark.from > london(context.now).date)
        wrong.fields.push_back({"from", "Give a day that has come"});
    if (mark.record.empty() && trim(mark.why).empty())
        wrong.fields.push_back({"why", "Say what was changed on that day"});
    if (wrong.fields.empty()) {
        const auto there = marks_of(context, mark.measure);
        const bool again = std::ranges::any_of(there, [&](const Mark& other) {
            return other.record == mark.record && other.from == *mark.from;
        });
        if (again) wrong.fields.push_back({"from", "This day is marked already"});
    }
    if (!wrong.fields.empty()) return Refused(std::move(wrong));
    return append_for(context,
                      grant,
                      mark.measure,
                      kPut,
                      Json::object({{"from", iso(*mark.from)},
                                    {"record", mark.record},
                                    {"why", std::string(trim(mark.why))}}));
}

Result<void> take_back_mark(work::Context& context,
                            const access::Grant& grant,
                            const std::string& id) {
    const auto there = marks_in(context.db.rows(LONGSTONE_MARK "id = $1", {id}));
    if (there.empty()) return not_found();
    return append_for(
        context, grant, there.front().measure, kTakenBack, Json::object({{"mark", id}}));
}

journal::Projection marks_projection() {
    return {.name = "marks on figures", .tables = {"figure_mark"}, .apply = apply_marks};
}

}  // namespace longstone::measure
