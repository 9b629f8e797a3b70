#include "people/search.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "people/people_test_house.h"
#include "people/typed.h"

using namespace longstone;
using namespace longstone::people;

namespace {

std::vector<std::string> ids(const Found& found) {
    std::vector<std::string> all;
    for (const Candidate& one : found.candidates)
        all.push_back(one.id);
    return all;
}

bool finds(House& house, const access::Viewer& viewer, const Query& query, const std::string& id) {
    const auto found = house.search(viewer, query);
    REQUIRE(found);
    const auto all = ids(*found);
    return std::find(all.begin(), all.end(), id) != all.end();
}

NewPerson full_person() {
    NewPerson person = somebody("Amara", "O'Neill-Bell", "2019-03-04");
    person.assertions.push_back(
        {.fact = Name{.given = "Amara", .family = "Reed", .use = NameUse::Previous}});
    person.assertions.push_back({.fact = Address{.lines = {"1 Old Lane"}, .postcode = "NE66 2AD"},
                                 .until = parse_date("2022-01-01")});
    person.assertions.push_back(
        {.fact = Address{.lines = {"4 Dene Road"}, .postcode = "NE61 1AB"}});
    person.assertions.push_back(
        {.fact = Identifier{.scheme = "nhs-number", .value = "9990000018"}});
    return person;
}

}  // namespace

TEST_CASE("a person is found by each thing known of them, present and past, slips included") {
    in_each_house([](House& house) {
        const std::string id = house.create(full_person());
        house.create(somebody("Tom", "Hart", "1985-07-09"));
        const std::vector<Query> queries = {
            {.given_name = "amara", .family_name = "oneill bell"},
            {.given_name = "Amara", .family_name = "Bell"},
            {.given_name = "Amara", .family_name = "Reed"},
            {.given_name = "Amarra", .family_name = "Reid"},
            {.given_name = "Reed", .family_name = "Amara"},
            {.family_name = "Reed"},
            {.given_name = "Amara"},
            {.birth_date = "2019-03-04"},
            {.birth_date = "4/3/2019"},
            {.birth_date = "3/4/2019"},
            {.postcode = "ne611ab"},
            {.postcode = "NE66 2AD"},
            {.nhs_number = "999 000 0018"},
            {.text = "amara ree"},
            {.text = "Reed, Amara"},
            {.text = "ree"},
            {.text = "999 000 0018"},
            {.text = "bell ne61 1ab"},
            {.text = "04/03/2019"},
        };
        for (const Query& query : queries) {
            const auto found = house.search(house.worker, query);
            REQUIRE(found);
            const std::string words = join({query.given_name,
                                            query.family_name,
                                            query.birth_date,
                                            query.postcode,
                                            query.nhs_number,
                                            query.text},
                                           "|");
            CHECK_MESSAGE(ids(*found) == std::vector<std::string>{id}, words);
        }
    });
}

TEST_CASE("the better fit comes first, and says why") {
    in_each_house([](House& house) {
        const std::string twin = house.create(somebody("Aisha", "Bell", "2019-03-04"));
        const std::string right = house.create(somebody("Amara", "Bell", "2019-03-04"));
        const auto found = house.search(
            house.worker,
            {.given_name = "Amara", .family_name = "Bell", .birth_date = "2019-03-04"});
        REQUIRE(found);
        REQUIRE(ids(*found) == std::vector<std::string>{right, twin});
        CHECK(found->candidates[0].whole);
        CHECK(found->candidates[0].name == "Amara Bell");
        CHECK(found->candidates[0].probability > 0.9);
        CHECK(found->candidates[0].explanation.size() == 3);
        CHECK(!found->too_many);
    });
}

TEST_CASE("half a name says that it begins so, and nothing of what was not typed") {
    in_each_house([](House& house) {
        const std::string id = house.create(full_person());
        const auto said = [&](const std::string& text) {
            const auto found = house.search(house.worker, {.text = text});
            REQUIRE(found);
            REQUIRE(ids(*found) == std::vector<std::string>{id});
            std::vector<std::string> words;
            for (const auto& reason : found->candidates[0].explanation)
                words.push_back(reason.words);
            return join(words, ". ");
        };
        CHECK(said("amar") == "Given name begins with what was typed");
        CHECK(said("one") == "Family name begins with what was typed");
        CHECK(said("Amara") == "Given name agrees");
        CHECK(said("Amara Onei") == "Family name begins with what was typed. Given name agrees");
        CHECK(said("Reed").find("no first name yet") == std::string::npos);
    });
}

