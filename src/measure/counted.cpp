#include "measure/counted.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "access/viewer.h"
#include "base/secret.h"
#include "base/text.h"
#include "journal/journal.h"
#include "measure/facts.h"
#include "measure/marks.h"
#include "measure/measure_json.h"
#include "measure/reference.h"
#include "measure/schema.h"
#include "measure/tally.h"

namespace longstone::measure {
namespace {

// In count_state: which measures the tables were counted with, and until when clocks were.
constexpr std::string_view kCountedWith = "measures";
constexpr std::string_view kClocksUntil = "clocks";
constexpr std::string_view kVersion = "version";
constexpr int kRecordsACommit = 100;

void add_rows(std::vector<Row>& rows, const std::string& measure, const Fact& fact) {
    Row row{.measure = measure,
            .month = month_of(fact.at),
            .unit = fact.unit,
            .until = fact.until ? month_of(*fact.until) : -1,
            .met = fact.met ? 1 : 0,
            .amount = std::llround(fact.amount * kThousandths)};
    rows.push_back(row);
    for (const auto& [dim, values] : fact.by) {
        row.dim = dim;
        row.value.clear();
        if (values.empty()) rows.push_back(row);
        for (const auto& value : values) {
            row.value = value;
            rows.push_back(row);
        }
    }
}

Beside beside_of(work::Context& context,
                 const define::Pathway& pathway,
                 const work::RecordState& record) {
    Beside beside;
    for (const auto& row : context.db.rows(
             "select person, direction, at from step where record = $1 order by rev, person",
             {record.ref}))
        beside.steps.push_back(
            {.person = row.text(0), .direction = row.text(1), .at = Instant{row.integer(2)}});
    for (const auto& row : context.db.rows(
             "select distinct o.pathway, o.opened_at, o.ref, mine.role, theirs.role from "
             "record_person mine join record_person theirs on theirs.person = mine.person and "
             "theirs.record <> mine.record join record o on o.ref = theirs.record where "
             "mine.record = $1 and mine.until is null and o.opened_at < $2 order by o.opened_at, "
             "o.ref",
             {record.ref, record.opened.micros})) {
        const auto* other = context.definitions.pathway(row.text(0));
        if (other != nullptr && work::is_subject_role(pathway, row.text(3)) &&
            work::is_subject_role(*other, row.text(4)))
            beside.earlier[row.text(0)].push_back(Instant{row.integer(1)});
    }
    return beside;
}

// The measures of each pathway, so that a record is not asked what it cannot answer.
using Counting = std::map<std::string, std::vector<const define::Measure*>, std::less<>>;

Counting counting_of(const define::Definitions& definitions) {
    Counting counting;
    for (const auto& [id, pathway] : definitions.pathways) {
        for (const auto& [name, measure] : definitions.measures) {
            if (measure.counts_on(id)) counting[id].push_back(&measure);
        }
    }
    return counting;
}

std::vector<Row> rows_of(work::Context& context,
                         const Counting& counting,
                         const access::Grant& grant) {
    const auto record = work::load_record(context, grant);
    const auto* pathway = context.definitions.pathway(record.pathway);
    std::vector<Row> rows;
    if (pathway == nullptr) return rows;
    const auto beside = beside_of(context, *pathway, record);
    const work::Situation situation{.definitions = context.definitions,
                                    .pathway = *pathway,
                                    .record = record,
                                    .now = context.now};
    const auto measures = counting.find(record.pathway);
    if (measures == counting.end()) return rows;
    for (const auto* measure : measures->second) {
        for (const auto& fact : facts_of(situation, *measure, beside))
            add_rows(rows, measure->id, fact);
    }
    std::ranges::sort(rows);
    const auto same = std::ranges::unique(rows);
    rows.erase(same.begin(), same.end());
    return rows;
}

std::vector<Row> rows_kept(store::Session& db, const std::string& ref) {
    std::vector<Row> rows;
    for (const auto& row :
         db.rows("select measure, dim, value, month, unit, until_month, met, amount from counted "
                 "where record = $1",
                 {ref}))
        rows.push_back({.measure = row.text(0),
                        .dim = row.text(1),
                        .value = row.text(2),
                        .month = row.integer(3),
                        .unit = row.text(4),
                        .until = row.integer(5),
                        .met = row.integer(6),
                        .amount = row.integer(7)});
    std::ranges::sort(rows);
    return rows;
}

void put_rows(store::Session& db,
              const std::string& ref,
              const std::vector<Row>& rows,
              Tallies& tallies) {
    const auto kept = rows_kept(db, ref);
    std::vector<Row> gone;
    std::vector<Row> come;
    std::ranges::set_difference(kept, rows, std::back_inserter(gone));
    std::ranges::set_difference(rows, kept, std::back_inserter(come));
    for (const auto& row : gone) {
        db.run(
            "delete from counted where measure = $1 and dim = $2 and value = $3 and month = $4 and "
            "record = $5 and unit = $6",
            {row.measure, row.dim, row.value, row.month, ref, row.unit});
        tallies.add(row, -1);
    }
    for (const auto& row : come) {
        db.run(
            "insert into counted (measure, dim, value, month, record, unit, until_month, met, "
            "amount) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            {row.measure,
             row.dim,
             row.value,
             row.month,
             ref,
             row.unit,
             row.until,
             row.met,
             row.amount});
        tallies.add(row, 1);
    }
}

void count_one(work::Context& context,
               const Counting& counting,
               const std::string& ref,
               Tallies& tallies) {
    const auto system = access::system_viewer();
    const auto facts = work::facts_of(context, ref);
    if (!facts) return;
    const auto grant = access::allow(context.definitions, system, access::Action::Read, *facts);
    if (!grant) return;
    put_rows(context.db, ref, rows_of(context, counting, *grant), tallies);
}

std::string digest_of(const define::Definitions& definitions) {
    std::string all;
    for (const auto& [id, measure] : definitions.measures)
        all += counting_json(measure).dump();
    return hex(blake2b({all}));
}

void next_version(store::Session& db) {
    db.run(
        "insert into count_state (name, value) values ($1, '1') on conflict (name) do update set "
        "value = cast(cast(count_state.value as bigint) + 1 as text)",
        {kVersion});
}

void mark_all(store::Session& db) {
    next_version(db);
    db.run("delete from counted", {});
    db.run("delete from tally", {});
    db.run(
        "insert into count_due (record) select ref from record where true on conflict (record) "
        "do nothing",
        {});
}

// A person's own details decide breakdowns of every record they stand on, and a record that is
// opened may make another one the second within its time.
void apply_due(store::Session& db, const journal::Event& e) {
    constexpr std::string_view kRecord = "record/";
    constexpr std::string_view kPerson = "person/";
    if (e.stream.starts_with(kRecord)) {
        const auto ref = e.stream.substr(kRecord.size());
        db.run("insert into count_due (record) values ($1) on conflict (record) do nothing", {ref});
        if (e.kind == "record.opened")
            db.run(
                "insert into count_due (record) select distinct theirs.record from "
                "record_person mine join record_person theirs on theirs.person = mine.person "
                "where mine.record = $1 on conflict (record) do nothing",
                {ref});
    }
    if (e.stream.starts_with(kPerson))
        db.run(
            "insert into count_due (record) select distinct record from record_person where "
            "person = $1 on conflict (record) do nothing",
            {e.stream.substr(kPerson.size())});
}

// What runs out counts by then, though nothing happens to its record: clocks, questions to agencies
// and actions whose time passed since they were last looked at.
#define LONGSTONE_SINCE \
    "coalesce((select cast(value as bigint) from count_state where name = $1), 0)"
#define LONGSTONE_RUN_OUT                                                                      \
    "from (select ref from running_clock where due_at > " LONGSTONE_SINCE                      \
    " and due_at <= cast($2 as bigint) union select record from request where answered_at is " \
    "null and withdrawn_at is null and due_at > " LONGSTONE_SINCE                              \
    " and due_at <= cast($2 as bigint) union select record from action where status = 'open' " \
    "and due >= $3 and due < $4) o where true"

// The days between which an action has run out since.
std::string day_of(store::Session& db) {
    const auto since = db.one("select value from count_state where name = $1", {kClocksUntil});
    return since ? iso(london(Instant{std::stoll(since->text(0))}).date) : std::string("0000");
}

bool any_due(store::Session& db, Instant now) {
    return db.integer("select count(*) from (select 1 from count_due limit 1) d") > 0 ||
           db.integer("select count(*) from (select 1 " LONGSTONE_RUN_OUT " limit 1) d",
                      {kClocksUntil, number(now.micros), day_of(db), iso(london(now).date)}) > 0;
}

void mark_run_out(store::Session& db, Instant now) {
    db.run("insert into count_due (record) select distinct o.ref " LONGSTONE_RUN_OUT
           " on conflict (record) do nothing",
           {kClocksUntil, number(now.micros), day_of(db), iso(london(now).date)});
    db.run(
        "insert into count_state (name, value) values ($1, $2) on conflict (name) do update set "
        "value = excluded.value",
        {kClocksUntil, number(now.micros)});
}

}  // namespace

