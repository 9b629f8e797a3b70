#include "work/loop.h"

#include <doctest/doctest.h>

#include "work/acts/link.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

const define::Loop kLoop{
    .id = "learning",
    .name = "Learning",
    .follows = "after",
    .steps = {{.id = "visit", .name = "Visit", .pathways = {"visit"}},
              {.id = "after", .name = "After", .pathways = {"after"}, .link = "led-to"},
              {.id = "done", .name = "Done", .kind = define::LoopStep::Kind::Actions}}};

}  // namespace

TEST_CASE("records that are there are tied where the definitions let one follow from the other") {
    TestWork work;
    const auto visit = work.open("amber");
    const auto person = work.new_person();
    const auto opened = work.in([&](Context& context) {
        return open_record(context,
                           access::system_viewer(),
                           {.pathway = "after",
                            .source = "system",
                            .people = {{.person = person, .role = "subject"}}});
    });
    REQUIRE(opened.has_value());
    const auto after = opened->record.ref;
    const auto link =
        [&](const access::Viewer& viewer, const std::string& from, const std::string& to) {
            return work.in([&](Context& context) {
                return link_record(context, viewer, from, {}, to, "led-to");
            });
        };
    CHECK(link(work.visitor(), after, visit).error().fields.front().field == "to");
    CHECK_FALSE(link(work.visitor(), visit, "AC-9999-1").has_value());
    CHECK_FALSE(link(work.visitor(), visit, visit).has_value());
    CHECK_FALSE(link(work.officer(), visit, after).has_value());
    REQUIRE(link(work.visitor(), visit, after).has_value());
    const auto rev = work.see(work.visitor(), visit).record.rev;
    REQUIRE(link(work.visitor(), visit, after).has_value());
    CHECK(work.see(work.visitor(), visit).record.rev == rev);  // the same tie again is nothing

    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto all = followed_by(context, work.visitor(), kLoop, 10);
    REQUIRE(all.size() == 1);
    CHECK(all[0].ref == after);
    const auto chain = chain_of(context, work.visitor(), kLoop, all[0]);
    REQUIRE(chain.places.size() == 3);
    REQUIRE(chain.places[0].records.size() == 1);
    CHECK(chain.places[0].records[0].ref == visit);
    CHECK(chain.places[1].records[0].ref == after);
    CHECK_FALSE(chain.places[2].reached());

    const auto from = followed_from(context, work.visitor(), kLoop, visit);
    REQUIRE(from.has_value());
    REQUIRE(from->size() == 1);
    CHECK(from->front().ref == after);
    CHECK_FALSE(followed_from(context, work.visitor(), kLoop, "VI-9999-1").has_value());
    // Who may not see a record does not learn from the loop that it is there.
    CHECK(followed_by(context, work.nurse(), kLoop, 10).empty());
}
