#include "work/reckon.h"

#include <set>

#include <doctest/doctest.h>

#include "define/define_test_tools.h"
#include "work/acts/reckon_clocks.h"
#include "work/engine.h"
#include "work/running.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

// The same numbers in every run.
class Numbers {
public:
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t state_ = 7;
};

std::shared_ptr<const define::Definitions> shipped() {
    static const auto loaded =
        define::load(LONGSTONE_ROOT "/definitions", "northumberland").value();
    return loaded;
}

const define::Within* in_force(const define::Clock& rule, Instant start) {
    const Date day = london(start).date;
    for (const auto& version : rule.versions) {
        if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until))
            return &version.within;
    }
    return nullptr;
}

// A record on which every clock of its pathway runs, or has stopped or stands still, and the same
// as reckon() takes it.
struct Invented {
    RecordState record = {};
    std::vector<Running> running = {};
};

Invented one_record(const define::Pathway& pathway, Numbers& numbers) {
    Invented made;
    made.record.pathway = pathway.id;
    made.record.stage = pathway.first;
    const Instant base = *parse_instant("2023-10-01T08:00:00Z");
    made.record.opened = base;
    for (const auto& rule : pathway.clocks) {
        const Instant start = base + numbers.below(1'500 * 24 * 60) * kMinute;
        ClockState state{.clock = rule.id,
                         .started = start,
                         .due = start + kHour,
                         .stood = numbers.below(3) * kDay};
        if (numbers.below(6) == 0) state.stopped = start + kMinute;
        if (numbers.below(6) == 0) state.paused = start + kMinute;
        Running clock{.rule = &rule,
                      .started = start,
                      .due = state.due,
                      .stood = state.stood,
                      .still = state.stopped || state.paused};
        for (const auto& version : rule.versions) {
            const auto& within = version.within;
            if (within.by.empty() || made.record.answers.contains(within.by)) continue;
            auto value = within.cases.begin();
            std::advance(value, numbers.below(static_cast<std::int64_t>(within.cases.size())));
            made.record.answers[within.by].given = said(value->first);
        }
        if (rule.before) {
            const auto day = Date{20'000 + static_cast<std::int32_t>(numbers.below(900))};
            made.record.answers[rule.from.front().what].given = said(iso(day));
        }
        made.record.clocks.push_back(state);
        made.running.push_back(clock);
    }
    for (std::size_t at = 0; at < made.running.size(); ++at) {
        auto& clock = made.running[at];
        const auto* within = in_force(*clock.rule, clock.started);
        if (within == nullptr) continue;
        if (!within->by.empty()) clock.decided = made.record.first_answer(within->by);
        if (clock.rule->before)
            clock.anchor = parse_date(made.record.first_answer(clock.rule->from.front().what));
        for (std::size_t other = 0; other < made.running.size(); ++other) {
            if (!within->of.empty() && made.running[other].rule->id == within->of) clock.of = other;
        }
    }
    return made;
}

Calendar with_a_holiday_more(const Calendar&) {
    return Calendar({*parse_date("2026-11-04"), *parse_date("2026-12-25")});
}

const Anew kHoliday = {define::test::kCalendar,
                       "bank-holidays: [2026-12-25]",
                       "bank-holidays: [2026-11-04, 2026-12-25]"};

Instant due_of(TestWork& work, const std::string& ref, std::string_view clock) {
    const auto record = work.see(work.visitor(), ref).record;
    for (const auto& one : record.clocks) {
        if (one.clock == clock) return one.due;
    }
    FAIL("no such clock");
    return {};
}

}  // namespace

TEST_CASE("every clock of the shipped language is reckoned as the engine would") {
    const auto definitions = shipped();
    Numbers numbers;
    std::size_t compared = 0;
    std::size_t clocks = 0;
    for (const auto& [id, pathway] : definitions->pathways) {
        for (int times = 0; times < 40; ++times) {
            const auto made = one_record(pathway, numbers);
            const Situation situation{.definitions = *definitions,
                                      .pathway = pathway,
                                      .record = made.record,
                                      .now = made.record.opened};
            std::map<std::string, ClockEffect> wanted;
            std::set<std::string> stopped;  // not asked for by these answers: no matter when due
            for (const auto& effect : clock_effects(situation, {})) {
                if (effect.kind == ClockEffect::Kind::Due) wanted[effect.clock] = effect;
                if (effect.kind == ClockEffect::Kind::Stop) stopped.insert(effect.clock);
            }
            auto reckoned = reckon(definitions->calendar, made.running, 1);
            std::erase_if(reckoned, [&](const Reckoned& one) {
                return stopped.contains(made.running[one.at].rule->id);
            });
            CHECK(reckoned.size() == wanted.size());
            for (const auto& one : reckoned) {
                const auto& clock = made.running[one.at].rule->id;
                INFO(id, " ", clock);
                REQUIRE(wanted.contains(clock));
                CHECK(iso(wanted[clock].due) == iso(one.due));
                CHECK(wanted[clock].warn == one.warn);
                ++compared;
            }
            clocks += made.running.size();
        }
    }
    CHECK(clocks > 1'000);
    CHECK(compared > clocks / 3);
}

TEST_CASE("any number of threads gives the same answer in the same order") {
    const auto definitions = shipped();
    Numbers numbers;
    std::vector<Running> many;
    while (many.size() < 90'000) {
        for (const auto& [id, pathway] : definitions->pathways) {
            const auto first = many.size();
            for (auto clock : one_record(pathway, numbers).running) {
                if (clock.of) *clock.of += first;
                many.push_back(std::move(clock));
            }
        }
    }
    const auto calendar = with_a_holiday_more(definitions->calendar);
    const auto alone = reckon(calendar, many, 1);
    CHECK(alone.size() > many.size() / 2);
    CHECK(reckon(calendar, many, 2) == alone);
    CHECK(reckon(calendar, many, 4) == alone);
}

TEST_CASE("a bank holiday that is added moves the clocks that rest, once, and says so") {
    TestWork work;
    const auto amber = work.open("amber");
    const auto red = work.open("red");
    work.ask(amber, {"police"});
    CHECK(iso(due_of(work, amber, "answer")) == "2026-11-04T23:59:59.999999Z");
    work.house().definitions = invented({kHoliday});
    const auto system = access::system_viewer();

    const auto dry = reckon_clocks(work.house(), system, true);
    REQUIRE(dry.has_value());
    CHECK(dry->clocks == 3);
    CHECK(dry->records == 2);
    CHECK(dry->later == 2);
    CHECK(dry->earlier == 0);
    CHECK(iso(due_of(work, amber, "answer")) == "2026-11-04T23:59:59.999999Z");

    REQUIRE(reckon_clocks(work.house(), system, false));
    CHECK(iso(due_of(work, amber, "answer")) == "2026-11-05T23:59:59.999999Z");
    CHECK(iso(due_of(work, amber, "finish")) == "2026-11-10T23:59:59.999999Z");
    CHECK(iso(due_of(work, red, "finish")) == "2026-11-03T23:59:59.999999Z");
    const auto session = work.house().store->read();
    // The board's due time is that of the main clock.
    CHECK(session->integer("select due_at from record where ref = $1", {amber}) ==
          parse_instant("2026-11-10T23:59:59.999999Z")->micros);
    CHECK(session->integer("select count(*) from event where kind = 'record.clocks-reckoned'") ==
          1);

    const auto again = reckon_clocks(work.house(), system, false);
    REQUIRE(again.has_value());
    CHECK(again->moved.empty());
}

TEST_CASE("a clock that was paused stays as it is, and one that stood still keeps its days") {
    TestWork work;
    const auto ref = work.open("amber");
    work.house().definitions = invented({kHoliday});
    {
        const auto session = work.house().store->write();
        session->run("update clock set stood = $2 where record = $1", {ref, kDay});
        session->commit();
    }
    REQUIRE(reckon_clocks(work.house(), access::system_viewer(), false));
    CHECK(iso(due_of(work, ref, "finish")) == "2026-11-11T23:59:59.999999Z");
    {
        const auto session = work.house().store->write();
        session->run("update clock set paused_at = 1, due_at = 5 where record = $1", {ref});
        session->commit();
    }
    const auto again = reckon_clocks(work.house(), access::system_viewer(), false);
    REQUIRE(again.has_value());
    CHECK(again->moved.empty());
}

TEST_CASE("only the program itself reckons clocks") {
    TestWork work;
    const auto refused = reckon_clocks(work.house(), work.visitor(), false);
    CHECK_FALSE(refused.has_value());
}
