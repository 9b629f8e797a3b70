#include "base/text.h"
#include "work/answer_rows.h"
#include "work/answers.h"
#include "work/engine.h"
#include "work/schema.h"

// One long table of short functions, a kind of event each, best read together.
// How each event of a record changes the tables. Nothing here reads definitions: what a definition
// decided (clocks, due times, the line on the board) stands in the event, so a rebuild years later
// gives the same tables.
namespace longstone::work {
namespace {

using journal::Event;
using store::Session;

std::string ref_of(const Event& e) {
    return e.stream.substr(std::string_view("record/").size());
}

std::int64_t micros_at(const Json& body, std::string_view key, Instant otherwise) {
    const auto instant = parse_instant(body.text(key));
    return instant ? instant->micros : otherwise.micros;
}

std::optional<std::int64_t> maybe_micros(const Json& body, std::string_view key) {
    const auto instant = parse_instant(body.text(key));
    return instant ? std::optional(instant->micros) : std::nullopt;
}

void party(Session& db,
           const std::string& ref,
           std::string_view kind,
           std::string_view who,
           std::optional<std::int64_t> until,
           std::string_view why) {
    if (who.empty()) return;
    db.run(
        "insert into record_party (record, kind, party, until, why) values ($1, $2, $3, $4, $5) "
        "on conflict (record, kind, party) do update set until = case when record_party.until is "
        "null then null else excluded.until end",
        {ref, kind, who, until, why});
}

void put_answers(Session& db, const Event& e, const Json& answers, const Json& carried) {
    const auto ref = ref_of(e);
    const auto worked_out = e.body["worked_out"].items();
    const auto given = answers_from_json(answers);
    if (!given) return;
    for (const auto& [field, value] : *given) {
        db.run("delete from answer where record = $1 and field = $2", {ref, field});
        const std::string from = carried.text(field);
        const bool by_nobody = std::ranges::any_of(
            worked_out, [&field](const Json& one) { return one.text() == field; });
        for (const auto& row : rows_of(value)) {
            db.run(
                "insert into answer (record, field, item, part, n, value, rev, at, given_by, "
                "agency, carried_from) "
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                {ref,
                 field,
                 row.item,
                 row.part,
                 row.n,
                 row.value,
                 e.stream_rev,
                 e.happened_at.micros,
                 by_nobody ? std::string() : e.actor,
                 by_nobody ? std::string() : e.agency,
                 from});
        }
    }
}

void put_clock_rows(Session& db, const std::string& ref, const Json& clocks) {
    for (const auto& effect : effects_from_json(clocks)) {
        const auto warn = effect.warn ? std::optional(effect.warn->micros) : std::nullopt;
        switch (effect.kind) {
            case ClockEffect::Kind::Start:
                db.run(
                    "insert into clock (record, clock, n, started_at, due_at, warn_at) values ($1, "
                    "$2, $3, $4, $5, $6)",
                    {ref, effect.clock, effect.n, effect.started.micros, effect.due.micros, warn});
                break;
            case ClockEffect::Kind::Due:
                db.run(
                    "update clock set due_at = $4, warn_at = $5 where record = $1 and clock = $2 "
                    "and n = $3",
                    {ref, effect.clock, effect.n, effect.due.micros, warn});
                if (effect.restarts)
                    db.run(
                        "update clock set started_at = $4 where record = $1 and clock = $2 and n = "
                        "$3",
                        {ref, effect.clock, effect.n, effect.started.micros});
                break;
            case ClockEffect::Kind::Stop:
                db.run(
                    "update clock set stopped_at = $4 where record = $1 and clock = $2 and n = $3",
                    {ref, effect.clock, effect.n, effect.stopped.micros});
                break;
        }
    }
}

void put_steps(Session& db, const Event& e) {
    for (const Json& person : e.body["step"]["people"].items()) {
        db.run("insert into step (record, rev, person, direction, at) values ($1, $2, $3, $4, $5)",
               {ref_of(e),
                e.stream_rev,
                person.text(),
                e.body["step"].text("direction"),
                e.happened_at.micros});
    }
}

// What every event may carry: answers, clocks, the line and rating, the due time of the main clock.
void put_common(Session& db, const Event& e) {
    const auto ref = ref_of(e);
    if (e.body.has("answers")) put_answers(db, e, e.body["answers"], e.body["carried"]);
    if (e.body.has("clocks")) put_clock_rows(db, ref, e.body["clocks"]);
    if (e.body.has("summary"))
        db.run("update record set summary = $2 where ref = $1", {ref, e.body.text("summary")});
    if (e.body.has("rating"))
        db.run("update record set rating = $2 where ref = $1", {ref, e.body.text("rating")});
    if (e.body.has("due"))
        db.run("update record set due_at = $2 where ref = $1", {ref, maybe_micros(e.body, "due")});
    if (e.body.has("step")) put_steps(db, e);
    db.run("update record set rev = $2, changed_at = $3 where ref = $1",
           {ref, e.stream_rev, e.recorded_at.micros});
}

void visit(Session& db, const Event& e, std::string_view stage) {
    db.run(
        "insert into stage_visit (record, rev, stage, at, moved_by, reason) values ($1, $2, $3, "
        "$4, $5, $6)",
        {ref_of(e), e.stream_rev, stage, e.happened_at.micros, e.actor, e.body.text("reason")});
}

void put_person(Session& db, const std::string& ref, const Json& entry, Instant at) {
    db.run(
        "insert into record_person (record, person, role, since) values ($1, $2, $3, $4) "
        "on conflict (record, person, role) do update set until = null",
        {ref, entry.text("person"), entry.text("role"), at.micros});
}

std::int64_t restriction_of(const Json& body) {
    if (body["sealed"].boolean()) return kSealed;
    return body["restricted"].boolean() ? kRestrictedPathway : 0;
}

void opened(Session& db, const Event& e) {
    const auto ref = ref_of(e);
    const Json& b = e.body;
    db.run(
        "insert into record (ref, pathway, version, stage, source, opened_at, recorded_at, rev, "
        "restricted, opened_by, opened_agency, "
        "lead_user, lead_agency, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12, $13, $14)",
        {ref,
         b.text("pathway"),
         b["version"].integer(1),
         b.text("stage"),
         b.text("source"),
         e.happened_at.micros,
         e.recorded_at.micros,
         e.stream_rev,
         restriction_of(b),
         e.actor,
         e.agency,
         b.text("lead"),
         b.text("lead_agency"),
         e.recorded_at.micros});
    db.run(
        "insert into counter (prefix, year, last) values ($1, $2, $3) on conflict (prefix, year) "
        "do update set "
        "last = case when counter.last > excluded.last then counter.last else excluded.last end",
        {b.text("prefix"), b["year"].integer(), b["number"].integer()});
    // Who decides elsewhere that a sealed record is needed does not see it for that.
    const bool decided_elsewhere = b["sealed"].boolean() && b.text("source") == "system";
    if (!decided_elsewhere) party(db, ref, "agency", e.agency, {}, "opened it");
    if (e.actor != "public" && e.actor != "system" && !decided_elsewhere)
        party(db, ref, "user", e.actor, {}, "opened it");
    for (const Json& entry : b["people"].items()) {
        put_person(db, ref, entry, e.happened_at);
    }
    for (const Json& link : b["from"].items()) {
        db.run(
            "insert into link (from_record, to_record, kind, at, cause) values ($1, $2, $3, $4, "
            "$5) on conflict (from_record, to_record, kind) do nothing",
            {link.text("record"),
             ref,
             link.text("kind"),
             e.happened_at.micros,
             link.text("cause")});
    }
    visit(db, e, b.text("stage"));
}

void linked(Session& db, const Event& e) {
    db.run(
        "insert into link (from_record, to_record, kind, at, cause) values ($1, $2, $3, $4, $5) on "
        "conflict (from_record, to_record, kind) do nothing",
        {ref_of(e),
         e.body.text("record"),
         e.body.text("link"),
         e.happened_at.micros,
         e.body.text("cause")});
}

void moved(Session& db, const Event& e) {
    const auto ref = ref_of(e);
    visit(db, e, e.body.text("to"));
    const auto closed =
        e.body["closes"].boolean() ? std::optional(e.happened_at.micros) : std::nullopt;
    db.run("update record set stage = $2, closed_at = $3 where ref = $1",
           {ref, e.body.text("to"), closed});
}

void asked(Session& db, const Event& e) {
    std::int64_t n = e.stream_rev * 100;
    for (const Json& r : e.body["requests"].items()) {
        db.run(
            "insert into request (id, record, rule, form, agency, words, asked_at, asked_by, "
            "due_at, n) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            {r.text("id"),
             ref_of(e),
             r.text("rule"),
             r.text("form"),
             r.text("agency"),
             r.text("words"),
             e.happened_at.micros,
             e.actor,
             micros_at(r, "due", e.happened_at),
             ++n});
        party(db, ref_of(e), "agency", r.text("agency"), {}, "asked");
    }
}

void replied(Session& db, const Event& e) {
    const auto id = e.body.text("request");
    db.run("update request set answered_at = $2, answered_by = $3 where id = $1",
           {id, e.happened_at.micros, e.actor});
    const auto given = answers_from_json(e.body["reply"]);
    if (!given) return;
    db.run("delete from request_answer where request = $1", {id});
    for (const auto& [field, value] : *given) {
        for (const auto& row : rows_of(value)) {
            db.run(
                "insert into request_answer (request, field, item, part, n, value) values ($1, $2, "
                "$3, $4, $5, $6)",
                {id, field, row.item, row.part, row.n, row.value});
        }
    }
}

void request_withdrawn(Session& db, const Event& e) {
    db.run("update request set withdrawn_at = $2, withdrawn_reason = $3 where id = $1",
           {e.body.text("request"), e.happened_at.micros, e.body.text("reason")});
}

void reminded(Session& db, const Event& e) {
    db.run("update request set reminded_at = $2 where id = $1",
           {e.body.text("request"), e.happened_at.micros});
}

void put_seats(Session& db, const Event& e, const std::string& meeting, const Json& seats) {
    db.run("delete from meeting_seat where meeting = $1", {meeting});
    std::int64_t n = 0;
    for (const Json& seat : seats.items()) {
        db.run(
            "insert into meeting_seat (meeting, n, agency, name, role, invited, attended, "
            "apologies, minutes_received) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            {meeting,
             ++n,
             seat.text("agency"),
             seat.text("name"),
             seat.text("role"),
             seat["invited"].boolean() ? 1 : 0,
             seat["attended"].boolean() ? 1 : 0,
             seat["apologies"].boolean() ? 1 : 0,
             seat["minutes_received"].boolean() ? 1 : 0});
        party(db, ref_of(e), "agency", seat.text("agency"), {}, "invited to a meeting");
    }
}