TEST_CASE("another form of a given name finds somebody by name alone, whichever is on record") {
    in_each_house([](House& house) {
        const std::string rebecca = house.create(somebody("Rebecca", "Thornleigh", "1990-02-03"));
        const std::string bill = house.create(somebody("Bill", "Oakenshaw", "1980-02-03"));
        CHECK(finds(
            house, house.worker, {.given_name = "Becky", .family_name = "Thornleigh"}, rebecca));
        CHECK(finds(
            house, house.worker, {.given_name = "William", .family_name = "Oakenshaw"}, bill));
        CHECK(finds(house, house.worker, {.text = "becky thornl"}, rebecca));
        CHECK_FALSE(finds(
            house, house.worker, {.given_name = "Robert", .family_name = "Thornleigh"}, rebecca));
        const auto db = house.store.write();
        const auto grant = House::grant(house.worker, access::Action::SearchPeople);
        const auto offered =
            duplicates_for(house.context(*db), grant, somebody("Becky", "Thornleigh"));
        REQUIRE(offered);
        CHECK(ids(*offered) == std::vector<std::string>{rebecca});
    });
}

TEST_CASE("a slip in the family name finds somebody by name alone, and nobody else") {
    in_each_house([](House& house) {
        const std::string rebecca = house.create(somebody("Rebecca", "Thornleigh", "1990-02-03"));
        house.create(somebody("Cecil", "Thornleigh", "1960-02-03"));
        for (const auto* slip : {"Thornbleigh", "Thormleigh", "Tornleigh", "Thonrleigh"}) {
            const auto found =
                house.search(house.worker, {.given_name = "Rebecca", .family_name = slip});
            REQUIRE(found);
            CHECK_MESSAGE(ids(*found) == std::vector<std::string>{rebecca}, slip);
        }
        CHECK(finds(house, house.worker, {.text = "rebecca thornbleigh"}, rebecca));
        CHECK_FALSE(finds(house,
                          house.worker,
                          {.given_name = "Rebecca", .family_name = "Thornbleight"},
                          rebecca));
        // The same whether or not there is somebody of that very name whom they may not see.
        NewPerson hidden = somebody("Rebecca", "Thornbleigh", "1971-05-06");
        hidden.restricted = true;
        house.create(hidden);
        const auto found =
            house.search(house.worker, {.given_name = "Rebecca", .family_name = "Thornbleigh"});
        REQUIRE(found);
        CHECK(ids(*found) == std::vector<std::string>{rebecca});
    });
}

TEST_CASE("half a name with a slip in it finds somebody by the day of birth") {
    in_each_house([](House& house) {
        const std::string rebecca = house.create(somebody("Rebecca", "Thornleigh", "1990-02-03"));
        CHECK(finds(
            house, house.worker, {.given_name = "Rebeka", .birth_date = "1990-02-03"}, rebecca));
    });
}

TEST_CASE("what cannot be searched for is refused at its field") {
    in_each_house([](House& house) {
        const auto fault = [&](const Query& query) {
            const auto refused = house.search(house.worker, query);
            return refused ? "found" : field_at_fault(refused.error());
        };
        CHECK(fault({}) == "family-name");
        CHECK(fault({.birth_date = "31/2/2019"}) == "birth-date");
        CHECK(fault({.postcode = "nowhere"}) == "postcode");
        CHECK(fault({.nhs_number = "1234567890"}) == "nhs-number");
        CHECK(!house.search(house.worker, {.text = std::string(500, 'a')}));
    });
}

TEST_CASE("somebody on no record of the viewer's is only known to somebody, on enough detail") {
    in_each_house([](House& house) {
        const std::string id = house.create(full_person());
        house.name_on_record(id, "R-1", "officer", "north-police");
        const Query guess{.given_name = "Amara", .family_name = "Reed"};
        CHECK(house.search(house.partner, guess)->candidates.empty());
        const Query knows{.given_name = "Amara", .family_name = "Reed", .birth_date = "2019-03-04"};
        const auto found = house.search(house.partner, knows);
        REQUIRE(found->candidates.size() == 1);
        const Candidate& shown = found->candidates[0];
        CHECK(!shown.whole);
        CHECK(shown.name == "Amara Reed");
        CHECK(shown.known_to == std::vector<std::string>{"Police"});
        CHECK(shown.person.given.empty());
        CHECK(!shown.person.birth);
        CHECK(shown.weight == 0);
        REQUIRE(shown.explanation.size() == 1);
        CHECK(shown.explanation[0].words == "What was typed agrees with somebody known to Police");
        house.name_on_record(id, "R-2", "partner", "dene-first");
        CHECK(house.search(house.partner, guess)->candidates[0].whole);
    });
}

TEST_CASE("the restricted are found by the power, by a record that names them, and else never") {
    in_each_house([](House& house) {
        NewPerson hidden = full_person();
        hidden.restricted = true;
        const std::string id = house.create(hidden);
        const Query query{.nhs_number = "9990000018"};
        CHECK(!finds(house, house.worker, query, id));
        CHECK(!finds(house, house.partner, query, id));
        CHECK(finds(house, house.keeper, query, id));
        house.name_on_record(id, "R-1", "partner", "dene-first", true);
        CHECK(finds(house, house.partner, query, id));
        CHECK(finds(house, house.partner, {.text = "amara ree"}, id));
        CHECK(!finds(house, house.worker, query, id));
    });
}

