#include "people/connections.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "people/agency_events.h"
#include "people/people_test_house.h"
#include "people/recurring.h"
#include "people/relationships.h"
#include "people/same_person.h"
#include "people/sight.h"
#include "people/stays.h"

// Who is connected to whom, and what must connect nobody.
using namespace longstone;
using namespace longstone::people;

namespace {

std::optional<Date> day(std::string_view text) {
    return text.empty() ? std::nullopt : parse_date(text);
}

struct Lived {
    std::string line = {}, from = {}, until = {};
    std::string kind = "home";
    bool is_protected = false;
};

NewPerson who(std::string given,
              const std::vector<Lived>& lived,
              std::string_view born = "2015-03-03") {
    auto person = somebody(std::move(given), "Bell", born);
    for (const auto& one : lived)
        person.assertions.push_back(
            {.fact = Address{.lines = {one.line}, .postcode = "NE61 1AB", .kind = one.kind},
             .source = "School",
             .from = day(one.from),
             .until = day(one.until),
             .is_protected = one.is_protected});
    return person;
}

Connections around(House& house, const access::Viewer& viewer, const std::string& person) {
    const auto db = house.store.write();
    const auto grant = House::grant(viewer, access::Action::ReadPerson, person);
    return connections_of(house.context(*db), grant, person).value();
}

std::string names(const Connections& all) {
    std::vector<std::string> given;
    for (const auto& one : all.people)
        given.push_back(one.line.given);
    std::sort(given.begin(), given.end());
    return join(given, " ");
}

std::string bonds(const Connections& all) {
    std::vector<std::string> words;
    for (const auto& one : all.links)
        words.emplace_back(word(one.bond));
    std::sort(words.begin(), words.end());
    return join(words, " ");
}

void relate_them(House& house, const std::string& person, const std::string& other) {
    const auto done =
        house.change(house.worker, person, [&](const Context& context, const auto& grant) {
            return relate(context,
                          grant,
                          {.rev = journal::current_rev(context.db, stream_of(person)),
                           .other = other,
                           .type = "mother",
                           .source = "Health visitor"});
        });
    REQUIRE(done.has_value());
}

void tell(House& house, const std::string& person, const std::string& occurrence) {
    const auto db = house.store.write();
    const auto grant = House::grant(house.worker, access::Action::EditPerson, person);
    REQUIRE(tell_event(house.context(*db),
                       grant,
                       {.feed = "incidents",
                        .key = person,
                        .occurrence = occurrence,
                        .kind = "missing",
                        .happened_at = house.now,
                        .known_at = house.now}));
    db->commit();
}

}  // namespace

TEST_CASE(
    "people are connected by family, home, former address, record and event, two steps deep") {
    in_each_house([](House& house) {
        const auto amara = house.create(who("Amara", {{"4 Dene Road", "2020-01-01", ""}}));
        const auto mother =
            house.create(who("Mina", {{"4 Dene Road", "2020-01-01", ""}}, "1990-01-01"));
        const auto lodger =
            house.create(who("Lars", {{"4 Dene Road", "2021-01-01", "2022-01-01"}}, "1980-01-01"));
        const auto friend_ = house.create(somebody("Fay", "Reed"));
        const auto stranger = house.create(somebody("Zed", "Hill"));
        relate_them(house, amara, mother);
        tell(house, lodger, "O1");
        tell(house, friend_, "O1");
        tell(house, lodger, "O2");
        tell(house, friend_, "O2");
        const auto all = around(house, house.worker, amara);
        CHECK(names(all) == "Amara Fay Lars Mina");
        CHECK(bonds(all) == "event family household same-address same-address");
        CHECK(all.people.front().line.id == amara);
        CHECK(all.people.front().steps == 0);
        const auto far =
            std::ranges::find(all.people, friend_, [](const auto& one) { return one.line.id; });
        REQUIRE(far != all.people.end());
        CHECK(far->steps == 2);
        CHECK(all.links.back().bond == Bond::Event);  // the farthest comes last
        CHECK(all.links.back().also.size() == 1);     // one link for both
        for (const auto& link : all.links) {
            if (link.to != lodger || link.from != amara) continue;
            CHECK(link.over);
            CHECK(link.what == "4 Dene Road, NE61 1AB");
            CHECK(link.source == "School");
            CHECK(link.since == day("2021-01-01"));
            CHECK(link.until == day("2022-01-01"));
        }
        CHECK(names(around(house, house.worker, stranger)) == "Zed");
    });
}

TEST_CASE("a protected address and an institution connect nobody") {
    in_each_house([](House& house) {
        house.definitions.codes["household-address"] = {.id = "household-address",
                                                        .codes = {{.id = "home", .text = "Home"}}};
        const auto hidden = house.create(who("Rachel", {{"9 Safe Lane", "", "", "home", true}}));
        house.create(who("Poppy", {{"9 Safe Lane", "", "", "home", true}}));
        house.create(who("Simon", {{"9 Safe Lane", "", ""}}));
        CHECK(names(around(house, house.keeper, hidden)) == "Rachel");
        const auto patient = house.create(who("Ana", {{"Ward 3", "", "", "hospital"}}));
        house.create(who("Ben", {{"Ward 3", "", "", "hospital"}}));
        CHECK(names(around(house, house.worker, patient)) == "Ana");
        std::string last;
        for (int n = 0; n < 14; ++n)
            last = house.create(who(cat({"P", number(n)}), {{"The Hostel", "", ""}}));
        CHECK(names(around(house, house.worker, last)) == "P13");
    });
}

