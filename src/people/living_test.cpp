#include "people/living.h"

#include <doctest/doctest.h>

#include "people/match_card.h"
#include "people/people_test_house.h"
#include "people/same_person.h"

using namespace longstone;
using namespace longstone::people;

namespace {

std::vector<std::string> found(House& house,
                               const access::Viewer& viewer,
                               const NewPerson& sought) {
    const auto card = match_card(sought.assertions, "dene-first");
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
        const Living another(house.store);
        CHECK(house.living->size() == 1);
    });
}
