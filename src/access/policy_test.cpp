#include "access/policy.h"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "access/test_partnership.h"
#include "define/definitions.h"

using namespace longstone;
using namespace longstone::access;

namespace {

const define::Definitions& house() {
    static const define::Definitions made = test_partnership();
    return made;
}

Viewer manager() {
    return test_viewer(house(), "mia", {{"hub", "manager"}});
}
Viewer researcher() {
    return test_viewer(house(), "rob", {{"hub", "researcher"}});
}
Viewer reader() {
    return test_viewer(house(), "ray", {{"hub", "reader"}});
}
Viewer officer() {
    return test_viewer(house(), "olu", {{"police", "officer"}});
}
Viewer liaison() {
    return test_viewer(house(), "lin", {{"police", "liaison"}});
}
Viewer school_lead() {
    return test_viewer(house(), "sam", {{"school", "lead"}});
}

RecordFacts record() {
    return {.ref = "EN-2026-0001",
            .pathway = "enquiry",
            .lead = "mia",
            .agencies = {"school"},
            .users = {"mia", "sam"}};
}

Fault refused(const Viewer& viewer, Action action, const RecordFacts& facts) {
    const auto answer = allow(house(), viewer, action, facts);
    REQUIRE_FALSE(answer.has_value());
    return answer.error().fault;
}

bool allowed(const Viewer& viewer, Action action, const RecordFacts& facts) {
    return allow(house(), viewer, action, facts).has_value();
}

}  // namespace

TEST_CASE("a role in the pathway's access sees the whole record, an involved agency its part") {
    CHECK(reach_of(house(), manager(), record()) == Reach::Whole);
    CHECK(reach_of(house(), researcher(), record()) == Reach::Whole);
    CHECK(reach_of(house(), reader(), record()) == Reach::Whole);
    CHECK(reach_of(house(), school_lead(), record()) == Reach::Part);
    const Viewer office = test_viewer(house(), "ann", {{"school", "admin"}});
    CHECK(reach_of(house(), office, record()) == Reach::Part);
    CHECK(reach_of(house(), officer(), record()) == Reach::None);
    CHECK(reach_of(house(), public_viewer(), record()) == Reach::None);
    CHECK(reach_of(house(), Viewer{}, record()) == Reach::None);
}

TEST_CASE("an involved agency sees nothing where the pathway says so, but still answers") {
    RecordFacts facts = record();
    facts.pathway = "closed-talk";
    facts.users = {};
    CHECK(reach_of(house(), school_lead(), facts) == Reach::None);
    const Viewer lead = school_lead();
    const auto reply = allow(house(), lead, Action::Reply, facts);
    REQUIRE(reply.has_value());
    CHECK(reply->reach() == Reach::Part);
}

TEST_CASE("whoever is named on it sees it: a part without a role, the whole with one") {
    RecordFacts facts = record();
    facts.agencies = {};
    facts.users = {"olu"};
    CHECK(reach_of(house(), officer(), facts) == Reach::Part);
    facts.lead = "olu";
    CHECK(reach_of(house(), officer(), facts) == Reach::Whole);
    facts.lead = {};
    facts.broke_glass = {"olu"};
    CHECK(reach_of(house(), officer(), facts) == Reach::Whole);
}

TEST_CASE("a restricted record is for those it names and for roles that may see restricted") {
    for (const bool by_pathway : {false, true}) {
        RecordFacts facts = record();
        facts.lead = {};
        facts.users = {"sam"};
        facts.restricted = !by_pathway;
        if (by_pathway) facts.pathway = "serious";
        CHECK(reach_of(house(), manager(), facts) == Reach::Whole);
        CHECK(reach_of(house(), researcher(), facts) == Reach::None);
        // May see restricted, but only reads this pathway: that is not enough.
        CHECK(reach_of(house(), reader(), facts) == Reach::None);
        CHECK(reach_of(house(), school_lead(), facts) == Reach::Part);
        const Viewer office = test_viewer(house(), "ann", {{"school", "admin"}});
        CHECK(reach_of(house(), office, facts) == Reach::None);
        facts.users = {"rob"};
        CHECK(reach_of(house(), researcher(), facts) == Reach::Whole);
        // Where every record of a pathway is restricted, asking an agency is letting it answer.
        CHECK(allowed(school_lead(), Action::Reply, facts) == by_pathway);
    }
}

