#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/text.h"
#include "partnership/reminders.h"
#include "web/test_house.h"
#include "work/acts/move.h"
#include "work/acts/open_record.h"
#include "work/acts/places.h"

// A course through the pages: found, booked, approved, waited for, given, certified, evaluated.
namespace longstone::web {
namespace {

work::Given said(std::string value) {
    return {.values = {std::move(value)}};
}

// Open for booking, with one place, three weeks from now.
std::string open_course(TestHouse& house, const std::string& approval = "yes") {
    const auto trainer = house.user("partnership-office", "trainer");
    const auto session = house.house().store->write();
    auto context = house.house().context(*session);
    const auto viewer = access::load_viewer(*session, house.definitions(), trainer);
    REQUIRE(viewer.has_value());
    const auto day = iso(london(house.now()).date + 21);
    work::NewRecord asked{.pathway = "multi-agency-training", .source = "partner"};
    asked.answers = {{"course-title", said("Level 3, together")},
                     {"course-needs", said("review")},
                     {"course-need-words", said("Ask for each father by name.")},
                     {"course-topics", said("fathers")},
                     {"course-levels", said("3")},
                     {"course-for", said("All who work with families")},
                     {"course-repeat", said("36")}};
    const auto opened = work::open_record(context, *viewer, asked);
    REQUIRE(opened.has_value());
    const auto& ref = opened->record.ref;
    REQUIRE(work::move_record(context, *viewer, ref, {}, {.to = "set-up"}));
    const auto moved = work::move_record(context,
                                         *viewer,
                                         ref,
                                         {},
                                         {.to = "open",
                                          .answers = {{"course-mode", said("face")},
                                                      {"course-capacity", said("1")},
                                                      {"course-first-on", said(day)},
                                                      {"course-last-on", said(day)},
                                                      {"course-times", said("09:30 to 16:00")},
                                                      {"course-where", said("The hall")},
                                                      {"course-trainers", said("A trainer")},
                                                      {"course-access", said("Step-free")},
                                                      {"course-approval", said(approval)}}});
    if (!moved) FAIL(moved.error().message);
    session->commit();
    return ref;
}

}  // namespace

TEST_CASE("a place is found, asked for, approved, and put in a calendar") {
    TestHouse house;
    const auto ref = open_course(house);
    auto learner = house.as("police", "response-officer");
    const auto manager_name = house.user("police", "researcher");
    CHECK(learner.get("/").shows("href=\"/training\""));
    CHECK(learner.get("/training").shows("Level 3, together"));
    CHECK(learner.get("/training?course-topics=recording").hides("Level 3, together"));
    CHECK(learner.get("/training?words=fathers").shows("Level 3, together"));
    const auto path = cat({"/training/", ref});
    CHECK(learner.get(path).shows("1 of 1 places left"));
    CHECK(learner.get(cat({"/records/", ref})).status == 404);
    const auto bare = learner.post(path, {{"needs", "A loop"}});
    CHECK(bare.status == 422);
    CHECK(bare.shows("A loop"));
    REQUIRE(learner.post(path, {{"needs", "A loop"}, {"manager", manager_name}}).status == 303);
    CHECK(learner.get(path).shows("Waits for approval"));
    CHECK(learner.get(cat({path, "/calendar.ics"})).status == 404);

    auto manager = house.as("police", "researcher");
    CHECK(manager.get("/").shows("Approve a place"));
    CHECK(house.as("nhcft", "named-nurse").get("/training/approvals").hides("Level 3"));
    const auto place = [&] {
        const auto session = house.house().store->read();
        return session->one("select id from place where record = $1", {ref})->text(0);
    }();
    manager.get("/training/approvals");
    REQUIRE(
        manager
            .post("/training/approvals", {{"ref", ref}, {"place", place}, {"decision", "approve"}})
            .status == 303);
    CHECK(learner.get(path).shows("Booked"));
    CHECK(learner.get(cat({path, "/calendar.ics"})).shows("SUMMARY:Level 3\\, together"));
    CHECK(house.count("select count(*) from outbox where calendar <> ''") == 1);
    CHECK(learner.get("/training/mine").shows("Level 3, together"));
    // What they need is for those who run it.
    CHECK(house.as("partnership-office", "trainer").get(cat({path, "/register"})).shows("A loop"));
    CHECK(manager.get(cat({path, "/register"})).status == 404);
}

TEST_CASE("when all places are taken one may wait, and gets what is given back") {
    TestHouse house;
    const auto ref = open_course(house, "no");
    const auto path = cat({"/training/", ref});
    auto first = house.as("police", "response-officer");
    first.get(path);
    REQUIRE(first.post(path, {}).status == 303);
    auto second = house.as("nhcft", "named-nurse");
    CHECK(second.get(path).shows("Put me on the waiting list"));
    CHECK(second.post(path, {}).shows("All places are taken"));
    REQUIRE(second.post(path, {{"wait", "yes"}}).status == 303);
    CHECK(second.get(path).shows("On the waiting list, number 1"));
    const auto mine = house.house().store->read()->one(
        "select id from place where record = $1 and state = 'booked'", {ref});
    REQUIRE(first.post(cat({path, "/cancel"}), {{"place", mine->text(0)}}).status == 303);
    CHECK(second.get(path).shows("Booked"));
    CHECK(second.get("/notices").shows("A place is free and it is yours"));
}

TEST_CASE("the register, a certificate that anybody may check, and what is asked afterwards") {
    TestHouse house;
    const auto ref = open_course(house, "no");
    const auto path = cat({"/training/", ref});
    auto learner = house.as("police", "response-officer");
    learner.get(path);
    REQUIRE(learner.post(path, {}).status == 303);
    CHECK(partnership::send_reminders(house.house()) == 1);  // the form before it
    CHECK(partnership::send_reminders(house.house()) == 0);
    house.turn(15 * kDay);
    CHECK(partnership::send_reminders(house.house()) == 1);  // it is soon
    house.turn(6 * kDay);
    auto trainer = house.as("partnership-office", "trainer");
    const auto page = trainer.get(cat({path, "/register"}));
    REQUIRE(page.shows("Everybody booked came"));
    REQUIRE(trainer
                .post(cat({path, "/register"}),
                      {{"all", "yes"},
                       {"walk-in-name-1", "Bea Storey"},
                       {"walk-in-agency-1", "la-education"}})
                .status == 303);
    CHECK(trainer.get(cat({path, "/register"})).shows("Bea Storey"));
    const auto certificate = house.house()
                                 .store->read()
                                 ->one("select certificate from place where learner <> ''", {})
                                 ->text(0);
    learner = house.as("police", "response-officer");  // the old session is over
    const auto own = cat({"/training/certificates/", certificate});
    CHECK(learner.get(own).shows("Certificate of attendance"));
    CHECK(house.as("nhcft", "named-nurse").get(own).status == 404);
    const auto checked = house.guest().get(cat({"/certificates/", certificate}));
    CHECK(checked.shows("Level 3, together"));
    CHECK(checked.hides("response"));
    CHECK(house.guest().get("/certificates/abcdefghjkmn").status == 404);
    const auto asked = learner.get("/training/mine");
    CHECK(asked.shows("On the day"));
    const auto id =
        house.house().store->read()->one("select id from place where learner <> ''", {})->text(0);
    const auto form = cat({path, "/places/", id, "/evaluations/after"});
    CHECK(learner.get(form).shows("Was it worth your time?"));
    CHECK(learner.post(form, {{"pl-was", "3"}}).status == 422);
    REQUIRE(learner
                .post(form,
                      {{"pl-was", "3"}, {"pl-after", "8"}, {"pl-worth", "very"}, {"pl-do", "Ask"}})
                .status == 303);
    CHECK(learner.get("/").hides("On the day"));
}

TEST_CASE("who is up to date, by name for whoever answers for them") {
    TestHouse house;
    const auto ref = open_course(house, "no");
    const auto path = cat({"/training/", ref});
    auto learner = house.as("la-csc", "social-worker");
    auto other = house.as("nhcft", "named-nurse");
    learner.get(path);
    REQUIRE(learner.post(path, {}).status == 303);
    house.turn(21 * kDay);
    auto trainer = house.as("partnership-office", "trainer");
    trainer.get(cat({path, "/register"}));
    REQUIRE(trainer.post(cat({path, "/register"}), {{"all", "yes"}}).status == 303);
    learner = house.as("la-csc", "social-worker");  // the old session is over
    other = house.as("nhcft", "named-nurse");
    CHECK(learner.get("/training/mine").shows("Up to date"));
    CHECK(learner.get("/training/competence").status == 404);
    auto manager = house.as("la-csc", "team-manager");
    const auto named = manager.get("/training/competence");
    CHECK(named.shows("Test social-worker of la-csc"));
    CHECK(named.hides("Test named-nurse of nhcft"));
    CHECK(house.as("partnership-office", "workforce-lead")
              .get("/training/competence")
              .shows("Test named-nurse of nhcft"));

    // Learned elsewhere: counts once it is confirmed.
    const auto confirmer = house.user("nhcft", "named-midwife");
    other.get("/training/mine/elsewhere");
    const auto day = iso(london(house.now()).date + -3);
    const http::Pairs entered = {{"title", "Level 3 online"},
                                 {"provider", "The trust"},
                                 {"on", day},
                                 {"requirement", "children-3"},
                                 {"manager", confirmer}};
    REQUIRE(other.post("/training/mine/elsewhere", entered).status == 303);
    CHECK(other.get("/training/mine").shows("Waits for"));
    auto midwife = house.as("nhcft", "named-midwife");
    CHECK(midwife.get("/").shows("Confirm what was learned"));
    const auto id = house.house().store->read()->one("select id from learning", {})->text(0);
    midwife.get(cat({"/training/approvals/", id}));
    REQUIRE(midwife.post(cat({"/training/approvals/", id}), {{"decision", "confirm"}}).status ==
            303);
    CHECK(other.get("/training/mine").shows("Up to date"));
}

}  // namespace longstone::web
