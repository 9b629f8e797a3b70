// One long file: one visit seen by each of its people, and what each could have known.
#include "chronology/line.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "access/policy.h"
#include "base/text.h"
#include "chronology/around.h"
#include "chronology/choose.h"
#include "chronology/marks.h"
#include "chronology/patterns.h"
#include "chronology/pins.h"
#include "people/agency_events.h"
#include "people/find.h"
#include "people/same_person.h"
#include "work/acts/answer_record.h"
#include "work/acts/share.h"
#include "work/acts/tell.h"
#include "work/test_work.h"

// The line of a person out of the journal: what each viewer sees of it, since when each agency
// could have known, and any minute as it was.
using namespace longstone;
using namespace longstone::chronology;
using work::said;

namespace {

std::string person_on(work::TestWork& house, const std::string& ref) {
    return house.see(house.visitor(), ref).record.people.front().person;
}

std::vector<Entry> line_of(work::TestWork& house,
                           const access::Viewer& viewer,
                           const std::string& person,
                           std::optional<Instant> as_at = {}) {
    auto entries = house.in([&](work::Context& context) -> Result<std::vector<Entry>> {
        const auto leave = TRY(leave_to_read(viewer, {person}));
        return entries_about(context, leave, {.as_at = as_at});
    });
    return entries ? std::move(*entries) : std::vector<Entry>{};
}

// Who may look up nobody comes by a record.
Result<std::vector<Entry>> entries_through(work::Context& context,
                                           const access::Viewer& viewer,
                                           const std::string& ref) {
    const auto opened = TRY(work::open_record_for(context, viewer, access::Action::Read, ref));
    const auto leave = leave_through(context, opened, people_of(opened), context.now);
    return entries_about(context, leave, {});
}
std::vector<Entry> line_through(work::TestWork& house,
                                const access::Viewer& viewer,
                                const std::string& ref) {
    auto entries =
        house.in([&](work::Context& context) { return entries_through(context, viewer, ref); });
    return entries ? std::move(*entries) : std::vector<Entry>{};
}

std::set<std::string> ids_of(const std::vector<Entry>& entries) {
    std::set<std::string> ids;
    for (const auto& entry : entries)
        ids.insert(entry.id);
    return ids;
}
// What an agency could have known by then.
std::set<std::string> known_by(const std::vector<Entry>& entries,
                               const std::string& agency,
                               Instant by) {
    std::set<std::string> ids;
    for (const auto& entry : entries)
        if (could_know(entry, agency, by)) ids.insert(entry.id);
    return ids;
}

// A house that had come so far: the journal of records up to then, and the tables made of all of
// it.
std::unique_ptr<work::House> as_far_as(work::TestWork& house, Instant then) {
    auto young =
        work::open_house(work::HouseOptions{.data_dir = ":memory:", .now = [then] { return then; }},
                         house.house().definitions);
    const auto from = house.house().store->read();
    const auto into = young->store->write();
    journal::replay(*from, *into, work::all_projections(), then);
    for (const auto& row : from->rows(
             "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor, "
             "e.agency, e.kind, e.body_digest, e.prev, e.hash, b.salt, b.body from event e join "
             "event_body b on b.seq = e.seq where e.recorded_at <= $1 and (e.stream like "
             "'record/%' or e.stream like 'chronology/%')",
             {then.micros})) {
        const std::int64_t seq = row.integer(0) + 1'000'000;
        into->run(
            "insert into event (seq, stream, stream_rev, happened_at, recorded_at, actor, agency, "
            "kind, body_digest, prev, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            {seq,
             row.text(1),
             row.integer(2),
             row.integer(3),
             row.integer(4),
             row.text(5),
             row.text(6),
             row.text(7),
             store::Bytes{row.bytes(8)},
             store::Bytes{row.bytes(9)},
             store::Bytes{row.bytes(10)}});
        into->run("insert into event_body (seq, salt, body) values ($1, $2, $3)",
                  {seq, store::Bytes{row.bytes(11)}, row.text(12)});
    }
    into->commit();
    return young;
}

