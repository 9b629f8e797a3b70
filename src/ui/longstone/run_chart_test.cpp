#include "ui/longstone/run_chart.h"

#include <doctest/doctest.h>

#include "ui/longstone/chart_scale.h"

namespace longstone::ls {

namespace {

std::size_t count(const std::string& in, std::string_view what) {
    std::size_t found = 0;
    for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + 1))
        ++found;
    return found;
}

}  // namespace

TEST_CASE("a scale has round steps and holds every value") {
    const auto scale = scale_for(54, 92);
    CHECK(scale.step == 10);
    CHECK(scale.low == 50);
    CHECK(scale.high == 100);
    CHECK(scale.marks().size() == 6);
    CHECK(scale_for(0, 0).high == 1);
    CHECK(scale_for(0.62, 0.69).low <= 0.62);
    CHECK(scale_for(-3, 17).low <= -3);
    CHECK(scale.place(50, 30, 290) == 290);
    CHECK(scale.place(100, 30, 290) == 30);
}

TEST_CASE("a figure has as few digits as say it") {
    CHECK(figure(69) == "69");
    CHECK(figure(0.5) == "0.5");
    CHECK(figure(1200) == "1,200");
    CHECK(figure(-1234567) == "-1,234,567");
    CHECK(figure(999.96) == "1,000");
    CHECK(figure(-0.01) == "0");
}

TEST_CASE("the line is broken where nothing was counted") {
    const auto drawn = run_chart({.title = "In time",
                                  .points = {{.label = "Apr", .value = 60},
                                             {.label = "May"},
                                             {.label = "Jun", .value = 70},
                                             {.label = "Jul", .value = 80}}})
                           .str();
    CHECK(count(drawn, "<circle") == 3);
    const auto from = drawn.find("ls-chart__run\" d=\"") + 18;
    const auto way = drawn.substr(from, drawn.find('"', from) - from);
    CHECK(count(way, "M") == 2);
    CHECK(count(way, "L") == 1);
}

TEST_CASE("a signal has a shape of its own") {
    const auto drawn =
        run_chart({.title = "In time",
                   .points = {{.label = "Apr", .value = 60},
                              {.label = "May", .value = 66, .signal = Signal::Run},
                              {.label = "Jun",
                               .value = 90,
                               .signal = Signal::Beyond,
                               .worse = true,
                               .href = "/figures/x",
                               .words = "June: 90%"}},
                   .stretches = {{.from = 0, .to = 2, .mean = 66, .lower = 50, .upper = 80}},
                   .changes = {{.at = 1, .words = "Booking moved"}},
                   .unit = "%"})
            .str();
    CHECK(drawn.contains("ls-chart__point ls-chart__point--signal"));
    CHECK(drawn.contains("<a href=\"/figures/x\" aria-label=\"June: 90%\"><rect"));
    CHECK(drawn.contains("upper limit 80%"));
    CHECK(drawn.contains("Booking moved"));
    CHECK(drawn.contains("role=\"group\""));
    CHECK_FALSE(drawn.contains("style="));
}

TEST_CASE("a period that is not over is drawn as such, and the key says so") {
    const RunChart open = {.title = "Missing",
                           .points = {{.label = "Sep", .value = 15},
                                      {.label = "Oct", .value = 14},
                                      {.label = "Nov", .value = 2, .open = true}}};
    const auto drawn = run_chart(open).str();
    CHECK(count(drawn, "ls-chart__run--open") == 1);
    CHECK(count(drawn, "ls-chart__point--open") == 1);
    CHECK(chart_key(open).str().contains("not over yet"));
    CHECK_FALSE(chart_key({.points = {{.label = "Sep", .value = 15}}}).str().contains("not over"));
}

TEST_CASE("words on a chart stand clear of its points and of each other") {
    std::vector<ChartPoint> points;
    for (int i = 0; i < 12; ++i)
        points.push_back({.label = "Q1 2026-27", .value = i == 11 ? 60.0 : 100.0});
    const auto drawn = run_chart({.title = "In time",
                                  .points = points,
                                  .stretches = {{.from = 0, .to = 11, .mean = 97.6, .lower = 97.6}},
                                  .unit = "%"})
                           .str();
    const auto height_of = [&](std::string_view words) {
        const auto at = drawn.find(words);
        REQUIRE(at != std::string::npos);
        const auto y = drawn.rfind(" y=\"", at);
        return std::stod(drawn.substr(y + 4));
    };
    // Above their line they would stand on the points.
    CHECK(height_of("mean 97.6%") > 45);
    CHECK(height_of("lower limit 97.6%") > 45);
    // And labels along the foot are left out rather than written over each other.
    CHECK(count(drawn, ">Q1 2026-27<") < 12);
}

TEST_CASE("a chart of nothing is still a chart") {
    CHECK(run_chart({.title = "None"}).str().contains("<svg"));
    CHECK(run_chart({.title = "One", .points = {{.label = "Apr", .value = 3}}})
              .str()
              .contains("cx=\"505.0\""));
    const auto past_the_end = run_chart({.title = "x",
                                         .points = {{.label = "a", .value = 1}},
                                         .stretches = {{.from = 0, .to = 9, .mean = 1}},
                                         .changes = {{.at = 5, .words = "never"}}});
    CHECK_FALSE(past_the_end.str().contains("never"));
}

}  // namespace longstone::ls
