#include "people/living.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "journal/journal.h"
#include "people/match_card.h"
#include "people/people_test_house.h"
#include "people/projection.h"
#include "people/same_person.h"

using namespace longstone;
using namespace longstone::people;

namespace {

std::vector<std::string> found(House& house,
                               const access::Viewer& viewer,
                               const NewPerson& sought) {
    const auto card = match_card(sought.assertions, "dene-first");
    house.living->catch_up();
    const auto db = house.store.read();
    std::vector<std::string> ids;
    for (const auto& hit : house.living->search(*db, viewer, house.now, entry_of(card), {}).hits)
        if (hit.chance > 0.5) ids.push_back(hit.person);
    return ids;
}

}  // namespace

TEST_CASE("the index follows what is committed, and nothing that is rolled back") {
    in_each_house([](House& house) {
        const auto amara = somebody("Amara", "Bell", "2019-03-04");
        CHECK(found(house, house.worker, amara).empty());
        {
            const auto db = house.store.write();
            REQUIRE(create_person(house.context(*db),
                                  House::grant(house.worker, access::Action::CreatePerson),
                                  amara));
            CHECK(found(house, house.worker, amara).empty());
        }
        CHECK(found(house, house.worker, amara).empty());
        const auto id = house.create(amara);
        CHECK(found(house, house.worker, amara) == std::vector<std::string>{id});
        CHECK(house.living->size() == 1);
    });
}

TEST_CASE("while people are read in beside, a search says so at once and finds nobody") {
    in_each_house([](House& house) {
        const auto id = house.create(somebody("Amara", "Bell", "2019-03-04"));
        house.living = std::make_unique<Living>(house.store);
        house.living->filled_beside();
        const Query query{.given_name = "Amara", .family_name = "Bell", .birth_date = "2019-03-04"};
        const auto early = house.search(house.worker, query);
        REQUIRE(early);
        CHECK(!early->ready);
        CHECK(early->candidates.empty());
        CHECK(early->advice.find("Search again in a few seconds") != std::string::npos);
        CHECK(house.living->size() == 0);
        CHECK(house.living->pair_count() == 0);
        CHECK(!house.living->look_for_pairs(10));
        house.living->catch_up();
        const auto found = house.search(house.worker, query);
        CHECK(found->ready);
        REQUIRE(found->candidates.size() == 1);
        CHECK(found->candidates[0].id == id);
    });
}

TEST_CASE("another node hears by the journal alone") {
    in_each_house([](House& house) {
        Living other(house.store);
        other.catch_up();
        const auto id = house.create(somebody("Amara", "Bell", "2019-03-04"));
        const auto there = house.create(somebody("Amara", "Bell", "2019-03-04"));
        REQUIRE(house.change(house.worker, id, [&](const Context& context, const auto& grant) {
            return judge_same(context, grant, 1, there, "One and the same");
        }));
        other.catch_up();
        CHECK(other.one_person(id, there));
        CHECK(other.with(id).size() == 2);
    });
}

TEST_CASE("a value that was withdrawn finds nobody, one that no longer holds does") {
    in_each_house([](House& house) {
        auto person = somebody("Amara", "Bell", "2019-03-04");
        person.assertions.push_back(
            {.fact = Name{.given = "Amara", .family = "Reed", .use = NameUse::Previous}});
        const auto id = house.create(person);
        CHECK(found(house, house.worker, somebody("Amara", "Reed", "2019-03-04")) ==
              std::vector<std::string>{id});
        const auto said = house.find(house.worker, id)->assertions;
        const auto wrong = std::ranges::find_if(said, [](const Assertion& one) {
            const auto* name = std::get_if<Name>(&one.fact);
            return name != nullptr && name->family == "Reed";
        });
        REQUIRE(house.change(house.worker, id, [&](const Context& context, const auto& grant) {
            return withdraw(context, grant, 1, wrong->id, "Somebody else's name");
        }));
        const auto card = house.store.read()->one("select plain from person_match");
        CHECK(card->text(0).find("Reed") == std::string::npos);
    });
}

TEST_CASE("what is looked for is found the same, and as fast, whoever is sealed") {
    in_each_house([](House& house) {
        const auto open = house.create(somebody("Amara", "Bell", "2019-03-04"));
        const auto before = [&](const access::Viewer& viewer) {
            const auto card = match_card(somebody("Amara", "Bell", "2019-03-04").assertions, "");
            house.living->catch_up();
            const auto db = house.store.read();
            return house.living->search(*db, viewer, house.now, entry_of(card), {});
        };
        const auto alone = before(house.worker);
        for (int at = 0; at < 30; ++at) {
            auto hidden = somebody("Amara", "Bell", "2019-03-04");
            hidden.restricted = true;
            house.create(hidden);
        }
        const auto among = before(house.worker);
        REQUIRE(among.hits.size() == alone.hits.size());
        CHECK(among.hits[0].person == open);
        CHECK(among.hits[0].weight == alone.hits[0].weight);
        CHECK(among.crowded == alone.crowded);
        CHECK(before(house.keeper).hits.size() == 31);
    });
}

