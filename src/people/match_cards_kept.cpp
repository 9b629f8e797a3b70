#include "people/match_cards_kept.h"

#include <cstdint>
#include <future>
#include <optional>
#include <string>

#include "people/assertions.h"
#include "people/match_card.h"
#include "people/things.h"
#include "store/store.h"

namespace longstone::people {

void put_card(store::Session& db,
              std::string_view person,
              bool restricted,
              const std::vector<Assertion>& assertions,
              Date today) {
    const auto plain = match_card(assertions, today, false);
    auto with_protected = match_card(assertions, today, true);
    const auto whole =
        with_protected == plain ? std::nullopt : std::optional(std::move(with_protected));
    db.run(
        "insert into person_match (person, restricted, plain, whole) values ($1, $2, $3, $4) "
        "on conflict (person) do update set restricted = $2, plain = $3, whole = $4",
        {person, restricted ? 1 : 0, plain, whole});
}

namespace {

constexpr int kPage = 60'000;

// SQLite keeps the rows in the order in which they came: by their ids each would be looked up.
store::Rows page_after(store::Session& db, const store::Row* last) {
    if (db.dialect() == store::Dialect::Sqlite)
        return db.rows(
            "select person, restricted, plain, whole, rowid from person_match where rowid > $1 "
            "order by rowid limit $2",
            {last == nullptr ? std::int64_t{0} : last->integer(4), kPage});
    return db.rows(
        "select person, restricted, plain, whole from person_match where person > $1 order by "
        "person limit $2",
        {last == nullptr ? std::string() : last->text(0), kPage});
}

}  // namespace

void each_cards(store::Session& db, const std::function<void(std::span<const Card>)>& look) {
    auto rows = page_after(db, nullptr);
    std::vector<Card> cards;
    while (!rows.empty()) {
        auto next = std::async(std::launch::async, [&] { return page_after(db, &rows.back()); });
        cards.clear();
        for (const auto& row : rows)
            cards.push_back({.person = row.text(0),
                             .restricted = row.integer(1) != 0,
                             .plain = row.text(2),
                             .whole = row.text(3)});
        look(cards);
        auto read = next.get();
        rows = std::move(read);
    }
}

std::map<std::string, std::set<std::string>, std::less<>> on_sealed_alone(store::Session& db) {
    std::map<std::string, std::set<std::string>, std::less<>> people;
    for (const auto& row : db.rows(
             "select rp.person, rp.record from record r join record_person rp on rp.record = r.ref "
             "where r.restricted = 2 and not exists (select 1 from record_person o join record q "
             "on q.ref = o.record where o.person = rp.person and q.restricted <> 2)"))
        people[row.text(0)].insert(row.text(1));
    return people;
}

void keep_older_cards(store::Store& store, Instant now) {
    {
        const auto db = store.read();
        if (db->integer("select case when exists (select 1 from person) and not exists (select 1 "
                        "from person_match) then 1 else 0 end") == 0)
            return;
    }
    const auto db = store.write();
    for (const auto& row : db->rows("select id, restricted, kind from person")) {
        if (!is_human(kind_of(row.text(2)).value_or(Kind::Person))) continue;
        put_card(*db,
                 row.text(0),
                 row.integer(1) != 0,
                 load_assertions(*db, row.text(0)),
                 london(now).date);
    }
    db->commit();
}

}  // namespace longstone::people
