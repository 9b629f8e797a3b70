// One long file: each promise of a replayed decision, held by a house in which it could break.
#include "review/replay.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "base/text.h"
#include "define/define_test_tools.h"
#include "people/agency_events.h"
#include "people/edit.h"
#include "people/find.h"
#include "people/same_person.h"
#include "work/acts/answer_record.h"
#include "work/acts/name_people.h"
#include "work/acts/share.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::review;
using chronology::Entry;
using chronology::Kind;
using work::said;

namespace {

struct Told {
    work::TestWork house = {};
    std::string person = house.new_person();

    // A visit to somebody by the visitor.
    std::string visit(const std::string& who, work::Answers more = {}) {
        auto opened = house.in([&](work::Context& context) {
            work::NewRecord asked{.pathway = "visit", .source = "system"};
            asked.people = {{.person = who, .role = "subject"}};
            asked.answers = {{"rating", said("amber")}, {"worry", said("Cold house")}};
            asked.answers.merge(more);
            return work::open_record(context, house.visitor(), asked);
        });
        if (!opened) FAIL(opened.error().message);
        return opened->record.ref;
    }
    // A visitor who stands on no record by having opened it.
    void add_sam() {
        const auto session = house.house().store->write();
        const auto system = access::system_viewer();
        const auto grant = access::allow(system, access::Action::ManageUsers, "sam");
        REQUIRE(access::add_user(
            {.db = *session, .projections = house.house().projections, .now = house.now()},
            *house.house().definitions,
            *grant,
            {.name = "sam",
             .shown = "Sam",
             .email = "sam@example.org",
             .posts = {{.agency = "council", .post = "visitor"}}}));
        session->commit();
    }
    void post(const std::string& user, const access::PostHeld& held) {
        const auto session = house.house().store->write();
        const auto system = access::system_viewer();
        const auto grant = access::allow(system, access::Action::ManageUsers, user);
        REQUIRE(access::change_posts(
            {.db = *session, .projections = house.house().projections, .now = house.now()},
            *house.house().definitions,
            *grant,
            user,
            {held}));
        session->commit();
    }
    template <class Act>
    void system(Act act) {
        auto done =
            house.in([&](work::Context& context) { return act(context, access::system_viewer()); });
        if (!done) FAIL(done.error().message);
    }
    void restrict(const std::string& ref, bool is = true) {
        system([&](work::Context& context, const access::Viewer& viewer) {
            return work::set_restricted(context, viewer, ref, is, "Family of staff");
        });
    }
    // What somebody could have seen at this minute, deciding on this record.
    Replayed as(const std::string& user,
                const std::string& ref,
                Instant at,
                const access::Viewer& reviewer = access::system_viewer()) {
        auto found = house.in([&](work::Context& context) -> Result<Replayed> {
            const auto review = TRY(open_review(context, reviewer, ref));
            return Replayer(context, review)
                .replay({.id = cat({ref, "/none"}),
                         .record = ref,
                         .seq = 1'000'000'000,
                         .recorded = at,
                         .by = user});
        });
        if (!found) FAIL(found.error().message);
        return std::move(*found);
    }
    void judge(const std::string& other, bool same) {
        system([&](work::Context& context, const access::Viewer& viewer) -> Result<std::int64_t> {
            const auto read = TRY(access::allow(viewer, access::Action::ReadPerson, person));
            const auto line = TRY(people::find_person(context, read, person)).line;
            const auto edit = TRY(access::allow(viewer, access::Action::EditPerson, person));
            return same ? people::judge_same(context, edit, line.rev, other, "One child")
                        : people::judge_different(context, edit, line.rev, other, "Two children");
        });
    }
    void feed(Instant happened, const std::string& words, bool is_protected = false) {
        system([&](work::Context& context, const access::Viewer& viewer) -> Result<std::string> {
            const auto grant = TRY(access::allow(viewer, access::Action::EditPerson, person));
            return people::tell_event(context,
                                      grant,
                                      {.person = person,
                                       .agency = "police",
                                       .feed = "incidents",
                                       .key = words,
                                       .kinds = "outcome",
                                       .kind = "help",
                                       .words = words,
                                       .happened_at = happened,
                                       .known_at = happened,
                                       .is_protected = is_protected});
        });
    }
};

bool saw(const Replayed& replayed, const std::string& record, Kind kind) {
    return std::ranges::any_of(replayed.could_see, [&](const Seen& one) {
        return one.entry.record == record && one.entry.kind == kind;
    });
}
std::optional<Why> hidden(const Replayed& replayed, const std::string& record, Kind kind) {
    for (const auto& one : replayed.hidden)
        if (one.entry.record == record && one.entry.kind == kind) return one.why;
    return std::nullopt;
}
bool came_later(const Replayed& replayed, const std::string& record, Kind kind) {
    return std::ranges::any_of(
        replayed.later, [&](const Entry& one) { return one.record == record && one.kind == kind; });
}
std::string details_of(const Entry& entry) {
    std::string all;
    for (const auto& detail : entry.details) {
        all += detail.value;
        all += ';';
    }
    return all;
}

}  // namespace

