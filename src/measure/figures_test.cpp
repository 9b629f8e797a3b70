#include "measure/figures.h"

#include <doctest/doctest.h>

#include "measure/counted.h"
#include "work/test_work.h"

namespace longstone::measure {
namespace {

// Counts of four parts in May 2026 and in the year before, of records that the police see in part.
struct Counted {
    work::TestWork work = {};
    define::Definitions definitions = {};

    Counted() {
        prepare(work.house());
        definitions = *work.house().definitions;
        definitions.measures["M"] = {.id = "M", .of = {"visit"}, .by = {"rating"}};
        const auto session = work.house().store->write();
        const auto put = [&](const std::string& dim, const std::string& value, Date day, int n) {
            session->run(
                "insert into tally (measure, dim, value, month, n, met, amount, ended, met_ended) "
                "values ('M', $1, $2, $3, $4, 0, 0, 0, 0)",
                {dim, value, std::int64_t{month_of(day)}, std::int64_t{n}});
        };
        const auto now = *parse_date("2026-05-10");
        const auto then = *parse_date("2025-06-10");
        put("", "", now, 39);
        put("", "", then, 30);
        put("rating", "red", now, 20);
        put("rating", "amber", now, 10);
        put("rating", "green", now, 6);
        put("rating", "none", now, 3);
        put("rating", "red", then, 30);
        session->commit();
    }

    template <class See>
    void as(const access::Viewer& viewer, See see) {
        const auto session = work.house().store->read();
        work::Context context{.db = *session,
                              .projections = work.house().projections,
                              .definitions = definitions,
                              .now = *parse_instant("2026-07-01T09:00:00Z")};
        access::Viewer who = viewer;
        who.powers.insert("see-figures");
        const auto grant = access::allow(who, access::Action::SeeFigures);
        REQUIRE(grant.has_value());
        Figures figures(context, *grant);
        see(figures, definitions.measures["M"]);
    }
};

const Range kSpring{.from = *parse_date("2026-05-01"), .to = *parse_date("2026-05-31")};

std::string shown(const std::vector<Figures::Part>& parts) {
    std::string words;
    for (const auto& part : parts)
        words += part.value +
                 (part.figure.hidden ? ":c " : ":" + std::to_string(part.figure.counted) + " ");
    return words;
}

TEST_CASE("who sees the records sees every part of them") {
    Counted counted;
    counted.as(counted.work.reader(), [](Figures& figures, const define::Measure& measure) {
        CHECK(shown(figures.broken_down(measure, "rating", kSpring)) ==
              "red:20 amber:10 green:6 none:3 ");
        CHECK(
            figures.series(measure, kSpring, define::Period::Month, "rating", "none")[0].counted ==
            3);
    });
}

TEST_CASE("a small part is hidden, and another with it so that the whole does not give it away") {
    Counted counted;
    counted.as(counted.work.officer(), [](Figures& figures, const define::Measure& measure) {
        CHECK(shown(figures.broken_down(measure, "rating", kSpring)) ==
              "red:20 amber:10 green:c none:c ");
        CHECK(figures.total(measure, kSpring).counted == 39);
        CHECK(figures.total(measure, kSpring, "rating", "none").hidden);
        CHECK(figures.total(measure, kSpring, "rating", "green").hidden);
        CHECK(figures.total(measure, kSpring, "rating", "red").counted == 20);
        CHECK(figures.behind(measure, kSpring, "rating", "none").counted == 0);
    });
}

TEST_CASE("from who may not see the records parts come by whole years alone") {
    Counted counted;
    counted.as(counted.work.officer(), [](Figures& figures, const define::Measure& measure) {
        // A range across two years is the year in which it ends: two ranges cannot be subtracted.
        const Range both{.from = *parse_date("2025-04-01"), .to = *parse_date("2026-05-31")};
        CHECK(shown(figures.broken_down(measure, "rating", both)) ==
              "red:20 amber:10 green:c none:c ");
        const auto series = figures.series(measure, both, define::Period::Month, "rating", "red");
        REQUIRE(series.size() == 2);
        CHECK(series[0].label == "2025-26");
        CHECK(series[0].counted == 30);
        CHECK(series[1].counted == 20);
    });
}

}  // namespace
}  // namespace longstone::measure