TEST_CASE("somebody barred sees nothing, whatever else is true") {
    RecordFacts facts = record();
    facts.agencies = {"hub"};
    facts.barred = {"rob"};
    facts.broke_glass = {"rob"};
    facts.lead = "rob";
    const Viewer viewer = researcher();
    for (const Action action : {Action::Read,
                                Action::Work,
                                Action::Assign,
                                Action::Reply,
                                Action::Attach,
                                Action::BreakGlass}) {
        const auto answer = allow(house(), viewer, action, facts, "I need it");
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().fault == Fault::NotFound);
    }
}

TEST_CASE("each action asks for its own role") {
    CHECK(allowed(manager(), Action::Work, record()));
    CHECK(allowed(researcher(), Action::Work, record()));
    CHECK(refused(reader(), Action::Work, record()) == Fault::NotFound);
    CHECK(refused(school_lead(), Action::Work, record()) == Fault::NotFound);

    CHECK(allowed(manager(), Action::Assign, record()));
    CHECK(refused(researcher(), Action::Assign, record()) == Fault::NotFound);

    CHECK(allowed(school_lead(), Action::Reply, record()));
    CHECK(allowed(school_lead(), Action::Attach, record()));
    // Its agency is involved, but nobody asks this post.
    const Viewer office = test_viewer(house(), "ann", {{"school", "admin"}});
    CHECK(refused(office, Action::Reply, record()) == Fault::NotFound);
    CHECK(refused(liaison(), Action::Reply, record()) == Fault::NotFound);
    // The power held at the police does not answer for the school.
    const Viewer both = test_viewer(house(), "bea", {{"police", "liaison"}, {"school", "admin"}});
    CHECK(refused(both, Action::Reply, record()) == Fault::NotFound);
    CHECK(refused(reader(), Action::Attach, record()) == Fault::NotFound);
}

TEST_CASE("opening asks for a role unless the pathway is open to the public") {
    const RecordFacts enquiry = {.pathway = "enquiry"};
    const RecordFacts worry = {.pathway = "worry"};
    CHECK(allowed(school_lead(), Action::Open, enquiry));
    CHECK(allowed(researcher(), Action::Open, enquiry));
    CHECK(refused(manager(), Action::Open, enquiry) == Fault::NotFound);
    CHECK(refused(public_viewer(), Action::Open, enquiry) == Fault::NotFound);
    CHECK(allowed(public_viewer(), Action::Open, worry));
    CHECK(allowed(officer(), Action::Open, worry));
    CHECK(refused(manager(), Action::Open, {.pathway = "no-such"}) == Fault::NotFound);
}

TEST_CASE("the name of the public on a record opens it to nobody on the public pages") {
    RecordFacts facts = record();
    facts.pathway = "worry";
    facts.users = {"public"};
    CHECK(refused(public_viewer(), Action::Read, facts) == Fault::NotFound);
}

TEST_CASE("breaking the glass takes the power and a reason, and says so only to who may know") {
    const Viewer viewer = officer();
    CHECK(refused(viewer, Action::Read, record()) == Fault::NeedsReason);
    const auto blank = allow(house(), viewer, Action::BreakGlass, record(), "  ");
    REQUIRE_FALSE(blank.has_value());
    CHECK(blank.error().fault == Fault::NeedsReason);
    const auto granted = allow(house(), viewer, Action::BreakGlass, record(), " At the door now ");
    REQUIRE(granted.has_value());
    CHECK(granted->reach() == Reach::Whole);
    CHECK(granted->reason() == "At the door now");
    CHECK(granted->subject() == "EN-2026-0001");

    CHECK(refused(liaison(), Action::Read, record()) == Fault::NotFound);
    const Viewer powerless = liaison();
    CHECK_FALSE(allow(house(), powerless, Action::BreakGlass, record(), "Because").has_value());

    RecordFacts restricted = record();
    restricted.restricted = true;
    CHECK(refused(viewer, Action::Read, restricted) == Fault::NotFound);
    CHECK(refused(researcher(), Action::Read, restricted) == Fault::NeedsReason);
}

TEST_CASE("the program itself may do everything, and nobody else has its name") {
    const Viewer system = system_viewer();
    RecordFacts facts = record();
    facts.restricted = true;
    for (const Action action : {Action::Read, Action::Work, Action::Open, Action::Assign}) {
        CHECK(allow(house(), system, action, facts).has_value());
    }
    CHECK(allow(system, Action::ManageUsers).has_value());
    CHECK_FALSE(public_viewer().is_system());
}

