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

// Whose figures they are and since when, who loaded them, and what people mark on figures.
constexpr const char* kMarks = R"(
alter table population add column published text not null default '';
alter table comparator add column published text not null default '';
create table reference_load (
  n bigint primary key, at bigint not null, by_user text not null, kind text not null, rows bigint not null,
  source text not null, published text not null);
create table figure_mark (
  id text primary key, measure text not null, from_date text not null, record text not null, why text not null,
  by_user text not null, at bigint not null);
create index figure_mark_of on figure_mark (measure, from_date);
create index figure_mark_for on figure_mark (record)
)";

constexpr std::array kSteps = {
    store::Migration{.number = 500,
                     .name = "what each measure counts",
                     .sqlite = kCounted,
                     .postgres = kCountedInPostgres},
    store::Migration{.number = 501, .name = "populations and comparators", .sql = kReference},
    store::Migration{.number = 510, .name = "sources of figures and marks on them", .sql = kMarks},
};

}  // namespace

const std::span<const store::Migration> kMigrations = kSteps;

}  // namespace longstone::measure
