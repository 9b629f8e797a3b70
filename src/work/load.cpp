#include "work/load.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "journal/journal.h"
#include "people/projection.h"
#include "people/schema.h"
#include "work/answer_rows.h"
#include "work/beside.h"
#include "work/engine.h"
#include "work/places_kept.h"
#include "work/present_names.h"
#include "work/samples.h"
#include "work/schema.h"

// A little longer than the measure: one query for each part of a record, in the order of state.h.
namespace longstone::work {
namespace {

using store::Row;

std::optional<Instant> maybe_instant(const Row& row, std::size_t column) {
    const auto micros = row.maybe_integer(column);
    return micros ? std::optional(Instant{*micros}) : std::nullopt;
}

Instant instant_at(const Row& row, std::size_t column) {
    return Instant{row.integer(column)};
}

bool load_head(store::Session& db, RecordState& r) {
    const auto row = db.one(
        "select pathway, version, stage, source, opened_at, recorded_at, closed_at, rev, "
        "restricted, opened_by, opened_agency, lead_user, "
        "lead_agency from record where ref = $1",
        {r.ref});
    if (!row) return false;
    r.pathway = row->text(0);
    r.version = row->integer(1);
    r.stage = row->text(2);
    r.source = row->text(3);
    r.opened = instant_at(*row, 4);
    r.recorded = instant_at(*row, 5);
    r.closed = maybe_instant(*row, 6);
    r.rev = row->integer(7);
    r.restricted = row->integer(8) != 0;
    r.opened_by = row->text(9);
    r.opened_agency = row->text(10);
    r.lead = row->text(11);
    r.lead_agency = row->text(12);
    return true;
}

void load_answers(store::Session& db, RecordState& r) {
    for (const auto& row : db.rows("select field, item, part, value, rev, at, given_by, agency, "
                                   "carried_from from answer where record = $1 "
                                   "order by field, item, part, n",
                                   {r.ref})) {
        Answer& answer = r.answers[row.text(0)];
        put_row(answer.given, row.integer(1), row.text(2), row.text(3));
        answer.rev = row.integer(4);
        answer.at = instant_at(row, 5);
        answer.by = row.text(6);
        answer.agency = row.text(7);
        answer.carried_from = row.text(8);
    }
}

void load_people(store::Session& db, RecordState& r) {
    for (const auto& row : db.rows(
             "select rp.person, rp.role, rp.since, p.given, p.family, p.preferred, p.sex, "
             "p.birth_date, p.expected_date, "
             "p.death_date, p.restricted, p.kind, p.located from record_person rp join person p on "
             "p.id = rp.person "
             "where rp.record = $1 and rp.until is null order by rp.since, rp.role, "
             "coalesce(p.birth_date, '9999'), p.given, rp.person",
             {r.ref})) {
        r.people.push_back({.person = row.text(0),
                            .role = row.text(1),
                            .kind = people::kind_of(row.text(11)).value_or(people::Kind::Person),
                            .name = std::string(trim(cat({row.text(3), " ", row.text(4)}))),
                            .sex = row.text(6),
                            .where = row.text(12),
                            .born = parse_date(row.text(7)),
                            .expected = row.is_null(7) ? parse_date(row.text(8)) : std::nullopt,
                            .died = parse_date(row.text(9)),
                            .since = instant_at(row, 2),
                            .is_protected = row.integer(10) != 0});
    }
}

void load_clocks(store::Session& db, RecordState& r) {
    for (const auto& row : db.rows("select clock, n, started_at, due_at, warn_at, stopped_at, "
                                   "paused_at, pause_until, pause_reason, late_reason, stood "
                                   "from clock where record = $1 order by started_at, clock, n",
                                   {r.ref})) {
        r.clocks.push_back({.clock = row.text(0),
                            .n = row.integer(1),
                            .started = instant_at(row, 2),
                            .due = instant_at(row, 3),
                            .warn = maybe_instant(row, 4),
                            .stopped = maybe_instant(row, 5),
                            .paused = maybe_instant(row, 6),
                            .pause_until = maybe_instant(row, 7),
                            .pause_reason = row.text(8),
                            .late_reason = row.text(9),
                            .stood = row.integer(10)});
    }
}

void load_requests(store::Session& db, RecordState& r) {
    for (const auto& row :
         db.rows("select id, rule, form, agency, words, asked_at, asked_by, due_at, answered_at, "
                 "answered_by, withdrawn_at, "
                 "withdrawn_reason, reminded_at from request where record = $1 order by n",
                 {r.ref})) {
        r.requests.push_back({.id = row.text(0),
                              .rule = row.text(1),
                              .form = row.text(2),
                              .agency = row.text(3),
                              .words = row.text(4),
                              .asked = instant_at(row, 5),
                              .due = instant_at(row, 7),
                              .asked_by = row.text(6),
                              .answered_by = row.text(9),
                              .withdrawn_reason = row.text(11),
                              .answered = maybe_instant(row, 8),
                              .withdrawn = maybe_instant(row, 10),
                              .reminded = maybe_instant(row, 12)});
    }
    for (const auto& row :
         db.rows("select a.request, a.field, a.item, a.part, a.value from request_answer a join "
                 "request q on q.id = a.request "
                 "where q.record = $1 order by a.request, a.field, a.item, a.part, a.n",
                 {r.ref})) {
        for (auto& request : r.requests) {
            if (request.id == row.text(0))
                put_row(request.answers[row.text(1)], row.integer(2), row.text(3), row.text(4));
        }
    }
}

void load_meetings(store::Session& db, RecordState& r) {
    for (const auto& row : db.rows("select id, rule, place, at, called_by, held_at, minutes_at, "
                                   "cancelled_at, quorate, dissent, sequence "
                                   "from meeting where record = $1 order by n",
                                   {r.ref})) {
        r.meetings.push_back({.id = row.text(0),
                              .rule = row.text(1),
                              .place = row.text(2),
                              .called_by = row.text(4),
                              .dissent = row.text(9),
                              .at = instant_at(row, 3),
                              .held = maybe_instant(row, 5),
                              .minutes_sent = maybe_instant(row, 6),
                              .cancelled = maybe_instant(row, 7),
                              .quorate = row.integer(8) != 0,
                              .sequence = row.integer(10)});
    }
    for (const auto& row : db.rows("select s.meeting, s.agency, s.name, s.role, s.invited, "
                                   "s.attended, s.apologies, s.minutes_received "
                                   "from meeting_seat s join meeting m on m.id = s.meeting where "
                                   "m.record = $1 order by s.meeting, s.n",
                                   {r.ref})) {
        for (auto& meeting : r.meetings) {
            if (meeting.id != row.text(0)) continue;
            meeting.seats.push_back({.agency = row.text(1),
                                     .name = row.text(2),
                                     .role = row.text(3),
                                     .invited = row.integer(4) != 0,
                                     .attended = row.integer(5) != 0,
                                     .apologies = row.integer(6) != 0,
                                     .minutes_received = row.integer(7) != 0});
        }
    }
}

void load_rest(store::Session& db, RecordState& r) {
    r.sampled = db.integer("select count(*) from sample where record = $1", {r.ref}) > 0;
    for (const auto& row : db.rows("select id, what, owner, agency, due, set_at, done_at, status, "
                                   "evidence from action where record = $1 order by n",
                                   {r.ref})) {
        r.actions.push_back({.id = row.text(0),
                             .what = row.text(1),
                             .owner = row.text(2),
                             .agency = row.text(3),
                             .evidence = row.text(8),
                             .status = row.text(7),
                             .due = parse_date(row.text(4)),
                             .set_at = instant_at(row, 5),
                             .done = maybe_instant(row, 6)});
    }
    for (const auto& row : db.rows("select whom, agency, how, words, not_told_reason, told_by, at, "
                                   "person from told where record = $1 order by n",
                                   {r.ref})) {
        r.told.push_back({.whom = row.text(0),
                          .agency = row.text(1),
                          .how = row.text(2),
                          .words = row.text(3),
                          .not_told_reason = row.text(4),
                          .by = row.text(5),
                          .person = row.text(7),
                          .at = instant_at(row, 6)});
    }
    for (const auto& row : db.rows(
             "select agency, user_name, about, words, at from dissent where record = $1 order by n",
             {r.ref})) {
        r.dissents.push_back({.agency = row.text(0),
                              .user = row.text(1),
                              .about = row.text(2),
                              .words = row.text(3),
                              .at = instant_at(row, 4)});
    }
    for (const auto& row : db.rows("select id, name, type, hash, added_by, agency, request, size, "
                                   "at from document where record = $1 order by n",
                                   {r.ref})) {
        r.documents.push_back({.id = row.text(0),
                               .name = row.text(1),
                               .type = row.text(2),
                               .hash = row.text(3),
                               .by = row.text(4),
                               .agency = row.text(5),
                               .request = row.text(6),
                               .size = row.integer(7),
                               .at = instant_at(row, 8)});
    }
    for (const auto& row : db.rows(
             "select stage, moved_by, reason, at from stage_visit where record = $1 order by rev",
             {r.ref})) {
        r.visits.push_back({.stage = row.text(0),
                            .by = row.text(1),
                            .reason = row.text(2),
                            .at = instant_at(row, 3)});
    }
}

// What this record came from and led to, as far as the viewer may see those records.
void load_links(Context& context, const access::Viewer& viewer, RecordState& record) {
    for (const auto& row : context.db.rows(
             "select l.kind, r.ref, r.pathway, r.stage, case when l.from_record = $3 then 1 "
             "else 0 end from link l "
             "join record r on r.ref = case when l.from_record = $3 then l.to_record else "
             "l.from_record end "
             "where (l.from_record = $3 and l.kind <> 'answered-by' or l.to_record = $3) "
             "and " LONGSTONE_VISIBLE_RECORD " order by l.at, r.ref",
             {viewer.user, context.now.micros, record.ref})) {
        record.links.push_back({.kind = row.text(0),
                                .other = row.text(1),
                                .pathway = row.text(2),
                                .stage = row.text(3),
                                .forward = row.integer(4) != 0});
    }
}

bool load_all(store::Session& db, RecordState& record) {
    if (!load_head(db, record)) return false;
    load_answers(db, record);
    load_people(db, record);
    load_clocks(db, record);
    load_requests(db, record);
    load_meetings(db, record);
    load_rest(db, record);
    return true;
}

}  // namespace

Result<access::RecordFacts> facts_of(Context& context, std::string_view ref) {
    const auto row =
        context.db.one("select pathway, restricted, lead_user from record where ref = $1", {ref});
    if (!row) return not_found();
    access::RecordFacts facts{.ref = std::string(ref),
                              .pathway = row->text(0),
                              .restricted = row->integer(1) != 0,
                              .lead = row->text(2)};
    for (const auto& party :
         context.db.rows("select kind, party, until from record_party where record = "
                         "$1 and (until is null or until > $2)",
                         {ref, context.now.micros})) {
        auto& set = party.text(0) == "agency" ? facts.agencies
                    : party.text(0) == "user" ? facts.users
                                              : facts.barred;
        set.insert(party.text(1));
        if (!party.is_null(2)) facts.broke_glass.insert(party.text(1));
    }
    return facts;
}

RecordState load_record(Context& context, const access::Grant& grant) {
    RecordState record{.ref = grant.subject()};
    load_all(context.db, record);
    put_present_names(context.definitions, record);
    const auto* pathway = context.definitions.pathway(record.pathway);
    if (pathway != nullptr && pathway->places) record.places = load_places(context.db, record.ref);
    load_beside(context, &grant.viewer(), record);
    load_links(context, grant.viewer(), record);
    return record;
}

RecordState load_offered(Context& context, const access::Grant& grant) {
    RecordState record{.ref = grant.subject()};
    if (!load_head(context.db, record)) return record;
    load_answers(context.db, record);
    record.places = load_places(context.db, record.ref);
    return record;
}

Result<Opened> open_record_for(Context& context,
                               const access::Viewer& viewer,
                               access::Action action,
                               std::string_view ref) {
    const auto facts = TRY(facts_of(context, ref));
    const auto* pathway = context.definitions.pathway(facts.pathway);
    if (pathway == nullptr) return not_found();
    auto grant = TRY(access::allow(context.definitions, viewer, action, facts));
    auto record = load_record(context, grant);
    return Opened{.grant = std::move(grant), .pathway = pathway, .record = std::move(record)};
}

Result<RecordState> record_as_at(Context& context,
                                 const access::Grant& grant,
                                 Instant recorded_by) {
    const auto apart = store::open(":memory:", "");
    store::migrate(*apart, people::kMigrations);
    store::migrate(*apart, kMigrations);
    store::migrate(*apart, kSampleMigrations);
    const auto session = apart->write();
    const auto projection = records_projection();
    const auto people = people::projection();
    const auto samples = samples_projection();
    const auto events =
        journal::read_stream_as_at(context.db, cat({"record/", grant.subject()}), recorded_by);
    if (events.empty()) return not_found();
    for (const auto& event : events) {
        projection.apply(*session, event);
        samples.apply(*session, event);
    }
    for (const auto& row : session->rows("select distinct person from record_person")) {
        for (const auto& event :
             journal::read_stream_as_at(context.db, people::stream_of(row.text(0)), recorded_by)) {
            people.apply(*session, event);
        }
    }
    RecordState record{.ref = grant.subject()};
    load_all(*session, record);
    put_present_names(context.definitions, record);
    Context then{.db = *session,
                 .projections = context.projections,
                 .definitions = context.definitions,
                 .now = recorded_by};
    load_beside(then, nullptr, record);
    return record;
}

void note_read(Context& context, const access::Grant& grant, std::string_view reason) {
    journal::note_look(
        context.db,
        {.at = context.now,
         .actor = grant.viewer().user,
         .agency = grant.viewer().agency,
         .action = "read",
         .subject = cat({"record/", grant.subject()}),
         .reason = std::string(reason.empty() ? std::string_view(grant.reason()) : reason)});
}

}  // namespace longstone::work
