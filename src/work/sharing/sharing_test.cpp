// One long file: one question on its way between two agencies, and who must not see it.
#include <algorithm>

#include <doctest/doctest.h>

#include "base/secret.h"
#include "base/text.h"
#include "people/assertions.h"
#include "people/create.h"
#include "work/acts/ask_known.h"
#include "work/acts/releases.h"
#include "work/acts/share.h"
#include "work/history.h"
#include "work/notices.h"
#include "work/sharing/register.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

// Ada Example is on a visit of the council's; the police answer from their own system, the clinic
// from what it told us.
struct Sharing {
    TestWork work = {};
    std::string ref = work.open("green");
    std::string ada = work.see(work.visitor(), ref).record.people.front().person;
    std::string key = oblivious::new_key();

    Result<KnownQuestion> ask(const std::string& holder) { return ask(holder, work.visitor()); }
    Result<KnownQuestion> ask(const std::string& holder, const access::Viewer& viewer) {
        return work.in([&](Context& context) {
            return ask_known(
                context,
                viewer,
                ref,
                {.person = ada, .holder = holder, .purpose = "screen", .gateway = "here-act"});
        });
    }
    KnownQuestion now(const std::string& id) {
        const auto session = work.house().store->read();
        auto context = work.house().context(*session);
        return *load_question(context, id);
    }
    KnownQuestion::State state(const std::string& id) { return now(id).state(work.now()); }

    // ---- what the police do on their side
    Result<ListHeld> send_list(const std::string& family,
                               bool is_protected = false,
                               const std::string& epoch = "2026-11-02") {
        const std::vector<people::Assertion> theirs = {
            {.fact = people::Name{.given = "Ada", .family = family}},
            {.fact = people::BirthDate{.date = *parse_date("2019-03-03")}}};
        AgencyList list{
            .agency = "police", .epoch = epoch, .public_key = hex(oblivious::public_key(key))};
        list.entries.push_back({.entry = "P-77",
                                .category = "open",
                                .is_protected = is_protected,
                                .tokens = tokens_of(key, "police", epoch, theirs)});
        return work.in(
            [&](Context& context) { return send_known_list(context, work.officer(), list); });
    }
    std::vector<OpenQuestion> open_questions() {
        auto open = work.in(
            [&](Context& context) { return questions_open(context, work.officer(), "police"); });
        REQUIRE(open.has_value());
        return *open;
    }
    Result<void> answer(const OpenQuestion& question, const std::string& by) {
        const auto turned = turn_points(by, question.points);
        REQUIRE(turned.has_value());
        return work.in([&](Context& context) {
            return answer_known(context, work.officer(), "police", question.id, *turned);
        });
    }

    // The clinic tells of Ada in its own words, as another person.
    std::string told_by_clinic(bool restricted = false) {
        auto viewer = work.nurse();
        viewer.powers.insert("create-people");
        auto id = work.in([&](Context& context) {
            const auto grant = access::allow(viewer, access::Action::CreatePerson);
            return people::create_person(
                context,
                *grant,
                {.restricted = restricted,
                 .assertions = {{.fact = people::Name{.given = "ADA", .family = "EXAMPLE"}},
                                {.fact = people::BirthDate{.date = *parse_date("2019-03-03")}}}});
        });
        REQUIRE(id.has_value());
        return *id;
    }

    Result<FieldRequest> ask_for(const std::string& question,
                                 std::vector<AskedField> fields,
                                 const std::string& purpose = "screen") {
        return work.in([&](Context& context) {
            return ask_fields(context,
                              work.visitor(),
                              ref,
                              {.question = question,
                               .purpose = purpose,
                               .words = "To find them",
                               .fields = std::move(fields)});
        });
    }
    Result<FieldRequest> decide(const std::string& request,
                                const std::vector<FieldDecision>& decisions) {
        return work.in([&](Context& context) {
            return decide_fields(context, work.nurse(), request, decisions);
        });
    }
    FieldRequest read_as(const access::Viewer& viewer, const std::string& request) {
        auto read =
            work.in([&](Context& context) { return read_releases(context, viewer, request); });
        REQUIRE(read.has_value());
        return *read;
    }
    std::string known_to_clinic() {
        told_by_clinic();
        const auto question = ask("clinic");
        REQUIRE(question.has_value());
        work.turn(2 * kMinute);
        return question->id;
    }
    std::string asked_of_clinic() {
        const auto request = ask_for(
            known_to_clinic(),
            {{.field = "address", .gateway = "here-act", .until = *parse_date("2026-11-20")},
             {.field = "health", .gateway = "grave-act", .until = *parse_date("2026-11-05")}});
        if (!request) FAIL(request.error().message);
        return request->id;
    }
};