TEST_CASE("the restricted change neither the number nor the cap of what others find") {
    in_each_house([](House& house) {
        for (int at = 0; at < 301; ++at) {
            NewPerson hidden = somebody("Amara", "Bell");
            hidden.restricted = true;
            house.create(hidden);
        }
        const std::string open = house.create(somebody("Amara", "Bell"));
        const auto found =
            house.search(house.worker, {.given_name = "Amara", .family_name = "Bell"});
        CHECK(ids(*found) == std::vector<std::string>{open});
        CHECK(!found->too_many);
    });
}

TEST_CASE("a protected address finds nobody for those who may not see it") {
    in_each_house([](House& house) {
        NewPerson person = somebody("Amara", "Bell");
        person.assertions.push_back(
            {.fact = Address{.lines = {"9 Hidden Row"}, .postcode = "NE66 2AD"},
             .is_protected = true});
        const std::string id = house.create(person);
        CHECK(!finds(house, house.worker, {.postcode = "NE66 2AD"}, id));
        CHECK(finds(house, house.keeper, {.postcode = "NE66 2AD"}, id));
        const auto found = house.search(
            house.worker, {.given_name = "Amara", .family_name = "Bell", .postcode = "NE66 2AD"});
        REQUIRE(found->candidates.size() == 1);
        for (const FieldWeight& one : found->candidates[0].explanation) {
            CHECK(one.field != "postcode");
        }
    });
}

TEST_CASE("too many alike asks for a detail, and a detail helps") {
    in_each_house([](House& house) {
        std::string last;
        for (int at = 0; at < 310; ++at) {
            const Date born = parse_date("1990-01-01").value() + at;
            last = house.create(somebody("John", "Smith", iso(born)));
        }
        const auto many =
            house.search(house.worker, {.given_name = "John", .family_name = "Smith"});
        REQUIRE(many);
        CHECK(many->too_many);
        CHECK(many->advice == "Too many: add a detail, such as a birth date or a postcode.");
        const auto one = house.search(
            house.worker,
            {.given_name = "John", .family_name = "Smith", .birth_date = "1990-11-06"});
        REQUIRE(!one->candidates.empty());
        CHECK(one->candidates[0].id == last);
        CHECK(!one->too_many);
    });
}

TEST_CASE("a search is in the access log, its words are not") {
    in_each_house([](House& house) {
        REQUIRE(house.search(house.worker, {.family_name = "Bell"}));
        const auto row =
            house.store.read()->one("select subject from access_log where action = 'search'");
        REQUIRE(row);
        CHECK(row->text(0).size() == 64);
        CHECK(row->text(0).find("bell") == std::string::npos);
    });
}

TEST_CASE("whoever is about to be created may be there already") {
    in_each_house([](House& house) {
        const std::string there = house.create(full_person());
        const std::string brother = house.create(somebody("Tom", "Reed", "2016-08-21"));
        const auto duplicates = [&](const NewPerson& person) {
            const auto db = house.store.write();
            const auto grant = House::grant(house.worker, access::Action::SearchPeople);
            return ids(duplicates_for(house.context(*db), grant, person).value());
        };
        CHECK(duplicates(somebody("Amara", "Reed", "2019-03-04")) ==
              std::vector<std::string>{there});
        CHECK(duplicates(somebody("Amara", "Reed")) == std::vector<std::string>{there});
        CHECK(duplicates(somebody("Kit", "Marlow", "1980-01-01")).empty());
        NewPerson by_number = somebody("Mara", "Bel");
        by_number.assertions.push_back(
            {.fact = Identifier{.scheme = "nhs-number", .value = "999 000 0018"}});
        CHECK(duplicates(by_number) == std::vector<std::string>{there});
        CHECK(duplicates(somebody("Maud", "Green", "2016-08-27")).empty());
    });
}

TEST_CASE("an unborn baby is found again by family name and expected date") {
    in_each_house([](House& house) {
        const auto expected = [](std::string_view date) {
            return NewPerson{
                .assertions = {{.fact = Name{.family = "Bell"}},
                               {.fact = ExpectedDate{.date = parse_date(date).value()}}}};
        };
        const std::string there = house.create(expected("2027-01-10"));
        const auto db = house.store.write();
        const auto grant = House::grant(house.worker, access::Action::SearchPeople);
        const auto found = duplicates_for(house.context(*db), grant, expected("2027-01-15"));
        CHECK(ids(*found) == std::vector<std::string>{there});
    });
}

TEST_CASE("dates are read as people in England write them") {
    CHECK(read_date("3/4/2019") == parse_date("2019-04-03"));
    CHECK(read_date("03.04.2019") == parse_date("2019-04-03"));
    CHECK(read_date("2019-04-03") == parse_date("2019-04-03"));
    CHECK(!read_date("31/2/2019"));
    CHECK(!read_date("3/4/19"));
    CHECK(!read_date("amara"));
}