const Entry* find(const std::vector<Entry>& entries, Kind kind) {
    const auto found = std::ranges::find(entries, kind, &Entry::kind);
    return found == entries.end() ? nullptr : &*found;
}

// A visit: opened, two agencies asked after an hour, the police answer after two, moved after
// three.
struct Visit {
    work::TestWork house = {};
    std::string ref, person;
    Instant opened;

    Visit() : opened(house.now()) {
        ref = house.open("amber");
        person = person_on(house, ref);
        house.turn(kHour);
        house.ask(ref, {"police", "clinic"});
        house.turn(kHour);
        REQUIRE(house.reply(house.officer(), ref, "red"));
        house.turn(kHour);
        REQUIRE(house.move(ref, "talking", {{"words", said("I am cold.")}}));
        house.turn(kHour);
    }
    [[nodiscard]] Instant after(int hours) const { return opened + hours * kHour; }
};

std::string said_of(const std::vector<Entry>& entries) {
    std::string all;
    for (const auto& entry : entries) {
        all += iso(entry.happened);
        all += ' ';
        all += entry.id;
        all += ' ';
        all += entry.words;
        for (const auto& detail : entry.details) {
            all += " | ";
            all += detail.label;
            all += '=';
            all += detail.value;
        }
        for (const auto& known : entry.known) {
            all += " < ";
            all += known.agency;
            all += ' ';
            all += iso(known.from);
        }
        all += '\n';
    }
    return all;
}

}  // namespace

TEST_CASE("a worker sees the whole line in the order of what happened") {
    Visit visit;
    const auto entries = line_of(visit.house, visit.house.visitor(), visit.person);
    INFO(said_of(entries));
    const auto* opened = find(entries, Kind::Opened);
    REQUIRE(opened != nullptr);
    CHECK(opened->words == "Visit");
    CHECK(opened->fresh);
    CHECK(opened->weight == Weight::Serious);
    CHECK(opened->weighed_by == "How serious is it? Amber");
    CHECK(opened->happened == visit.after(0));
    const auto* asked = find(entries, Kind::Asked);
    REQUIRE(asked != nullptr);
    CHECK(asked->words.starts_with("Asked Here Police and Here Clinic"));
    const auto* replied = find(entries, Kind::Replied);
    REQUIRE(replied != nullptr);
    CHECK(replied->weight == Weight::Grave);
    const auto* moved = find(entries, Kind::Decision);
    REQUIRE(moved != nullptr);
    REQUIRE_FALSE(moved->details.empty());
    CHECK(moved->details.front().voice);
    CHECK(std::ranges::is_sorted(entries, {}, &Entry::happened));
}

TEST_CASE("each agency is known to have known from when it was asked, answered or told") {
    Visit visit;
    const auto entries = line_of(visit.house, visit.house.visitor(), visit.person);
    INFO(said_of(entries));
    const auto* opened = find(entries, Kind::Opened);
    const auto* asked = find(entries, Kind::Asked);
    const auto* replied = find(entries, Kind::Replied);
    REQUIRE(opened->known_to("council") != nullptr);
    CHECK(opened->known_to("council")->from == visit.after(0));
    // Asked an hour later, so the police know then that there is a visit.
    REQUIRE(opened->known_to("police") != nullptr);
    CHECK(opened->known_to("police")->from == visit.after(1));
    CHECK(asked->known_to("clinic")->from == visit.after(1));
    CHECK(asked->known_to("clinic")->how == How::Asked);
    CHECK(replied->known_to("police")->how == How::Recorded);
    // The clinic has not answered: what the police said is not for it, and the council sees it.
    CHECK(replied->known_to("clinic") == nullptr);
    CHECK(replied->known_to("council")->from == visit.after(2));
    // The police could not have known on the first minute what they could an hour later: the visit,
    // the question, and whom it is about.
    CHECK(count_known(entries, "police", visit.after(0)).known == 0);
    CHECK(count_known(entries, "police", visit.after(1)).known == 3);
}

