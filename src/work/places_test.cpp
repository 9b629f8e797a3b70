// One long file: one course and those who want its places.
#include "work/acts/places.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "people/create.h"
#include "work/acts/answer_record.h"
#include "work/notices.h"
#include "work/places_kept.h"
#include "work/test_work.h"

// Places: what events make of them, who gets a free seat, who may do what, and the last place. One
// long file, since they share one course and its people.
using namespace longstone;
using namespace longstone::work;

namespace {

PlaceEvent event(const Json& body,
                 std::string_view kind,
                 std::string_view actor,
                 std::int64_t rev) {
    return {.kind = kind, .body = body, .at = {rev}, .actor = actor, .agency = "x", .rev = rev};
}

std::vector<PlaceState> three() {
    std::vector<PlaceState> places;
    const auto ask = [&](const char* id, const char* state, std::int64_t rev) {
        const auto body = Json::object({{"place", id}, {"state", state}});
        fold_place(places, event(body, "record.place-asked", id, rev));
    };
    ask("ann", "booked", 1);
    ask("bob", "waiting", 2);
    ask("cat", "waiting", 3);
    return places;
}

// The small partnership, whose visits have places: two, for those of the council and the clinic.
std::shared_ptr<const define::Definitions> with_places() {
    static const auto definitions = invented(
        {{.path = "england/forms/seen.yaml",
          .old = "      strain:",
          .anew = "      seats: {type: number, label: Places, counted: yes}\n"
                  "      first: {type: date, label: First day}\n"
                  "      times: {type: text, label: Times}\n"
                  "      ask-them: {type: yes-no, label: Must a manager approve?}\n"
                  "      months: {type: number, label: Valid for}\n"
                  "      strain:"},
         {.path = "england/pathways/visit.yaml",
          .old = "tells:",
          .anew = "places:\n"
                  "  at: [visiting]\n"
                  "  off: [done]\n"
                  "  capacity: seats\n"
                  "  begins: first\n"
                  "  ends: first\n"
                  "  times: times\n"
                  "  approval: {ask-them: yes}\n"
                  "  waiting-list: yes\n"
                  "  cancel: 5 working days\n"
                  "  evaluations:\n"
                  "    before: {name: Before, form: view, before: yes}\n"
                  "    after: {name: After, form: view, within: 2 working days}\n"
                  "    later: {name: Later, form: view, after: 12 weeks, within: 2 weeks}\n"
                  "    boss: {name: Seen, form: view, after: 12 weeks, within: 2 weeks, by: "
                  "manager}\n"
                  "  certificate: {months: months}\n"
                  "tells:"},
         {.path = "england/roles.yaml",
          .old = "does: Reads.}",
          .anew = "does: Reads., may: [book-training]}"},
         {.path = "england/roles.yaml",
          .old = "does: Answers., may: [be-asked]}",
          .anew = "does: Answers., may: [be-asked, book-training]}"},
         {.path = "england/roles.yaml",
          .old = "be-asked, ask-known]",
          .anew = "be-asked, ask-known, book-training]"}});
    return definitions;
}

// With four users, and a visit whose places are open.
class Course {
public:
    template <class Act>
    auto in(Act act) {
        const auto session = house_->store->write();
        auto context = house_->context(*session);
        auto result = act(context);
        if (result) session->commit();
        return result;
    }
    explicit Course(const Answers& more = {})
        : house_(open_house(HouseOptions{.data_dir = ":memory:", .now = [this] { return now_; }},
                            with_places())) {
        for (auto& [user, agency, post] :
             std::vector<std::array<const char*, 3>>{{"visitor", "council", "visitor"},
                                                     {"reader", "council", "reader"},
                                                     {"officer", "police", "officer"},
                                                     {"nurse", "clinic", "nurse"},
                                                     {"matron", "clinic", "nurse"}})
            add(user, agency, post);
        Answers answers = {{"rating", said("amber")},
                           {"worry", said("Level 3")},
                           {"seats", said("2")},
                           {"first", said("2026-11-20")},
                           {"times", said("9.30 to 4pm")},
                           {"months", said("36")}};
        for (const auto& [field, given] : more)
            answers[field] = given;
        const auto person = in([](Context& context) {
            const auto viewer = access::system_viewer();
            const auto grant = access::allow(viewer, access::Action::CreatePerson);
            return people::create_person(
                context,
                *grant,
                {.assertions = {{.fact = people::Name{.given = "Ada", .family = "Example"}}}});
        });
        REQUIRE(person.has_value());
        const auto opened = in([&](Context& context) {
            NewRecord asked{.pathway = "visit", .source = "system"};
            asked.people = {{.person = *person, .role = "subject"}};
            asked.answers = answers;
            return open_record(context, viewers_.at("visitor"), asked);
        });
        if (!opened) FAIL(opened.error().message);
        ref = opened->record.ref;
    }