std::vector<std::vector<store::Value>> tables_of(TestWork& work) {
    const auto session = work.house().store->read();
    std::vector<std::vector<store::Value>> all;
    for (const auto* table : {"known_question", "field_request", "shared_field"})
        for (const auto& row : session->whole_table(table))
            all.push_back(row.values());
    return all;
}

}  // namespace

TEST_CASE("an agency's own system answers blind, and a hit says only what it lets a hit say") {
    Sharing sharing;
    REQUIRE(sharing.send_list("Example"));
    const auto question = sharing.ask("police");
    REQUIRE(question.has_value());
    const auto open = sharing.open_questions();
    REQUIRE(open.size() == 1);
    CHECK(open[0].asker == "council");
    CHECK(open[0].points.size() == kQuestionPoints);
    REQUIRE(sharing.answer(open[0], sharing.key));
    CHECK(sharing.state(question->id) == KnownQuestion::State::Waiting);  // not before its time
    sharing.work.turn(2 * kMinute);
    CHECK(sharing.state(question->id) == KnownQuestion::State::Known);
    CHECK(sharing.now(question->id).category == "open");
    CHECK(sharing.now(question->id).entry == "P-77");
    CHECK(sharing.open_questions().empty());
    CHECK_FALSE(sharing.answer(open[0], sharing.key));  // once
}

TEST_CASE("a miss and a hit look the same on the way, and what was asked is forgotten") {
    Sharing known, unknown;
    REQUIRE(known.send_list("Example"));
    REQUIRE(unknown.send_list("Somebody"));
    for (auto* sharing : {&known, &unknown}) {
        const auto question = sharing->ask("police");
        REQUIRE(question.has_value());
        REQUIRE(sharing->answer(sharing->open_questions()[0], sharing->key));
        const auto session = sharing->work.house().store->read();
        CHECK(session->integer("select count(*) from known_blind") == 0);
        const auto events = journal::read_stream(*session, cat({"record/", sharing->ref}));
        REQUIRE(events.size() == 3);
        std::vector<std::string> members;
        for (const auto& [name, value] : events.back().body.members())
            members.push_back(name);
        std::ranges::sort(members);
        CHECK(members == std::vector<std::string>{"category",
                                                  "contact_told",
                                                  "due",
                                                  "entry",
                                                  "known",
                                                  "question",
                                                  "sent_by",
                                                  "sent_for"});
        CHECK(events.back().body.dump().find("Ada") == std::string::npos);
        sharing->work.turn(2 * kMinute);
        CHECK(sharing->now(question->id).known == (sharing == &known));
    }
}

TEST_CASE(
    "an agency that protects somebody answers as if it did not know them; its contact hears") {
    Sharing sharing;
    REQUIRE(sharing.send_list("Example", /*is_protected=*/true));
    const auto question = sharing.ask("police");
    REQUIRE(sharing.answer(sharing.open_questions()[0], sharing.key));
    sharing.work.turn(2 * kMinute);
    CHECK(sharing.state(question->id) == KnownQuestion::State::NotKnown);
    CHECK(sharing.now(question->id).category.empty());
    const auto told = sharing.work.in([&](Context& context) -> Result<std::vector<Notice>> {
        return notices_of(context, sharing.work.officer(), 10);
    });
    CHECK(std::ranges::any_of(*told, [](const Notice& notice) {
        return notice.words == "Somebody whom your agency protects was asked about";
    }));
}