TEST_CASE("an agency with a part sees its own part alone, and not who else knows") {
    Visit visit;
    const auto entries = line_through(visit.house, visit.house.officer(), visit.ref);
    INFO(said_of(entries));
    REQUIRE(find(entries, Kind::Opened) != nullptr);
    CHECK(find(entries, Kind::Asked)->words.starts_with("Asked Here Police:"));
    REQUIRE(find(entries, Kind::Replied) != nullptr);
    CHECK(find(entries, Kind::Decision) == nullptr);
    CHECK(find(entries, Kind::Opened)->details.empty());
    for (const auto& entry : entries) {
        for (const auto& known : entry.known)
            CHECK(known.agency == "police");
    }
    const auto clinic = line_through(visit.house, visit.house.nurse(), visit.ref);
    CHECK(find(clinic, Kind::Replied) == nullptr);
}

TEST_CASE("a restricted record leaves no trace, and nobody could know while it was") {
    Visit visit;
    auto& house = visit.house;
    REQUIRE(house.in([&](work::Context& context) {
        return work::set_restricted(
            context, access::system_viewer(), visit.ref, true, "Family of staff");
    }));
    house.turn(kHour);
    REQUIRE(house.in([&](work::Context& context) {
        return work::share_with_agency(
            context, house.visitor(), visit.ref, "police", "To visit", "Here Act");
    }));
    CHECK(line_through(house, house.officer(), visit.ref).empty());
    CHECK(line_of(house, house.reader(), visit.person).empty());
    const auto whole = line_of(house, house.visitor(), visit.person);
    INFO(said_of(whole));
    REQUIRE_FALSE(whole.empty());
    CHECK(find(whole, Kind::Opened)->known_to("police") != nullptr);
}

TEST_CASE("beside an open record a hidden one is in no entry, count, gap or pin") {
    Visit visit;
    auto& house = visit.house;
    house.turn(300 * kDay);
    const auto second = house.in([&](work::Context& context) {
        work::NewRecord asked{.pathway = "visit", .source = "system"};
        asked.people = {{.person = visit.person, .role = "subject"}};
        asked.answers = {{"rating", said("green")}, {"worry", said("Again")}};
        return work::open_record(context, house.visitor(), asked);
    });
    REQUIRE(second);
    const auto& open = second->record.ref;
    REQUIRE_FALSE(
        gaps_of(line_of(house, house.visitor(), visit.person), london(house.now()).date).empty());
    REQUIRE(house.in([&](work::Context& context) {
        return work::set_restricted(
            context, access::system_viewer(), visit.ref, true, "Family of staff");
    }));
    const auto seen = line_through(house, house.reader(), open);
    INFO(said_of(seen));
    REQUIRE(find(seen, Kind::Opened) != nullptr);
    for (const auto& entry : seen)
        CHECK((entry.record.empty() || entry.record == open));
    CHECK(gaps_of(seen, london(house.now()).date).empty());
    CHECK(fresh_starts_of(*house.house().definitions, seen).empty());
    CHECK(seen[static_cast<std::size_t>(pins_of(seen).worst)].record == open);
}

TEST_CASE("any minute is told as a house that had come so far would tell it") {
    Visit visit;
    auto& house = visit.house;
    const auto system = access::system_viewer();
    const auto whole = line_of(house, system, visit.person);
    for (int hours = 0; hours <= 4; ++hours) {
        const Instant then = visit.after(hours);
        const auto as_it_was = line_of(house, system, visit.person, then);
        CHECK_FALSE(as_it_was.empty());
        const auto young = as_far_as(house, then);
        const auto session = young->store->write();
        auto context = young->context(*session);
        const auto leave = leave_to_read(system, {visit.person});
        const auto fresh = entries_about(context, *leave, {});
        REQUIRE(fresh);
        CHECK(said_of(as_it_was) == said_of(*fresh));
        // And since when an agency could have known is what its people saw at that hour.
        for (const auto* viewer : {&house.visitor(), &house.officer(), &house.nurse()}) {
            CAPTURE(hours);
            CAPTURE(viewer->user);
            const auto seen = entries_through(context, *viewer, visit.ref);
            const auto known = known_by(whole, viewer->agency, then);
            const auto saw = seen ? ids_of(*seen) : std::set<std::string>{};
            INFO(join({known.begin(), known.end()}, " "),
                 " but saw ",
                 join({saw.begin(), saw.end()}, " "));
            CHECK(known == saw);
        }
    }
    CHECK(line_of(house, system, visit.person, visit.opened + -1).empty());
}

