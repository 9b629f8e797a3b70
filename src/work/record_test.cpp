#include <algorithm>

#include <doctest/doctest.h>

#include "define/define_test_tools.h"
#include "work/acts/actions.h"
#include "work/acts/answer_record.h"
#include "work/acts/meetings.h"
#include "work/acts/name_people.h"
#include "work/acts/tell.h"
#include "work/lists.h"
#include "work/test_work.h"
#include "work/visible.h"

// Records through their acts: needs, revisions, blindness, what follows, and how they were.
using namespace longstone;
using namespace longstone::work;

namespace {

bool names(const Problem& problem, std::string_view field) {
    return std::any_of(problem.fields.begin(), problem.fields.end(), [&](const FieldProblem& p) {
        return p.field == field && !p.message.empty();
    });
}

std::string open_and_talk(TestWork& work) {
    const auto ref = work.open("amber");
    work.ask(ref, {"police", "clinic"});
    REQUIRE(work.reply(work.officer(), ref, "red"));
    REQUIRE(work.reply(work.nurse(), ref, "amber"));
    REQUIRE(work.move(ref, "talking", {{"words", said("I am cold.")}}));
    return ref;
}

}  // namespace

TEST_CASE("a move says everything that it still lacks") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto lacking = work.move(ref, "talking");
    REQUIRE_FALSE(lacking);
    CHECK(lacking.error().fault == Fault::Invalid);
    CHECK(names(lacking.error(), "checks"));
    CHECK(names(lacking.error(), "words"));
    CHECK(work.see(work.visitor(), ref).record.stage == "visiting");
    work.ask(ref, {"police"});
    // A reason why there are no words is as good as the words.
    CHECK(work.move(ref, "talking", {{"no-words", said("Asleep")}}));
}

TEST_CASE("an action keeps its day, whatever else of the record is due") {
    TestWork work;
    const auto ref = work.open("amber");
    REQUIRE_FALSE(work.see(work.visitor(), ref).record.clocks.empty());
    REQUIRE(work.in([&](Context& context) {
        return set_action(context,
                          work.visitor(),
                          ref,
                          {.what = "Mend the heating",
                           .owner = "Pat Example, housing",
                           .due = parse_date("2026-12-24")});
    }));
    const auto actions = work.see(work.visitor(), ref).record.actions;
    REQUIRE(actions.size() == 1);
    CHECK(actions[0].due == parse_date("2026-12-24"));
}

TEST_CASE("there is no move whose condition does not hold") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto none = work.move(ref, "done");
    REQUIRE_FALSE(none);
    CHECK(names(none.error(), "to"));
    // The answer that comes with the move counts.
    CHECK(work.move(ref, "done", {{"rating", said("green")}}));
    CHECK(work.see(work.visitor(), ref).record.closed.has_value());
}

TEST_CASE("a refused move keeps nothing of what came with it") {
    TestWork work;
    const auto ref = work.open("amber");
    REQUIRE_FALSE(work.move(ref, "talking", {{"worry", said("Another")}}));
    CHECK(work.see(work.visitor(), ref).record.first_answer("worry") == "Cold house");
}

TEST_CASE("an answer to a revision that has passed is a conflict") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto rev = work.see(work.visitor(), ref).record.rev;
    CHECK(work.answer(ref, {{"worry", said("First")}}).record.rev == rev + 1);
    const auto late = work.in([&](Context& context) {
        return answer_record(
            context, work.visitor(), ref, rev, {.answers = {{"worry", said("Second")}}});
    });
    REQUIRE_FALSE(late);
    CHECK(late.error().fault == Fault::Conflict);
    CHECK(work.see(work.visitor(), ref).record.first_answer("worry") == "First");
    // What is already so is no change.
    CHECK(work.answer(ref, {{"worry", said("First")}}).record.rev == rev + 1);
}