TEST_CASE("a record that was restricted then is hidden, and one restricted since could be seen") {
    Told told;
    auto& house = told.house;
    told.add_sam();
    const auto kept = told.visit(told.person);
    told.restrict(kept);  // in the minute in which it was opened
    const auto closed_later = told.visit(told.person);
    const auto decided_on = told.visit(told.person);
    house.turn(kHour);
    const Instant open = house.now();
    house.turn(kHour);
    told.restrict(closed_later);
    house.turn(kHour);
    const Instant closed = house.now();
    house.turn(kHour);

    const auto before = told.as("sam", decided_on, open);
    CHECK(saw(before, decided_on, Kind::Opened));
    CHECK(saw(before, closed_later, Kind::Opened));
    CHECK(hidden(before, kept, Kind::Opened) == Why::Restricted);
    const auto after = told.as("sam", decided_on, closed);
    CHECK_FALSE(saw(after, closed_later, Kind::Opened));
    CHECK(hidden(after, closed_later, Kind::Opened) == Why::NoLonger);
    // Whoever opened it stands on it, and is not kept out.
    CHECK(saw(told.as("visitor", decided_on, closed), kept, Kind::Opened));
    // Nor is it told to a review that may not know of it.
    const auto reviewed = told.as("sam", decided_on, closed, house.reviewer());
    CHECK_FALSE(hidden(reviewed, kept, Kind::Opened));
    CHECK_FALSE(came_later(reviewed, kept, Kind::Opened));
}

TEST_CASE("who was barred or named, then, counts as it was then") {
    Told told;
    auto& house = told.house;
    told.add_sam();
    const auto kept = told.visit(told.person);
    told.restrict(kept);
    const auto decided_on = told.visit(told.person);
    house.turn(kHour);
    const Instant first = house.now();
    house.turn(kHour);
    told.system([&](work::Context& context, const access::Viewer& viewer) {
        return work::name_user(context, viewer, kept, "sam", "Helps with it");
    });
    house.turn(kHour);
    const Instant named = house.now();
    house.turn(kHour);
    told.system([&](work::Context& context, const access::Viewer& viewer) {
        return work::bar_user(context, viewer, kept, "sam", "Knows the family");
    });
    house.turn(kHour);
    CHECK(hidden(told.as("sam", decided_on, first), kept, Kind::Opened) == Why::Restricted);
    CHECK(saw(told.as("sam", decided_on, named), kept, Kind::Opened));
    CHECK(hidden(told.as("sam", decided_on, house.now()), kept, Kind::Opened) == Why::NoLonger);
}

TEST_CASE("answers kept to other roles are hidden though their entry is seen") {
    Told told;
    auto& house = told.house;
    house.house().definitions =
        work::invented({{define::test::kView, "told-us: {", "told-us: {sensitive: yes, "}});
    const auto ref = told.visit(told.person);
    house.ask(ref, {"police"});
    const auto request = house.see(house.officer(), ref).record.requests.front().id;
    REQUIRE(house.in([&](work::Context& context) {
        return work::reply_to_request(
            context,
            house.officer(),
            request,
            {{"their-rating", said("red")}, {"told-us", said("He stood beside her")}});
    }));
    house.turn(kHour);
    const auto visitor = told.as("visitor", ref, house.now());
    const auto reader = told.as("reader", ref, house.now());
    const auto replied = [](const Replayed& replayed) -> std::string {
        for (const auto& one : replayed.could_see)
            if (one.entry.kind == Kind::Replied) return details_of(one.entry);
        return "not seen";
    };
    CHECK(replied(visitor) == "Red;He stood beside her;");
    CHECK_FALSE(hidden(visitor, ref, Kind::Replied));
    CHECK(replied(reader) == "Red;");
    REQUIRE(hidden(reader, ref, Kind::Replied) == Why::Parts);
    const auto parts = std::ranges::find(reader.hidden, Why::Parts, &Hidden::why);
    CHECK(details_of(parts->entry) == "He stood beside her;");
}

