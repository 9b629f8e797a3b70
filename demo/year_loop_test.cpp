#include <doctest/doctest.h>

#include "access/accounts.h"
#include "demo/year_house.h"
#include "measure/figure_chart.h"
#include "measure/marks.h"
#include "report/acts.h"
#include "work/loop.h"

// The loops of learning of the years that are over: one whose figure moved when the change was in
// place, and one of which nothing came that can be told from chance.
namespace longstone::demo {
namespace {

const Date kReportEnds = *parse_date("2023-08-31");

struct Followed {
    work::Chain chain = {};
    measure::Mark mark = {};
    measure::Changed changed = {};
};

// What should move this measure, as this post sees it, where it came through every step.
Followed follow(work::Context& context,
                std::string_view agency,
                std::string_view post,
                std::string_view measure) {
    Followed found;
    const auto name = context.db.one(
        "select user_name from user_post where agency = $1 and post = $2 order by user_name",
        {agency, post});
    REQUIRE(name);
    const auto viewer = access::load_viewer(context.db, context.definitions, name->text(0));
    REQUIRE(viewer);
    const auto grant = access::allow(*viewer, access::Action::SeeFigures);
    REQUIRE(grant);
    measure::Figures figures(context, *grant);
    const auto& loop = context.definitions.loops.begin()->second;
    for (const auto& mark : measure::all_marks_for_records(context)) {
        if (mark.measure != measure) continue;
        const auto followed = work::followed_from(context, *viewer, loop, mark.record);
        REQUIRE(followed);
        auto chain = work::chain_of(context, *viewer, loop, followed->front());
        const bool whole = std::ranges::all_of(chain.places, [](const work::LoopPlace& place) {
            return place.step->kind == define::LoopStep::Kind::Measures || place.reached();
        });
        if (!whole) continue;
        const auto changed = measure::changed_since(
            figures, *context.definitions.measure(mark.measure), mark.from, kReportEnds);
        REQUIRE(changed);
        found = {.chain = std::move(chain), .mark = mark, .changed = *changed};
    }
    return found;
}

TEST_CASE("of two loops of the year one moved its figure and one did not") {
    const auto& house = year_house();
    const auto session = house.store->read();
    auto context = house.context(*session);

    const auto fathers =
        follow(context, "partnership-office", "business-manager-children", "C-REF-FATHER");
    CHECK(fathers.chain.followed.summary == "Whoever refers a child speaks with the father too");
    CHECK(fathers.mark.measure == "C-REF-FATHER");
    CHECK(fathers.changed.change == measure::Change::Better);
    REQUIRE(fathers.changed.difference);
    CHECK(fathers.changed.difference->value > 30);
    CHECK(fathers.changed.difference->interval.low > 0);

    const auto worker = follow(context, "partnership-office", "business-manager-adults", "V-RATE");
    CHECK(worker.chain.followed.summary ==
          "A young person hears of it before their worker changes");
    CHECK(worker.mark.measure == "V-RATE");
    CHECK(worker.changed.change == measure::Change::NotDetectable);
    REQUIRE(worker.changed.difference);
    CHECK(worker.changed.difference->interval.holds(0));

    // The report that was published says so of both.
    const auto report = report::published(*session, "annual", "2022-23");
    REQUIRE(report);
    std::string told;
    for (const auto& chapter : report->chapters)
        for (const auto& section : chapter.sections)
            if (section.id == "changed")
                for (const auto& block : section.blocks) {
                    told += block.title + "\n";
                    for (const auto& line : block.words)
                        told += line + "\n";
                }
    CAPTURE(told);
    CHECK(told.find(fathers.chain.followed.summary) != std::string::npos);
    CHECK(told.find(fathers.changed.says) != std::string::npos);
    CHECK(told.find(worker.chain.followed.summary) != std::string::npos);
    CHECK(told.find(worker.changed.says) != std::string::npos);
}

}  // namespace
}  // namespace longstone::demo