TEST_CASE("who is named on a record, or broke its glass, is told apart from their agency") {
    Visit visit;
    auto& house = visit.house;
    const auto system = access::system_viewer();
    REQUIRE(house.in([&](work::Context& context) {
        return work::set_restricted(context, system, visit.ref, true, "Family of staff");
    }));
    house.turn(kHour);
    const Instant named = house.now();
    REQUIRE(house.in([&](work::Context& context) {
        return work::name_user(context, system, visit.ref, "reader", "Helps with it");
    }));
    const auto entries = house.in([&](work::Context& context) -> Result<std::vector<Entry>> {
        const auto leave = TRY(leave_to_read(system, {visit.person}));
        return entries_about(
            context,
            leave,
            {.users = {{.agency = "council", .user = "reader", .posts = house.reader().posts},
                       {.agency = "police", .user = "officer", .posts = house.officer().posts}}});
    });
    REQUIRE(entries);
    const auto* opened = find(*entries, Kind::Opened);
    REQUIRE(opened->known_to_user("reader") != nullptr);
    CHECK(opened->known_to_user("reader")->from == visit.after(0));  // before it was restricted
    CHECK(opened->known_to_user("officer")->from == visit.after(1));
    CHECK(named > visit.after(4));
}

TEST_CASE("people mark an entry with a reason, and what is withdrawn is as if it had never been") {
    Visit visit;
    auto& house = visit.house;
    const auto before = said_of(line_of(house, house.visitor(), visit.person));
    const auto unmarked = house.now();
    const auto id = find(line_of(house, house.visitor(), visit.person), Kind::Replied)->id;
    const auto mark = [&](const std::string& entry, const std::string& reason) {
        return house.in([&](work::Context& context) -> Result<Mark> {
            const auto leave = TRY(leave_to_read(house.visitor(), {visit.person}));
            return mark_entry(context, leave, {.entry = entry, .says = "worst", .reason = reason});
        });
    };
    CHECK_FALSE(mark(id, " "));
    CHECK_FALSE(mark("VI-2026-9999/1", "Because"));
    house.turn(kHour);
    const auto made = mark(id, "He was alone with her");
    REQUIRE(made);
    const auto marked = line_of(house, house.visitor(), visit.person);
    const auto* replied = find(marked, Kind::Replied);
    REQUIRE(replied->marks.size() == 1);
    CHECK(replied->marks[0].by == "visitor");
    CHECK(pins_of(marked).marked_worst.size() == 1);
    // At an earlier minute nobody had said so, and an agency with a part is not told of it.
    CHECK(pins_of(line_of(house, house.visitor(), visit.person, unmarked)).marked_worst.empty());
    CHECK(pins_of(line_through(house, house.officer(), visit.ref)).marked_worst.empty());
    const auto withdraw = [&](const std::string& reason) {
        return house.in([&](work::Context& context) -> Result<void> {
            const auto leave = TRY(leave_to_read(house.visitor(), {visit.person}));
            return withdraw_mark(context, leave, id, made->id, reason);
        });
    };
    CHECK_FALSE(withdraw(""));
    REQUIRE(withdraw("It was somebody else"));
    CHECK_FALSE(withdraw("Again"));
    CHECK(said_of(line_of(house, house.visitor(), visit.person)) == before);
}

