#include "people/reviews.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "people/people_test_house.h"
#include "people/same_person.h"
#include "people/train.h"

using namespace longstone;
using namespace longstone::people;

namespace {

NewPerson child(std::string given, std::string family, std::string_view born, std::string street) {
    auto person = somebody(std::move(given), std::move(family), born);
    person.assertions.push_back(
        {.fact = Address{.lines = {std::move(street), "Morpeth"}, .postcode = "NE61 1AB"}});
    return person;
}

access::Viewer reviewer(const House& house, std::string name) {
    auto viewer = house.worker;
    viewer.user = std::move(name);
    viewer.powers.insert("judge-matches");
    return viewer;
}

access::Grant leave(const access::Viewer& viewer) {
    return access::allow(viewer, access::Action::JudgeMatches).value();
}

Queue queue_of(House& house, const access::Viewer& viewer) {
    const auto db = house.store.write();
    auto queue = review_queue(house.context(*db), leave(viewer), 50).value();
    db->commit();
    return queue;
}

Result<Reviewed> says(House& house,
                      const access::Viewer& viewer,
                      const std::string& a,
                      const std::string& b,
                      std::string_view what) {
    const auto db = house.store.write();
    auto done = review(house.context(*db), leave(viewer), a, b, what, "The school says so");
    if (done) db->commit();
    return done;
}

struct Pair {
    std::string a = {}, b = {};
};
Pair two_alike(House& house) {
    return {house.create(child("Amara", "Bell", "2019-03-04", "4 Dene Road")),
            house.create(child("Amaro", "Bell", "2019-03-14", "4 Dene Road"))};
}

// Puts an open record of the pathway on somebody; only the named user sees it.
void open_about(House& house,
                const std::string& person,
                const std::string& ref,
                const std::string& pathway,
                const std::string& user) {
    const auto db = house.store.write();
    db->run("insert into record (ref, pathway, restricted) values ($1, $2, 1)", {ref, pathway});
    db->run("insert into record_person (record, person) values ($1, $2)", {ref, person});
    db->run("insert into record_party (record, kind, party) values ($1, 'user', $2)", {ref, user});
    db->commit();
}

}  // namespace

TEST_CASE("where harm is feared a pair comes first, by the work that the reviewer sees alone") {
    in_each_house([](House& house) {
        house.definitions.pathways["enquiry"] = {
            .id = "enquiry", .name = "Enquiry", .harm = "immediate"};
        house.definitions.pathways["help"] = {.id = "help", .name = "Help", .harm = "likely"};
        house.definitions.pathways["course"] = {.id = "course", .name = "Course"};
        const auto likely = two_alike(house);
        const Pair worked{house.create(child("Noor", "Khan", "2015-05-05", "7 Quay Lane")),
                          house.create(child("Nour", "Khan", "2015-05-06", "7 Quay Lane"))};
        const Pair feared{house.create(child("Tom", "Marlow", "2012-01-02", "9 Dene Road")),
                          house.create(child("Tam", "Marlow", "2012-01-12", "9 Dene Road"))};
        const auto ann = reviewer(house, "ann"), bo = reviewer(house, "bo");
        // Much ordinary work weighs less than one thing that is feared.
        for (const auto* ref : {"C-1", "C-2", "C-3"}) {
            open_about(house, worked.a, ref, "course", "ann");
            open_about(house, worked.b, std::string(ref) + "-b", "course", "ann");
        }
        open_about(house, likely.a, "H-1", "help", "ann");
        open_about(house, feared.b, "E-1", "enquiry", "ann");
        const auto queue = queue_of(house, ann);
        REQUIRE(queue.lines.size() == 3);
        const auto is = [](const PairLine& line, const Pair& pair) {
            return std::set{line.a.id, line.b.id} == std::set{pair.a, pair.b};
        };
        CHECK(is(queue.lines[0], feared));
        CHECK(is(queue.lines[1], likely));
        CHECK(is(queue.lines[2], worked));
        const auto& first = queue.lines[0];
        const auto& open = first.a.id == feared.b ? first.open_a : first.open_b;
        CHECK(open.harm == Harm::Immediate);
        CHECK(open.worst == std::set<std::string>{"Enquiry"});
        CHECK(queue.lines[2].open_a.records == 3);
        CHECK(queue.lines[2].open_a.worst.empty());
        CHECK(queue.counted);
        // Who sees none of it is told nothing by the order either.
        for (const auto& line : queue_of(house, bo).lines) {
            CHECK(line.open_a.records + line.open_b.records == 0);
            CHECK(line.open_a.harm == Harm::None);
            CHECK(line.open_b.harm == Harm::None);
        }
        // Who sees everybody is told that harm is feared, not by which record; nothing restricted.
        auto cy = reviewer(house, "cy");
        cy.powers.insert("see-all-people");
        CHECK(queue_of(house, cy).lines[0].open_a.harm == Harm::None);
        {
            const auto db = house.store.write();
            db->run("update record set restricted = 0 where ref = 'E-1'");
            db->commit();
        }
        const auto told = queue_of(house, cy).lines[0];
        CHECK(is(told, feared));
        CHECK(std::max(told.open_a.harm, told.open_b.harm) == Harm::Immediate);
        CHECK(told.open_a.records + told.open_b.records == 0);
        CHECK(told.open_a.worst.empty());
        CHECK(told.open_b.worst.empty());
        {
            const auto db = house.store.write();
            db->run("update record set closed_at = 1 where ref = 'E-1'");
            db->commit();
        }
        CHECK(is(queue_of(house, ann).lines[0], likely));
    });
}

