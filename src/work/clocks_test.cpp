#include <algorithm>

#include <doctest/doctest.h>

#include "define/define_test_tools.h"
#include "work/acts/clock_acts.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

const ClockState& clock_of(const RecordState& record, std::string_view id) {
    const ClockState* found = nullptr;
    for (const auto& clock : record.clocks) {
        if (clock.clock == id) found = &clock;
    }
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("a limit follows the rating, from the same start") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto amber = clock_of(work.see(work.visitor(), ref).record, "finish");
    CHECK(iso(amber.due) == "2026-11-09T23:59:59.999999Z");
    work.turn(6 * kHour);
    const auto red = clock_of(work.answer(ref, {{"rating", said("red")}}).record, "finish");
    CHECK(red.started == amber.started);
    CHECK(iso(red.due) == "2026-11-03T23:59:59.999999Z");
    const auto green = clock_of(work.answer(ref, {{"rating", said("green")}}).record, "finish");
    CHECK(iso(green.due) == "2026-11-23T23:59:59.999999Z");
    CHECK(green.n == 1);
    // The same in the tables.
    CHECK(clock_of(work.see(work.visitor(), ref).record, "finish").due == green.due);
}

TEST_CASE("a share of another clock is half of the time that is left of it") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto early = work.ask(ref, {"police"}).record;
    const auto finish = clock_of(early, "finish").due;
    const auto first = early.requests.front().due;
    CHECK(first > work.now());
    CHECK(first < finish);
    work.turn(3 * kDay);
    const auto late = work.ask(ref, {"clinic"}).record.requests.back().due;
    CHECK(late > first);
    CHECK(late < finish);
}

TEST_CASE("a clock starts and stops with what it waits for") {
    TestWork work;
    const auto ref = work.open("amber");
    for (const auto& clock : work.see(work.visitor(), ref).record.clocks) {
        CHECK(clock.clock != "answer");
    }
    const auto asked = clock_of(work.ask(ref, {"police"}).record, "answer");
    CHECK(iso(asked.due) == "2026-11-04T23:59:59.999999Z");
    CHECK_FALSE(asked.late(asked.due));
    CHECK(asked.late(asked.due + 1));
    work.turn(kHour);
    REQUIRE(work.reply(work.officer(), ref, "red"));
    const auto stopped = clock_of(work.see(work.visitor(), ref).record, "answer");
    REQUIRE(stopped.stopped.has_value());
    CHECK(*stopped.stopped == work.now());
    CHECK_FALSE(stopped.late(asked.due + kDay));
}

TEST_CASE("a pause needs a rule that allows it, a reason and a day to look again") {
    TestWork work;
    const auto ref = work.open("amber");
    work.ask(ref, {"police"});
    const auto pause =
        [&](const std::string& clock, const std::string& reason, std::optional<Instant> until) {
            return work.in([&](Context& context) {
                return pause_clock(context, work.visitor(), ref, clock, reason, until);
            });
        };
    CHECK_FALSE(pause("finish", "asked for", work.now() + kDay));
    CHECK_FALSE(pause("answer", "holiday", work.now() + kDay));
    CHECK_FALSE(pause("answer", "asked for", {}));
    CHECK_FALSE(pause("answer", "asked for", work.now()));
    CHECK(pause("answer", "asked for", work.now() + kDay));
    CHECK_FALSE(pause("answer", "asked for", work.now() + kDay));
}

TEST_CASE("a clock that stood still is due later by as long, whatever happens after") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto due = clock_of(work.ask(ref, {"police"}).record, "answer").due;
    REQUIRE(work.in([&](Context& context) {
        return pause_clock(context, work.visitor(), ref, "answer", "asked for", work.now() + kDay);
    }));
    work.turn(5 * kHour);
    CHECK_FALSE(clock_of(work.see(work.visitor(), ref).record, "answer").late(due + kDay));
    const auto resumed = work.in(
        [&](Context& context) { return resume_clock(context, work.visitor(), ref, "answer"); });
    REQUIRE(resumed);
    CHECK(clock_of(resumed->record, "answer").due == due + 5 * kHour);
    CHECK(clock_of(work.see(work.visitor(), ref).record, "answer").due == due + 5 * kHour);
    CHECK(clock_of(work.answer(ref, {{"worry", said("Colder")}}).record, "answer").due ==
          due + 5 * kHour);
    CHECK_FALSE(work.in(
        [&](Context& context) { return resume_clock(context, work.visitor(), ref, "answer"); }));
}

TEST_CASE("of a clock that repeats, lateness is explained for the run that was late") {
    TestWork work;
    const auto ref = work.open("amber");
    work.ask(ref, {"police"});
    REQUIRE(work.reply(work.officer(), ref, "red"));
    work.turn(kHour);
    work.ask(ref, {"clinic"});
    work.turn(5 * kDay);
    const auto explain = [&](const std::string& reason) {
        return work.in([&](Context& context) {
            return explain_lateness(context, work.visitor(), ref, "answer", reason);
        });
    };
    CHECK_FALSE(explain(" "));
    REQUIRE(explain("The clinic was closed."));
    for (const auto& clock : work.see(work.visitor(), ref).record.clocks) {
        if (clock.clock == "answer")
            CHECK(clock.late_reason == (clock.n == 2 ? "The clinic was closed." : ""));
    }
}