TEST_CASE("agencies answer blind until the stage that lifts it, and only who answered sees more") {
    TestWork work;
    const auto ref = work.open("amber");
    work.ask(ref, {"police", "clinic"});
    REQUIRE(work.reply(work.officer(), ref, "red"));
    const auto sees = [&](const access::Viewer& viewer, std::string_view agency) {
        const auto opened = work.see(viewer, ref);
        return std::any_of(opened.record.requests.begin(),
                           opened.record.requests.end(),
                           [&](const RequestState& r) {
                               return r.agency == agency && r.answered && sees_reply(opened, r);
                           });
    };
    CHECK(sees(work.visitor(), "police"));
    CHECK(sees(work.officer(), "police"));
    CHECK_FALSE(sees(work.nurse(), "police"));
    REQUIRE(work.move(ref, "talking", {{"words", said("I am cold.")}}));
    CHECK_FALSE(sees(work.nurse(), "police"));  // has not answered yet
    REQUIRE(work.reply(work.nurse(), ref, "amber"));
    CHECK(sees(work.nurse(), "police"));
    // Once others may have seen it, an answer stands.
    CHECK_FALSE(work.reply(work.officer(), ref, "green"));
}

TEST_CASE("an agency that is asked learns whom it is about, and of others only what goes with it") {
    TestWork work;
    const auto ref = work.open("amber");
    work.ask(ref, {"police"});
    const auto shown = [&](const access::Viewer& viewer, std::vector<std::string> shares) {
        auto opened = work.see(viewer, ref);
        opened.record.people.push_back({.person = "other", .role = "partner", .name = "Bo"});
        auto pathway = *opened.pathway;
        for (auto& stage : pathway.stages) {
            for (auto& rule : stage.requests) {
                rule.shares = shares;
            }
        }
        opened.pathway = &pathway;
        return visible_people(opened).size();
    };
    CHECK(shown(work.officer(), {}) == 1);
    CHECK(shown(work.officer(), {"people"}) == 2);
    CHECK(shown(work.visitor(), {}) == 2);
}

TEST_CASE("only the agency that was asked answers") {
    TestWork work;
    const auto ref = work.open("amber");
    const auto opened = work.ask(ref, {"police"});
    const auto id = opened.record.requests.front().id;
    for (const auto* viewer : {&work.nurse(), &work.visitor()}) {
        const auto reply = work.in([&](Context& context) {
            return reply_to_request(context, *viewer, id, {{"their-rating", said("red")}});
        });
        REQUIRE_FALSE(reply);
        CHECK(reply.error().fault == Fault::NotFound);
    }
    const auto empty = work.in(
        [&](Context& context) { return reply_to_request(context, work.officer(), id, {}); });
    REQUIRE_FALSE(empty);
    CHECK(names(empty.error(), "their-rating"));
}

TEST_CASE("ratings that differ are explained, a meeting has its quorum, and who referred is told") {
    TestWork work;
    const auto ref = open_and_talk(work);
    const auto comparisons = compare_ratings(*work.see(work.visitor(), ref).pathway,
                                             work.see(work.visitor(), ref).record);
    REQUIRE(comparisons.size() == 1);
    CHECK(comparisons.front().disagree);
    CHECK(comparisons.front().ratings.size() == 3);
    const Answers outcome = {{"outcome", said("help")}};
    const auto lacking = work.move(ref, "done", outcome);
    REQUIRE_FALSE(lacking);
    for (const std::string_view field : {"meetings", "outcome", "note"}) {
        CAPTURE(field);
        CHECK(names(lacking.error(), field));
    }
    const auto meet = [&](std::vector<Seat> seats) {
        return work.in([&](Context& context) {
            return hold_meeting(
                context, work.visitor(), ref, {}, {.rule = "talk", .seats = std::move(seats)});
        });
    };
    CHECK_FALSE(meet({}));
    const auto few = meet({{.agency = "council", .attended = true}});
    REQUIRE(few);
    CHECK_FALSE(few->record.meetings.back().quorate);
    REQUIRE(
        meet({{.agency = "council", .attended = true}, {.agency = "police", .attended = true}}));
    REQUIRE(work.in([&](Context& context) {
        return tell(context,
                    work.visitor(),
                    ref,
                    {},
                    {.whom = "referrer", .how = "telephone", .words = "Help is on its way."});
    }));
    Answers all = outcome;
    all["note"] = said("Police saw the house at night.");
    const auto moved = work.move(ref, "done", all);
    REQUIRE(moved);
    REQUIRE(moved->follow_ons.size() == 1);
    const auto next = work.see(work.visitor(), moved->follow_ons.front()).record;
    CHECK(next.pathway == "after");
    CHECK(next.people.size() == 1);
    CHECK(next.first_answer("reason") == "Cold house");
    CHECK(next.answer("reason")->carried_from == ref);
}