TEST_CASE("who has a part of a record could see no more than that part") {
    Told told;
    auto& house = told.house;
    const auto ref = told.visit(told.person);
    house.turn(kHour);
    const Instant unasked = house.now();
    house.turn(kHour);
    house.ask(ref, {"police", "clinic"});
    house.turn(kHour);
    REQUIRE(house.reply(house.nurse(), ref, "red"));
    house.turn(kHour);
    const auto before = told.as("officer", ref, unasked);
    CHECK(before.could_see.empty());
    CHECK(hidden(before, ref, Kind::Opened) == Why::Closed);
    const auto asked = told.as("officer", ref, house.now());
    CHECK(saw(asked, ref, Kind::Opened));
    CHECK(saw(asked, ref, Kind::Asked));
    // That the visit is there is known to who was asked; what was answered in it is not.
    REQUIRE(hidden(asked, ref, Kind::Opened) == Why::Parts);
    for (const auto& one : asked.could_see)
        if (one.entry.record == ref && one.entry.kind == Kind::Opened)
            CHECK(details_of(one.entry).empty());
    // The clinic's answer is blind to the police until they have given their own.
    CHECK(hidden(asked, ref, Kind::Replied) == Why::Closed);
    CHECK(saw(told.as("nurse", ref, house.now()), ref, Kind::Replied));
}

TEST_CASE("posts are those of that minute, whatever is held today") {
    Told told;
    auto& house = told.house;
    told.add_sam();
    const auto ref = told.visit(told.person);
    house.turn(kHour);
    const Instant before = house.now();
    house.turn(kHour);
    told.post("sam", {.agency = "police", .post = "officer"});
    house.turn(kHour);
    CHECK(saw(told.as("sam", ref, before), ref, Kind::Opened));
    const auto after = told.as("sam", ref, house.now());
    CHECK(after.posts.front().agency == "police");
    CHECK(hidden(after, ref, Kind::Opened) == Why::Closed);
}

TEST_CASE("what is known of the person, and what agencies' systems told, could be seen too") {
    Told told;
    auto& house = told.house;
    told.add_sam();
    const auto ref = told.visit(told.person);
    told.feed(house.now() + -10 * kDay, "Called at night");
    house.turn(kHour);
    const Instant decided = house.now();
    house.turn(kHour);
    const Instant long_ago = house.now() + -20 * kDay;
    told.feed(long_ago, "Seen with a bruise");
    const auto sam = told.as("sam", ref, decided);
    CHECK(saw(sam, "", Kind::Life));
    CHECK(saw(sam, "", Kind::Feed));
    // It happened before the decision, and arrived after it.
    REQUIRE(came_later(sam, "", Kind::Feed));
    const auto late = std::ranges::find(sam.later, Kind::Feed, &Entry::kind);
    CHECK(late->happened == long_ago);
    CHECK(late->recorded > decided);
    // Nobody at the clinic stood on anything about this person.
    const auto nurse = told.as("nurse", ref, decided);
    CHECK(nurse.could_see.empty());
    CHECK(hidden(nurse, "", Kind::Life) == Why::Closed);
    CHECK(hidden(nurse, "", Kind::Feed) == Why::Closed);
}