namespace {

// A clock that runs from a date that somebody gives.
std::shared_ptr<const define::Definitions> from_a_date(const std::string& more) {
    return invented({{define::test::kVisit,
                      "  answer: {from:",
                      "  again: {from: [{date: seen-on}, {answered: alone}], to: [closed], within: "
                      "10 days, warn: 7 days" +
                          more + "}\n  answer: {from:"}});
}

std::size_t runs_of(const RecordState& record, std::string_view id) {
    return static_cast<std::size_t>(std::count_if(
        record.clocks.begin(), record.clocks.end(), [&](const auto& c) { return c.clock == id; }));
}

}  // namespace

TEST_CASE("a date that is put right moves the clock that started on it, in the tables too") {
    for (const auto* more : {"", ", repeats: yes"}) {
        TestWork work;
        work.house().definitions = from_a_date(more);
        const auto ref = work.open("amber");
        work.answer(ref, {{"seen-on", said("2026-10-02")}});
        CHECK(iso(clock_of(work.see(work.visitor(), ref).record, "again").due) ==
              "2026-10-12T22:59:59.999999Z");
        work.answer(ref, {{"worry", said("Colder")}});
        work.answer(ref, {{"seen-on", said("2026-11-02")}});
        const auto after = work.see(work.visitor(), ref).record;
        const auto right = clock_of(after, "again");
        CHECK(runs_of(after, "again") == 1);
        CHECK(iso(right.started) == "2026-11-02T00:00:00Z");
        CHECK(iso(right.due) == "2026-11-12T23:59:59.999999Z");
        REQUIRE(right.warn);
        CHECK(iso(*right.warn) == "2026-11-09T23:59:59.999999Z");
        const auto session = work.house().store->write();
        const auto rows = session->whole_table("clock");
        journal::rebuild(*session, work.house().projections);
        const auto anew = session->whole_table("clock");
        REQUIRE(anew.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            CHECK(anew[i].values() == rows[i].values());
    }
}

TEST_CASE("a date that is put right moves a clock that stands still, and it goes on from there") {
    TestWork work;
    work.house().definitions = from_a_date(", pauses: [asked for]");
    const auto ref = work.open("amber");
    work.answer(ref, {{"seen-on", said("2026-10-02")}});
    REQUIRE(work.in([&](Context& context) {
        return pause_clock(context, work.visitor(), ref, "again", "asked for", work.now() + kDay);
    }));
    work.answer(ref, {{"seen-on", said("2026-11-02")}});
    work.turn(2 * kDay);
    const auto resumed = work.in(
        [&](Context& context) { return resume_clock(context, work.visitor(), ref, "again"); });
    REQUIRE(resumed);
    CHECK(iso(clock_of(resumed->record, "again").due) == "2026-11-14T23:59:59.999999Z");
}

TEST_CASE("a clock that is due on the day it starts is near before that") {
    TestWork work;
    work.house().definitions = invented({{define::test::kVisit,
                                          "  answer: {from:",
                                          "  again: {from: {date: again-on}, to: [closed], within: "
                                          "0 days, warn: {before: 2 weeks}}\n  answer: {from:"},
                                         {define::test::kSeen,
                                          "      alone: {",
                                          "      again-on: {type: date, label: When again?}\n"
                                          "      alone: {"}});
    const auto ref = work.open("amber");
    work.answer(ref, {{"again-on", said("2026-11-30")}});
    const auto clock = clock_of(work.see(work.visitor(), ref).record, "again");
    CHECK(iso(clock.due) == "2026-11-30T23:59:59.999999Z");
    REQUIRE(clock.warn);
    CHECK(iso(*clock.warn) == "2026-11-16T23:59:59.999999Z");
    CHECK_FALSE(clock.near(work.now()));
    CHECK(clock.near(*clock.warn));
    CHECK_FALSE(clock.near(clock.due + 1));
}

TEST_CASE("a clock that an answer started keeps its start when that is put right") {
    TestWork work;
    work.house().definitions = from_a_date("");
    const auto ref = work.open("amber");
    work.answer(ref, {{"alone", said("yes")}});
    const auto first = clock_of(work.see(work.visitor(), ref).record, "again");
    work.turn(kDay);
    work.answer(ref, {{"alone", said("no")}});
    work.answer(ref, {{"seen-on", said("2026-10-02")}});
    work.answer(ref, {{"seen-on", said("2026-10-03")}});
    const auto record = work.see(work.visitor(), ref).record;
    CHECK(clock_of(record, "again").started == first.started);
    CHECK(clock_of(record, "again").due == first.due);
    CHECK(runs_of(record, "again") == 1);
}
