#include "work/effect.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "define/define_test_tools.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;
using Kind = Consequence::Kind;

namespace {

std::vector<PathwayEffect> weigh(TestWork& work,
                                 const std::vector<Anew>& changes,
                                 const access::Viewer& viewer = access::system_viewer(),
                                 const EffectOptions& options = {}) {
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto grant = access::allow(viewer, access::Action::SeeDefinitions);
    REQUIRE(grant.has_value());
    return effect_of(context, *grant, *invented(changes), options);
}

// The one effect there is, on the visit.
PathwayEffect on_visit(const std::vector<PathwayEffect>& effects) {
    REQUIRE(effects.size() == 1);
    CHECK(effects.front().pathway == "visit");
    return effects.front();
}

const Consequence* of_kind(const PathwayEffect& effect, Kind kind) {
    const auto found = std::find_if(effect.consequences.begin(),
                                    effect.consequences.end(),
                                    [&](const Consequence& one) { return one.kind == kind; });
    return found == effect.consequences.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("the same definitions do nothing to anybody") {
    TestWork work;
    work.open("amber");
    CHECK(weigh(work, {}).empty());
}

TEST_CASE("a limit that shrinks: the clocks that would move, and those that would then be late") {
    TestWork work;
    const auto old = work.open("amber");
    work.turn(3 * kDay);
    const auto fresh = work.open("amber");
    work.open("red");
    const auto effect = on_visit(
        weigh(work, {{define::test::kVisit, "amber: 5 working days", "amber: 1 working day"}}));
    CHECK(effect.open == 3);
    REQUIRE(effect.differences.size() == 1);
    REQUIRE(effect.consequences.size() == 1);
    const auto& moved = effect.consequences.front();
    CHECK(moved.kind == Kind::ClockMoved);
    CHECK(moved.records == 2);
    CHECK(moved.late == 1);
    CHECK(moved.sentence.find("2 earlier, 0 later") != std::string::npos);
    REQUIRE(moved.examples.size() == 2);
    CHECK(moved.examples.front().record == old);
    CHECK(moved.examples.front().words ==
          "due 9 November 2026 at 23:59, would be due 3 November 2026 at 23:59");
    CHECK(moved.examples.back().record == fresh);
}

TEST_CASE("a calendar that changes moves clocks of pathways that did not") {
    TestWork work;
    work.open("amber");
    const auto effect = on_visit(weigh(work,
                                       {{define::test::kCalendar,
                                         "bank-holidays: [2026-12-25]",
                                         "bank-holidays: [2026-11-04, 2026-12-25]"}}));
    CHECK(effect.differences.empty());
    REQUIRE(of_kind(effect, Kind::ClockMoved) != nullptr);
}

TEST_CASE("a stage that would go: who stands there") {
    TestWork work;
    const auto ref = work.open("amber");
    work.open("green");
    work.ask(ref, {"police"});
    REQUIRE(work.answer(ref, {{"words", said("Warm enough")}}).record.rev > 0);
    REQUIRE(work.move(ref, "talking"));
    const auto effect = on_visit(
        weigh(work,
              {{define::test::kVisit, "  talking:\n    asks", "  speaking:\n    asks"},
               {define::test::kVisit, "      talking: {name: Talk", "      speaking: {name: Talk"},
               {define::test::kVisit, "blind-until: talking", "blind-until: speaking"}}));
    const auto* gone = of_kind(effect, Kind::StageGone);
    REQUIRE(gone != nullptr);
    CHECK(gone->records == 1);
    CHECK(gone->examples.front().record == ref);
    CHECK(gone->sentence.find("“Talking” would go") != std::string::npos);
}

TEST_CASE("a question that must now be answered refuses the move to who has not answered it") {
    TestWork work;
    const auto without = work.open("amber");
    const auto with = work.open("amber");
    work.answer(with, {{"alone", said("yes")}});
    const auto effect = on_visit(weigh(work,
                                       {{define::test::kSeen,
                                         "alone: {type: yes-no, label: Were they alone?}",
                                         "alone: {type: yes-no, label: Were they alone?, required: "
                                         "yes}"},
                                        {define::test::kVisit,
                                         "needs: [requests-made, voice-or-reason]",
                                         "needs: [answers, requests-made, voice-or-reason]"}}));
    CHECK(effect.tried == 2);
    std::vector<std::string> refused;
    for (const auto& one : effect.consequences) {
        CHECK(one.kind == Kind::MoveRefused);
        for (const auto& example : one.examples)
            refused.push_back(cat({example.record, ": ", one.sentence}));
    }
    INFO(join(refused, "\n"));
    REQUIRE(refused.size() == 1);
    CHECK(refused.front() == cat({without,
                                  ": Move “Talk” out of “Visiting” would be refused: “Were they "
                                  "alone?” must be answered first."}));
}

TEST_CASE("a need that is new is told; one that was there before is not") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto effect =
        on_visit(weigh(work,
                       {{define::test::kVisit,
                         "needs: [requests-made, voice-or-reason]",
                         "needs: [requests-made, voice-or-reason, actions-closed, men-asked]"}}));
    REQUIRE(effect.consequences.size() == 1);
    CHECK(effect.consequences.front().sentence ==
          "Move “Talk” out of “Visiting” would be refused: it needs “men-asked”.");
    CHECK(effect.consequences.front().examples.front().record == ref);
    CHECK(weigh(work, {{define::test::kVisit, "noun: visit", "noun: call"}}).front().tried == 0);
}

TEST_CASE("answers whose question would go, and requests that would go unanswered") {
    TestWork work;
    const auto ref = work.open("amber");
    work.open("red");
    work.answer(ref, {{"alone", said("yes")}});
    const auto effect = on_visit(
        weigh(work,
              {{define::test::kSeen, "      alone: {type: yes-no, label: Were they alone?}\n", ""},
               {define::test::kVisit,
                "  alone: {name: Alone, when: {alone: yes}",
                "  alone: {name: Alone, when: {strain: {at-least: 4}}"}}));
    const auto* answers = of_kind(effect, Kind::AnswersGone);
    REQUIRE(answers != nullptr);
    CHECK(answers->records == 1);
    CHECK(answers->sentence.find("“Were they alone?” would go") != std::string::npos);
}

TEST_CASE("a clock that would go is told where it runs") {
    TestWork work;
    const auto ref = work.open("amber");
    work.ask(ref, {"police"});
    const auto effect =
        on_visit(weigh(work, {{define::test::kVisit, "  answer: {from", "  reply: {from"}}));
    const auto* gone = of_kind(effect, Kind::ClockGone);
    REQUIRE(gone != nullptr);
    CHECK(gone->records == 1);
    CHECK(gone->sentence.find("“Answer” would go") != std::string::npos);
}

TEST_CASE("who may see no record is told numbers and no reference") {
    TestWork work;
    work.open("amber");
    const access::Viewer keeper{.user = "keeper", .powers = {"see-definitions"}};
    const std::vector<Anew> change = {
        {define::test::kVisit, "amber: 5 working days", "amber: 1 working day"}};
    const auto effect = on_visit(weigh(work, change, keeper));
    REQUIRE(effect.consequences.size() == 1);
    CHECK(effect.consequences.front().records == 1);
    CHECK(effect.consequences.front().examples.empty());
    // Of a sealed record, not even that.
    const auto session = work.house().store->write();
    session->run("update record set restricted = 2");
    session->commit();
    const auto sealed = weigh(work, change, keeper);
    REQUIRE(sealed.size() == 1);
    CHECK(sealed.front().open == 0);
    CHECK(sealed.front().consequences.empty());
}

TEST_CASE("one pathway alone, and only so many tried") {
    TestWork work;
    work.open("amber");
    work.open("amber");
    const std::vector<Anew> change = {
        {define::test::kVisit, "needs: [requests-made, voice-or-reason]", "needs: [men-asked]"}};
    CHECK(weigh(work, change, access::system_viewer(), {.pathway = "after"}).empty());
    const auto effect = on_visit(
        weigh(work, change, access::system_viewer(), {.pathway = "visit", .most_tried = 1}));
    CHECK(effect.touched == 2);
    CHECK(effect.tried == 1);
}
