#include "work/sharing/shared.h"

#include <array>

#include "base/text.h"

namespace longstone::work {
namespace {

// known_list, known_entry and known_blind are no projections: an agency sends its list anew, and
// the factors of an open question must never stand in the journal.
constexpr const char* kTables = R"(
create table known_question (
  id text primary key, record text not null, person text not null, asker text not null,
  asked_by text not null, owner text not null, purpose text not null, gateway text not null,
  asked_at bigint not null, shows_at bigint not null, own_system bigint not null,
  epoch text not null, answered_at bigint, known bigint not null, contact_told bigint not null,
  category text not null, entry text not null);
create index known_question_of_record on known_question (record, asked_at);
create index known_question_of_owner on known_question (owner, asked_at);
create index known_question_by_user on known_question (asked_by, asked_at);
create table field_request (
  id text primary key, record text not null, person text not null, asker text not null,
  asked_by text not null, owner text not null, purpose text not null, words text not null,
  asked_at bigint not null, decided_at bigint, decided_by text not null, withdrawn_at bigint);
create index field_request_of_record on field_request (record, asked_at);
create index field_request_of_owner on field_request (owner, asked_at);
create table shared_field (
  request text not null, field text not null, n bigint not null, gateway text not null,
  until_at bigint not null, decision text not null, value text not null, reason text not null,
  ended_at bigint, ended_by text not null, ended_reason text not null,
  primary key (request, field));
create table known_list (
  agency text not null, epoch text not null, public_key text not null, received_at bigint not null,
  until_at bigint not null, entries bigint not null, primary key (agency, epoch));
create table known_entry (
  agency text not null, epoch text not null, token text not null, entry text not null,
  category text not null, protected bigint not null, primary key (agency, epoch, token, entry));
create table known_blind (
  question text not null, point text not null, factor text not null, known_by bigint not null,
  word text not null, primary key (question, point))
)";
constexpr std::array kSteps = {
    store::Migration{.number = 680, .name = "what agencies are asked and release", .sql = kTables}};

using journal::Event;
using store::Session;

std::string ref_of(const Event& e) {
    return e.stream.substr(std::string_view("record/").size());
}

std::int64_t micros_of(const Json& json, std::string_view key) {
    const auto at = parse_instant(json.text(key));
    return at ? at->micros : 0;
}

void known_asked(Session& db, const Event& e) {
    const Json& b = e.body;
    db.run(
        "insert into known_question (id, record, person, asker, asked_by, owner, purpose, gateway, "
        "asked_at, shows_at, own_system, epoch, answered_at, known, contact_told, category, entry) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, 0, 0, '', '')",
        {b.text("question"),
         ref_of(e),
         b.text("person"),
         e.agency,
         e.actor,
         b.text("holder"),
         b.text("for"),
         b.text("law"),
         e.recorded_at.micros,
         micros_of(b, "shows"),
         b["own_system"].boolean() ? 1 : 0,
         b.text("epoch")});
}

void known_answered(Session& db, const Event& e) {
    const Json& b = e.body;
    db.run(
        "update known_question set answered_at = $2, known = $3, contact_told = $4, category = $5, "
        "entry = $6 where id = $1",
        {b.text("question"),
         e.recorded_at.micros,
         b["known"].boolean() ? 1 : 0,
         b["contact_told"].boolean() ? 1 : 0,
         b.text("category"),
         b.text("entry")});
}

void fields_asked(Session& db, const Event& e) {
    const Json& b = e.body;
    db.run(
        "insert into field_request (id, record, person, asker, asked_by, owner, purpose, words, "
        "asked_at, decided_at, decided_by, withdrawn_at) values ($1, $2, $3, $4, $5, $6, $7, $8, "
        "$9, null, '', null)",
        {b.text("request"),
         ref_of(e),
         b.text("person"),
         e.agency,
         e.actor,
         b.text("holder"),
         b.text("for"),
         b.text("words"),
         e.recorded_at.micros});
    std::int64_t n = 0;
    for (const Json& field : b["fields"].items()) {
        db.run(
            "insert into shared_field (request, field, n, gateway, until_at, decision, value, "
            "reason, ended_at, ended_by, ended_reason) values ($1, $2, $3, $4, $5, '', '', '', "
            "null, '', '')",
            {b.text("request"),
             field.text("field"),
             ++n,
             field.text("law"),
             micros_of(field, "until")});
    }
}

void fields_decided(Session& db, const Event& e) {
    const auto request = e.body.text("request");
    db.run("update field_request set decided_at = $2, decided_by = $3 where id = $1",
           {request, e.recorded_at.micros, e.actor});
    for (const Json& one : e.body["decisions"].items()) {
        db.run(
            "update shared_field set decision = $3, value = $4, reason = $5, until_at = $6 where "
            "request = $1 and field = $2",
            {request,
             one.text("field"),
             one.text("decision"),
             one.text("value"),
             one.text("why"),
             micros_of(one, "until")});
    }
}

void fields_withdrawn(Session& db, const Event& e) {
    db.run("update field_request set withdrawn_at = $2 where id = $1",
           {e.body.text("request"), e.recorded_at.micros});
}

void release_ended(Session& db, const Event& e) {
    db.run(
        "update shared_field set ended_at = $3, ended_by = $4, ended_reason = $5 where request = "
        "$1 and field = $2",
        {e.body.text("request"),
         e.body.text("field"),
         e.recorded_at.micros,
         e.actor,
         e.body.text("reason")});
}

struct Handler {
    std::string_view kind;
    void (*apply)(Session&, const Event&);
};
constexpr std::array kHandlers = {Handler{kKnownAsked, known_asked},
                                  Handler{kKnownAnswered, known_answered},
                                  Handler{kFieldsAsked, fields_asked},
                                  Handler{kFieldsDecided, fields_decided},
                                  Handler{kFieldsWithdrawn, fields_withdrawn},
                                  Handler{kReleaseEnded, release_ended}};

void apply(Session& db, const Event& e) {
    if (e.body.is_null()) return;
    for (const auto& handler : kHandlers)
        if (handler.kind == e.kind) handler.apply(db, e);
}

std::optional<Instant> maybe(const store::Row& row, std::size_t column) {
    const auto micros = row.maybe_integer(column);
    return micros ? std::optional(Instant{*micros}) : std::nullopt;
}

#define LONGSTONE_QUESTION_COLUMNS                                                              \
    "select id, record, person, asker, asked_by, owner, purpose, gateway, asked_at, shows_at, " \
    "own_system, epoch, answered_at, known, contact_told, category, entry from known_question "

KnownQuestion question_from(const store::Row& row) {
    return {.id = row.text(0),
            .record = row.text(1),
            .person = row.text(2),
            .asker = row.text(3),
            .asked_by = row.text(4),
            .owner = row.text(5),
            .purpose = row.text(6),
            .gateway = row.text(7),
            .asked = Instant{row.integer(8)},
            .shows = Instant{row.integer(9)},
            .own_system = row.integer(10) != 0,
            .epoch = row.text(11),
            .answered = maybe(row, 12),
            .known = row.integer(13) != 0,
            .contact_told = row.integer(14) != 0,
            .category = row.text(15),
            .entry = row.text(16)};
}

std::vector<KnownQuestion> questions_from(const store::Rows& rows) {
    std::vector<KnownQuestion> questions;
    questions.reserve(rows.size());
    for (const auto& row : rows)
        questions.push_back(question_from(row));
    return questions;
}

#define LONGSTONE_FIELD_REQUEST_COLUMNS                                                         \
    "select id, record, person, asker, asked_by, owner, purpose, words, asked_at, decided_at, " \
    "decided_by, withdrawn_at from field_request "

std::vector<FieldRequest> requests_from(Context& context, const store::Rows& rows) {
    std::vector<FieldRequest> requests;
    for (const auto& row : rows) {
        FieldRequest request{.id = row.text(0),
                             .record = row.text(1),
                             .person = row.text(2),
                             .asker = row.text(3),
                             .asked_by = row.text(4),
                             .owner = row.text(5),
                             .purpose = row.text(6),
                             .words = row.text(7),
                             .asked = Instant{row.integer(8)},
                             .decided = maybe(row, 9),
                             .withdrawn = maybe(row, 11),
                             .decided_by = row.text(10)};
        for (const auto& field : context.db.rows(
                 "select field, gateway, until_at, decision, value, reason, ended_at, ended_by, "
                 "ended_reason from shared_field where request = $1 order by n",
                 {request.id})) {
            request.fields.push_back({.field = field.text(0),
                                      .gateway = field.text(1),
                                      .until = Instant{field.integer(2)},
                                      .decision = field.text(3),
                                      .value = field.text(4),
                                      .reason = field.text(5),
                                      .ended = maybe(field, 6),
                                      .ended_by = field.text(7),
                                      .ended_reason = field.text(8)});
        }
        requests.push_back(std::move(request));
    }
    return requests;
}

}  // namespace

