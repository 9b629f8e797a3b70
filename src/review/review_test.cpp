#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "people/create.h"
#include "people/find.h"
#include "people/relationships.h"
#include "review/pack.h"
#include "work/acts/answer_record.h"
#include "work/acts/name_people.h"
#include "work/acts/redact.h"
#include "work/acts/share.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::review;
using work::said;

namespace {

// A visit: opened, the police and the clinic asked, the police answer, the record moved, and the
// clinic answers when it is too late.
struct Told {
    work::TestWork house = {};
    std::string ref = house.open("amber");

    Told() {
        house.turn(kHour);
        house.ask(ref, {"police", "clinic"});
        house.turn(kHour);
        REQUIRE(house.reply(house.officer(), ref, "red"));
        house.turn(kHour);
        REQUIRE(house.move(ref, "talking", {{"words", said("I am cold.")}}));
        house.turn(26 * kHour);
        REQUIRE(house.reply(house.nurse(), ref, "red"));
        house.turn(kHour);
    }

    template <class Act>
    auto reviewed(const access::Viewer& viewer, Act act) {
        return house.in([&](work::Context& context) {
            auto review = open_review(context, viewer, ref);
            if (!review) return decltype(act(context, *review))(Refused(review.error()));
            return act(context, *review);
        });
    }
    std::vector<Decision> decisions() {
        auto found =
            reviewed(house.reviewer(),
                     [](work::Context& context, Review& review) -> Result<std::vector<Decision>> {
                         return decisions_of(context, review);
                     });
        REQUIRE(found.has_value());
        return *found;
    }
    Replayed replay_of(const std::string& id) {
        auto found = reviewed(house.reviewer(), [&](work::Context& context, Review& review) {
            return replay(context, review, id);
        });
        if (!found) FAIL(found.error().message);
        return *found;
    }
    std::string move_id() {
        for (const auto& decision : decisions())
            if (decision.kind == Decision::Kind::Move) return decision.id;
        FAIL("nothing moved");
        return {};
    }
};

bool has_reply(const std::vector<chronology::Entry>& entries, const std::string& agency) {
    return std::ranges::any_of(entries, [&](const auto& entry) {
        return entry.kind == chronology::Kind::Replied && entry.agency == agency;
    });
}

}  // namespace

TEST_CASE("every move, each answer that decides and each meeting held is a decision") {
    Told told;
    const auto decisions = told.decisions();
    REQUIRE_FALSE(decisions.empty());
    const auto move = std::ranges::find(decisions, Decision::Kind::Move, &Decision::kind);
    REQUIRE(move != decisions.end());
    CHECK(move->words == "Moved from Visiting to Talking");
    CHECK(move->by == "visitor");
    CHECK(move->record == told.ref);
    told.house.answer(told.ref, {{"outcome", said("help")}});
    const auto after = told.decisions();
    REQUIRE(after.size() == decisions.size() + 1);
    CHECK(after.back().kind == Decision::Kind::Answer);
    CHECK(after.back().details.front().second == "They need help");
}

TEST_CASE("nobody looks back without the power, or on what they may not review") {
    Told told;
    auto& house = told.house;
    const auto session = house.house().store->write();
    auto context = house.house().context(*session);
    CHECK(open_review(context, house.reviewer(), told.ref).has_value());
    for (const auto* viewer : {&house.visitor(), &house.reader(), &house.officer(), &house.nurse()})
        CHECK(open_review(context, *viewer, told.ref).error().fault == Fault::NotFound);
    CHECK(open_review(context, house.reviewer(), "VI-2026-9999").error().fault == Fault::NotFound);
    CHECK(open_review(context, access::public_viewer(), told.ref).error().fault == Fault::NotFound);
}