void meeting_called(Session& db, const Event& e) {
    const auto id = e.body.text("meeting");
    db.run(
        "insert into meeting (id, record, rule, place, at, called_by, n) values ($1, $2, $3, $4, "
        "$5, $6, $7) "
        "on conflict (id) do update set place = excluded.place, at = excluded.at, sequence = "
        "meeting.sequence + 1",
        {id,
         ref_of(e),
         e.body.text("rule"),
         e.body.text("place"),
         micros_at(e.body, "at", e.happened_at),
         e.actor,
         e.stream_rev});
    put_seats(db, e, id, e.body["seats"]);
}

void meeting_held(Session& db, const Event& e) {
    const auto id = e.body.text("meeting");
    db.run("update meeting set held_at = $2, quorate = $3, dissent = $4 where id = $1",
           {id, e.happened_at.micros, e.body["quorate"].boolean() ? 1 : 0, e.body.text("dissent")});
    put_seats(db, e, id, e.body["seats"]);
}

void meeting_cancelled(Session& db, const Event& e) {
    db.run("update meeting set cancelled_at = $2, sequence = sequence + 1 where id = $1",
           {e.body.text("meeting"), e.happened_at.micros});
}

void minutes_sent(Session& db, const Event& e) {
    db.run("update meeting set minutes_at = $2 where id = $1",
           {e.body.text("meeting"), e.happened_at.micros});
}