TEST_CASE("people, accounts and the log each have their power") {
    const Viewer keeper = test_viewer(house(), "kim", {{"hub", "keeper"}});
    const Viewer boss = manager();
    const Viewer worker = researcher();
    const Viewer school = school_lead();
    CHECK(allow(keeper, Action::ManageUsers, "rob").has_value());
    CHECK(allow(keeper, Action::ReadAccessLog).has_value());
    CHECK(allow(keeper, Action::SeeDefinitions).has_value());
    CHECK_FALSE(allow(keeper, Action::SearchPeople).has_value());
    CHECK_FALSE(allow(boss, Action::ManageUsers).has_value());

    CHECK(allow(boss, Action::ReadPerson, "p1")->reach() == Reach::Whole);
    CHECK(allow(worker, Action::ReadPerson, "p1")->reach() == Reach::Part);
    CHECK_FALSE(allow(school, Action::ReadPerson, "p1").has_value());
    CHECK(allow(worker, Action::CreatePerson).has_value());
    CHECK_FALSE(allow(worker, Action::EditPerson, "p1").has_value());
    CHECK_FALSE(allow(worker, Action::Read, "EN-2026-0001").has_value());

    CHECK(allow(school, Action::OwnAccount, "sam").has_value());
    CHECK_FALSE(allow(school, Action::OwnAccount, "rob").has_value());
    const Viewer anybody = public_viewer();
    CHECK_FALSE(allow(anybody, Action::OwnAccount, "public").has_value());
}

TEST_CASE("a grant on a record carries the people on it, and no more") {
    const Viewer anybody = public_viewer();
    const auto open = allow(house(), anybody, Action::Open, {.pathway = "worry"});
    REQUIRE(open.has_value());
    CHECK(allow_through(*open, Action::CreatePerson, "").has_value());
    CHECK_FALSE(allow_through(*open, Action::EditPerson, "p1").has_value());
    const Viewer viewer = reader();
    const auto read = allow(house(), viewer, Action::Read, record());
    REQUIRE(read.has_value());
    CHECK(allow_through(*read, Action::ReadPerson, "p1")->subject() == "p1");
    CHECK_FALSE(allow_through(*read, Action::CreatePerson, "").has_value());
}

TEST_CASE("inside a record, sections and fields may be for some roles only") {
    const Viewer boss = manager();
    const Viewer worker = researcher();
    const auto whole = allow(house(), boss, Action::Read, record());
    const auto working = allow(house(), worker, Action::Read, record());
    const Viewer school = school_lead();
    RecordFacts involved = record();
    involved.users = {};
    const auto part = allow(house(), school, Action::Read, involved);
    REQUIRE((whole.has_value() && working.has_value() && part.has_value()));

    const define::Section open = {};
    const define::Section managers = {.private_to = {"manager"}};
    const define::Field plain = {};
    const define::Field sensitive = {.sensitive = true};
    const define::Field workers = {.private_to = {"worker"}};

    CHECK(sees_field(*whole, open, plain, false));
    CHECK(sees_field(*working, open, plain, false));
    CHECK_FALSE(sees_field(*part, open, plain, false));
    CHECK(sees_field(*part, open, plain, true));
    CHECK(sees_field(*whole, managers, plain, false));
    CHECK_FALSE(sees_field(*working, managers, plain, false));
    CHECK(sees_field(*working, managers, plain, true));
    CHECK(sees_field(*whole, open, sensitive, false));
    CHECK_FALSE(sees_field(*working, open, sensitive, false));
    CHECK_FALSE(sees_field(*whole, open, workers, false));
}

TEST_CASE("a viewer has what their posts give, and nothing for a post that is gone") {
    const Viewer rob = test_viewer(house(), "rob", {{"hub", "researcher"}, {"hub", "no-such"}});
    CHECK(rob.posts.size() == 1);
    CHECK(rob.roles == std::set<std::string>{"partner", "worker"});
    CHECK(rob.may("be-asked"));
    CHECK_FALSE(rob.may("see-restricted"));
    CHECK(rob.post_name(house()) == "Hub researcher, The hub");
    CHECK_FALSE(rob.sees_sensitive);
    CHECK(manager().sees_sensitive);
    CHECK(test_viewer(house(), "x", {{"gone", "y"}}).agency.empty());
}
