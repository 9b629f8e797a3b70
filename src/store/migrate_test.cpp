#include <array>
#include <string>

#include "store/test_store.h"

using namespace longstone::store;

namespace {

constexpr std::array<Migration, 2> kFirst = {{
    {.number = 902,
     .name = "a second column",
     .sql = "alter table one add column b text;\nupdate one set b = 'new'"},
    {.number = 901,
     .name = "a table",
     .sql = "create table one (a bigint);\n"
            "insert into one (a) values (1)"},
}};
constexpr std::array<Migration, 1> kOther = {{
    {.number = 951, .name = "another module", .sql = "create table two (a bigint)"},
}};

std::string refusal(Store& store, std::span<const Migration> migrations) {
    try {
        migrate(store, migrations);
    } catch (const Broken& broken) {
        return broken.what();
    }
    return "";
}

}  // namespace

TEST_CASE("steps are applied once, in the order of their numbers, module by module") {
    for_each_store([](Store& store) {
        for (int start = 0; start < 2; ++start) {
            migrate(store, kFirst);
            migrate(store, kOther);
        }
        const auto row = store.read()->one("select a, b from one");
        REQUIRE(row.has_value());
        CHECK(row->integer(0) == 1);
        CHECK(row->text(1) == "new");
        CHECK(store.read()->integer("select count(*) from migration") == 3);
    });
}

TEST_CASE("a newer database is refused, and so is one that means something else by a number") {
    for_each_store([](Store& store) {
        migrate(store, kFirst);
        CHECK(refusal(store, std::span(kFirst).subspan(1)) ==
              "the database is newer than this program: it has step 902 (a second column). "
              "Start the newer program instead");
        const std::array<Migration, 1> renamed = {{{.number = 901, .name = "x", .sql = ""}}};
        CHECK(refusal(store, renamed) ==
              "step 901 of the database is \"a table\", but this program calls it \"x\"");
        const std::array<Migration, 2> twice = {{{.number = 960}, {.number = 960}}};
        CHECK_THROWS_AS(migrate(store, twice), std::logic_error);
    });
}

TEST_CASE("a step that fails leaves nothing of itself") {
    for_each_store([](Store& store) {
        const std::array<Migration, 2> broken = {{
            {.number = 901, .name = "good", .sql = "create table good (a bigint)"},
            {.number = 902,
             .name = "bad",
             .sql = "create table half (a bigint);\ninsert into nowhere (a) values (1)"},
        }};
        CHECK(refusal(store, broken).find("nowhere") != std::string::npos);
        CHECK(store.read()->integer("select max(number) from migration") == 901);
        CHECK_THROWS_AS(store.read()->rows("select a from half"), Broken);
    });
}

TEST_CASE("each database gets the words made for it") {
    for_each_store([](Store& store) {
        const std::array<Migration, 1> own = {
            {{.number = 901,
              .name = "own words",
              .sqlite = "create table for_sqlite (a bigint)",
              .postgres = "create table for_postgres (a bigint)"}}};
        migrate(store, own);
        const bool sqlite = store.dialect() == Dialect::Sqlite;
        CHECK(store.read()->whole_table(sqlite ? "for_sqlite" : "for_postgres").empty());
    });
}