KnownQuestion::State KnownQuestion::state(Instant now, bool list_counts) const {
    if (!answered) return list_counts ? State::Waiting : State::Unanswered;
    if (now < shows) return State::Waiting;
    return known ? State::Known : State::NotKnown;
}

bool FieldRequest::lapsed(Instant now) const {
    return waits() &&
           std::ranges::all_of(fields, [&](const SharedField& one) { return one.until <= now; });
}

bool list_counts(Context& context, const KnownQuestion& question) {
    if (!question.own_system) return true;
    return context.db.integer(
               "select count(*) from known_list where agency = $1 and epoch = $2 "
               "and until_at > $3",
               {question.owner, question.epoch, context.now.micros}) > 0;
}

std::vector<KnownQuestion> questions_of(Context& context, const access::Grant& grant) {
    return questions_from(context.db.rows(LONGSTONE_QUESTION_COLUMNS
                                          "where record = $1 order by asked_at desc, id",
                                          {grant.subject()}));
}

std::vector<FieldRequest> field_requests_of(Context& context, const access::Grant& grant) {
    return requests_from(context,
                         context.db.rows(LONGSTONE_FIELD_REQUEST_COLUMNS
                                         "where record = $1 order by asked_at desc, id",
                                         {grant.subject()}));
}

std::optional<KnownQuestion> load_question(Context& context, std::string_view id) {
    const auto row = context.db.one(LONGSTONE_QUESTION_COLUMNS "where id = $1", {id});
    return row ? std::optional(question_from(*row)) : std::nullopt;
}

std::optional<FieldRequest> load_field_request(Context& context, std::string_view id) {
    auto found = requests_from(
        context, context.db.rows(LONGSTONE_FIELD_REQUEST_COLUMNS "where id = $1", {id}));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<KnownQuestion> load_questions(Context& context, std::string_view owner) {
    return questions_from(context.db.rows(LONGSTONE_QUESTION_COLUMNS
                                          "where $1 = '' or owner = $1 order by asked_at desc, id",
                                          {owner}));
}

std::vector<FieldRequest> load_field_requests(Context& context, std::string_view owner) {
    return requests_from(context,
                         context.db.rows(LONGSTONE_FIELD_REQUEST_COLUMNS
                                         "where $1 = '' or owner = $1 order by asked_at desc, id",
                                         {owner}));
}

const std::span<const store::Migration> kSharingMigrations = kSteps;

journal::Projection sharing_projection() {
    return {.name = "sharing",
            .tables = {"known_question", "field_request", "shared_field"},
            .apply = apply};
}

}  // namespace longstone::work