    Result<Opened> ask(const std::string& user, const AskPlace& asked = {}) {
        return in([&](Context& c) { return ask_place(c, as(user), ref, asked); });
    }
    Result<Opened> cancel(const std::string& user, const std::string& reason = {}) {
        const auto id = place(user).id;
        return in([&](Context& c) { return cancel_place(c, as(user), ref, id, reason); });
    }
    [[nodiscard]] const access::Viewer& as(const std::string& user) const {
        return viewers_.at(user);
    }
    PlaceState place(const std::string& user) {
        const auto session = house_->store->read();
        const auto places = load_places(*session, ref);
        const auto* found = place_for(places, user);
        return found == nullptr ? PlaceState{} : *found;
    }
    std::string state(const std::string& user) { return std::string(word(place(user).state)); }
    std::vector<std::string> told(const std::string& user) {
        const auto session = house_->store->read();
        auto context = house_->context(*session);
        std::vector<std::string> words;
        for (const auto& notice : notices_of(context, as(user), 20))
            words.push_back(notice.words);
        return words;
    }
    void turn_to(std::string_view instant) { now_ = *parse_instant(instant); }
    House& house() { return *house_; }

    std::string ref = {};

private:
    void add(const char* user, const char* agency, const char* post) {
        viewers_.emplace(
            user,
            access::viewer_of(*with_places(), user, user, {{.agency = agency, .post = post}}));
        const auto session = house_->store->write();
        const auto system = access::system_viewer();
        const auto grant = access::allow(system, access::Action::ManageUsers, user);
        REQUIRE(access::add_user({.db = *session, .projections = house_->projections, .now = now_},
                                 *house_->definitions,
                                 *grant,
                                 {.name = user,
                                  .shown = user,
                                  .email = std::string(user) + "@example.org",
                                  .posts = viewers_.at(user).posts}));
        session->commit();
    }

    Instant now_ = *parse_instant("2026-11-02T10:00:00Z");
    std::unique_ptr<House> house_;
    std::map<std::string, access::Viewer> viewers_ = {};
};

}  // namespace

TEST_CASE("a seat that is freed goes to whoever has waited longest") {
    auto places = three();
    CHECK(seats_taken(places) == 1);
    CHECK(seats_to_give(places, 1).empty());
    CHECK(seats_to_give(places, 2) == std::vector<std::string>{"bob"});
    CHECK(seats_to_give(places, 9) == std::vector<std::string>{"bob", "cat"});
    CHECK(position_of(places, places[2]) == 2);
    const auto body =
        Json::object({{"place", "ann"}, {"late", true}, {"places_given", Json::strings({"bob"})}});
    fold_place(places, event(body, "record.place-cancelled", "ann", 4));
    CHECK(places[0].state == Place::Cancelled);
    CHECK(places[0].late);
    CHECK(places[1].state == Place::Booked);
    CHECK(position_of(places, places[2]) == 1);
    const auto off = Json::object({{"places_off", true}});
    fold_place(places, event(off, "record.moved", "x", 5));
    CHECK(places[0].state == Place::Cancelled);
    CHECK(places[1].state == Place::Off);
    CHECK(places[2].state == Place::Off);
}

TEST_CASE("times are read as people write them") {
    const auto hours = [](std::string_view words) {
        const auto times = times_in(words);
        return times ? std::pair(times->first / kMinute, times->second / kMinute)
                     : std::pair<std::int64_t, std::int64_t>(-1, -1);
    };
    CHECK(hours("09:30 to 16:00") == std::pair<std::int64_t, std::int64_t>(570, 960));
    CHECK(hours("9.30am-4pm, lunch at 12.30") == std::pair<std::int64_t, std::int64_t>(570, 960));
    CHECK(hours("2 days, 10 am to 12.15") == std::pair<std::int64_t, std::int64_t>(600, 735));
    CHECK(hours("all day").first == -1);
    CHECK(hours("16:00 to 09:30").first == -1);
}

TEST_CASE("one place each, until it begins") {
    Course course;
    REQUIRE(course.ask("nurse"));
    CHECK(course.state("nurse") == "booked");
    const auto again = course.ask("nurse");
    REQUIRE_FALSE(again);
    CHECK(again.error().message.find("already") != std::string::npos);
    course.turn_to("2026-11-20T09:30:00Z");
    const auto late = course.ask("officer");
    REQUIRE_FALSE(late);
    CHECK(late.error().message.find("no longer be asked for") != std::string::npos);
}

