#include "measure/marks.h"

#include <doctest/doctest.h>

#include "measure/counted.h"
#include "measure/figure_chart.h"
#include "work/test_work.h"

namespace longstone::measure {
namespace {

// 24 months from April 2024, the same but for what a test puts in.
std::vector<Figure> months(const std::vector<double>& values) {
    std::vector<Figure> series;
    int month = month_of(*parse_date("2024-04-01"));
    for (const double value : values) {
        series.push_back({.from = first_day(month),
                          .to = first_day(month + 1) + -1,
                          .counted = 1,
                          .value = value});
        ++month;
    }
    return series;
}

TEST_CASE("limits are drawn anew from the period of a rebase, and never across it") {
    std::vector<double> values;
    for (int i = 0; i < 24; ++i)
        values.push_back((i < 12 ? 60 : 80) + (i % 2 == 0 ? 1 : -1));
    const auto series = months(values);
    const define::Measure measure{.good = define::Good::Up};
    const auto one = chart_of(measure, define::Period::Month, series, {});
    REQUIRE(one.has_value());
    CHECK(one->segments.size() == 1);
    const auto two = chart_of(measure,
                              define::Period::Month,
                              series,
                              {{.from = *parse_date("2025-04-15"), .why = "Hub"}});
    REQUIRE(two.has_value());
    REQUIRE(two->segments.size() == 2);
    CHECK(two->segments[1].first == 12);
    CHECK(*two->segments[0].centre == doctest::Approx(60));
    CHECK(*two->segments[1].centre == doctest::Approx(80));
    // Days outside the chart, and a second one in the same period, change nothing.
    const auto same = chart_of(measure,
                               define::Period::Month,
                               series,
                               {{.from = *parse_date("2020-01-01")},
                                {.from = *parse_date("2025-04-01")},
                                {.from = *parse_date("2025-04-30")}});
    REQUIRE(same.has_value());
    CHECK(same->segments.size() == 2);
}

TEST_CASE("a share out of few is not beyond chance by standing outside the limits") {
    std::vector<double> values(23, 95);
    for (std::size_t i = 0; i < values.size(); i += 2)
        values[i] = 93;
    values.push_back(50);
    auto series = months(values);
    auto& last = series.back();
    const define::Measure measure{.shown = define::Shown::Percent, .good = define::Good::Up};
    const auto out_of = [&](std::int64_t met, std::int64_t counted) {
        last.met = met;
        last.counted = counted;
        last.period = "March 2026";
        return chart_of(measure, define::Period::Month, series, {}).value();
    };
    const auto few = out_of(1, 2);
    CHECK(few.variation == Variation::Common);
    CHECK(few.flags.back().cause == Cause::Common);
    CHECK(few.says == "March 2026 is within what chance explains.");
    const auto many = out_of(20, 40);
    CHECK(many.variation == Variation::ConcernLow);
    CHECK(many.flags.back().cause == Cause::Outside);
}

TEST_CASE("a mark is kept with who and why, and can be taken back") {
    work::TestWork work;
    prepare(work.house());
    auto definitions = *work.house().definitions;
    definitions.measures["M"] = {.id = "M"};
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::KeepFigures);
    REQUIRE(grant.has_value());
    const auto in = [&](auto act) {
        return work.in([&](work::Context& context) {
            work::Context with{.db = context.db,
                               .projections = context.projections,
                               .definitions = definitions,
                               .now = context.now};
            return act(with);
        });
    };
    const auto put = [&](const NewMark& mark) {
        return in([&](work::Context& context) { return put_mark(context, *grant, mark); });
    };
    const auto today = london(work.now()).date;
    CHECK(put({.measure = "M", .from = today, .why = "Booking moved"}).has_value());
    CHECK(put({.measure = "M", .from = today + -40, .record = "RT-1"}).has_value());
    CHECK(put({.measure = "M", .from = today, .why = "Again"}).error().fields.size() == 1);
    CHECK(put({.measure = "N", .from = today + 1}).error().fields.size() == 3);
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto marks = marks_of(context, "M");
    REQUIRE(marks.size() == 2);
    CHECK(marks[0].record == "RT-1");
    CHECK(marks[1].why == "Booking moved");
    CHECK(marks_for(context, "RT-1").size() == 1);
    CHECK(rebases_of(definitions.measures["M"], marks).size() == 1);
    CHECK(in([&](work::Context& c) { return take_back_mark(c, *grant, marks[1].id); }).has_value());
    CHECK_FALSE(
        in([&](work::Context& c) { return take_back_mark(c, *grant, marks[1].id); }).has_value());
    const auto after = work.house().store->read();
    auto reading = work.house().context(*after);
    CHECK(marks_of(reading, "M").size() == 1);
}

}  // namespace
}  // namespace longstone::measure
