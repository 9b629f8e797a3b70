#include "chronology/patterns.h"

#include <doctest/doctest.h>

#include "chronology/choose.h"
#include "chronology/pins.h"
#include "define/define_test_tools.h"

// Gaps, bursts, fresh starts and pins, each worked by hand.
using namespace longstone;
using namespace longstone::chronology;

namespace {

Entry on(std::string_view day, Kind kind = Kind::Answers, Weight weight = Weight::Some) {
    const auto at = from_london(*parse_date(day), 10 * kHour);
    return {.id = std::string(day),
            .record = "VI-1",
            .pathway = "visit",
            .kind = kind,
            .happened = at,
            .recorded = at,
            .weight = weight};
}

Date day(std::string_view text) {
    return *parse_date(text);
}

}  // namespace

TEST_CASE("a gap is a silence long for this line, and says what is usual") {
    // Silences of 10, 12, 14 and 118 days: the median is 13, and 118 is over 60 and over 39.
    const std::vector<Entry> entries = {
        on("2026-04-10"), on("2026-04-20"), on("2026-05-02"), on("2026-05-16"), on("2026-09-11")};
    const auto gaps = gaps_of(entries, day("2026-09-20"));
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].days == 118);
    CHECK(gaps[0].usual == 13);
    CHECK_FALSE(gaps[0].open);
    CHECK(gaps[0].words ==
          "No contact by any agency for 118 days, 16 May 2026 to 11 September 2026. The usual "
          "silence on this line is 13 days.");
}

TEST_CASE("a line that is always quiet has no gap where it is quiet as ever") {
    // 100, 110, 120, 150: the median is 115, so that only 345 days would be unusual.
    const std::vector<Entry> entries = {
        on("2025-01-01"), on("2025-04-11"), on("2025-07-30"), on("2025-11-27"), on("2026-04-26")};
    CHECK(gaps_of(entries, day("2026-05-01")).empty());
    // The silence that still lasts counts.
    const auto late = gaps_of(entries, day("2027-04-26"));
    REQUIRE(late.size() == 1);
    CHECK(late[0].open);
    CHECK(late[0].days == 365);
}

TEST_CASE("with little to compare only half a year of silence is a gap, and no clock breaks one") {
    const std::vector<Entry> two = {on("2026-01-01"), on("2026-06-29")};
    CHECK(gaps_of(two, day("2026-06-30")).empty());
    const std::vector<Entry> far = {
        on("2026-01-01"), on("2026-03-01", Kind::Missed), on("2026-06-30")};
    const auto gaps = gaps_of(far, day("2026-06-30"));
    REQUIRE(gaps.size() == 1);
    CHECK(gaps[0].days == 180);
    CHECK(gaps_of({}, day("2026-06-30")).empty());
}

TEST_CASE("the tail of a Poisson count") {
    CHECK(poisson_tail(0, 2) == doctest::Approx(1.0));
    CHECK(poisson_tail(1, 2) == doctest::Approx(0.8646647).epsilon(1e-6));
    CHECK(poisson_tail(5, 1) == doctest::Approx(0.003659847).epsilon(1e-6));
    CHECK(poisson_tail(10, 0.5) == doctest::Approx(1.7096700293489e-10).epsilon(1e-6));
}

TEST_CASE("a burst is more than the line's own rate would bring") {
    // One a quarter over two years, then six in ten days: 14 in 741 days is 0.567 in 30.
    std::vector<Entry> entries;
    for (const auto* when : {"2024-01-01",
                             "2024-04-01",
                             "2024-07-01",
                             "2024-10-01",
                             "2025-01-01",
                             "2025-04-01",
                             "2025-07-01",
                             "2025-10-01"})
        entries.push_back(on(when));
    CHECK(bursts_of(entries, day("2026-01-10")).empty());
    for (const auto* when :
         {"2026-01-01", "2026-01-02", "2026-01-04", "2026-01-05", "2026-01-08", "2026-01-10"})
        entries.push_back(on(when));
    const auto bursts = bursts_of(entries, day("2026-01-10"));
    REQUIRE(bursts.size() == 1);
    CHECK(bursts[0].count == 6);
    CHECK(bursts[0].from == day("2026-01-01"));
    CHECK(bursts[0].to == day("2026-01-10"));
    CHECK(bursts[0].expected == doctest::Approx(14.0 / 741 * 30));
    CHECK(bursts[0].chance == doctest::Approx(poisson_tail(6, 14.0 / 741 * 30)));
    CHECK(
        bursts[0].words.starts_with("6 entries that matter in 10 days, 1 January 2026 to 10 "
                                    "January 2026, where 0.6 in 30 days would be usual"));
    // What does not matter makes none.
    for (auto& entry : entries)
        entry.weight = Weight::None;
    CHECK(bursts_of(entries, day("2026-01-10")).empty());
}

