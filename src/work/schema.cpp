#include "work/schema.h"

#include <array>

namespace longstone::work {
namespace {

constexpr const char* kRecordTables = R"(
create table record (
  ref text primary key, pathway text not null, version bigint not null, stage text not null,
  source text not null, opened_at bigint not null, recorded_at bigint not null, closed_at bigint,
  rev bigint not null, restricted bigint not null default 0, opened_by text not null,
  opened_agency text not null, lead_user text not null default '', lead_agency text not null default '',
  summary text not null default '', rating text not null default '', due_at bigint,
  changed_at bigint not null);
create index record_open on record (closed_at, due_at, ref);
create index record_pathway on record (pathway, closed_at, stage);
create index record_lead on record (lead_user, closed_at);
create index record_opener on record (opened_by, opened_at);
create index record_summary on record (summary);
create table record_party (
  record text not null, kind text not null, party text not null, until bigint, why text not null default '',
  primary key (record, kind, party));
create index record_party_by_party on record_party (party, kind, record);
create table record_person (
  record text not null, person text not null, role text not null, since bigint not null, until bigint,
  primary key (record, person, role));
create index record_person_by_person on record_person (person, record);
create table answer (
  record text not null, field text not null, item bigint not null, part text not null, n bigint not null,
  value text not null, rev bigint not null, at bigint not null, given_by text not null, agency text not null,
  carried_from text not null default '',
  primary key (record, field, item, part, n));
create table stage_visit (
  record text not null, rev bigint not null, stage text not null, at bigint not null, moved_by text not null,
  reason text not null default '', primary key (record, rev));
create table clock (
  record text not null, clock text not null, n bigint not null, started_at bigint not null, due_at bigint not null,
  warn_at bigint, stopped_at bigint, paused_at bigint, pause_until bigint, pause_reason text not null default '',
  late_reason text not null default '', primary key (record, clock, n));
create index clock_open on clock (stopped_at, due_at);
)";

constexpr const char* kWorkTables = R"(
create table request (
  id text primary key, record text not null, rule text not null, form text not null, agency text not null,
  words text not null default '', asked_at bigint not null, asked_by text not null, due_at bigint not null,
  answered_at bigint, answered_by text not null default '', withdrawn_at bigint,
  withdrawn_reason text not null default '', reminded_at bigint, n bigint not null);
create index request_by_record on request (record, n);
create index request_by_agency on request (agency, answered_at, withdrawn_at, due_at);
create table request_answer (
  request text not null, field text not null, item bigint not null, part text not null, n bigint not null,
  value text not null, primary key (request, field, item, part, n));
create table meeting (
  id text primary key, record text not null, rule text not null, place text not null, at bigint not null,
  called_by text not null, held_at bigint, minutes_at bigint, cancelled_at bigint, quorate bigint not null default 0,
  dissent text not null default '', sequence bigint not null default 0, n bigint not null);
create index meeting_by_record on meeting (record, n);
create index meeting_by_time on meeting (held_at, cancelled_at, at);
create table meeting_seat (
  meeting text not null, n bigint not null, agency text not null, name text not null, role text not null,
  invited bigint not null, attended bigint not null, apologies bigint not null, minutes_received bigint not null,
  primary key (meeting, n));
create index meeting_seat_by_agency on meeting_seat (agency, meeting);
create table action (
  id text primary key, record text not null, what text not null, owner text not null, agency text not null,
  due text, set_at bigint not null, done_at bigint, status text not null, evidence text not null default '', n bigint not null);
create index action_by_record on action (record, n);
create table told (
  record text not null, n bigint not null, whom text not null, agency text not null, how text not null,
  words text not null, not_told_reason text not null, told_by text not null, at bigint not null,
  primary key (record, n));
create table history_item (
  record text not null, earlier text not null, decision text not null, reason text not null,
  decided_by text not null, at bigint not null, primary key (record, earlier));
create table dissent (
  record text not null, n bigint not null, agency text not null, user_name text not null, about text not null,
  words text not null, at bigint not null, primary key (record, n));
create table document (
  id text primary key, record text not null, request text not null, name text not null, type text not null,
  hash text not null, size bigint not null, at bigint not null, added_by text not null, agency text not null, n bigint not null);
create index document_by_record on document (record, n);
create table link (
  from_record text not null, to_record text not null, kind text not null, at bigint not null,
  primary key (from_record, to_record, kind));
create index link_back on link (to_record);
create table counter (prefix text not null, year bigint not null, last bigint not null, primary key (prefix, year));
)";

constexpr const char* kOperational = R"(
create table draft (
  owner text not null, form_key text not null, body text not null, saved_at bigint not null,
  primary key (owner, form_key));
create table notice (
  id text primary key, user_name text not null, agency text not null, post_role text not null,
  record text not null, words text not null, at bigint not null, read_at bigint);
create index notice_by_user on notice (user_name, read_at, at);
create index notice_by_agency on notice (agency, read_at, at);
create table outbox (
  id text primary key, to_address text not null, subject text not null, body text not null, created_at bigint not null,
  next_try_at bigint not null, tries bigint not null default 0, sent_at bigint, failed_at bigint, last_error text not null default '',
  claimed_until bigint);
create index outbox_waiting on outbox (sent_at, failed_at, next_try_at);
create table idempotency (
  owner text not null, idem_key text not null, request_hash text not null, status bigint not null, body text not null,
  at bigint not null, primary key (owner, idem_key));
