#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// What the line of time is told by: read, checked, and told where it is wrong.
using namespace longstone;
using namespace longstone::define;

namespace {

constexpr const char* kFile = "england/chronology.yaml";

test::Files with(const std::string& text) {
    auto files = test::sound();
    files[kFile] = text;
    return files;
}

}  // namespace

TEST_CASE("without a file every rule of the line of time has its default") {
    const auto loaded = test::load(test::sound());
    REQUIRE(loaded.definitions != nullptr);
    CHECK(loaded.definitions->line.gap_days == 60);
    CHECK(loaded.definitions->line.burst_once_in == 1000);
    CHECK(loaded.definitions->line.weighs.empty());
}

TEST_CASE("what codes weigh and the rules are read") {
    const auto loaded =
        test::load(with("weighs:\n  outcome: {grave: [help]}\nleaves-out: [alone]\n"
                        "gap: {days: 90, times: 2}\nburst: {least: 6}\n"));
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    const auto& line = loaded.definitions->line;
    CHECK(line.weighs.at("outcome").grave == std::vector<std::string>{"help"});
    CHECK(line.leaves_out == std::vector<std::string>{"alone"});
    CHECK(line.gap_days == 90);
    CHECK(line.gap_times == 2);
    CHECK(line.burst_least == 6);
}

TEST_CASE("what is not there is named with its line and the nearest that is") {
    const auto loaded =
        test::load(with("weighs:\n  outcome: {grave: [hlep], serious: [none], some: [none]}\n"
                        "  outcom: {grave: [help]}\nadds: [alon]\n"));
    CHECK(loaded.definitions == nullptr);
    const auto said = loaded.said();
    CHECK(said.find("chronology.yaml:2") != std::string::npos);
    for (const auto* words : {"hlep", "help", "weighs twice", "outcom", "alon"})
        CHECK(said.find(words) != std::string::npos);
}

TEST_CASE("a key that the line of time does not know is refused") {
    CHECK(test::load(with("gap: {day: 3}\n")).said().find("day") != std::string::npos);
}