TEST_CASE("the last place: one gets it, the other is offered the waiting list") {
    Course course;
    REQUIRE(course.ask("nurse"));
    // Both look at the same revision; the one who commits first has it.
    const auto session = course.house().store->write();
    auto context = course.house().context(*session);
    auto first = open_places(context, course.as("officer"), course.ref);
    auto second = open_places(context, course.as("reader"), course.ref);
    REQUIRE(first);
    REQUIRE(second);
    const auto asks = [&](Opened& opened) {
        Change change{.kind = "record.place-asked"};
        change.body.set("place", opened.grant.viewer().user).set("state", "booked");
        return commit_change(context, opened, std::move(change));
    };
    REQUIRE(asks(*first));
    const auto beaten = asks(*second);
    REQUIRE_FALSE(beaten);
    CHECK(beaten.error().fault == Fault::Conflict);
    const auto told = ask_place(context, course.as("reader"), course.ref, {});
    REQUIRE_FALSE(told);
    REQUIRE(told.error().fields.size() == 1);
    CHECK(told.error().fields.front().field == "wait");
    REQUIRE(ask_place(context, course.as("reader"), course.ref, {.wait = true}));
    session->commit();
    CHECK(course.state("officer") == "booked");
    CHECK(course.state("reader") == "waiting");
}

TEST_CASE("who waits gets the place that is given back, and hears of it") {
    Course course({{"seats", said("1")}});
    REQUIRE(course.ask("nurse"));
    REQUIRE(course.ask("officer", {.wait = true}));
    REQUIRE(course.cancel("nurse"));
    CHECK(course.state("nurse") == "cancelled");
    CHECK_FALSE(course.place("nurse").late);
    CHECK(course.state("officer") == "booked");
    const auto told = course.told("officer");
    CHECK(std::ranges::find(told, "A place is free and it is yours: Level 3, 20 November 2026") !=
          told.end());
}

TEST_CASE("after the last day to cancel a reason is asked, but not of who had no time") {
    Course course({{"seats", said("1")}});
    REQUIRE(course.ask("nurse"));
    REQUIRE(course.ask("officer", {.wait = true}));
    course.turn_to("2026-11-18T10:00:00Z");
    const auto bare = course.cancel("nurse");
    REQUIRE_FALSE(bare);
    CHECK(bare.error().fields.front().field == "reason");
    REQUIRE(course.cancel("nurse", "A court hearing."));
    CHECK(course.place("nurse").late);
    REQUIRE(course.cancel("officer"));
    CHECK_FALSE(course.place("officer").late);
}

TEST_CASE("a manager of the same agency approves, never the learner") {
    Course course({{"ask-them", said("yes")}});
    CHECK(course.ask("nurse").error().fields.front().field == "manager");
    CHECK_FALSE(course.ask("nurse", {.manager = "officer"}));
    REQUIRE(course.ask("nurse", {.manager = "matron"}));
    CHECK(course.state("nurse") == "asked");
    CHECK(course.told("matron").front() ==
          "nurse asks you to approve a place: Level 3, 20 November 2026");
    const auto id = course.place("nurse").id;
    const auto approve = [&](const std::string& user) {
        return course.in(
            [&](Context& c) { return approve_place(c, course.as(user), course.ref, id); });
    };
    CHECK(approve("nurse").error().fault == Fault::NotFound);
    CHECK(approve("officer").error().fault == Fault::NotFound);
    REQUIRE(approve("matron"));
    CHECK(course.state("nurse") == "booked");
    CHECK_FALSE(approve("matron"));
    // Nobody else is at the police: those who run the course approve.
    REQUIRE(course.ask("officer"));
    const auto theirs = course.place("officer").id;
    CHECK_FALSE(course.in([&](Context& c) {
        return decline_place(c, course.as("visitor"), course.ref, theirs, "");
    }));
    REQUIRE(course.in([&](Context& c) {
        return decline_place(c, course.as("visitor"), course.ref, theirs, "Not this year.");
    }));
    CHECK(course.state("officer") == "declined");
}

TEST_CASE("a seat is held while its approval is awaited") {
    Course course({{"seats", said("1")}, {"ask-them", said("yes")}});
    REQUIRE(course.ask("nurse", {.manager = "matron"}));
    CHECK_FALSE(course.ask("officer"));
    REQUIRE(course.ask("officer", {.wait = true}));
    const auto id = course.place("officer").id;
    REQUIRE(course.in(
        [&](Context& c) { return approve_place(c, course.as("visitor"), course.ref, id); }));
    CHECK(course.state("officer") == "waiting");
    REQUIRE(course.in([&](Context& c) {
        return decline_place(
            c, course.as("matron"), course.ref, course.place("nurse").id, "Cover.");
    }));
    CHECK(course.state("officer") == "booked");
}