TEST_CASE("an event out of an agency's own system keeps its source and when they knew") {
    Visit visit;
    auto& house = visit.house;
    const Instant happened = visit.opened + -10 * kDay;
    REQUIRE(house.in([&](work::Context& context) {
        const auto system = access::system_viewer();
        const auto grant = access::allow(system, access::Action::EditPerson, visit.person);
        return people::tell_event(context,
                                  *grant,
                                  {.person = visit.person,
                                   .agency = "police",
                                   .feed = "incidents",
                                   .key = "I-77",
                                   .kinds = "outcome",
                                   .kind = "help",
                                   .words = "Called to the house at night",
                                   .happened_at = happened,
                                   .known_at = happened + kHour});
    }));
    const auto entries = line_of(house, house.visitor(), visit.person);
    INFO(said_of(entries));
    const auto* told = find(entries, Kind::Feed);
    REQUIRE(told != nullptr);
    CHECK(told->happened == happened);
    CHECK(told->words == "They need help");
    CHECK(told->source == "incidents, I-77");
    REQUIRE(told->known_to(told->agency) != nullptr);
    CHECK(told->known_to(told->agency)->from == happened + kHour);
    // The council works with the person, and could know once it had come here.
    REQUIRE(told->known_to("council") != nullptr);
    CHECK(told->known_to("council")->from == told->recorded);
    CHECK(line_of(house, house.visitor(), visit.person, visit.after(0)).front().kind != Kind::Feed);
}

TEST_CASE("who is held to be the same person is on the line until that is taken back") {
    Visit visit;
    auto& house = visit.house;
    const auto other = person_on(house, house.open("green"));
    const auto system = access::system_viewer();
    const auto on_line = [&] {
        auto people = house.in([&](work::Context& context) -> Result<std::vector<std::string>> {
            const auto leave = TRY(access::allow(system, access::Action::ReadPerson, visit.person));
            const auto circle = TRY(circle_of(context, leave));
            return people_asked(circle, {});
        });
        REQUIRE(people);
        return *people;
    };
    const auto judge = [&](auto how) {
        return house.in([&](work::Context& context) -> Result<std::int64_t> {
            const auto read = TRY(access::allow(system, access::Action::ReadPerson, visit.person));
            const auto person = TRY(people::find_person(context, read, visit.person));
            const auto edit = TRY(access::allow(system, access::Action::EditPerson, visit.person));
            return how(context, edit, person.line.rev, other, "Two records of one child");
        });
    };
    CHECK(on_line() == std::vector{visit.person});
    REQUIRE(judge(people::judge_same));
    CHECK(on_line() == std::vector{visit.person, other});
    REQUIRE(judge(people::judge_different));
    CHECK(on_line() == std::vector{visit.person});
}

TEST_CASE("only a reviewer is told the whole") {
    Visit visit;
    const auto whole = [&](const access::Viewer& viewer) {
        return visit.house.in([&](work::Context& context) -> Result<std::vector<Entry>> {
            std::vector<access::Grant> grants;
            grants.push_back(
                TRY(access::allow(viewer, access::Action::ReadPerson, visit.person, "a review")));
            return whole_entries_about(context, grants, {});
        });
    };
    CHECK_FALSE(whole(visit.house.officer()));
    CHECK_FALSE(whole(visit.house.visitor()));
    const auto system = access::system_viewer();
    const auto all = whole(system);
    REQUIRE(all);
    CHECK(find(*all, Kind::Decision) != nullptr);
}

TEST_CASE("every look is in the access log, and nobody else's line is there at all") {
    Visit visit;
    auto& house = visit.house;
    line_of(house, house.visitor(), visit.person);
    const auto session = house.house().store->read();
    const auto looks = journal::looks_at(*session, "chronology/" + visit.person, 10);
    REQUIRE(looks.size() == 1);
    CHECK(looks[0].actor == "visitor");
    const auto nobody = access::public_viewer();
    CHECK_FALSE(leave_to_read(nobody, {visit.person}));
}
