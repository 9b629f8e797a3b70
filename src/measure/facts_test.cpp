#include "measure/facts.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "work/test_work.h"

namespace longstone::measure {
namespace {

using define::Counts;
using define::Measure;
using define::Shown;
using define::Trigger;

// A visit rated red, two agencies asked, both answered, a day and two days later.
struct Visited {
    Visited() {
        ref = work.open("red");
        work.ask(ref, {"police", "clinic"});
        work.turn(kDay);
        REQUIRE(work.reply(work.officer(), ref, "red").has_value());
        work.turn(kDay);
        REQUIRE(work.reply(work.nurse(), ref, "amber").has_value());
    }

    std::vector<Fact> facts(const Measure& measure, const Beside& beside = {}) {
        const auto opened = work.see(work.visitor(), ref);
        return facts_of({.definitions = *work.house().definitions,
                         .pathway = *opened.pathway,
                         .record = opened.record,
                         .now = work.now()},
                        measure,
                        beside);
    }

    work::TestWork work = {};
    std::string ref = {};
};

TEST_CASE("a record counts once, when it was opened, by what was answered") {
    Visited visited;
    const auto facts = visited.facts({.of = {"visit"}, .by = {"rating", "source", "subject.age"}});
    REQUIRE(facts.size() == 1);
    CHECK(facts[0].at == *parse_instant("2026-11-02T10:00:00Z"));
    CHECK(facts[0].by.at("rating") == std::vector<std::string>{"red"});
    CHECK(facts[0].by.at("source") == std::vector<std::string>{"system"});
    CHECK(facts[0].by.at("subject.age") == std::vector<std::string>{"5-10"});
}

TEST_CASE("only the population is counted, and only its pathways") {
    Visited visited;
    const define::Condition red = {
        .kind = define::Condition::Kind::Is, .field = "rating", .values = {"red"}};
    auto green = red;
    green.values = {"green"};
    CHECK(visited.facts({.of = {"visit"}, .when = red}).size() == 1);
    CHECK(visited.facts({.of = {"visit"}, .when = green}).empty());
    CHECK(visited.facts({.of = {"after"}}).empty());
    CHECK(visited.facts({.of = {}}).size() == 1);  // every pathway
}

TEST_CASE("a percentage knows who meets it") {
    Visited visited;
    const define::Condition amber = {
        .kind = define::Condition::Kind::Is, .field = "rating", .values = {"amber"}};
    const auto none = visited.facts({.of = {"visit"}, .shown = Shown::Percent, .met = amber});
    REQUIRE(none.size() == 1);
    CHECK_FALSE(none[0].met);
    const auto asked = visited.facts({.counts = Counts::Requests,
                                      .what = "view",
                                      .of = {"visit"},
                                      .shown = Shown::Percent,
                                      .met_word = "answered",
                                      .by = {"agency", "their-rating"}});
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].met);
    CHECK(asked[0].by.at("agency") != asked[1].by.at("agency"));
    CHECK(asked[0].by.at("their-rating") != asked[1].by.at("their-rating"));
}

TEST_CASE("two agencies that rated are a pair, in one order") {
    Visited visited;
    const auto pairs = visited.facts({.counts = Counts::Pairs,
                                      .what = "view",
                                      .field = "their-rating",
                                      .of = {"visit"},
                                      .shown = Shown::Percent,
                                      .met_word = "agrees",
                                      .by = {"pair"}});
    REQUIRE(pairs.size() == 1);
    CHECK_FALSE(pairs[0].met);
    CHECK(pairs[0].by.at("pair") == std::vector<std::string>{"clinic+police"});
    CHECK(pairs[0].at == *parse_instant("2026-11-04T10:00:00Z"));
}

TEST_CASE("what has not happened is not counted") {
    Visited visited;
    CHECK(visited.facts({.of = {"visit"}, .at = Trigger{.kind = Trigger::Kind::Closed}}).empty());
    CHECK(visited
              .facts({.of = {"visit"},
                      .shown = Shown::Days,
                      .days_from = Trigger{.kind = Trigger::Kind::Opened},
                      .days_to = Trigger{.kind = Trigger::Kind::Closed}})
              .empty());
    const auto open = visited.facts({.of = {"visit"}, .open = true});
    REQUIRE(open.size() == 1);
    CHECK_FALSE(open[0].until.has_value());
}

TEST_CASE("somebody comes again within the time, or does not") {
    Visited visited;
    Measure again{.of = {"visit"}, .shown = Shown::Percent};
    again.again = {.pathways = {"visit"}, .within = parse_limit("12 months")};
    Beside beside;
    CHECK_FALSE(visited.facts(again, beside)[0].met);
    beside.earlier["visit"] = {*parse_instant("2025-06-01T10:00:00Z")};
    CHECK_FALSE(visited.facts(again, beside)[0].met);
    beside.earlier["visit"].push_back(*parse_instant("2025-12-01T10:00:00Z"));
    CHECK(visited.facts(again, beside)[0].met);
}

