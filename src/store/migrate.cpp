#include <algorithm>
#include <map>

#include "base/text.h"
#include "store/store.h"

namespace longstone::store {
namespace {

// Modules share the numbers out by fifties; a database is newer than the program when it has a
// step that the program lacks, in a fifty that the program knows.
constexpr int kFamily = 50;

void prepare_table(Store& store) {
    const auto db = store.write();
    // Two programs that start together must not both make the table.
    if (db->dialect() == Dialect::Postgres) db->run("select pg_advisory_xact_lock(7311050)");
    db->run(
        "create table if not exists migration ("
        "  number bigint primary key,"
        "  name text not null)");
    db->commit();
}

void refuse_newer(Session& db, std::span<const Migration> migrations) {
    std::map<std::int64_t, std::string> ours;
    for (const Migration& migration : migrations)
        ours.emplace(migration.number, migration.name);
    for (const Row& row : db.rows("select number, name from migration order by number")) {
        const std::int64_t number = row.integer(0);
        const auto known = ours.find(number);
        if (known != ours.end() && known->second == row.text(1)) continue;
        if (known != ours.end())
            throw Broken(cat({"step ",
                              std::to_string(number),
                              " of the database is \"",
                              row.text(1),
                              "\", but this program calls it \"",
                              known->second,
                              "\""}));
        const auto family = ours.lower_bound(number / kFamily * kFamily);
        if (family != ours.end() && family->first / kFamily == number / kFamily)
            throw Broken(cat({"the database is newer than this program: it has step ",
                              std::to_string(number),
                              " (",
                              row.text(1),
                              "). Start the newer program instead"}));
    }
}

}  // namespace

void migrate(Store& store, std::span<const Migration> migrations) {
    std::vector<const Migration*> ordered;
    for (const Migration& migration : migrations)
        ordered.push_back(&migration);
    std::sort(ordered.begin(), ordered.end(), [](const Migration* a, const Migration* b) {
        return a->number < b->number;
    });
    const auto twice = std::adjacent_find(
        ordered.begin(), ordered.end(), [](const Migration* a, const Migration* b) {
            return a->number == b->number;
        });
    if (twice != ordered.end())
        throw std::logic_error(
            cat({"two steps of the schema have the number ", std::to_string((*twice)->number)}));
    prepare_table(store);
    refuse_newer(*store.read(), migrations);
    for (const Migration* migration : ordered) {
        const auto db = store.write();
        const bool postgres = db->dialect() == Dialect::Postgres;
        if (postgres) db->run("lock table migration in exclusive mode");
        if (db->integer("select count(*) from migration where number = $1", {migration->number}))
            continue;
        const char* other = postgres ? migration->postgres : migration->sqlite;
        db->script(other ? other : migration->sql);
        db->run("insert into migration (number, name) values ($1, $2)",
                {migration->number, migration->name});
        db->commit();
    }
}

}  // namespace longstone::store
