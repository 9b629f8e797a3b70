#include "ui/longstone/pathway_drawing.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "ui/longstone/layers.h"

namespace longstone::ls {

namespace {

bool overlaps(const LayeredBox& one, const LayeredBox& other) {
    const bool beside = std::abs(one.x - other.x) >= (one.width + other.width) / 2;
    const bool apart = one.y + one.height <= other.y || other.y + other.height <= one.y;
    return !beside && !apart;
}

}  // namespace

TEST_CASE("a chain goes down one layer at a time") {
    const auto laid = lay_out({40, 40, 40}, {{0, 1}, {1, 2}});
    CHECK(laid.boxes[0].layer == 0);
    CHECK(laid.boxes[1].layer == 1);
    CHECK(laid.boxes[2].layer == 2);
    CHECK(laid.boxes[0].y + 40 < laid.boxes[1].y);
    CHECK(laid.boxes[0].x == laid.boxes[2].x);
}

TEST_CASE("an arrow over two layers passes through the one between") {
    const auto laid = lay_out({40, 40, 40}, {{0, 1}, {1, 2}, {0, 2}});
    CHECK(laid.arrows[2].by_way_of.size() == 2);
    CHECK(laid.arrows[2].by_way_of.front().second == laid.boxes[1].y);
    CHECK(std::abs(laid.arrows[2].by_way_of.front().first - laid.boxes[1].x) >= 105);
}

TEST_CASE("a way back is kept aside, so a circle ends") {
    const auto laid = lay_out({40, 40, 40}, {{0, 1}, {1, 0}, {2, 2}});
    CHECK_FALSE(laid.arrows[0].back);
    CHECK(laid.arrows[1].back);
    CHECK(laid.arrows[2].back);
    CHECK(laid.boxes[1].layer == 1);
}

TEST_CASE("no box lies on another, whatever the graph") {
    unsigned seed = 7;
    const auto next = [&](std::size_t below) {
        seed = seed * 1664525U + 1013904223U;
        return static_cast<std::size_t>(seed >> 8U) % below;
    };
    for (int round = 0; round < 200; ++round) {
        const std::vector<int> heights(2 + next(14), 60);
        std::vector<std::pair<std::size_t, std::size_t>> arrows;
        for (auto count = next(30); count > 0; --count) {
            arrows.emplace_back(next(heights.size()), next(heights.size()));
        }
        const auto laid = lay_out(heights, arrows);
        for (std::size_t one = 0; one < laid.boxes.size(); ++one) {
            CHECK(laid.boxes[one].x + laid.boxes[one].width / 2 <= laid.width);
            CHECK(laid.boxes[one].y + laid.boxes[one].height <= laid.height);
            for (std::size_t other = 0; other < one; ++other) {
                CHECK_FALSE(overlaps(laid.boxes[one], laid.boxes[other]));
            }
        }
        for (const auto& arrow : laid.arrows) {
            const bool down = laid.boxes[arrow.from].layer < laid.boxes[arrow.to].layer;
            CHECK(down == !arrow.back);
        }
    }
}

TEST_CASE("a drawing says in words what it shows") {
    const auto drawn = pathway_drawing({
                                           .title = "Enquiry",
                                           .stages = {{.id = "a", .name = "Rated", .starts = true},
                                                      {.id = "b", .name = "Checks & talks"},
                                                      {.id = "c", .name = "Decision"}},
                                           .moves = {{.from = "a", .to = "b"},
                                                     {.from = "a", .to = "c"},
                                                     {.from = "b", .to = "nowhere"}},
                                       })
                           .str();
    CHECK(
        drawn.contains("Rated leads to Checks &amp; talks and Decision. Checks &amp; talks ends "
                       "it. Decision ends it."));
    CHECK(drawn.contains("role=\"img\""));
    CHECK(drawn.contains("<title id=\"pathway-title\">Enquiry</title>"));
    CHECK_FALSE(drawn.contains("style="));
}

TEST_CASE("a pathway without stages is an empty picture") {
    CHECK(pathway_drawing({.title = "None"}).str().contains("viewBox=\"0 0 0 0\""));
}

}  // namespace longstone::ls
