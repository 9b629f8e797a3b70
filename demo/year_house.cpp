#include "demo/year_house.h"

#include <doctest/doctest.h>

#include "demo/fill.h"
#include "measure/counted.h"
#include "report/acts.h"

namespace longstone::demo {
namespace {

const Instant kEnd = *parse_instant("2026-05-26T13:30:00Z");

struct YearFilled {
    YearFilled() {
        house = std::move(*work::open_house(
            {.data_dir = ":memory:", .definitions = LONGSTONE_ROOT "/definitions", .now = [this] {
                 return clock.now;
             }}));
        measure::prepare(*house);
        report::prepare(*house);
        const FillOptions options{
            .folder = LONGSTONE_ROOT "/demo", .hash_passes = 1, .told = Told::Year};
        const auto done = fill(*house, clock, kEnd, options);
        REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
        while (measure::refresh(*house) > 0) {
        }
    }

    Clock clock = {.now = begins(kEnd, Told::Year)};
    std::unique_ptr<work::House> house = {};
};

}  // namespace

const work::House& year_house() {
    static const YearFilled year;
    return *year.house;
}

}  // namespace longstone::demo
