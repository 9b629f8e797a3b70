#include <algorithm>
#include <array>

#include <doctest/doctest.h>

#include "base/text.h"
#include "demo/fill.h"
#include "measure/counted.h"
#include "measure/standing.h"
#include "report/acts.h"

// The last two years of the demonstration, told by the month up to any day (demo/recent).
namespace longstone::demo {
namespace {

// The middle of a month: the one that runs is half told.
const Instant kEnd = *parse_instant("2026-06-17T13:30:00Z");

TEST_CASE("the last two years give figures with limits, some that moved, and few open records") {
    Clock clock = {.now = begins(kEnd, Told::Both)};
    auto house = std::move(*work::open_house(
        {.data_dir = ":memory:", .definitions = LONGSTONE_ROOT "/definitions", .now = [&clock] {
             return clock.now;
         }}));
    measure::prepare(*house);
    report::prepare(*house);
    const auto done = fill(*house,
                           clock,
                           kEnd,
                           {.folder = LONGSTONE_ROOT "/demo",
                            .hash_passes = 1,
                            .only = "recent-",
                            .told = Told::Both});
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    clock.now = kEnd;
    while (measure::refresh(*house) > 0) {
    }
    const auto session = house->store->read();
    auto context = house->context(*session);
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::SeeFigures);
    REQUIRE(grant);
    const auto all = measure::standings(context, *grant);
    const auto standing = [&](std::string_view id) {
        const auto found =
            std::ranges::find_if(all, [&](const auto& one) { return one.measure->id == id; });
        REQUIRE(found != all.end());
        return *found;
    };
    // Those of the quarter's report that are counted by the month, and more beside them.
    constexpr std::array kCharted = {"C-REF",
                                     "C-ASMT45",
                                     "C-S47",
                                     "C-CPP",
                                     "A-CONC",
                                     "X-MISS",
                                     "X-RHI72",
                                     "X-ENC",
                                     "X-END",
                                     "E-CME",
                                     "L-ALL",
                                     "X-EXPL",
                                     "C-MASH-RAG",
                                     "V-RATE"};
    for (const auto* id : kCharted) {
        CAPTURE(id);
        CAPTURE(standing(id).says);
        CHECK(standing(id).charted);
    }
    CHECK(standing("X-MISS").concern());
    CHECK(std::ranges::count_if(all, [](const auto& one) { return one.concern(); }) >= 3);
    CHECK(std::ranges::count_if(all, [](const auto& one) { return one.improvement(); }) >= 1);
    CHECK(std::ranges::count_if(all, [](const auto& one) { return one.charted; }) > 100);
    // Nobody's day is drowned: a tenth is open at most, and what waits to be answered is little.
    const auto number_of = [&](store::Sql sql) { return session->integer(sql); };
    const auto records = number_of("select count(*) from record");
    CHECK(records > 1'500);
    CHECK(number_of("select count(*) from record where closed_at is null") * 8 < records);
    CHECK(number_of("select count(*) from request where answered_at is null and withdrawn_at is "
                    "null") < 30);
    // Each is at work when offices are open, and none after the end.
    CHECK(number_of("select count(*) from record where opened_at > 1781703000000000") == 0);
}

}  // namespace
}  // namespace longstone::demo
