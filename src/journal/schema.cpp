#include <array>

#include "journal/journal.h"

namespace longstone::journal {
namespace {

// The two differ in the names of types alone: in SQLite only "integer primary key" is the table's
// own key, which saves every insert a second index.
constexpr std::array kSteps = {
    store::Migration{
        .number = 100,
        .name = "journal",
        // Bodies stand apart from their events, so that one can be destroyed with its salt while
        // the event and its place in the chain remain.
        .sqlite = "create table event ("
                  "  seq integer primary key,"
                  "  stream text not null,"
                  "  stream_rev integer not null,"
                  "  happened_at integer not null,"
                  "  recorded_at integer not null,"
                  "  actor text not null,"
                  "  agency text not null,"
                  "  kind text not null,"
                  "  body_digest blob not null,"
                  "  prev blob not null,"
                  "  hash blob not null,"
                  "  unique (stream, stream_rev));\n"
                  "create table event_body ("
                  "  seq integer primary key,"
                  "  salt blob not null,"
                  "  body text not null)",
        .postgres = "create table event ("
                    "  seq bigint primary key,"
                    "  stream text not null,"
                    "  stream_rev bigint not null,"
                    "  happened_at bigint not null,"
                    "  recorded_at bigint not null,"
                    "  actor text not null,"
                    "  agency text not null,"
                    "  kind text not null,"
                    "  body_digest bytea not null,"
                    "  prev bytea not null,"
                    "  hash bytea not null,"
                    "  unique (stream, stream_rev));\n"
                    "create table event_body ("
                    "  seq bigint primary key,"
                    "  salt bytea not null,"
                    "  body text not null)",
    },
    store::Migration{
        .number = 101,
        .name = "access log",
        .sqlite = "create table access_log ("
                  "  id integer primary key,"
                  "  actor text not null,"
                  "  chain_rev integer not null,"
                  "  at integer not null,"
                  "  agency text not null,"
                  "  action text not null,"
                  "  subject text not null,"
                  "  reason text not null,"
                  "  prev blob not null,"
                  "  hash blob not null,"
                  "  unique (actor, chain_rev));\n"
                  "create index access_log_subject on access_log (subject, id)",
        // Readers do not wait for each other, so ids come from a sequence and may have gaps.
        .postgres = "create sequence access_log_id;\n"
                    "create table access_log ("
                    "  id bigint primary key,"
                    "  actor text not null,"
                    "  chain_rev bigint not null,"
                    "  at bigint not null,"
                    "  agency text not null,"
                    "  action text not null,"
                    "  subject text not null,"
                    "  reason text not null,"
                    "  prev bytea not null,"
                    "  hash bytea not null,"
                    "  unique (actor, chain_rev));\n"
                    "create index access_log_subject on access_log (subject, id)",
    },
    store::Migration{
        .number = 102,
        .name = "checkpoints",
        .sql = "create table checkpoint ("
               "  number bigint primary key,"
               "  made_at bigint not null,"
               "  events_to bigint not null,"
               "  events bigint not null,"
               "  looks_to bigint not null,"
               "  looks bigint not null,"
               "  event_digest bytea not null,"
               "  look_digest bytea not null,"
               "  previous_root bytea not null,"
               "  root bytea not null,"
               "  signature bytea not null)",
    },
};

}  // namespace

constinit const std::span<const store::Migration> kMigrations = kSteps;

}  // namespace longstone::journal
