#include "people/schema.h"

#include <array>

#include "store/store.h"

namespace longstone::people {
namespace {

// What every assertion keeps beside what it says.
#define LONGSTONE_STATED_COLUMNS                                                                 \
    "source text not null, actor text not null, agency text not null, "                          \
    "happened_at bigint not null, recorded_at bigint not null, valid_from text, valid_until "    \
    "text, protected bigint not null, withdrawn_at bigint, withdrawn_by text, withdrawn_reason " \
    "text, seq bigint not null, position bigint not null"

// What is known of one person stands together on disk: SQLite keeps such a table in the order of
// its key when it has no row numbers. PostgreSQL knows no such words.
#define LONGSTONE_PERSON_TABLES(TOGETHER)                                                      \
    "create table person (id text primary key, rev bigint not null, kind text not null, "      \
    "restricted bigint not null, given text not null, family text not null, "                  \
    "preferred text not null, birth_date text, birth_precision text, "                         \
    "birth_estimated bigint not null, expected_date text, sex text not null, "                 \
    "deceased bigint not null, death_date text, created_by text not null, "                    \
    "created_agency text not null, created_at bigint not null)" TOGETHER                       \
    ";\n"                                                                                      \
    "create table person_name (id text not null, person text not null, "                       \
    "given text not null, middle text not null, family text not null, "                        \
    "name_use text not null, " LONGSTONE_STATED_COLUMNS ", primary key (person, id))" TOGETHER \
    ";\n"                                                                                      \
    "create table person_address (id text not null, person text not null, "                    \
    "lines text not null, postcode text not null, kind text not null, "                        \
    "lives_there bigint not null, place text not null, " LONGSTONE_STATED_COLUMNS              \
    ", primary key (person, id))" TOGETHER                                                     \
    ";\n"                                                                                      \
    "create index person_address_place on person_address (place);\n"                           \
    "create table person_identifier (id text not null, person text not null, "                 \
    "scheme text not null, value text not null, " LONGSTONE_STATED_COLUMNS                     \
    ", primary key (person, id))" TOGETHER                                                     \
    ";\n"                                                                                      \
    "create table person_detail (id text not null, person text not null, "                     \
    "kind text not null, field text not null, value text not null, "                           \
    "qualifier text not null, " LONGSTONE_STATED_COLUMNS ", primary key (person, id))" TOGETHER

constexpr const char* kPersonTables = LONGSTONE_PERSON_TABLES(" without rowid");
constexpr const char* kPersonTablesInPostgres = LONGSTONE_PERSON_TABLES("");

// Two rows a relationship, one from each side: `other` is the `type` of `person`.
constexpr const char* kBetweenPeople =
    "create table person_relationship (id text not null, person text not null, "
    "other text not null, type text not null, other_responsible text not null, "
    "person_responsible text not null, lives_with text not null, contact text not null, "
    "stated_here bigint not null, " LONGSTONE_STATED_COLUMNS
    ", primary key (person, id));\n"
    "create index person_relationship_id on person_relationship (id);\n"
    "create table person_same (id text not null, person text not null, other text not null, "
    "says text not null, reason text not null, actor text not null, agency text not null, "
    "happened_at bigint not null, recorded_at bigint not null, ended_at bigint, ended_by text, "
    "seq bigint not null, primary key (person, id))";

// The blocks that a search reads. Everything it needs stands in the primary key, so that no other
// row is touched until the candidates are few. Byte order, so that a prefix is a range.
constexpr const char* kKeys =
    "create table person_key (key text not null, restricted bigint not null, protected bigint "
    "not null, person text not null, primary key (key, restricted, protected, person)) "
    "without rowid;\n"
    "create index person_key_person on person_key (person);\n"
    "create index person_key_restricted on person_key (key, protected, person) where restricted = "
    "1";
constexpr const char* kKeysInPostgres =
    "create table person_key (key text collate \"C\" not null, restricted bigint not null, "
    "protected bigint not null, person text not null, "
    "primary key (key, restricted, protected, person));\n"
    "create index person_key_person on person_key (person);\n"
    "create index person_key_restricted on person_key (key, protected, person) where restricted = "
    "1";

// What the matching core reads of each person (match_card.h): `whole` only where something of it is
// protected. Kept by itself, so that all of it is read in one go.
constexpr const char* kMatching =
    "create table person_match (person text primary key, restricted bigint not null, "
    "plain text not null, whole text)";
constexpr const char* kModels =
    "alter table person_same add column model text not null default '';\n"
    "alter table person_same add column weight bigint not null default 0;\n"
    "alter table person_same add column ended_reason text not null default ''";
// What reviewers said of two people who may be one; never forgotten, so that nobody is asked twice.
constexpr const char* kReviews =
    "create table person_review (id text primary key, person text not null, other text not null, "
    "says text not null, reason text not null, actor text not null, agency text not null, "
    "recorded_at bigint not null, weight bigint not null, seq bigint not null);\n"
    "create index person_review_pair on person_review (person, other)";

// What matching models have learnt, the last one in use. No projection: an assertion names the
// version that made it, and what the model was like then stays here.
constexpr const char* kTrained =
    "create table person_model (version text primary key, made_at bigint not null, figures bytea "
    "not null)";

// What agencies tell of people: a row for each version of an event. `place` is one spelling of an
// address, as in person_address.
constexpr const char* kEvents =
    "create table person_event (person text not null, id text not null, seq bigint not null, "
    "agency text not null, feed text not null, event_key text not null, occurrence text not null, "
    "kinds text not null, kind text not null, words text not null, significance text not null, "
    "lines text not null, postcode text not null, place text not null, happened_at bigint not "
    "null, day_only bigint not null, until_at bigint, known_at bigint not null, recorded_at bigint "
    "not null, actor text not null, protected bigint not null, delivery text not null, replaced_at "
    "bigint, withdrawn bigint not null, primary key (person, id, seq));\n"
    "create index person_event_occurrence on person_event (agency, feed, occurrence) where "
    "occurrence <> '';\n"
    "create index person_event_place on person_event (place) where place <> ''";

// Who is restricted, to be gone through for each viewer.
constexpr const char* kRestricted =
    "create index person_restricted on person (id) where restricted = 1";

constexpr std::array<store::Migration, 10> kAll = {{
    {.number = 300,
     .name = "people and what was said of them",
     .sql = "",
     .sqlite = kPersonTables,
     .postgres = kPersonTablesInPostgres},
    {.number = 301, .name = "relationships and same-person assertions", .sql = kBetweenPeople},
    {.number = 302,
     .name = "search keys of people",
     .sql = "",
     .sqlite = kKeys,
     .postgres = kKeysInPostgres},
    {.number = 320, .name = "what is matched of people", .sql = kMatching},
    {.number = 321, .name = "same-person assertions by a model, withdrawn", .sql = kModels},
    {.number = 322, .name = "reviews of two people who may be one", .sql = kReviews},
    {.number = 323, .name = "matching models that were learnt", .sql = kTrained},
    {.number = 330, .name = "events that agencies tell of people", .sql = kEvents},
    {.number = 360, .name = "who is restricted", .sql = kRestricted},
    {.number = 460,
     .name = "where a place, a group or an organisation is",
     .sql = "alter table person add column located text not null default ''"},
}};

}  // namespace

const std::span<const store::Migration> kMigrations = kAll;

}  // namespace longstone::people