TEST_CASE("fewer places than people have is refused; more go to who waits") {
    Course course;
    REQUIRE(course.ask("nurse"));
    REQUIRE(course.ask("officer"));
    REQUIRE(course.ask("reader", {.wait = true}));
    const auto seats = [&](const char* number) {
        return course.in([&](Context& c) {
            return answer_record(
                c, course.as("visitor"), course.ref, {}, {.answers = {{"seats", said(number)}}});
        });
    };
    const auto fewer = seats("1");
    REQUIRE_FALSE(fewer);
    CHECK(fewer.error().fields.front().message.starts_with("2 people have a place."));
    REQUIRE(seats("3"));
    CHECK(course.state("reader") == "booked");
}

TEST_CASE("the register: who came, who did not, who came unasked; with certificates") {
    Course course;
    REQUIRE(course.ask("nurse"));
    REQUIRE(course.ask("officer"));
    const Register taken{
        .came = {{course.place("nurse").id, true}, {course.place("officer").id, false}},
        .walk_ins = {{.name = "Jo Walker", .agency = "police"}}};
    const auto take = [&] {
        return course.in([&](Context& c) {
            return take_register(c, course.as("visitor"), course.ref, {}, taken);
        });
    };
    CHECK_FALSE(take());  // not yet
    course.turn_to("2026-11-20T12:00:00Z");
    CHECK(course
              .in([&](Context& c) {
                  return take_register(c, course.as("nurse"), course.ref, {}, taken);
              })
              .error()
              .fault == Fault::NotFound);
    REQUIRE(take());
    CHECK(course.state("officer") == "missed");
    const auto came = course.place("nurse");
    CHECK(came.state == Place::Attended);
    CHECK(came.certificate.size() == 12);
    CHECK(came.valid_until == "2029-11-20");
    // Put right later, what was given stays as it was.
    REQUIRE(course.in([&](Context& c) {
        return take_register(c,
                             course.as("visitor"),
                             course.ref,
                             {},
                             {.came = {{came.id, true}, {course.place("officer").id, true}}});
    }));
    CHECK(course.place("nurse").certificate == came.certificate);
    CHECK(course.state("officer") == "attended");
}

TEST_CASE("evaluations before, after and at twelve weeks, each once by whom it is for") {
    Course course({{"ask-them", said("yes")}});
    REQUIRE(course.ask("nurse", {.manager = "matron"}));
    const auto id = course.place("nurse").id;
    REQUIRE(course.in(
        [&](Context& c) { return approve_place(c, course.as("matron"), course.ref, id); }));
    const auto send = [&](const std::string& user, const char* which) {
        return course.in([&](Context& c) {
            return evaluate_place(c,
                                  course.as(user),
                                  course.ref,
                                  id,
                                  which,
                                  {{"their-rating", said("red")}, {"told-us", said("Much")}});
        });
    };
    CHECK_FALSE(send("nurse", "after"));
    CHECK_FALSE(send("matron", "before"));
    REQUIRE(send("nurse", "before"));
    CHECK_FALSE(send("nurse", "before"));
    course.turn_to("2026-11-20T12:00:00Z");
    REQUIRE(course.in([&](Context& c) {
        return take_register(c, course.as("visitor"), course.ref, {}, {.came = {{id, true}}});
    }));
    REQUIRE(send("nurse", "after"));
    CHECK_FALSE(send("nurse", "later"));
    course.turn_to("2027-02-13T12:00:00Z");
    REQUIRE(send("nurse", "later"));
    CHECK_FALSE(send("nurse", "boss"));
    REQUIRE(send("matron", "boss"));
    CHECK(course.place("nurse").evaluated.size() == 4);
    CHECK(course.place("nurse").evaluated.at("boss").answers.at("told-us").first() == "Much");
}

TEST_CASE("calling it off ends every place, and each is told") {
    Course course;
    REQUIRE(course.ask("nurse"));
    REQUIRE(course.in([&](Context& c) {
        return move_record(c,
                           course.as("visitor"),
                           course.ref,
                           {},
                           {.to = "done", .answers = {{"rating", said("green")}}});
    }));
    CHECK(course.state("nurse") == "off");
    const auto told = course.told("nurse");
    CHECK(std::ranges::find(told, "It was called off: Level 3, 20 November 2026") != told.end());
}

TEST_CASE("a rebuild gives the same places") {
    Course course;
    REQUIRE(course.ask("nurse", {.needs = "A loop"}));
    REQUIRE(course.ask("officer"));
    REQUIRE(course.ask("reader", {.wait = true}));
    REQUIRE(course.cancel("officer"));
    const auto tables = [&] {
        const auto session = course.house().store->read();
        return load_places(*session, course.ref);
    };
    const auto before = tables();
    CHECK(before.size() == 3);
    const auto session = course.house().store->write();
    journal::rebuild(*session, course.house().projections);
    session->commit();
    CHECK(tables() == before);
}