TEST_CASE("a decision is shown with what could be seen then, and what came later from whom") {
    Told told;
    const auto replayed = told.replay_of(told.move_id());
    CHECK(replayed.by_a_person);
    REQUIRE(replayed.posts.size() == 1);
    CHECK(replayed.posts[0].post == "visitor");
    std::vector<chronology::Entry> seen;
    for (const auto& one : replayed.could_see)
        seen.push_back(one.entry);
    CHECK(has_reply(seen, "police"));
    CHECK_FALSE(has_reply(seen, "clinic"));
    CHECK(has_reply(replayed.later, "clinic"));
    const auto late =
        std::ranges::find(replayed.later, std::string("clinic"), &chronology::Entry::agency);
    REQUIRE(late != replayed.later.end());
    CHECK(later_words(replayed.decision.recorded, late->recorded) == "1 day 2 hours later");
    CHECK(later_words(late->recorded, late->recorded) == "within a minute");
}

TEST_CASE("what was there and hidden from them is told as hidden") {
    Told told;
    // The officer sees an agency's own part alone: what was found out is not open to the police.
    auto& house = told.house;
    REQUIRE(house.in([&](work::Context& context) {
        return work::share_with_agency(
            context, house.visitor(), told.ref, "police", "Safety", "Act");
    }));
    const auto line = told.reviewed(house.reviewer(), [&](work::Context& context, Review& review) {
        return line_of(context, review, told.ref, house.now(), "officer");
    });
    REQUIRE(line.has_value());
    const auto hidden = std::ranges::count_if(
        *line, [](const auto& entry) { return entry.known_to_user("officer") == nullptr; });
    const auto open = std::ranges::count_if(
        *line, [](const auto& entry) { return entry.known_to_user("officer") != nullptr; });
    CHECK(hidden > 0);
    CHECK(open > 0);
}

TEST_CASE("looked at is what the access log has before the decision, and no later look") {
    Told told;
    auto& house = told.house;
    const auto id = told.move_id();
    CHECK(std::ranges::none_of(told.replay_of(id).could_see,
                               [](const auto& seen) { return seen.looked.has_value(); }));
    const auto decided = told.replay_of(id).decision.recorded;
    const auto look = [&](Instant at) {
        return house.in([&](work::Context& context) -> Result<bool> {
            journal::note_look(context.db,
                               {.at = at,
                                .actor = "visitor",
                                .agency = "council",
                                .action = "read",
                                .subject = cat({"record/", told.ref})});
            return true;
        });
    };
    REQUIRE(look(decided + kHour));
    CHECK(told.replay_of(id).looks.empty());
    REQUIRE(look(decided + -kMinute));
    const auto replayed = told.replay_of(id);
    REQUIRE(replayed.looks.size() == 1);
    CHECK(std::ranges::any_of(replayed.could_see,
                              [](const auto& seen) { return seen.looked.has_value(); }));
}

TEST_CASE("posts count as they were held at that minute") {
    Told told;
    const auto session = told.house.house().store->read();
    auto context = told.house.house().context(*session);
    CHECK(posts_at(context, "visitor", told.house.now()).size() == 1);
    CHECK(posts_at(context, "visitor", *parse_instant("2026-01-01T00:00:00Z")).empty());
    CHECK(posts_at(context, "nobody", told.house.now()).empty());
}