TEST_CASE("a fresh start is a new worry within the year of a closing") {
    const auto definitions = define::test::load(define::test::sound()).definitions;
    REQUIRE(definitions != nullptr);
    auto opened = on("2025-01-06", Kind::Opened);
    opened.fresh = true;
    auto closed = on("2025-03-03", Kind::Decision);
    closed.closes = true;
    auto again = on("2025-09-01", Kind::Opened);
    again.fresh = true;
    again.record = "VI-2";
    auto closed_again = on("2025-10-01", Kind::Decision);
    closed_again.closes = true;
    closed_again.record = "VI-2";
    auto third = on("2026-10-01", Kind::Opened);  // twelve months to the day
    third.fresh = true;
    third.record = "VI-3";
    const auto starts = fresh_starts_of(*definitions, {opened, closed, again, closed_again, third});
    REQUIRE(starts.size() == 2);
    CHECK(starts[0].closed_record == "VI-1");
    CHECK(starts[0].opened_record == "VI-2");
    CHECK(starts[0].words == "Visit opened 182 days after VI-1 was closed on 3 March 2025.");
    CHECK(starts[1].nth == 2);
    // One that an earlier record led to is none, and a day more than the year is too late.
    again.fresh = false;
    third = on("2026-10-02", Kind::Opened);
    third.fresh = true;
    CHECK(fresh_starts_of(*definitions, {opened, closed, again, closed_again, third}).empty());
}

TEST_CASE("first, worst and latest, by what they weigh; people's marks stand beside") {
    std::vector<Entry> entries = {on("2026-01-01", Kind::Asked, Weight::None),
                                  on("2026-01-02", Kind::Opened, Weight::Some),
                                  on("2026-01-03", Kind::Answers, Weight::Grave),
                                  on("2026-01-04", Kind::Answers, Weight::Grave),
                                  on("2026-01-05", Kind::Answers, Weight::Serious),
                                  on("2026-01-06", Kind::Told, Weight::None)};
    auto pins = pins_of(entries);
    CHECK(pins.first == 1);
    CHECK(pins.worst == 3);
    CHECK(pins.latest == 4);
    CHECK(pins.marked_worst.empty());
    entries[0].marks = {{.says = "worst"}};
    pins = pins_of(entries);
    CHECK(pins.marked_worst == std::vector<int>{0});
    CHECK(pins_of({}).worst == -1);
}

TEST_CASE("the worst of several as heavy is what happened, before what was written of it") {
    // A hospital's event, then a rating, a worry, and a decision, each as grave and each later.
    std::vector<Entry> entries = {on("2026-01-01", Kind::Feed, Weight::Grave),
                                  on("2026-01-02", Kind::Opened, Weight::Grave),
                                  on("2026-01-03", Kind::Replied, Weight::Grave),
                                  on("2026-01-04", Kind::Decision, Weight::Grave)};
    CHECK(pins_of(entries).worst == 0);
    entries.erase(entries.begin());
    CHECK(pins_of(entries).worst == 0);
    entries.erase(entries.begin());
    CHECK(pins_of(entries).worst == 0);
    // Never before what is heavier.
    entries.push_back(on("2026-01-05", Kind::Feed, Weight::Serious));
    CHECK(pins_of(entries).worst == 0);
}

TEST_CASE("entries are chosen by agency, kind, person, weight and day") {
    auto entry = on("2026-01-02", Kind::Opened, Weight::Some);
    entry.agency = "police";
    entry.about = {"p1"};
    CHECK(passes(entry, {}));
    CHECK(passes(entry,
                 {.agency = "police",
                  .person = "p1",
                  .kinds = {Kind::Opened},
                  .least = Weight::Some,
                  .from = day("2026-01-02"),
                  .to = day("2026-01-02")}));
    CHECK_FALSE(passes(entry, {.agency = "clinic"}));
    CHECK_FALSE(passes(entry, {.person = "p2"}));
    CHECK_FALSE(passes(entry, {.kinds = {Kind::Told}}));
    CHECK_FALSE(passes(entry, {.least = Weight::Grave}));
    CHECK_FALSE(passes(entry, {.from = day("2026-01-03")}));
    CHECK_FALSE(passes(entry, {.to = day("2026-01-01")}));
    entry.marks = {{.says = "significant"}};
    CHECK(passes(entry, {.least = Weight::Grave}));
}

TEST_CASE("what an agency could know by a day, and what it learnt between two") {
    auto first = on("2026-01-02");
    auto second = on("2026-02-02");
    first.known = {{.agency = "school", .from = from_london(day("2026-03-03"), 9 * kHour)}};
    const std::vector<Entry> entries = {first, second};
    CHECK(count_known(entries, "school", end_of(day("2026-03-02"))).known == 0);
    const auto count = count_known(entries, "school", end_of(day("2026-03-03")));
    CHECK(count.happened == 2);
    CHECK(count.known == 1);
    CHECK(learnt_between(entries, "school", end_of(day("2026-03-02")), end_of(day("2026-03-03")))
              .size() == 1);
    CHECK(learnt_between(entries, "school", end_of(day("2026-03-03")), end_of(day("2026-03-04")))
              .empty());
    CHECK(
        learnt_between(entries, "", end_of(day("2026-01-31")), end_of(day("2026-03-04"))).size() ==
        1);
}