create table referral_pass (
  record text primary key, passcode_hash bytea not null, tries bigint not null default 0, locked_until bigint);
)";

constexpr const char* kVersionTable = R"(
create table pathway_version (
  pathway text not null, n bigint not null, version bigint not null, name text not null, digest text not null,
  body text not null, published_at bigint not null, published_by text not null, withdrawn_at bigint,
  primary key (pathway, n));
)";

constexpr const char* kStepTable = R"(
create table step (
  record text not null, rev bigint not null, person text not null, direction text not null, at bigint not null,
  primary key (record, rev, person));
create index step_by_person on step (person, at);
)";

// The clocks that run, beside what decides who may see them and where they are counted, so that a
// forecast reads one short range. In SQLite the table is that range.
#define LONGSTONE_RUNNING_CLOCK(TOGETHER)                                                          \
    "create table running_clock (due_at bigint not null, ref text not null, clock text not null, " \
    "n bigint not null, pathway text not null, restricted bigint not null, "                       \
    "lead_agency text not null, lead_user text not null, "                                         \
    "primary key (due_at, ref, clock, n))" TOGETHER                                                \
    ";\n"                                                                                          \
    "create index running_clock_by_record on running_clock (ref);\n"                               \
    "insert into running_clock select c.due_at, c.record, c.clock, c.n, r.pathway, r.restricted, " \
    "r.lead_agency, r.lead_user from clock c join record r on r.ref = c.record "                   \
    "where c.stopped_at is null and c.paused_at is null"

constexpr const char* kRunningClock = LONGSTONE_RUNNING_CLOCK(" without rowid");
constexpr const char* kRunningClockInPostgres = LONGSTONE_RUNNING_CLOCK("");

// Answers in folded words, one row an answer, and the index that finds them: a table of FTS5 beside
// it, or an index of PostgreSQL over it. No index of SQLite's finds words, so each has its own.
constexpr const char* kWords = R"(
create table answer_text (
  id integer primary key, record text not null, field text not null, agency text not null,
  carried bigint not null, at bigint not null, words text not null);
create index answer_text_of on answer_text (record, field);
create virtual table answer_word using fts5(
  words, content='answer_text', content_rowid='id', detail='none', tokenize='unicode61');
create trigger answer_text_added after insert on answer_text begin
  insert into answer_word (rowid, words) values (new.id, new.words); end;
create trigger answer_text_gone after delete on answer_text begin
  insert into answer_word (answer_word, rowid, words) values ('delete', old.id, old.words); end;
)";
constexpr const char* kWordsInPostgres = R"(
create table answer_text (
  id bigint primary key, record text not null, field text not null, agency text not null,
  carried bigint not null, at bigint not null, words text not null);
create index answer_text_of on answer_text (record, field);
create index answer_text_words on answer_text using gin (to_tsvector('simple', words));
)";

// What was sent to an agency or a role is read by each of its people for themselves.
constexpr const char* kNoticeRead = R"(
create table notice_read (
  notice text not null, user_name text not null, at bigint not null, primary key (notice, user_name));
create index notice_by_role on notice (post_role, at);
)";

// Lists read open records by what is due first, in all or of one pathway; a board counts its own
// from the index alone. The number stands for "no due time" and sorts last (work/lists).
constexpr const char* kOpenByDue = R"(
drop index record_open;
create index record_due on record (coalesce(due_at, 9000000000000000000), ref)
  where closed_at is null;
create index record_pathway_due on record (pathway, coalesce(due_at, 9000000000000000000), ref,
  restricted) where closed_at is null
)";

constexpr std::array kSteps = {
    store::Migration{.number = 400, .name = "records", .sql = kRecordTables},
    store::Migration{.number = 401, .name = "work on records", .sql = kWorkTables},
    store::Migration{
        .number = 402, .name = "drafts, notices, mail, idempotency", .sql = kOperational},
    store::Migration{.number = 403,
                     .name = "how long a clock stood still",
                     .sql = "alter table clock add column stood bigint not null default 0"},
    store::Migration{
        .number = 404, .name = "the versions of each pathway, as published", .sql = kVersionTable},
    store::Migration{.number = 405, .name = "steps up and down", .sql = kStepTable},
    store::Migration{.number = 406,
                     .name = "running clocks, for the forecast",
                     .sqlite = kRunningClock,
                     .postgres = kRunningClockInPostgres},
    store::Migration{.number = 407,
                     .name = "the words of answers, for the search",
                     .sqlite = kWords,
                     .postgres = kWordsInPostgres},
    store::Migration{
        .number = 408, .name = "notices read, by each for themselves", .sql = kNoticeRead},
    store::Migration{.number = 409,
                     .name = "what a record was opened for",
                     .sql = "alter table link add column cause text not null default ''"},
    store::Migration{.number = 410, .name = "open records by due time", .sql = kOpenByDue},
    store::Migration{.number = 411,
                     .name = "which person of a role was told",
                     .sql = "alter table told add column person text not null default ''"},
    store::Migration{.number = 412,
                     .name = "whether older answers were indexed",
                     .sql = "create table answer_text_begun (begun bigint not null)"},
    // Few among many; whoever may know of whom they name is worked out from them.
    store::Migration{.number = 413,
                     .name = "which records are sealed",
                     .sql = "create index record_sealed on record (ref) where restricted = 2"},
};

}  // namespace

const std::span<const store::Migration> kMigrations = kSteps;

}  // namespace longstone::work