TEST_CASE("answers by another key, of another number or twice are refused, and say why") {
    Sharing sharing;
    REQUIRE(sharing.send_list("Example"));
    REQUIRE(sharing.ask("police"));
    auto open = sharing.open_questions()[0];
    const auto other = sharing.answer(open, oblivious::new_key());
    REQUIRE_FALSE(other);
    CHECK(other.error().message.find("not made with the key") != std::string::npos);
    open.points.pop_back();
    CHECK_FALSE(sharing.answer(open, sharing.key));
    REQUIRE(sharing.answer(sharing.open_questions()[0], sharing.key));
    // Only those who send for the police fetch what they are asked.
    const auto session = sharing.work.house().store->write();
    auto context = sharing.work.house().context(*session);
    CHECK_FALSE(questions_open(context, sharing.work.nurse(), "police"));
    CHECK_FALSE(questions_open(context, sharing.work.visitor(), "police"));
    CHECK_FALSE(questions_open(context, sharing.work.nurse(), "clinic"));  // has no list
}

TEST_CASE("a list lasts as long as is said; a question whose list is over was not answered") {
    Sharing sharing;
    CHECK_FALSE(sharing.ask("police"));  // nothing was sent yet
    REQUIRE(sharing.send_list("Example"));
    const auto question = sharing.ask("police");
    REQUIRE(question.has_value());
    sharing.work.turn(4 * kDay);
    CHECK(sharing.open_questions().empty());
    CHECK_FALSE(sharing.ask("police"));
    const auto session = sharing.work.house().store->read();
    auto context = sharing.work.house().context(*session);
    const auto asked = *load_question(context, question->id);
    CHECK(asked.state(sharing.work.now(), list_counts(context, asked)) ==
          KnownQuestion::State::Unanswered);
    // Nor is "not known" said of it to the agency and to the data protection officer.
    auto officer = sharing.work.visitor();
    officer.powers.insert("see-sharing");
    const auto writing = sharing.work.in(
        [&](Context& here) { return sharing_register(here, officer, std::string_view()); });
    REQUIRE(writing.has_value());
    REQUIRE(writing->questions.size() == 1);
    CHECK(writing->questions[0].unanswered);
}

TEST_CASE("an agency whose people stand here answers from what it told itself, and nothing else") {
    Sharing sharing;
    const auto before = sharing.ask("clinic");  // the council made Ada: the clinic told nothing
    REQUIRE(before.has_value());
    sharing.told_by_clinic();
    const auto after = sharing.ask("clinic");
    REQUIRE(after.has_value());
    CHECK(sharing.state(after->id) == KnownQuestion::State::Waiting);
    sharing.work.turn(2 * kMinute);
    CHECK(sharing.state(before->id) == KnownQuestion::State::NotKnown);
    CHECK(sharing.state(after->id) == KnownQuestion::State::Known);
    CHECK(sharing.now(after->id).category.empty());  // the clinic lets a hit name none
}

TEST_CASE("a restricted person is known to nobody who asks") {
    Sharing sharing;
    sharing.told_by_clinic(/*restricted=*/true);
    const auto question = sharing.ask("clinic");
    REQUIRE(question.has_value());
    sharing.work.turn(2 * kMinute);
    CHECK(sharing.state(question->id) == KnownQuestion::State::NotKnown);
    CHECK(sharing.now(question->id).contact_told);
    const auto told = sharing.work.in([&](Context& context) -> Result<std::vector<Notice>> {
        return notices_of(context, sharing.work.nurse(), 10);
    });
    CHECK(told->size() == 1);
}

TEST_CASE("a question needs a record, somebody on it, a purpose and a law that is for it") {
    Sharing sharing;
    auto& work = sharing.work;
    const auto ask = [&](const access::Viewer& viewer, const AskKnown& asked) {
        return work.in(
            [&](Context& context) { return ask_known(context, viewer, sharing.ref, asked); });
    };
    const AskKnown good{
        .person = sharing.ada, .holder = "clinic", .purpose = "screen", .gateway = "here-act"};
    for (const auto& [field, change] : std::vector<std::pair<std::string, AskKnown>>{
             {"person", {"nobody", "clinic", "screen", "here-act"}},
             {"agency", {sharing.ada, "council", "screen", "here-act"}},
             {"purpose", {sharing.ada, "clinic", "gossip", "here-act"}},
             {"gateway", {sharing.ada, "clinic", "screen", "no-act"}},
             {"gateway", {sharing.ada, "clinic", "enquire", "here-act"}}}) {
        const auto refused = ask(work.visitor(), change);
        REQUIRE_FALSE(refused);
        REQUIRE(refused.error().fields.size() == 1);
        CHECK(refused.error().fields[0].field == field);
    }
    for (const auto* viewer : {&work.officer(), &work.nurse(), &work.reader(), &work.reviewer()})
        CHECK(ask(*viewer, good).error().fault == Fault::NotFound);
    for (int i = 0; i < 5; ++i)
        CHECK(ask(work.visitor(), good));
    const auto more = ask(work.visitor(), good);
    REQUIRE_FALSE(more);
    CHECK(more.error().fault == Fault::TooMany);
    work.turn(2 * kHour);
    CHECK(ask(work.visitor(), good));
}

