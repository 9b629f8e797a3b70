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

constexpr const char* kPersonTables =
    "create table person (id text primary key, rev bigint not null, kind text not null, "
    "restricted bigint not null, given text not null, family text not null, "
    "preferred text not null, birth_date text, birth_precision text, "
    "birth_estimated bigint not null, expected_date text, sex text not null, "
    "deceased bigint not null, death_date text, created_by text not null, "
    "created_agency text not null, created_at bigint not null);\n"
    "create table person_name (id text primary key, person text not null, given text not null, "
    "middle text not null, family text not null, name_use text not null, " LONGSTONE_STATED_COLUMNS
    ");\n"
    "create index person_name_person on person_name (person);\n"
    "create table person_address (id text primary key, person text not null, lines text not "
    "null, postcode text not null, kind text not null, lives_there bigint not null, "
    "place text not null, " LONGSTONE_STATED_COLUMNS
    ");\n"
    "create index person_address_person on person_address (person);\n"
    "create index person_address_place on person_address (place);\n"
    "create table person_identifier (id text primary key, person text not null, "
    "scheme text not null, value text not null, " LONGSTONE_STATED_COLUMNS
    ");\n"
    "create index person_identifier_person on person_identifier (person);\n"
    "create index person_identifier_value on person_identifier (scheme, value);\n"
    "create table person_detail (id text primary key, person text not null, kind text not null, "
    "field text not null, value text not null, qualifier text not null, " LONGSTONE_STATED_COLUMNS
    ");\n"
    "create index person_detail_person on person_detail (person)";

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
    "create index person_key_person on person_key (person)";
constexpr const char* kKeysInPostgres =
    "create table person_key (key text collate \"C\" not null, restricted bigint not null, "
    "protected bigint not null, person text not null, "
    "primary key (key, restricted, protected, person));\n"
    "create index person_key_person on person_key (person)";

constexpr std::array<store::Migration, 3> kAll = {{
    {.number = 300, .name = "people and what was said of them", .sql = kPersonTables},
    {.number = 301, .name = "relationships and same-person assertions", .sql = kBetweenPeople},
    {.number = 302,
     .name = "search keys of people",
     .sql = "",
     .sqlite = kKeys,
     .postgres = kKeysInPostgres},
}};

}  // namespace

const std::span<const store::Migration> kMigrations = kAll;

}  // namespace longstone::people