int month_of(Date day) {
    const auto civil = civil_of(day);
    return civil.year * 12 + civil.month - 1;
}

int month_of(Instant at) {
    return month_of(london(at).date);
}

Date first_day(int month) {
    return date_of({.year = month / 12, .month = month % 12 + 1, .day = 1}).value_or(Date());
}

void prepare(work::House& house) {
    store::migrate(*house.store, kMigrations);
    house.projections.push_back({.name = "figures", .tables = {}, .apply = apply_due});
    house.projections.push_back(reference_projection());
    house.projections.push_back(marks_projection());
    const auto digest = digest_of(*house.definitions);
    const auto session = house.store->write();
    const auto kept = session->one("select value from count_state where name = $1", {kCountedWith});
    if (kept && kept->text(0) == digest) return;
    mark_all(*session);
    session->run(
        "insert into count_state (name, value) values ($1, $2) on conflict (name) do update set "
        "value = excluded.value",
        {kCountedWith, digest});
    session->commit();
}

void recount(const work::House& house) {
    const auto session = house.store->write();
    mark_all(*session);
    session->commit();
}

std::string tally_version(work::Context& context) {
    // Loads and marks are events; what was counted is numbered by the transactions that did it.
    return join({number(context.db.integer("select coalesce(max(cast(value as bigint)), 0) from "
                                           "count_state where name = $1",
                                           {kVersion})),
                 number(context.db.integer("select coalesce(max(n), 0) from reference_load")),
                 number(context.db.integer("select count(*) from figure_mark")),
                 number(context.db.integer("select coalesce(max(at), 0) from figure_mark"))},
                "/");
}

std::int64_t still_due(work::Context& context) {
    return context.db.integer("select count(*) from count_due");
}

std::int64_t refresh_in(work::Context& context, std::int64_t most) {
    if (!any_due(context.db, context.now)) return 0;
    mark_run_out(context.db, context.now);
    const auto counting = counting_of(context.definitions);
    Tallies tallies;
    for (const auto& row :
         context.db.rows("select record from count_due order by record limit $1", {most})) {
        // Another program that counts the same may have taken it: then nothing comes back.
        if (!context.db
                 .rows("delete from count_due where record = $1 returning record", {row.text(0)})
                 .empty())
            count_one(context, counting, row.text(0), tallies);
    }
    tallies.write(context.db);
    next_version(context.db);
    return still_due(context);
}

std::int64_t refresh(const work::House& house, std::int64_t most) {
    if (!any_due(*house.store->read(), house.now())) return 0;
    std::int64_t left = 0;
    for (std::int64_t counted = 0; counted < most; counted += kRecordsACommit) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        left = refresh_in(context, kRecordsACommit);
        session->commit();
        if (left == 0) break;
    }
    return left;
}

}  // namespace longstone::measure
