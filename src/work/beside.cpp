#include "work/beside.h"

#include <algorithm>

#include "base/text.h"
#include "work/engine.h"

namespace longstone::work {
namespace {

// Of the same people, or of whoever is held to be one of them. A place or a provider that many
// records name in passing would bring them all to each other: such count where it is one of ROLES,
// those of whom the record is about.
#define LONGSTONE_EARLIER(REF, RECORDED, ROLES, ALLOWED)                                        \
    "select r.ref, r.pathway, r.stage, r.summary, r.opened_at, min(them.person), "              \
    "min(p.given || ' ' || p.family), min(mine.role), coalesce(h.decision, ''), "               \
    "coalesce(h.reason, ''), coalesce(h.decided_by, '') from record_person mine "               \
    "join record_person them on them.person in (select mine.person union all select s.other "   \
    "from person_same s where s.person = mine.person and s.says = 'same' and s.ended_at is "    \
    "null) and them.record <> mine.record "                                                     \
    "join record r on r.ref = them.record join person p on p.id = them.person and "             \
    "(p.id = mine.person or p.restricted = 0) "                                                 \
    "left join history_item h on h.record = mine.record and h.earlier = r.ref "                 \
    "where mine.record = " REF " and mine.until is null and r.recorded_at <= " RECORDED         \
    " and (p.kind not in ('place', 'group', 'organisation') or " ROLES                          \
    " like '%/' || mine.role || '/%')"                                                          \
    " and not exists (select 1 from link l where (l.from_record = r.ref and l.to_record = " REF \
    ") or (l.from_record = " REF " and l.to_record = r.ref)) and " ALLOWED                      \
    " group by r.ref, r.pathway, r.stage, r.summary, r.opened_at, h.decision, h.reason, "       \
    "h.decided_by order by r.opened_at desc, r.ref limit 200"

std::string subject_roles(const define::Pathway& pathway) {
    std::string roles = "/";
    for (const auto& rule : pathway.people) {
        if (rule.subject) roles += cat({rule.role, "/"});
    }
    return roles;
}

EarlierRecord earlier_of(const store::Row& row) {
    return {.ref = row.text(0),
            .pathway = row.text(1),
            .stage = row.text(2),
            .summary = row.text(3),
            .person = row.text(5),
            .person_name = std::string(trim(row.text(6))),
            .why = row.text(7),
            .opened = Instant{row.integer(4)},
            .decision = row.text(8),
            .reason = row.text(9),
            .by = row.text(10)};
}

void load_earlier(Context& context, const access::Viewer* viewer, RecordState& record) {
    const auto* pathway = context.definitions.pathway(record.pathway);
    const std::string roles = pathway == nullptr ? std::string() : subject_roles(*pathway);
    const bool kept_apart = pathway != nullptr && pathway->access.restricted;
    const auto rows =
        viewer == nullptr
            ? context.db.rows(LONGSTONE_EARLIER("$1", "$2", "$3", "r.restricted = 0"),
                              {record.ref, record.recorded.micros, roles})
            : context.db.rows(
                  LONGSTONE_EARLIER("$3",
                                    "$4",
                                    "$6",
                                    "(r.restricted = 0 or ($5 = 1 and " LONGSTONE_VISIBLE_RECORD
                                    "))"),
                  {viewer->user,
                   context.now.micros,
                   record.ref,
                   record.recorded.micros,
                   kept_apart ? 1 : 0,
                   roles});
    for (const auto& row : rows) {
        record.earlier.push_back(earlier_of(row));
    }
}

// Of the subject who took the most.
std::int64_t steps_of(Context& context, const define::Pathway& pathway, const RecordState& record) {
    constexpr std::int64_t kYear = 365 * kDay;
    std::int64_t most = 0;
    for (const auto& person : record.people) {
        if (!is_subject_role(pathway, person.role)) continue;
        most = std::max(
            most,
            context.db.integer("select count(*) from step where person = $1 and "
                               "at > $2 and at <= $3",
                               {person.person, context.now.micros - kYear, context.now.micros}));
    }
    return most;
}

bool asks_for(const define::Section& section, std::string_view fact) {
    return std::ranges::any_of(section.fields,
                               [&](const auto& field) { return field.from == fact; });
}

// Whether a condition of its flags and moves, or a question, turns on it.
bool reads(const define::Definitions& definitions,
           const define::Pathway& pathway,
           std::string_view fact) {
    std::vector<std::string> fields;
    for (const auto& flag : pathway.flags)
        define::collect_fields(flag.when, fields);
    bool asked = false;
    const auto look = [&](const std::vector<std::string>& asks) {
        for (const auto* section : definitions.asked(asks))
            asked = asked || asks_for(*section, fact);
    };
    look(pathway.opening);
    for (const auto& stage : pathway.stages) {
        look(stage.asks);
        for (const auto& move : stage.next) {
            define::collect_fields(move.when, fields);
            for (const auto& need : move.needs)
                define::collect_fields(need.when, fields);
        }
    }
    return asked || std::ranges::find(fields, fact) != fields.end();
}

}  // namespace

void load_others(Context& context, const access::Viewer& viewer, RecordState& record) {
    for (const auto& person : record.people) {
        for (const auto& row : context.db.rows(
                 "select r.ref, r.pathway, r.stage, them.role, case when " LONGSTONE_VISIBLE_RECORD
                 " then 1 else 0 end from record_person them join record r on r.ref = them.record "
                 "where them.person = $3 and them.until is null and r.closed_at is null and "
                 "r.ref <> $4 order by r.ref",
                 {viewer.user, context.now.micros, person.person, record.ref})) {
            record.others.push_back({.ref = row.text(0),
                                     .pathway = row.text(1),
                                     .stage = row.text(2),
                                     .role = person.role,
                                     .role_there = row.text(3),
                                     .may_name = row.integer(4) != 0});
        }
    }
}

bool is_repeat(Context& context,
               const define::Pathway& pathway,
               const RecordState& record,
               const std::vector<std::string>& led_here) {
    if (!reads(context.definitions, pathway, "history.repeat")) return false;
    const auto& partnership = context.definitions.partnership;
    const auto first = context.definitions.calendar.add(
        london(record.opened).date, -partnership.repeat_within_months, Unit::Months);
    const auto pathways = cat({"/", join(pathway.repeats, "/"), "/"});
    for (const auto& person : record.people) {
        if (!is_subject_role(pathway, person.role)) continue;
        for (const auto& row : context.db.rows(
                 "select r.ref, r.pathway, them.role from record_person them join record r on "
                 "r.ref = them.record where them.person = $1 and them.until is null and r.ref <> "
                 "$2 "
                 "and r.opened_at >= $3 and r.opened_at < $4 and $5 like '%/' || r.pathway || '/%' "
                 "and not exists (select 1 from link l where (l.from_record = r.ref and "
                 "l.to_record = $2) or (l.from_record = $2 and l.to_record = r.ref))",
                 {person.person,
                  record.ref,
                  from_london(first, 0).micros,
                  record.opened.micros,
                  pathways})) {
            const auto* there = context.definitions.pathway(row.text(1));
            const bool led = std::ranges::find(led_here, row.text(0)) != led_here.end();
            if (!led && there != nullptr && is_subject_role(*there, row.text(2))) return true;
        }
    }
    return false;
}

void load_beside(Context& context, const access::Viewer* viewer, RecordState& record) {
    load_earlier(context, viewer, record);
    const auto* pathway = context.definitions.pathway(record.pathway);
    if (viewer == nullptr || pathway == nullptr) return;
    if (!pathway->excludes.empty()) load_others(context, *viewer, record);
    if (reads(context.definitions, *pathway, "steps.count"))
        record.steps = steps_of(context, *pathway, record);
    record.repeat = is_repeat(context, *pathway, record);
}

}  // namespace longstone::work