void minutes_received(Session& db, const Event& e) {
    db.run("update meeting_seat set minutes_received = 1 where meeting = $1 and agency = $2",
           {e.body.text("meeting"), e.agency});
}

void action_set(Session& db, const Event& e) {
    const Json& b = e.body;
    db.run(
        "insert into action (id, record, what, owner, agency, due, set_at, status, n) values ($1, "
        "$2, $3, $4, $5, $6, $7, 'open', $8)",
        {b.text("action"),
         ref_of(e),
         b.text("what"),
         b.text("owner"),
         b.text("agency"),
         b.has("by") ? std::optional(b.text("by")) : std::nullopt,
         e.happened_at.micros,
         e.stream_rev});
    party(db, ref_of(e), "agency", b.text("agency"), {}, "has an action");
}

void action_ended(Session& db, const Event& e) {
    db.run("update action set done_at = $2, status = $3, evidence = $4 where id = $1",
           {e.body.text("action"),
            e.happened_at.micros,
            e.body.text("status"),
            e.body.text("evidence")});
}

void told(Session& db, const Event& e) {
    const Json& b = e.body;
    db.run(
        "insert into told (record, n, whom, agency, how, words, not_told_reason, told_by, at, "
        "person) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {ref_of(e),
         e.stream_rev,
         b.text("whom"),
         b.text("agency"),
         b.text("how"),
         b.text("words"),
         b.text("not_told_reason"),
         e.actor,
         e.happened_at.micros,
         b.text("person")});
}