TEST_CASE("age bands hold every age once") {
    const Date on = *parse_date("2026-11-02");
    CHECK(age_band({}, on).empty());
    CHECK(age_band(parse_date("2026-01-02"), on) == "0");
    CHECK(age_band(parse_date("2025-11-02"), on) == "1-4");
    CHECK(age_band(parse_date("2015-11-02"), on) == "11-15");
    CHECK(age_band(parse_date("2015-11-03"), on) == "5-10");
    CHECK(age_band(parse_date("2008-11-03"), on) == "16-17");
    CHECK(age_band(parse_date("2008-11-02"), on) == "18-24");
    CHECK(age_band(parse_date("1920-11-02"), on) == "85+");
}

TEST_CASE("a clock that only the end of the work stopped was neither met nor missed") {
    Visited visited;
    const auto opened = visited.work.see(visited.work.visitor(), visited.ref);
    auto pathway = *opened.pathway;
    auto record = opened.record;
    const Instant now = visited.work.now();
    const Measure measure{.counts = Counts::Clocks,
                          .what = "finish",
                          .of = {"visit"},
                          .shown = Shown::Percent,
                          .met_word = "in-time"};
    auto& rule = *std::ranges::find(pathway.clocks, "finish", &define::Clock::id);
    const auto facts = [&](Instant due, Instant stopped) {
        record.closed = now;
        record.clocks = {
            {.clock = "finish", .started = now + -kDay, .due = due, .stopped = stopped}};
        return facts_of({.definitions = *visited.work.house().definitions,
                         .pathway = pathway,
                         .record = record,
                         .now = now},
                        measure,
                        {});
    };
    rule.to = {{.kind = Trigger::Kind::Entered, .what = "talking"},
               {.kind = Trigger::Kind::Closed}};
    CHECK(facts(now + kDay, now).empty());
    REQUIRE(facts(now + kDay, now + -kHour).size() == 1);
    CHECK(facts(now + kDay, now + -kHour)[0].met);
    REQUIRE(facts(now + -kHour, now).size() == 1);
    CHECK_FALSE(facts(now + -kHour, now)[0].met);
    // Where nothing else could stop it, ending the work is what it asks for.
    rule.to = {{.kind = Trigger::Kind::Closed}};
    REQUIRE(facts(now + kDay, now).size() == 1);
    CHECK(facts(now + kDay, now)[0].met);
}

TEST_CASE("items of a group in what an agency answered are counted, each by its own answers") {
    Visited visited;
    const auto opened = visited.work.see(visited.work.visitor(), visited.ref);
    auto record = opened.record;
    for (auto& request : record.requests) {
        if (request.agency == "police")
            request.answers["things"].items = {{{"thing", {"one"}}}, {{"thing", {"two"}}}};
    }
    const auto facts = facts_of({.definitions = *visited.work.house().definitions,
                                 .pathway = *opened.pathway,
                                 .record = record,
                                 .now = visited.work.now()},
                                {.counts = Counts::Items,
                                 .what = "things",
                                 .field = "view",
                                 .of = {"visit"},
                                 .by = {"thing", "agency"}},
                                {});
    REQUIRE(facts.size() == 2);
    CHECK(facts[1].by.at("thing") == std::vector<std::string>{"two"});
    CHECK(facts[1].by.at("agency") == std::vector<std::string>{"police"});
}

TEST_CASE("places are counted by how they stand, with what was said of each") {
    Visited visited;
    auto opened = visited.work.see(visited.work.visitor(), visited.ref);
    auto pathway = *opened.pathway;
    pathway.places = define::PlacesRule{.begins = "seen-on", .ends = "seen-on"};
    opened.record.answers["seen-on"] = {.given = work::said("2026-12-01")};
    work::PlaceState came{.id = "a", .agency = "police", .state = work::Place::Attended};
    came.evaluated["after"].answers["pl-after"] = work::said("8");
    const work::PlaceState missed{.id = "b", .agency = "clinic", .state = work::Place::Missed};
    const work::PlaceState late{
        .id = "c", .agency = "clinic", .state = work::Place::Cancelled, .late = true};
    opened.record.places = {came, missed, late};
    const auto facts = [&](const Measure& measure) {
        return facts_of({.definitions = *visited.work.house().definitions,
                         .pathway = pathway,
                         .record = opened.record,
                         .now = visited.work.now()},
                        measure,
                        {});
    };
    const auto all = facts({.counts = Counts::Places, .by = {"agency", "place"}});
    REQUIRE(all.size() == 3);
    CHECK(iso(london(all[0].at).date) == "2026-12-01");
    CHECK(all[2].by.at("place") == std::vector<std::string>{"late"});
    CHECK(all[1].by.at("agency") == std::vector<std::string>{"clinic"});
    const define::Condition there = {
        .kind = define::Condition::Kind::Is, .field = "place", .values = {"attended", "missed"}};
    Measure absent{.counts = Counts::Places, .shown = Shown::Percent, .when = there};
    absent.met_word = "missed";
    const auto share = facts(absent);
    REQUIRE(share.size() == 2);
    CHECK_FALSE(share[0].met);
    CHECK(share[1].met);
    const define::Condition said = {.kind = define::Condition::Kind::Answered, .field = "pl-after"};
    Measure confidence{.counts = Counts::Places, .shown = Shown::Mean, .when = said};
    confidence.value = "pl-after";
    const auto mean = facts(confidence);
    REQUIRE(mean.size() == 1);
    CHECK(mean[0].amount == 8);
}

}  // namespace
}  // namespace longstone::measure
