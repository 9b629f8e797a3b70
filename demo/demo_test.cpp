#include <filesystem>

#include <doctest/doctest.h>

#include "base/secret.h"
#include "base/text.h"
#include "demo/fill.h"
#include "measure/counted.h"
#include "report/acts.h"

namespace longstone::demo {
namespace {

namespace fs = std::filesystem;

// A Tuesday, in the working day.
constexpr std::int64_t kEndMinutes = 29'663'400;
const Instant kEnd = {kEndMinutes * kMinute};

struct Demonstration {
    explicit Demonstration(Instant end = kEnd) : clock{.now = end} {
        fs::create_directories(folder);
        house = std::move(*work::open_house({.data_dir = folder,
                                             .definitions = LONGSTONE_ROOT "/definitions",
                                             .now = [this] { return clock.now; }}));
        measure::prepare(*house);
        report::prepare(*house);
        auto done = fill(*house, clock, end, options);
        REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
        filled = std::move(*done);
    }
    ~Demonstration() {
        house.reset();
        fs::remove_all(folder);
    }
    Demonstration(const Demonstration&) = delete;
    Demonstration& operator=(const Demonstration&) = delete;

    [[nodiscard]] std::string table(const std::vector<store::Row>& rows,
                                    std::size_t columns) const {
        std::string text;
        for (const auto& row : rows) {
            for (std::size_t n = 0; n < columns; ++n) {
                text += cat({row.text(n), "|"});
            }
            text += '\n';
        }
        return text;
    }
    std::string records() {
        return table(
            house->store->read()->rows(
                "select ref, pathway, stage, summary, rating, opened_by, lead_user from record "
                "order by ref"),
            7);
    }
    std::string answers() {
        // People have other ids each time.
        return table(house->store->read()->rows(
                         "select a.record, a.field, coalesce(p.given || ' ' || p.family, a.value) "
                         "from answer a left join person p on p.id = a.value order by 1, 2, 3"),
                     3);
    }
    // Counted record by record as they changed, and all anew.
    void figures_equal_a_recount() {
        const auto all = [&] {
            while (measure::refresh(*house) > 0) {
            }
            return cat(
                {table(house->store->read()->rows(
                           "select measure, dim, value, cast(month as text), record, unit, "
                           "cast(until_month as text), cast(met as text), cast(amount as text) "
                           "from counted order by 1, 2, 3, 4, 5, 6"),
                       9),
                 table(house->store->read()->rows(
                           "select measure, dim, value, cast(month as text), cast(n as text), "
                           "cast(met as text), cast(amount as text), cast(ended as text) from "
                           "tally order by 1, 2, 3, 4"),
                       8)});
        };
        const auto live = all();
        CHECK(number_of("select count(distinct measure) from counted") > 50);
        CHECK(number_of("select count(*) from (select measure, dim, value, month, sum(1) as n, "
                        "sum(met) as met from counted group by measure, dim, value, month) c join "
                        "tally t on t.measure = c.measure and t.dim = c.dim and t.value = c.value "
                        "and t.month = c.month where t.n <> c.n or t.met <> c.met") == 0);
        measure::recount(*house);
        CHECK(all() == live);
    }
    std::int64_t number_of(store::Sql sql) {
        return house->store->read()->rows(sql, {}).front().integer(0);
    }
    std::int64_t count(const std::string& pathway, const std::string& stage) {
        return house->store->read()
            ->rows("select count(*) from record where pathway = $1 and stage = $2",
                   {pathway, stage})
            .front()
            .integer(0);
    }