void history_reviewed(Session& db, const Event& e) {
    for (const Json& item : e.body["items"].items()) {
        db.run(
            "insert into history_item (record, earlier, decision, reason, decided_by, at) values "
            "($1, $2, $3, $4, $5, $6) "
            "on conflict (record, earlier) do update set decision = excluded.decision, reason = "
            "excluded.reason, "
            "decided_by = excluded.decided_by, at = excluded.at",
            {ref_of(e),
             item.text("record"),
             item.text("decision"),
             item.text("reason"),
             e.actor,
             e.happened_at.micros});
    }
}

void lead_assigned(Session& db, const Event& e) {
    db.run("update record set lead_user = $2, lead_agency = $3 where ref = $1",
           {ref_of(e), e.body.text("lead"), e.body.text("lead_agency")});
    party(db, ref_of(e), "user", e.body.text("lead"), {}, "leads it");
}

void dissented(Session& db, const Event& e) {
    db.run(
        "insert into dissent (record, n, agency, user_name, about, words, at) values ($1, $2, $3, "
        "$4, $5, $6, $7)",
        {ref_of(e),
         e.stream_rev,
         e.agency,
         e.actor,
         e.body.text("about"),
         e.body.text("words"),
         e.happened_at.micros});
}

void clock_paused(Session& db, const Event& e) {
    db.run(
        "update clock set paused_at = $3, pause_reason = $4, pause_until = $5 where record = $1 "
        "and clock = $2 and stopped_at is null",
        {ref_of(e),
         e.body.text("clock"),
         e.happened_at.micros,
         e.body.text("reason"),
         maybe_micros(e.body, "until")});
}

void clock_resumed(Session& db, const Event& e) {
    db.run(
        "update clock set stood = stood + $4 - paused_at, paused_at = null, pause_until = null, "
        "due_at = $3, warn_at = $5 where record = $1 and clock = $2 and stopped_at is null",
        {ref_of(e),
         e.body.text("clock"),
         micros_at(e.body, "now_due", e.happened_at),
         e.happened_at.micros,
         maybe_micros(e.body, "now_warn")});
}

void late_explained(Session& db, const Event& e) {
    db.run("update clock set late_reason = $3 where record = $1 and clock = $2 and n = $4",
           {ref_of(e), e.body.text("clock"), e.body.text("reason"), e.body["n"].integer(1)});
}

