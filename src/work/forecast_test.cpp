#include "work/forecast.h"

#include <doctest/doctest.h>

#include "work/acts/assign.h"
#include "work/acts/clock_acts.h"
#include "work/test_work.h"
#include "work/whole.h"

using namespace longstone;
using namespace longstone::work;

namespace {

Forecast look(TestWork& work, const access::Viewer& viewer, const ForecastFilter& filter = {}) {
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    return forecast(context, viewer, filter);
}

void write(TestWork& work, const std::string& ref, const std::string& kind, Json body) {
    const auto session = work.house().store->write();
    auto context = work.house().context(*session);
    const auto rev = journal::current_rev(*session, "record/" + ref);
    REQUIRE(journal::append(*session,
                            context.projections,
                            {.stream = "record/" + ref,
                             .after_rev = rev,
                             .happened_at = context.now,
                             .recorded_at = context.now,
                             .actor = "visitor",
                             .agency = "council",
                             .kind = kind,
                             .body = std::move(body)}));
    session->commit();
}

std::int64_t on(const Forecast& found, const std::string& day) {
    for (const auto& each : found.days) {
        if (each.id == day) return each.count;
    }
    return -1;
}

}  // namespace

// Monday 2 November 2026, 10:00.
TEST_CASE("clocks stand under the day on which they end, as far as five working days ahead") {
    TestWork work;
    work.open("red");    // one day: Tuesday
    work.open("amber");  // five working days: Monday the 9th
    work.open("green");  // three weeks
    const auto found = look(work, work.visitor());
    REQUIRE(found.days.size() == 9);  // late, today, and seven days with a weekend
    CHECK(found.days.front().late);
    CHECK(found.days.back().id == "2026-11-09");
    CHECK(on(found, "2026-11-03") == 1);
    CHECK(on(found, "2026-11-09") == 1);
    CHECK(found.total == 2);
    REQUIRE(found.lines.size() == 2);
    CHECK(found.lines[0].due < found.lines[1].due);
    CHECK(found.lines[0].record.person_name == "Ada Example");
    CHECK(found.lines[0].record.stage == "visiting");
    CHECK(found.lines[0].name == "Finish");
    CHECK(define::words(found.lines[0].kind) == "Local");
    CHECK(source_status_words(found.lines[0].kind, found.lines[0].status) ==
          "agreed here, not law");
    CHECK(source_status_words(define::ClockKind::Statutory, "unverified") ==
          "source not yet checked");

    work.turn_to("2026-11-04T10:00:00Z");
    CHECK(on(look(work, work.visitor()), "late") == 1);
}

TEST_CASE("a clock that is paused or has stopped is not forecast, and comes back when it runs") {
    TestWork work;
    const auto ref = work.open("green");
    CHECK(look(work, work.visitor()).total == 0);  // its three weeks lie farther ahead
    work.ask(ref, {"police"});
    CHECK(look(work, work.visitor()).total == 1);
    REQUIRE(work.in([&](Context& context) {
        return pause_clock(context, work.visitor(), ref, "answer", "asked for", work.now() + kDay);
    }));
    CHECK(look(work, work.visitor()).total == 0);
    work.turn(kHour);
    REQUIRE(work.in(
        [&](Context& context) { return resume_clock(context, work.visitor(), ref, "answer"); }));
    CHECK(look(work, work.visitor()).total == 1);
    REQUIRE(work.reply(work.officer(), ref, "green"));
    CHECK(look(work, work.visitor()).total == 0);
    work.open("red");
    CHECK(look(work, work.visitor()).total == 1);
    const auto green = work.open("green");
    const auto running = [&] {
        return work.house().store->read()->integer(
            "select count(*) from running_clock where ref = $1", {green});
    };
    CHECK(running() == 1);
    REQUIRE(work.move(green, "done"));
    CHECK(running() == 0);
}

TEST_CASE("a part's viewer, a barred one and a stranger see no clock") {
    TestWork work;
    const auto ref = work.open("red");
    work.ask(ref, {"police", "clinic"});
    REQUIRE(work.see(work.nurse(), ref).grant.reach() == access::Reach::Part);
    CHECK(look(work, work.nurse()).total == 0);
    CHECK(look(work, work.reader()).total >= 1);
    write(work, ref, "record.barred", Json::object({{"user", "reader"}, {"reason", "kin"}}));
    CHECK(look(work, work.reader()).total == 0);
    CHECK(look(work, work.reader()).lines.empty());
}