TEST_CASE("an older address does not look like the present one of whom it protects now") {
    in_each_house([](House& house) {
        const auto child = house.create(who("Harry", {{"17 Court", "2018-01-01", ""}}));
        house.create(
            who("Rachel",
                {{"17 Court", "2018-01-01", ""}, {"9 Safe Lane", "2024-01-01", "", "home", true}},
                "1990-01-01"));
        CHECK(bonds(around(house, house.worker, child)) == "same-address");
    });
}

TEST_CASE("nobody is shown who is hidden, and no step leads through whom one merely knows of") {
    in_each_house([](House& house) {
        const auto child = house.create(who("Amara", {{"4 Dene Road", "", ""}}));
        auto restricted = who("Rita", {{"4 Dene Road", "", ""}}, "1990-01-01");
        restricted.restricted = true;
        const auto rita = house.create(restricted);
        CHECK(names(around(house, house.worker, child)) == "Amara");
        CHECK(names(around(house, house.keeper, child)) == "Amara Rita");
        const auto mother = house.create(who("Mina", {{"7 Far Street", "", ""}}, "1990-01-01"));
        house.create(who("Nia", {{"7 Far Street", "", ""}}));
        relate_them(house, child, mother);
        house.name_on_record(child, "R-1", "partner", "dene-first");
        // The mother is named to whoever sees the child; who lives with her is not.
        CHECK(names(around(house, house.partner, child)) == "Amara Mina");
        CHECK(names(around(house, house.worker, child)) == "Amara Mina Nia");
    });
}

TEST_CASE(
    "adults recur across households of different children, and those of one family do not count "
    "twice") {
    in_each_house([](House& house) {
        const auto kyle = house.create(
            who("Kyle",
                {{"3 View", "2020-01-01", "2022-01-01"}, {"9 Street", "2023-01-01", ""}},
                "1995-01-01"));
        const auto maisie = house.create(who("Maisie", {{"3 View", "2018-01-01", ""}}));
        const auto alfie = house.create(who("Alfie", {{"3 View", "2018-01-01", ""}}));
        const auto shona = house.create(who("Shona", {{"9 Street", "2021-01-01", ""}}));
        house.create(who("Gone", {{"3 View", "2010-01-01", "2012-01-01"}}));
        const auto mother =
            house.create(who("Gemma", {{"3 View", "2018-01-01", ""}}, "1990-01-01"));
        house.name_on_record(maisie, "R-1", "worker", "dene-first");
        relate_them(house, alfie, mother);
        const auto db = house.store.write();
        const auto grant = House::grant(house.worker, access::Action::SearchPeople);
        const auto found = recurring_adults(house.context(*db), grant).value();
        REQUIRE(found.adults.size() == 1);
        CHECK(found.adults[0].adult.id == kyle);
        CHECK(found.adults[0].households == 2);
        REQUIRE(found.adults[0].children.size() == 3);
        const auto& last = found.adults[0].children.back();
        CHECK(last.child.id == shona);
        CHECK(last.now);
        CHECK(last.since == day("2023-01-01"));
        // To somebody who sees the one family alone, nobody recurs.
        const auto partner = House::grant(house.partner, access::Action::SearchPeople);
        CHECK(recurring_adults(house.context(*db), partner).value().adults.empty());
    });
}

TEST_CASE("two agencies' records of one man stand once, with what both of them know") {
    in_each_house([](House& house) {
        const auto council =
            house.create(who("Kyle", {{"3 View", "2020-01-01", ""}}, "1995-01-01"));
        house.now = house.now + kDay;
        const auto police = house.create(
            who("Kai",
                {{"3 View", "2020-06-01", ""}, {"9 Street", "2018-01-01", "2019-01-01"}},
                "1995-01-01"));
        const auto maisie = house.create(who("Maisie", {{"3 View", "2018-01-01", ""}}));
        house.create(who("Shona", {{"9 Street", "2015-01-01", ""}}));
        house.name_on_record(maisie, "R-1", "worker", "dene-first");
        const auto recurring = [&] {
            const auto db = house.store.write();
            const auto grant = House::grant(house.worker, access::Action::SearchPeople);
            return recurring_adults(house.context(*db), grant).value();
        };
        const auto said_of = [&](const std::string& person) {
            const auto db = house.store.write();
            const auto grant = House::grant(house.worker, access::Action::ReadPerson, person);
            return household_of(house.context(*db), grant, person).value().members.size();
        };
        const auto sight = [&](const std::string& person) {
            const auto db = house.store.read();
            return sight_of(house.context(*db), house.partner, person);
        };
        house.name_on_record(council, "R-2", "partner", "dene-first");
        CHECK(recurring().adults.size() == 1);  // the police's record of him alone
        CHECK(names(around(house, house.worker, maisie)) == "Kai Kyle Maisie Shona");
        CHECK(said_of(maisie) == 2);
        const auto rev = journal::current_rev(*house.store.read(), stream_of(council));
        REQUIRE(house.change(house.worker, council, [&](const Context& context, const auto& grant) {
            return judge_same(context, grant, rev, police, "One man");
        }));
        const auto found = recurring();
        REQUIRE(found.adults.size() == 1);
        CHECK(found.adults[0].adult.id == council);
        CHECK(found.adults[0].households == 2);
        CHECK(names(around(house, house.worker, council)) == "Kyle Maisie Shona");
        CHECK(said_of(maisie) == 1);
        CHECK(said_of(council) == 1);
        // Who was merely asked about him is not shown what others know of him; who works with him
        // is.
        CHECK(sight(council) == Sight::Whole);
        CHECK(sight(police) == Sight::Known);
        {
            const auto db = house.store.write();
            db->run("update record set lead_user = 'partner' where ref = 'R-2'");
            db->commit();
        }
        CHECK(sight(police) == Sight::Whole);
    });
}
