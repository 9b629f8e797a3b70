#include "work/places_kept.h"

#include <algorithm>
#include <array>

#include "work/answer_rows.h"
#include "work/places.h"

namespace longstone::work {
namespace {

constexpr const char* kPlaceTables = R"(
create table place (
  id text primary key, record text not null, n bigint not null, learner text not null,
  name text not null, agency text not null, manager text not null, needs text not null,
  state text not null, queued bigint not null, walk_in bigint not null, late bigint not null,
  reason text not null, decided_by text not null, certificate text not null,
  valid_until text not null, asked_at bigint not null, decided_at bigint, given_at bigint,
  ended_at bigint);
create index place_of_record on place (record, n);
create index place_of_learner on place (learner);
create index place_of_manager on place (manager);
create index place_by_certificate on place (certificate);
create table place_evaluated (
  place text not null, evaluation text not null, at bigint not null, given_by text not null,
  primary key (place, evaluation));
create table place_answer (
  place text not null, evaluation text not null, field text not null, item bigint not null,
  part text not null, n bigint not null, value text not null,
  primary key (place, evaluation, field, item, part, n))
)";

// place_reminded is operational: a rebuild sends nothing twice.
constexpr const char* kLearningTables = R"(
create table learning (
  id text primary key, learner text not null, agency text not null, requirement text not null,
  title text not null, provider text not null, evidence text not null, confirmer text not null,
  state text not null, decided_by text not null, reason text not null, done_on text not null,
  entered_at bigint not null);
create index learning_of_learner on learning (learner);
create table place_reminded (
  place text not null, of_what text not null, at bigint not null, primary key (place, of_what))
)";

constexpr std::array kSteps = {
    store::Migration{.number = 620, .name = "places on courses", .sql = kPlaceTables},
    store::Migration{.number = 621,
                     .name = "where a notice leads, and the calendar file of a mail",
                     .sql = "alter table notice add column path text not null default '';\n"
                            "alter table outbox add column calendar text not null default ''"},
    store::Migration{.number = 622,
                     .name = "learning elsewhere, and what those with places were reminded of",
                     .sql = kLearningTables}};

using store::Session;

std::optional<std::int64_t> micros(const std::optional<Instant>& at) {
    return at ? std::optional(at->micros) : std::nullopt;
}

std::optional<Instant> maybe_instant(const store::Row& row, std::size_t column) {
    const auto at = row.maybe_integer(column);
    return at ? std::optional(Instant{*at}) : std::nullopt;
}

void put_evaluations(Session& db, const PlaceState& place) {
    for (const auto& [id, evaluated] : place.evaluated) {
        db.run("delete from place_evaluated where place = $1 and evaluation = $2", {place.id, id});
        db.run("delete from place_answer where place = $1 and evaluation = $2", {place.id, id});
        db.run(
            "insert into place_evaluated (place, evaluation, at, given_by) values ($1, $2, $3, $4)",
            {place.id, id, evaluated.at.micros, evaluated.by});
        for (const auto& [field, given] : evaluated.answers) {
            for (const auto& row : rows_of(given))
                db.run(
                    "insert into place_answer (place, evaluation, field, item, part, n, value) "
                    "values ($1, $2, $3, $4, $5, $6, $7)",
                    {place.id, id, field, row.item, row.part, row.n, row.value});
        }
    }
}

void put(Session& db, std::string_view ref, const PlaceState& p) {
    db.run("delete from place where id = $1", {p.id});
    db.run(
        "insert into place (id, record, n, learner, name, agency, manager, needs, state, queued, "
        "walk_in, late, reason, decided_by, certificate, valid_until, asked_at, decided_at, "
        "given_at, ended_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15, $16, $17, $18, $19, $20)",
        {p.id,
         ref,
         p.n,
         p.learner,
         p.name,
         p.agency,
         p.manager,
         p.needs,
         word(p.state),
         p.queued ? 1 : 0,
         p.walk_in ? 1 : 0,
         p.late ? 1 : 0,
         p.reason,
         p.decided_by,
         p.certificate,
         p.valid_until,
         p.asked.micros,
         micros(p.decided),
         micros(p.given),
         micros(p.ended)});
    put_evaluations(db, p);
}

bool is_about_places(const journal::Event& e) {
    return e.kind.starts_with("record.place-") || e.kind == "record.registered" ||
           e.body.has("places_given") || e.body.has("places_off");
}

void apply_places(Session& db, const journal::Event& e) {
    constexpr std::string_view kRecord = "record/";
    if (!e.stream.starts_with(kRecord) || e.body.is_null() || !is_about_places(e)) return;
    const auto ref = e.stream.substr(kRecord.size());
    const auto before = load_places(db, ref);
    auto after = before;
    fold_place(after,
               {.kind = e.kind,
                .body = e.body,
                .at = e.happened_at,
                .actor = e.actor,
                .agency = e.agency,
                .rev = e.stream_rev});
    for (const auto& place : after) {
        const auto* old = find_place(before, place.id);
        if (old == nullptr || !(*old == place)) put(db, ref, place);
    }
}

}  // namespace

const std::span<const store::Migration> kPlaceMigrations = kSteps;

std::vector<PlaceState> load_places(Session& db, std::string_view ref) {
    std::vector<PlaceState> places;
    for (const auto& row :
         db.rows("select id, n, learner, name, agency, manager, needs, state, queued, walk_in, "
                 "late, reason, decided_by, certificate, valid_until, asked_at, decided_at, "
                 "given_at, ended_at from place where record = $1 order by n",
                 {ref}))
        places.push_back({.id = row.text(0),
                          .n = row.integer(1),
                          .learner = row.text(2),
                          .name = row.text(3),
                          .agency = row.text(4),
                          .manager = row.text(5),
                          .needs = row.text(6),
                          .state = place_of(row.text(7)).value_or(Place::Asked),
                          .queued = row.integer(8) != 0,
                          .walk_in = row.integer(9) != 0,
                          .late = row.integer(10) != 0,
                          .reason = row.text(11),
                          .decided_by = row.text(12),
                          .certificate = row.text(13),
                          .valid_until = row.text(14),
                          .asked = Instant{row.integer(15)},
                          .decided = maybe_instant(row, 16),
                          .given = maybe_instant(row, 17),
                          .ended = maybe_instant(row, 18)});
    for (const auto& row : db.rows("select e.place, e.evaluation, e.at, e.given_by from "
                                   "place_evaluated e join place p on p.id = e.place where "
                                   "p.record = $1",
                                   {ref})) {
        if (auto* place = find_place(places, row.text(0)))
            place->evaluated[row.text(1)] = {.at = Instant{row.integer(2)}, .by = row.text(3)};
    }
    for (const auto& row :
         db.rows("select a.place, a.evaluation, a.field, a.item, a.part, a.value from place_answer "
                 "a join place p on p.id = a.place where p.record = $1 order by a.place, "
                 "a.evaluation, a.field, a.item, a.part, a.n",
                 {ref})) {
        if (auto* place = find_place(places, row.text(0)))
            put_row(place->evaluated[row.text(1)].answers[row.text(2)],
                    row.integer(3),
                    row.text(4),
                    row.text(5));
    }
    return places;
}

journal::Projection places_projection() {
    return {.name = "places",
            .tables = {"place", "place_evaluated", "place_answer"},
            .apply = apply_places};
}

}  // namespace longstone::work
