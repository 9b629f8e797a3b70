#include "measure/schema.h"

#include <array>

namespace longstone::measure {
namespace {

#define LONGSTONE_COUNTED(TOGETHER)                                                           \
    "create table count_due (record text primary key);\n"                                     \
    "create table count_state (name text primary key, value text not null);\n"                \
    "create table counted (measure text not null, dim text not null, value text not null, "   \
    "month bigint not null, record text not null, unit text not null, "                       \
    "until_month bigint not null, met bigint not null, amount bigint not null, "              \
    "primary key (measure, dim, value, month, record, unit))" TOGETHER                        \
    ";\n"                                                                                     \
    "create index counted_by_record on counted (record);\n"                                   \
    "create table tally (measure text not null, dim text not null, value text not null, "     \
    "month bigint not null, n bigint not null, met bigint not null, amount bigint not null, " \
    "ended bigint not null, met_ended bigint not null, "                                      \
    "primary key (measure, dim, value, month))" TOGETHER

constexpr const char* kCounted = LONGSTONE_COUNTED(" without rowid");
constexpr const char* kCountedInPostgres = LONGSTONE_COUNTED("");

// Loaded by people from published files: how many people there are, and how others stand.
constexpr const char* kReference = R"(
create table population (
  name text not null, year bigint not null, people bigint not null, source text not null,
  primary key (name, year));
create table comparator (
  measure text not null, area text not null, from_date text not null, to_date text not null,
  value text not null, source text not null, kind text not null,
  primary key (measure, area, from_date))
)";

constexpr std::array kSteps = {
    store::Migration{.number = 500,
                     .name = "what each measure counts",
                     .sqlite = kCounted,
                     .postgres = kCountedInPostgres},
    store::Migration{.number = 501, .name = "populations and comparators", .sql = kReference},
};

}  // namespace

const std::span<const store::Migration> kMigrations = kSteps;

}  // namespace longstone::measure