TEST_CASE("fields are asked for only of an agency that knows them, by a law that carries them") {
    Sharing sharing;
    const auto address =
        AskedField{.field = "address", .gateway = "here-act", .until = *parse_date("2026-11-20")};
    CHECK_FALSE(sharing.ask_for("nothing", {address}));
    const auto question = sharing.known_to_clinic();
    CHECK_FALSE(sharing.ask_for(question, {}));
    auto wrong = address;
    wrong.until = *parse_date("2027-11-20");
    CHECK(sharing.ask_for(question, {wrong}).error().message.find("at the latest") !=
          std::string::npos);
    wrong = {.field = "health", .gateway = "here-act", .until = *parse_date("2026-11-05")};
    CHECK(sharing.ask_for(question, {wrong}).error().message.find("as sensitive") !=
          std::string::npos);
    REQUIRE(sharing.ask_for(question, {address}));
    CHECK_FALSE(sharing.ask_for(question, {address}));  // it waits
    sharing.work.turn(40 * kDay);
    CHECK_FALSE(sharing.ask_for(question, {address}));  // the answer is too old
}

TEST_CASE("the agency decides field by field; what is released is open until its end") {
    Sharing sharing;
    auto& work = sharing.work;
    const auto request = sharing.asked_of_clinic();
    CHECK_FALSE(sharing.decide(request, {{.field = "address", .decision = "released"}}));
    CHECK_FALSE(sharing.decide(
        request, {{.field = "address", .decision = "released", .value = "4 Dene Road"}}));
    CHECK_FALSE(
        sharing.decide(request,
                       {{.field = "address", .decision = "released", .value = "4 Dene Road"},
                        {.field = "health", .decision = "refused"}}));
    REQUIRE(sharing.decide(request,
                           {{.field = "address", .decision = "released", .value = "4 Dene Road"},
                            {.field = "health",
                             .decision = "part",
                             .value = "Seen in March",
                             .reason = "The rest does not matter to this",
                             .until = *parse_date("2026-11-03")}}));
    CHECK_FALSE(sharing.decide(request, {}));  // once
    auto read = sharing.read_as(work.visitor(), request);
    CHECK(read.fields[0].value == "4 Dene Road");
    CHECK(read.fields[1].value == "Seen in March");
    CHECK(sharing.read_as(work.reader(), request).fields[0].value == "4 Dene Road");
    CHECK(sharing.read_as(work.reader(), request).fields[1].value.empty());  // sensitive
    work.turn(2 * kDay);
    read = sharing.read_as(work.visitor(), request);
    CHECK(read.fields[0].value == "4 Dene Road");
    CHECK(read.fields[1].value.empty());  // over
    work.turn_to("2026-11-20T23:59:00Z");
    CHECK(sharing.read_as(work.visitor(), request).fields[0].value == "4 Dene Road");
    work.turn_to("2026-11-21T00:00:00Z");
    CHECK(sharing.read_as(work.visitor(), request).fields[0].value.empty());
    const auto session = work.house().store->read();
    CHECK(journal::looks_at(*session, cat({"release/", request}), 50).size() == 6);
}

TEST_CASE("what is over cannot be released any more, and may be asked for again") {
    Sharing sharing;
    auto& work = sharing.work;
    const auto request = sharing.asked_of_clinic();
    const auto question = sharing.ask("clinic")->id;
    const std::vector<FieldDecision> both = {
        {.field = "address", .decision = "released", .value = "4 Dene Road"},
        {.field = "health", .decision = "released", .value = "Seen in March"}};
    // One of the two is over: the other may still be released.
    work.turn_to("2026-11-06T09:00:00Z");
    const auto refused = sharing.decide(request, both);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("5 November 2026, which is over") != std::string::npos);
    // Both are: nothing is left to decide, and what waits for nobody stands in nobody's way.
    work.turn_to("2026-11-21T09:00:00Z");
    const auto late = sharing.decide(request, both);
    REQUIRE_FALSE(late);
    CHECK(late.error().message.find("asks again") != std::string::npos);
    CHECK(sharing.read_as(work.visitor(), request).lapsed(work.now()));
    CHECK(sharing.ask_for(
        question,
        {{.field = "address", .gateway = "here-act", .until = *parse_date("2026-11-25")}}));
}