TEST_CASE("a pack leaves others out, under one label, and says who left them out") {
    Told told;
    auto& house = told.house;
    const auto father = house.in([&](work::Context& context) -> Result<work::Opened> {
        const auto viewer = access::system_viewer();
        const auto grant = access::allow(viewer, access::Action::CreatePerson);
        const auto dean = TRY(people::create_person(
            context,
            *grant,
            {.assertions = {{.fact = people::Name{.given = "Dean", .family = "Marrow"}},
                            {.fact = people::BirthDate{.date = *parse_date("1990-05-05")}}}}));
        return work::add_person(context, house.visitor(), told.ref, dean, "partner");
    });
    if (!father) FAIL(father.error().message);
    house.answer(told.ref, {{"worry", said("Dean shouted at Ada")}});
    const auto make = [&] {
        auto pack = told.reviewed(house.reviewer(), [](work::Context& context, Review& review) {
            return make_pack(context, review);
        });
        if (!pack) FAIL(pack.error().message);
        return *pack;
    };
    const auto pack = make();
    const auto json = to_json(pack).dump();
    CHECK(json.find("Dean") == std::string::npos);
    CHECK(json.find("Marrow") == std::string::npos);
    CHECK(json.find("Adult A shouted at Ada") != std::string::npos);
    // Nor by the day on which he was born, which the line has as that of an event.
    CHECK(json.find("1990-05-05") == std::string::npos);
    CHECK(json.find("Adult A: Born") == std::string::npos);
    REQUIRE(pack.redactions.size() == 1);
    // Whoever opened the pack decided nothing by it.
    CHECK(pack.redactions[0].by.empty());
    CHECK(pack.redactions[0].reason == "Not whom the review is about");
    CHECK(to_json(pack)["redactions"].items()[0]["by"].is_null());
    CHECK_FALSE(pack.decisions.empty());
    // One look at a line is one line of the access log, however many decisions tell it.
    const auto twice = house.house().store->read()->integer(
        "select count(*) from (select subject, at, reason from access_log where actor = 'reviewer' "
        "and subject like 'chronology/%' group by subject, at, reason having count(*) > 1) twice");
    CHECK(twice == 0);
    CHECK_FALSE(pack.agencies.empty());
    // Making it again leaves nobody out twice.
    CHECK(make().redactions.size() == 1);
    const auto lift = [&](const access::Viewer& viewer) {
        return told.reviewed(viewer, [](work::Context& context, Review& review) {
            return work::lift_redaction(
                context, review.opened, "Adult A", "The panel must know who it was");
        });
    };
    CHECK(lift(house.reviewer()).error().fault == Fault::NotFound);  // not entitled
    auto entitled = house.reviewer();
    entitled.powers.insert("lift-redactions");
    REQUIRE(lift(entitled));
    CHECK_FALSE(lift(entitled));
    const auto lifted = to_json(make()).dump();
    CHECK(lifted.find("Dean shouted at Ada") != std::string::npos);
    CHECK(lifted.find("Dean Marrow: Born") != std::string::npos);
    REQUIRE(told.reviewed(house.reviewer(), [](work::Context& context, Review& review) {
        return work::put_redaction_back(context, review.opened, "Adult A", "Read by all");
    }));
    CHECK(to_json(make()).dump().find("Dean") == std::string::npos);
    const auto again = make().redactions[0];
    CHECK(again.by == "reviewer");
    CHECK(again.reason == "Read by all");
    const auto session = house.house().store->write();
    const auto before = session->whole_table("redaction").size();
    journal::rebuild(*session, house.house().projections);
    CHECK(session->whole_table("redaction").size() == before);
    CHECK(before == 1);
}

namespace {

std::string somebody(work::TestWork& house,
                     const char* given,
                     const char* family,
                     const char* born,
                     const char* phone) {
    const auto id = house.in([&](work::Context& context) {
        const auto viewer = access::system_viewer();
        const auto grant = access::allow(viewer, access::Action::CreatePerson);
        return people::create_person(
            context,
            *grant,
            {.assertions = {{.fact = people::Name{.given = given, .family = family}},
                            {.fact = people::BirthDate{.date = *parse_date(born)}},
                            {.fact = people::Contact{.means = "phone", .value = phone}}}});
    });
    REQUIRE(id.has_value());
    return *id;
}

Pack made(Told& told) {
    auto pack = told.reviewed(told.house.reviewer(), [](work::Context& context, Review& review) {
        return make_pack(context, review);
    });
    if (!pack) FAIL(pack.error().message);
    return *pack;
}

}  // namespace