TEST_CASE(
    "the filter over records seen whole is what the policy says, for everybody and any class") {
    TestWork work;
    std::vector<std::string> refs;
    for (int i = 0; i < 12; ++i) {
        refs.push_back(work.open("red"));
    }
    work.ask(refs[1], {"police", "clinic"});
    write(work, refs[2], "record.restricted", Json::object({{"restricted", true}}));
    write(work, refs[3], "record.barred", Json::object({{"user", "reader"}, {"reason", "kin"}}));
    for (const char* user : {"reader", "nurse", "officer"}) {
        write(work,
              refs[4],
              "record.named",
              Json::object({{"user", user}, {"reason", "knows them"}}));
        write(work,
              refs[5],
              "record.named",
              Json::object({{"user", user}, {"reason", "knows them"}}));
    }
    write(work, refs[5], "record.restricted", Json::object({{"restricted", true}}));
    write(work,
          refs[6],
          "record.lead-assigned",
          Json::object({{"lead", "nurse"}, {"lead_agency", "clinic"}}));
    write(work, refs[7], "record.restricted", Json::object({{"restricted", true}}));
    {
        const auto session = work.house().store->write();
        session->run(
            "insert into record_party (record, kind, party, until) values ($1, 'user', 'officer', "
            "$2), ($3, 'user', 'officer', $4)",
            {refs[7], (work.now() + kHour).micros, refs[8], (work.now() + -1 * kHour).micros});
        session->commit();
    }
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    int whole = 0;
    for (const auto* viewer : {&work.visitor(), &work.officer(), &work.nurse(), &work.reader()}) {
        for (const auto& ref : refs) {
            const auto facts = facts_of(context, ref);
            REQUIRE(facts.has_value());
            const bool policy =
                access::reach_of(context.definitions, *viewer, *facts) == access::Reach::Whole;
            const auto sql = session->integer(
                "select count(*) from record r where r.ref = $4 and " LONGSTONE_WHOLE_RECORD,
                {viewer->user, context.now.micros, roles_reach(context.definitions, *viewer), ref});
            INFO(viewer->user, " ", ref);
            CHECK((sql == 1) == policy);
            whole += policy ? 1 : 0;
        }
    }
    CHECK(whole > 12);
    CHECK(whole < 40);
}

TEST_CASE("a forecast is filtered by worker, pathway and team, and read on by its cursor") {
    TestWork work;
    std::vector<std::string> refs;
    for (int i = 0; i < 5; ++i) {
        refs.push_back(work.open("red"));
    }
    write(work,
          refs[0],
          "record.lead-assigned",
          Json::object({{"lead", "visitor"}, {"lead_agency", "council"}}));
    CHECK(look(work, work.visitor(), {.worker = "visitor"}).total == 1);
    CHECK(look(work, work.visitor(), {.pathway = "visit"}).total == 5);
    CHECK(look(work, work.visitor(), {.pathway = "after"}).total == 0);
    CHECK(look(work, work.visitor(), {.team = std::string(kNoTeam)}).total == 5);
    CHECK(look(work, work.visitor(), {.team = "council/visits"}).total == 0);
    CHECK(look(work, work.visitor(), {.day = "2026-11-03"}).lines.size() == 5);
    CHECK(look(work, work.visitor(), {.day = "2026-11-04"}).lines.empty());
    const auto all = look(work, work.visitor());
    REQUIRE(all.workers.size() == 2);
    CHECK(all.workers[0].id.empty());
    CHECK(all.workers[0].total == 4);
    CHECK(all.workers[0].counts.size() == all.days.size());

    std::vector<std::string> seen;
    ForecastFilter filter{.limit = 2};
    do {
        const auto page = look(work, work.visitor(), filter);
        for (const auto& line : page.lines) {
            seen.push_back(line.record.ref);
        }
        filter.after = page.next;
    } while (!filter.after.empty());
    CHECK(seen.size() == 5);
    CHECK(look(work, work.visitor(), {.after = "nonsense"}).lines.size() == 5);
}

TEST_CASE("a rebuild makes the same running clocks") {
    TestWork work;
    const auto ref = work.open("red");
    work.open("green");
    work.ask(ref, {"police"});
    const auto session = work.house().store->write();
    const auto before = session->whole_table("running_clock");
    REQUIRE(before.size() >= 2);
    journal::rebuild(*session, work.house().projections);
    const auto anew = session->whole_table("running_clock");
    REQUIRE(anew.size() == before.size());
    for (std::size_t i = 0; i < anew.size(); ++i) {
        CHECK(anew[i].values() == before[i].values());
    }
}