TEST_CASE("the agency may end a release early, and only the agency") {
    Sharing sharing;
    auto& work = sharing.work;
    const auto request = sharing.asked_of_clinic();
    REQUIRE(sharing.decide(request,
                           {{.field = "address", .decision = "released", .value = "4 Dene Road"},
                            {.field = "health", .decision = "refused", .reason = "No need"}}));
    const auto end = [&](const access::Viewer& viewer, const std::string& reason) {
        return work.in([&](Context& context) {
            return end_release(context, viewer, request, "address", reason);
        });
    };
    CHECK(end(work.visitor(), "x").error().fault == Fault::NotFound);
    CHECK(end(work.officer(), "x").error().fault == Fault::NotFound);
    CHECK_FALSE(end(work.nurse(), " "));
    REQUIRE(end(work.nurse(), "They moved"));
    CHECK_FALSE(end(work.nurse(), "again"));
    const auto read = sharing.read_as(work.visitor(), request);
    CHECK(read.fields[0].value.empty());
    CHECK(read.fields[0].ended_reason == "They moved");
}

TEST_CASE("whoever has no part in it finds nothing") {
    Sharing sharing;
    auto& work = sharing.work;
    const auto request = sharing.asked_of_clinic();
    const auto session = work.house().store->write();
    auto context = work.house().context(*session);
    CHECK(find_field_request(context, work.nurse(), request).has_value());
    CHECK_FALSE(find_field_request(context, work.officer(), request));
    CHECK_FALSE(find_field_request(context, work.visitor(), request));
    CHECK_FALSE(read_releases(context, work.officer(), request));
    CHECK_FALSE(read_releases(context, work.nurse(), request));
    CHECK_FALSE(withdraw_fields(context, work.nurse(), request, "x"));
    CHECK_FALSE(open_record_for(context, work.nurse(), access::Action::Read, sharing.ref));
}

TEST_CASE(
    "the journal of the record tells who asked whom, for what and by which law, and no more") {
    Sharing sharing;
    auto& work = sharing.work;
    const auto request = sharing.asked_of_clinic();
    REQUIRE(sharing.decide(request,
                           {{.field = "address", .decision = "released", .value = "4 Dene Road"},
                            {.field = "health", .decision = "refused", .reason = "No need"}}));
    const auto opened = work.see(work.visitor(), sharing.ref);
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    std::string all;
    for (const auto& entry : history_of(context, opened)) {
        all += entry.words;
        for (const auto& [label, value] : entry.details)
            all += cat({" ", label, ": ", value});
        all += '\n';
    }
    CHECK(all.find("Asked whether Here Clinic knows somebody") != std::string::npos);
    CHECK(all.find("Law that allows it: Here Act section 1; Grave Act section 2") !=
          std::string::npos);
    CHECK(all.find("An agency decided what it releases") != std::string::npos);
    CHECK(all.find("Dene Road") == std::string::npos);
}

TEST_CASE("a rebuild gives the same questions and releases") {
    Sharing sharing;
    REQUIRE(sharing.send_list("Example"));
    REQUIRE(sharing.ask("police"));
    REQUIRE(sharing.answer(sharing.open_questions()[0], sharing.key));
    const auto request = sharing.asked_of_clinic();
    REQUIRE(sharing.decide(request,
                           {{.field = "address", .decision = "released", .value = "4 Dene Road"},
                            {.field = "health", .decision = "refused", .reason = "No need"}}));
    REQUIRE(sharing.work.in([&](Context& context) {
        return end_release(context, sharing.work.nurse(), request, "address", "They moved");
    }));
    const auto before = tables_of(sharing.work);
    const auto session = sharing.work.house().store->write();
    journal::rebuild(*session, sharing.work.house().projections);
    session->commit();
    CHECK((tables_of(sharing.work) == before));
    CHECK(before.size() == 5);
}