TEST_CASE("while people are read in beside, the queue says that it is not through") {
    in_each_house([](House& house) {
        const auto two = two_alike(house);
        house.living = std::make_unique<Living>(house.store);
        house.living->filled_beside();
        const auto ann = reviewer(house, "ann");
        const auto queue = queue_of(house, ann);
        CHECK(queue.lines.empty());
        CHECK(!queue.through);
        CHECK(!says(house, ann, two.a, two.b, kSame));
        house.living->catch_up();
        CHECK(queue_of(house, ann).lines.size() == 1);
    });
}

TEST_CASE("a pair that may be one person is offered until somebody has decided") {
    in_each_house([](House& house) {
        const auto two = two_alike(house);
        house.create(somebody("Kit", "Marlow", "1980-01-01"));
        const auto ann = reviewer(house, "ann");
        const auto queue = queue_of(house, ann);
        REQUIRE(queue.lines.size() == 1);
        CHECK(queue.through);
        const auto done = says(house, ann, two.a, two.b, kDifferent);
        REQUIRE(done);
        CHECK(done->decided);
        CHECK(!done->same);
        CHECK(queue_of(house, ann).lines.empty());
        CHECK(queue_of(house, reviewer(house, "bo")).lines.empty());
        CHECK(!says(house, reviewer(house, "bo"), two.a, two.b, kSame));
    });
}

TEST_CASE("who is held to be one person waits once, whichever of their records is like another") {
    in_each_house([](House& house) {
        const auto two = two_alike(house);
        const auto again = house.create(child("Amara", "Bell", "2019-03-04", "4 Dene Road"));
        {
            const auto db = house.store.write();
            const auto edit = access::allow(house.worker, access::Action::EditPerson, two.a);
            const auto rev = db->integer("select rev from person where id = $1", {two.a});
            REQUIRE(judge_same(house.context(*db), edit.value(), rev, again, "One number"));
            db->commit();
        }
        const auto ann = reviewer(house, "ann");
        const auto queue = queue_of(house, ann);
        REQUIRE(queue.lines.size() == 1);
        REQUIRE(says(house, ann, queue.lines[0].a.id, queue.lines[0].b.id, kDifferent));
        CHECK(queue_of(house, ann).lines.empty());
    });
}

