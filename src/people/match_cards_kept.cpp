#include "people/match_cards_kept.h"

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