TEST_CASE("a record is replayed as it was known at an instant") {
    TestWork work;
    const auto ref = work.open("green");
    const Instant then = work.now();
    work.turn(kHour);
    work.answer(ref, {{"rating", said("red")}, {"worry", said("Fire")}});
    work.ask(ref, {"police"});
    const auto past = work.in([&](Context& context) -> Result<RecordState> {
        const auto opened =
            TRY(open_record_for(context, work.visitor(), access::Action::Read, ref));
        return record_as_at(context, opened.grant, then);
    });
    REQUIRE(past);
    CHECK(past->first_answer("worry") == "Cold house");
    CHECK(past->first_answer("rating") == "green");
    CHECK(past->requests.empty());
    CHECK(past->rev == 1);
    CHECK(work.see(work.visitor(), ref).record.first_answer("worry") == "Fire");
}

TEST_CASE("everybody is told at once, one event for each, and one may be taken out") {
    TestWork work;
    work.house().definitions =
        invented({{define::test::kVisit,
                   "tells:\n",
                   "tells:\n  contributors: {name: Each agency}\n  partner: {name: Partner}\n"}});
    const auto ref = open_and_talk(work);
    const auto told = [&](Telling telling) {
        return work.in([&](Context& context) {
            telling.how = "email";
            telling.words = "It is well.";
            return tell(context, work.visitor(), ref, {}, telling);
        });
    };
    CHECK_FALSE(told({.whom = "contributors", .agencies = {"council"}}));
    REQUIRE(told({.whom = "contributors", .agencies = {"clinic"}}));
    const auto all = told({.whom = "contributors", .all = true});
    REQUIRE(all);
    REQUIRE(all->record.told.size() == 2);
    CHECK(all->record.told.front().agency == "clinic");
    CHECK(all->record.told.back().agency == "police");
    const auto again = told({.whom = "contributors", .all = true});
    REQUIRE_FALSE(again);
    CHECK(names(again.error(), "whom"));
    CHECK_FALSE(told({.whom = "partner", .people = {"nobody"}}));
}

TEST_CASE("of a role of people each may be told apart") {
    TestWork work;
    work.house().definitions =
        invented({{define::test::kVisit, "tells:\n", "tells:\n  partner: {name: Partner}\n"},
                  {define::test::kVisit,
                   "partner: {name: Partner, ask-by-name: yes}",
                   "partner: {name: Partner, many: yes, ask-by-name: yes}"}});
    const auto ref = work.open("amber");
    const auto one = work.new_person();
    const auto other = work.new_person();
    for (const auto& person : {one, other}) {
        REQUIRE(work.in([&](Context& context) {
            return add_person(context, work.visitor(), ref, person, "partner");
        }));
    }
    const auto tell_them = [&](Telling telling) {
        auto done = work.in([&](Context& context) {
            telling.whom = "partner";
            telling.how = "letter";
            telling.words = "It is well.";
            return tell(context, work.visitor(), ref, {}, telling);
        });
        REQUIRE(done);
        return std::move(*done);
    };
    const auto owed = [&](const Opened& opened) {
        const auto definitions = work.house().definitions;
        const Situation situation{.definitions = *definitions,
                                  .pathway = *opened.pathway,
                                  .record = opened.record,
                                  .now = work.now()};
        const auto all = told_and_owed(situation);
        const auto found =
            std::ranges::find_if(all, [](const Owed& o) { return o.rule->whom == "partner"; });
        REQUIRE(found != all.end());
        return *found;
    };
    const auto first = owed(tell_them({.people = {one}}));
    CHECK_FALSE(first.settled);
    CHECK(first.people == std::vector<std::string>{other});
    const auto rest = tell_them({.all = true});
    CHECK(owed(rest).settled);
    REQUIRE(rest.record.told.size() == 2);
    CHECK(rest.record.told.back().person == other);
}