TEST_CASE("what was corrected since is shown as it stood, and the correction as what came later") {
    Told told;
    auto& house = told.house;
    const auto ref = told.visit(told.person);
    house.turn(kHour);
    const auto address = [&](const char* lines) {
        told.system([&](work::Context& context,
                        const access::Viewer& viewer) -> Result<std::int64_t> {
            const auto read = TRY(access::allow(viewer, access::Action::ReadPerson, told.person));
            const auto found = TRY(people::find_person(context, read, told.person));
            const auto edit = TRY(access::allow(viewer, access::Action::EditPerson, told.person));
            auto rev = found.line.rev;
            for (const auto& one : found.assertions)
                if (std::holds_alternative<people::Address>(one.fact) && !one.withdrawn)
                    rev = TRY(people::withdraw(context, edit, rev, one.id, "It was another house"));
            return people::state(context,
                                 edit,
                                 {.rev = rev,
                                  .assertions = {{.fact = people::Address{.lines = {lines},
                                                                          .postcode = "NE61 1AB",
                                                                          .lives_there = true}}}});
        });
    };
    address("1 Wrong Street");
    house.turn(kHour);
    const Instant decided = house.now();
    house.turn(kHour);
    address("2 Right Street");
    house.turn(kHour);
    const auto replayed = told.as("visitor", ref, decided);
    CHECK(std::ranges::any_of(replayed.could_see, [](const Seen& one) {
        return one.entry.words.find("Wrong Street") != std::string::npos;
    }));
    CHECK(std::ranges::any_of(replayed.later, [](const Entry& one) {
        return one.words.find("Right Street") != std::string::npos;
    }));
}

TEST_CASE("who was held to be the same person only later was nobody's then") {
    Told told;
    auto& house = told.house;
    const auto twin = house.new_person();
    const auto apart = told.visit(twin);
    const auto ref = told.visit(told.person);
    house.turn(kHour);
    const Instant before = house.now();
    house.turn(kHour);
    told.judge(twin, true);
    house.turn(kHour);
    const Instant held = house.now();
    house.turn(kHour);
    CHECK(hidden(told.as("visitor", ref, before), apart, Kind::Opened) == Why::NotSame);
    CHECK(saw(told.as("visitor", ref, held), apart, Kind::Opened));
    // Withdrawn: whoever decided while it was held had seen it, and nobody before or after.
    told.judge(twin, false);
    house.turn(kHour);
    CHECK(saw(told.as("visitor", ref, held), apart, Kind::Opened));
    for (const Instant at : {before, house.now()}) {
        const auto without = told.as("visitor", ref, at);
        CHECK_FALSE(saw(without, apart, Kind::Opened));
        CHECK_FALSE(hidden(without, apart, Kind::Opened));
        CHECK_FALSE(came_later(without, apart, Kind::Opened));
    }
}

TEST_CASE("the history of somebody put on the record later is told apart") {
    Told told;
    auto& house = told.house;
    const auto brother = house.new_person();
    const auto his = told.visit(brother);
    const auto ref = told.visit(told.person);
    house.turn(kHour);
    const Instant decided = house.now();
    house.turn(kHour);
    told.system([&](work::Context& context, const access::Viewer& viewer) {
        return work::add_person(context, viewer, ref, brother, "partner");
    });
    house.turn(kHour);
    CHECK(hidden(told.as("visitor", ref, decided), his, Kind::Opened) == Why::NotOnRecord);
    CHECK(saw(told.as("visitor", ref, house.now()), his, Kind::Opened));
    // Taken off again: at that minute it was on the line all the same.
    const Instant on_it = house.now();
    house.turn(kHour);
    told.system([&](work::Context& context, const access::Viewer& viewer) {
        return work::remove_person(context, viewer, ref, brother, "partner", "No brother");
    });
    CHECK(saw(told.as("visitor", ref, on_it), his, Kind::Opened));
}

TEST_CASE("what a decision leads to in its own minute came after it") {
    Told told;
    auto& house = told.house;
    const auto ref = told.visit(told.person);
    house.turn(kHour);
    house.answer(ref, {{"rating", said("red")}});
    house.answer(ref, {{"worry", said("And no food")}});  // in the same minute, and after it
    const auto replayed = house.in([&](work::Context& context) -> Result<Replayed> {
        const auto review = TRY(open_review(context, house.reviewer(), ref));
        for (const auto& one : decisions_of(context, review))
            if (one.kind == Decision::Kind::Answer) return replay(context, review, one.id);
        return not_found();
    });
    REQUIRE(replayed);
    CHECK_FALSE(saw(*replayed, ref, Kind::Answers));
    CHECK_FALSE(hidden(*replayed, ref, Kind::Answers));
    CHECK(came_later(*replayed, ref, Kind::Answers));
}