TEST_CASE("whoever stands beside them on another record, or at home, is left out too") {
    Told told;
    auto& house = told.house;
    const auto subject = house.see(house.visitor(), told.ref).record.people.front().person;
    const auto olga = somebody(house, "Olga", "Stern", "1985-01-02", "07700 900123");
    const auto ivan = somebody(house, "Ivan", "Petrov", "1990-05-05", "07700 900456");
    const auto stranger = somebody(house, "Zoran", "Novak", "1960-01-01", "07700 900789");
    REQUIRE(house.in([&](work::Context& context) {
        work::NewRecord asked{.pathway = "visit", .source = "system"};
        asked.people = {{.person = subject, .role = "subject"},
                        {.person = olga, .role = "partner"}};
        asked.answers = {{"rating", said("amber")},
                         {"worry", said("OLGA\u2019s friend; ring 07700900123")}};
        return work::open_record(context, house.visitor(), asked);
    }));
    for (const auto& other : {ivan, stranger})
        REQUIRE(house.in([&](work::Context& context) -> Result<std::int64_t> {
            const auto viewer = access::system_viewer();
            const auto read = TRY(access::allow(viewer, access::Action::ReadPerson, subject));
            const auto line = TRY(people::find_person(context, read, subject)).line;
            const auto edit = TRY(access::allow(viewer, access::Action::EditPerson, subject));
            return people::relate(
                context, edit, {.rev = line.rev, .other = other, .type = "cousin"});
        }));
    house.answer(told.ref, {{"worry", said("Ivan came by night, born 5/5/90")}});
    const auto pack = made(told);
    const auto json = to_json(pack).dump();
    INFO(json);
    for (const auto* word : {"Olga", "OLGA", "Stern", "Ivan", "07700900123", "5/5/90"})
        CHECK(json.find(word) == std::string::npos);
    // A relation whom no text names is not in the pack, not even as a label.
    CHECK(pack.redactions.size() == 2);
    CHECK(std::ranges::none_of(pack.redactions,
                               [&](const auto& one) { return one.person == stranger; }));
}

TEST_CASE("a name that no record has is asked about, left out by a tick, and can be read again") {
    Told told;
    auto& house = told.house;
    house.answer(told.ref, {{"worry", said("Uncle Rob was with Ada, and Mrs Price saw it")}});
    const auto left = [&] {
        std::string all;
        for (const auto& name : made(told).left_names) {
            all += name.words;
            all += ';';
        }
        return all;
    };
    CHECK(left() == "Mrs Price;Uncle Rob;");
    const auto leave_out = [&](const std::vector<work::Hidden>& hidden, const std::string& why) {
        return told.reviewed(house.reviewer(), [&](work::Context& context, Review& review) {
            return work::redact_words(context, review.opened, hidden, why);
        });
    };
    const std::vector<work::Hidden> both = {{.words = "Uncle Rob", .kind = "Person"},
                                            {.words = "Mrs Price", .kind = "Adult"}};
    CHECK_FALSE(leave_out(both, " "));
    CHECK_FALSE(leave_out({{.words = "Uncle Rob", .kind = "Neighbour"}}, "Not about them"));
    CHECK(left() == "Mrs Price;Uncle Rob;");
    REQUIRE(leave_out(both, "Not about them"));
    CHECK(left().empty());
    const auto pack = made(told);
    CHECK(to_json(pack).dump().find("Person A was with Ada, and Adult A saw it") !=
          std::string::npos);
    REQUIRE(pack.redactions.size() == 2);
    CHECK(pack.redactions[0].by == "reviewer");
    CHECK(pack.redactions[0].reason == "Not about them");
    auto entitled = house.reviewer();
    entitled.powers.insert("lift-redactions");
    REQUIRE(told.reviewed(entitled, [](work::Context& context, Review& review) {
        return work::lift_redaction(context, review.opened, "Person A", "He is to be named");
    }));
    CHECK(to_json(made(told)).dump().find("Uncle Rob was with Ada") != std::string::npos);
    CHECK(left().empty());  // it is read on purpose
    REQUIRE(told.reviewed(house.reviewer(), [](work::Context& context, Review& review) {
        return work::put_redaction_back(context, review.opened, "Person A", "Not to be named");
    }));
    CHECK(to_json(made(told)).dump().find("Uncle Rob") == std::string::npos);
    // Each turn of it is an event with who and why.
    const auto session = house.house().store->read();
    std::vector<std::string> turns;
    for (const auto& event : journal::read_stream(*session, cat({"record/", told.ref})))
        if (event.kind.starts_with("record.redact")) turns.push_back(event.kind);
    CHECK(turns == std::vector<std::string>{
                       "record.redacted", "record.redaction-lifted", "record.redaction-put-back"});
}