namespace {

// A question that is worked out: whether it is a repeat.
std::shared_ptr<const define::Definitions> that_repeats() {
    return invented({{define::test::kSeen,
                      "      alone: {",
                      "      again: {type: yes-no, label: Again?, from: history.repeat, required: "
                      "yes}\n      alone: {"}});
}

std::string open_about(TestWork& work, const std::string& person) {
    const auto opened = work.in([&](Context& context) {
        NewRecord asked{.pathway = "visit", .source = "system"};
        asked.people = {{.person = person, .role = "subject"}};
        asked.answers = {{"rating", said("amber")}};
        return open_record(context, work.visitor(), asked);
    });
    REQUIRE(opened);
    return opened->record.ref;
}

}  // namespace

TEST_CASE("a repeat within the partnership's months is worked out, and stands until it is said") {
    TestWork work;
    work.house().definitions = that_repeats();
    const auto person = work.new_person();
    const auto first = open_about(work, person);
    const auto answer = [&](const std::string& ref) {
        return *work.see(work.visitor(), ref).record.answer("again");
    };
    CHECK(answer(first).given == said("no"));
    CHECK(answer(first).by.empty());
    work.turn_to("2027-11-02T09:00:00Z");  // twelve months to the day
    const auto second = open_about(work, person);
    CHECK(answer(second).given == said("yes"));
    CHECK(answer(open_about(work, work.new_person())).given == said("no"));
    // Saying the same confirms it; another answer stands.
    work.answer(second, {{"again", said("yes")}});
    CHECK(answer(second).by == "visitor");
    work.answer(first, {{"again", said("yes")}});
    work.answer(first, {{"worry", said("Colder")}});
    CHECK(answer(first).given == said("yes"));
    work.turn_to("2028-11-03T09:00:00Z");
    const auto third = open_about(work, person);
    CHECK(answer(third).given == said("no"));
    const auto session = work.house().store->write();
    const auto rows = session->whole_table("answer");
    journal::rebuild(*session, work.house().projections);
    const auto anew = session->whole_table("answer");
    REQUIRE(anew.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        CHECK(anew[i].values() == rows[i].values());
}

TEST_CASE("who is asked without names reads none, on the request or in the list of what waits") {
    for (const bool anonymous : {true, false}) {
        TestWork work;
        work.house().definitions =
            invented({{define::test::kVisit, "access: {", "access: {sensitivity: restricted, "},
                      {define::test::kVisit,
                       "at-least: 1}",
                       anonymous ? "at-least: 1, shares: [worry], anonymous: yes}"
                                 : "at-least: 1, shares: [worry]}"}});
        const auto ref = work.open("amber");
        const auto id = work.ask(ref, {"police"}).record.requests.front().id;
        const auto asked = work.in([&](Context& context) {
            return find_request(context, work.officer(), access::Action::Reply, id);
        });
        REQUIRE(asked);
        CHECK(is_nameless(asked->opened) == anonymous);
        CHECK(visible_people(asked->opened).empty() == anonymous);
        const auto session = work.house().store->read();
        auto context = work.house().context(*session);
        const auto waiting = requests_waiting(context, work.officer(), 10);
        REQUIRE(waiting.size() == 1);
        CHECK(waiting.front().record == ref);
        CHECK(waiting.front().person_name == (anonymous ? "" : "Ada Example"));
        CHECK_FALSE(is_nameless(work.see(work.visitor(), ref)));
        CHECK(visible_people(work.see(work.visitor(), ref)).size() == 1);
    }
}