void document_attached(Session& db, const Event& e) {
    const Json& b = e.body;
    db.run(
        "insert into document (id, record, request, name, type, hash, size, at, added_by, agency, "
        "n) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {b.text("document"),
         ref_of(e),
         b.text("request"),
         b.text("name"),
         b.text("type"),
         b.text("hash"),
         b["size"].integer(),
         e.happened_at.micros,
         e.actor,
         e.agency,
         e.stream_rev});
}

void shared(Session& db, const Event& e) {
    party(db, ref_of(e), "agency", e.body.text("agency"), {}, e.body.text("purpose"));
}

void glass_broken(Session& db, const Event& e) {
    party(db, ref_of(e), "user", e.actor, maybe_micros(e.body, "until"), e.body.text("reason"));
}

void restricted(Session& db, const Event& e) {
    db.run("update record set restricted = $2 where ref = $1",
           {ref_of(e), e.body["restricted"].boolean() ? 1 : 0});
    party(db, ref_of(e), "user", e.actor, {}, "restricted it");
}

void barred(Session& db, const Event& e) {
    party(db, ref_of(e), "barred", e.body.text("user"), {}, e.body.text("reason"));
}

void named(Session& db, const Event& e) {
    party(db, ref_of(e), "user", e.body.text("user"), {}, e.body.text("reason"));
}

void person_added(Session& db, const Event& e) {
    put_person(db, ref_of(e), e.body, e.happened_at);
}

void person_left(Session& db, const Event& e) {
    db.run("update record_person set until = $4 where record = $1 and person = $2 and role = $3",
           {ref_of(e), e.body.text("person"), e.body.text("role"), e.happened_at.micros});
}

struct Handler {
    std::string_view kind;
    void (*apply)(Session&, const Event&);
};
constexpr std::array kHandlers = {
    Handler{"record.moved", moved},
    Handler{"record.linked", linked},
    Handler{"record.asked", asked},
    Handler{"record.replied", replied},
    Handler{"record.request-withdrawn", request_withdrawn},
    Handler{"record.reminded", reminded},
    Handler{"record.meeting-called", meeting_called},
    Handler{"record.meeting-held", meeting_held},
    Handler{"record.meeting-cancelled", meeting_cancelled},
    Handler{"record.minutes-sent", minutes_sent},
    Handler{"record.minutes-received", minutes_received},
    Handler{"record.action-set", action_set},
    Handler{"record.action-ended", action_ended},
    Handler{"record.told", told},
    Handler{"record.history-reviewed", history_reviewed},
    Handler{"record.lead-assigned", lead_assigned},
    Handler{"record.dissented", dissented},
    Handler{"record.clock-paused", clock_paused},
    Handler{"record.clock-resumed", clock_resumed},
    Handler{"record.late-explained", late_explained},
    Handler{"record.document-attached", document_attached},
    Handler{"record.shared", shared},
    Handler{"record.glass-broken", glass_broken},
    Handler{"record.restricted", restricted},
    Handler{"record.barred", barred},
    Handler{"record.named", named},
    Handler{"record.person-added", person_added},
    Handler{"record.person-left", person_left},
};

void apply_record(Session& db, const Event& e) {
    if (!e.stream.starts_with("record/") || e.body.is_null()) return;
    if (e.kind == "record.opened") opened(db, e);
    for (const auto& handler : kHandlers) {
        if (handler.kind == e.kind) handler.apply(db, e);
    }
    put_common(db, e);
}

}  // namespace

journal::Projection records_projection() {
    return {.name = "records",
            .tables = {"record",
                       "record_party",
                       "record_person",
                       "answer",
                       "stage_visit",
                       "clock",
                       "request",
                       "request_answer",
                       "meeting",
                       "meeting_seat",
                       "action",
                       "told",
                       "history_item",
                       "dissent",
                       "document",
                       "link",
                       "step",
                       "counter"},
            .apply = apply_record};
}

}  // namespace longstone::work