TEST_CASE("who stands on sealed records alone is found by who sees one, or put them on record") {
    in_each_house([](House& house) {
        const auto amara = somebody("Amara", "Bell", "2019-03-04");
        const auto id = house.create(amara);
        house.name_on_record(id, "R-1", "partner", "dene-first", false);
        CHECK(found(house, house.worker, amara) == std::vector<std::string>{id});
        const auto noor = somebody("Noor", "Khan", "2015-05-05");
        const auto sealed = house.create(noor);
        {
            const auto db = house.store.write();
            db->run("insert into record (ref, pathway, restricted) values ('S-1', 'any', 2)");
            db->run("insert into record_person (record, person) values ('S-1', $1)", {sealed});
            db->run(
                "insert into record_party (record, kind, party) values ('S-1', 'user', 'partner')");
            REQUIRE(journal::append(*db, {}, {.stream = "record/S-1", .kind = "record.opened"}));
            db->commit();
        }
        CHECK(found(house, house.keeper, noor).empty());
        CHECK(found(house, house.partner, noor) == std::vector<std::string>{sealed});
        // Whoever put them on record would learn of it by no longer finding them.
        CHECK(found(house, house.worker, noor) == std::vector<std::string>{sealed});
        const auto search = house.search(house.worker, {.text = "Noor Khan"});
        REQUIRE(search->candidates.size() == 1);
        CHECK(search->candidates[0].whole);
        CHECK(house.search(house.keeper, {.text = "Noor Khan"})->candidates.empty());
        {
            const auto db = house.store.write();
            db->run("insert into record (ref, pathway, restricted) values ('O-1', 'any', 0)");
            db->run("insert into record_person (record, person) values ('O-1', $1)", {sealed});
            REQUIRE(journal::append(*db, {}, {.stream = "record/O-1", .kind = "record.opened"}));
            db->commit();
        }
        CHECK(found(house, house.worker, noor) == std::vector<std::string>{sealed});
    });
}

// Everything but the history's own: events, revisions, and what was said and taken back.
std::string all_but_history(House& house) {
    const auto db = house.store.read();
    std::string text;
    for (const auto& table : projection().tables) {
        if (table == "person_same") continue;
        for (const auto& row : db->whole_table(table)) {
            for (std::size_t at = 0; at < row.values().size(); ++at) {
                if (table == "person" && at == 1) continue;  // its revision
                text += std::holds_alternative<std::string>(row.values()[at])
                            ? row.text(at)
                            : std::to_string(row.integer(at));
                text += '|';
            }
            text += '\n';
        }
    }
    for (const auto& row : db->rows("select person, other, says from person_same where ended_at is "
                                    "null order by person, other, says"))
        text += row.text(0) + row.text(1) + row.text(2) + "\n";
    return text;
}

TEST_CASE("matched and taken back, in any order, everything is as if it had never been") {
    in_each_house([](House& house) {
        std::vector<std::string> people;
        for (int at = 0; at < 8; ++at)
            people.push_back(house.create(somebody(
                "Amara", at % 2 == 0 ? "Bell" : "Reed", "2019-03-0" + std::to_string(1 + at))));
        house.living->catch_up();
        const auto before = all_but_history(house);
        std::mt19937 random(20261122);
        const auto any = [&](std::size_t below) {
            return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
        };
        const auto rev_of = [&](const std::string& person) {
            return journal::current_rev(*house.store.read(), stream_of(person));
        };
        for (int round = 0; round < 20; ++round) {
            struct Made {
                std::string person = {}, id = {};
            };
            std::vector<Made> made;
            for (int n = 0; n < 6; ++n) {
                const auto& a = people[any(people.size())];
                const auto& b = people[any(people.size())];
                const auto done =
                    house.change(house.worker, a, [&](const Context& context, const auto& grant) {
                        return judge_same(context, grant, rev_of(a), b, "They look alike");
                    });
                if (!done) continue;
                const auto row = house.store.read()->one(
                    "select id from person_same where person = $1 and other = $2 and ended_at is "
                    "null",
                    {a, b});
                made.push_back({a, row->text(0)});
            }
            house.living->catch_up();
            std::ranges::shuffle(made, random);
            for (const auto& one : made)
                REQUIRE(house.change(
                    house.worker, one.person, [&](const Context& context, const auto& grant) {
                        return withdraw_judgement(
                            context, grant, rev_of(one.person), one.id, "They are two");
                    }));
            house.living->catch_up();
            CHECK(all_but_history(house) == before);
            for (const auto& person : people)
                CHECK(house.living->with(person) == std::vector<std::string>{person});
        }
        const auto db = house.store.write();
        journal::rebuild(*db, house.projections);
        db->commit();
        CHECK(all_but_history(house) == before);
    });
}