    std::string folder =
        cat({fs::temp_directory_path().string(), "/longstone_demo_", random_code(12)});
    FillOptions options = {.folder = LONGSTONE_ROOT "/demo", .hash_passes = 1};
    Clock clock;
    std::unique_ptr<work::House> house = {};
    Filled filled = {};
};

TEST_CASE("the demonstration is the same twice, whole, and its journal holds") {
    Demonstration first;
    {
        Demonstration second;
        CHECK(first.filled.password == second.filled.password);
        CHECK(first.filled.events == second.filled.events);
        CHECK(first.records() == second.records());
        CHECK(first.answers() == second.answers());
    }
    for (const char* stage : {"rating",
                              "family",
                              "checks",
                              "analysis",
                              "discussion",
                              "decision",
                              "decided",
                              "closed"}) {
        CAPTURE(stage);
        CHECK(first.count("child-mash", stage) > 0);
    }
    for (const char* stage : {"checks", "conversation", "discussion", "decision", "closed"}) {
        CAPTURE(stage);
        CHECK(first.count("adult-mash", stage) > 0);
    }
    for (const char* pathway : {"section-42-enquiry",
                                "strategy-discussion-s47",
                                "child-family-assessment-s17",
                                "early-help-assessment"}) {
        CAPTURE(pathway);
        CHECK(first.house->store->read()
                  ->rows("select count(*) from record where pathway = $1", {pathway})
                  .front()
                  .integer(0) > 0);
    }
    {
        const auto session = first.house->store->read();
        CHECK(journal::verify(*session, first.house->keys.public_key).empty());
    }
    const auto records = first.records();
    const auto answers = first.answers();
    {
        const auto session = first.house->store->write();
        journal::rebuild(*session, first.house->projections);
        session->commit();
    }
    CHECK(first.records() == records);
    CHECK(first.answers() == answers);
    // Whole families, their numbers and where they lived; and worries that the public told.
    CHECK(first.number_of("select count(*) from person_relationship where stated_here = 1") > 90);
    CHECK(first.number_of("select count(distinct r.other) from person_relationship r join person p "
                          "on p.id = r.person where p.given = 'Kyle'") > 3);
    CHECK(first.number_of("select count(*) from person_identifier where scheme = 'nhs-number' and "
                          "value >= '9990000000'") > 90);
    CHECK(first.number_of("select count(*) from person_address where valid_until is not null") >
          20);
    CHECK(first.number_of("select count(*) from record where source = 'public' and stage = "
                          "'received'") == 2);
    first.figures_equal_a_recount();
    first.clock.now = first.clock.now + 20 * kDay;  // clocks run out, and nothing else happens
    first.figures_equal_a_recount();
    const auto again = fill(*first.house, first.clock, kEnd, first.options);
    REQUIRE(!again);
    CHECK(again.error().message.find("holds a partnership already") != std::string::npos);
}

TEST_CASE("the demonstration can be filled on a Sunday night") {
    const std::int64_t to_sunday = 5 * kDay + 9 * kHour;
    Demonstration sunday(kEnd + to_sunday);
    CHECK(sunday.count("child-mash", "checks") > 0);
    CHECK(sunday.count("adult-mash", "checks") > 0);
}

// For those who write stories: LONGSTONE_STORIES names those to play by themselves, LONGSTONE_TREE
// another checkout to play them from. Every story is played by the demonstration above as well.
TEST_CASE("the stories that are asked for can be played") {
    // NOLINTBEGIN(concurrency-mt-unsafe): nothing changes the environment.
    const char* only = std::getenv("LONGSTONE_STORIES");
    const char* tree = std::getenv("LONGSTONE_TREE");
    // NOLINTEND(concurrency-mt-unsafe)
    if (only == nullptr) return;
    const std::string root = tree == nullptr ? LONGSTONE_ROOT : tree;
    Clock clock = {.now = kEnd};
    const auto house = work::open_house(
        {.data_dir = ":memory:", .definitions = root + "/definitions", .now = [&clock] {
             return clock.now;
         }});
    REQUIRE(house);
    const auto done =
        fill(**house,
             clock,
             kEnd,
             {.folder = root + "/demo", .hash_passes = 1, .only = only, .told = Told::Both});
    REQUIRE(done);
    CHECK(done->records > 0);
}

}  // namespace
}  // namespace longstone::demo