TEST_CASE("nobody is asked twice, and who cannot say leaves the pair to others") {
    in_each_house([](House& house) {
        const auto two = two_alike(house);
        const auto ann = reviewer(house, "ann");
        CHECK(!says(house, ann, two.a, two.b, kCannotSay)->decided);
        CHECK(queue_of(house, ann).lines.empty());
        CHECK(!says(house, ann, two.b, two.a, kSame));
        const auto queue = queue_of(house, reviewer(house, "bo"));
        REQUIRE(queue.lines.size() == 1);
        CHECK(queue.lines[0].waits_for_second);
    });
}

TEST_CASE("what others said is told only to who has said") {
    in_each_house([](House& house) {
        const auto two = two_alike(house);
        const auto ann = reviewer(house, "ann"), bo = reviewer(house, "bo");
        CHECK(says(house, ann, two.a, two.b, kCannotSay));
        const auto seen = [&](const access::Viewer& viewer) {
            const auto db = house.store.write();
            return review_pair(house.context(*db), leave(viewer), two.a, two.b).value();
        };
        CHECK(seen(bo).others.empty());
        CHECK(!seen(bo).own);
        CHECK(seen(ann).own->says == kCannotSay);
        CHECK(says(house, bo, two.a, two.b, kDifferent));
        CHECK(seen(bo).others.size() == 1);
        CHECK(seen(bo).decided);
    });
}

TEST_CASE(
    "across households two people must agree that they are one, and a third settles a quarrel") {
    in_each_house([](House& house) {
        const auto a = house.create(child("Amara", "Bell", "2019-03-04", "4 Dene Road"));
        auto elsewhere = somebody("Amara", "Bell", "2019-03-04");
        elsewhere.assertions.push_back(
            {.fact = Address{.lines = {"91 Quay Street", "Exeter"}, .postcode = "EX1 1AA"}});
        const auto b = house.create(elsewhere);
        const auto first = says(house, reviewer(house, "ann"), a, b, kSame);
        REQUIRE(first);
        CHECK(!first->decided);
        CHECK(!says(house, reviewer(house, "bo"), a, b, kDifferent)->decided);
        const auto third = says(house, reviewer(house, "cy"), a, b, kSame);
        CHECK(third->decided);
        CHECK(third->same);
        house.living->catch_up();
        CHECK(house.living->one_person(a, b));
        const auto db = house.store.read();
        const auto figures =
            review_figures(house.context(*db), leave(reviewer(house, "ann"))).value();
        CHECK(figures.read_by_two == 1);
        CHECK(figures.agreed == 0);
        const auto labels = labels_in(*db, [&](std::string_view x, std::string_view y) {
            return std::optional(house.living->pair(x, y)->weighed);
        });
        REQUIRE(labels.size() == 1);
        CHECK(labels[0].same);
    });
}

TEST_CASE("nothing of a restricted person is in anybody's queue, and neither page opens the pair") {
    in_each_house([](House& house) {
        const auto open = house.create(child("Amara", "Bell", "2019-03-04", "4 Dene Road"));
        auto hidden = child("Amara", "Bell", "2019-03-04", "4 Dene Road");
        hidden.restricted = true;
        const auto sealed = house.create(hidden);
        for (const auto& viewer : {reviewer(house, "ann"), house.keeper}) {
            auto who = viewer;
            who.powers.insert("judge-matches");
            CHECK(queue_of(house, who).lines.empty());
            const auto db = house.store.write();
            CHECK(!review_pair(house.context(*db), leave(who), open, sealed));
            CHECK(!review(house.context(*db), leave(who), open, sealed, kSame, "Because"));
        }
        // Restricted later, a pair that was there is there no more.
        const auto two = two_alike(house);
        CHECK(!queue_of(house, reviewer(house, "ann")).lines.empty());
        REQUIRE(house.change(house.keeper, two.a, [&](const Context& context, const auto& grant) {
            return restrict_person(context, grant, 1, true, "At risk");
        }));
        for (const auto& line : queue_of(house, reviewer(house, "ann")).lines) {
            CHECK(line.a.id != two.a);
            CHECK(line.b.id != two.a);
        }
    });
}
