#include "work/words.h"

#include <doctest/doctest.h>

#include "access/accounts.h"
#include "people/create.h"
#include "store/full_text.h"
#include "store/test_store.h"
#include "work/acts/answer_record.h"
#include "work/family.h"
#include "work/forecast.h"
#include "work/house.h"
#include "work/notices.h"
#include "work/schema.h"
#include "work/test_work.h"

using namespace longstone;
using namespace longstone::work;

namespace {

WordsFound find(TestWork& work, const access::Viewer& viewer, const std::string& text) {
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    return search_words(context, viewer, text, 20);
}

std::size_t how_many(TestWork& work, const access::Viewer& viewer, const std::string& text) {
    return find(work, viewer, text).answers.size();
}

void write(TestWork& work, const std::string& ref, const std::string& kind, Json body) {
    const auto session = work.house().store->write();
    auto context = work.house().context(*session);
    const auto rev = journal::current_rev(*session, "record/" + ref);
    REQUIRE(journal::append(*session,
                            context.projections,
                            {.stream = "record/" + ref,
                             .after_rev = rev,
                             .happened_at = context.now,
                             .recorded_at = context.now,
                             .actor = "visitor",
                             .agency = "council",
                             .kind = kind,
                             .body = std::move(body)}));
    session->commit();
}

std::string said_in(const FoundWords& found) {
    std::string text;
    for (const auto& piece : found.excerpt) {
        text += piece.hit ? "[" + piece.text + "]" : piece.text;
    }
    return text;
}

}  // namespace

TEST_CASE("words are found in an answer by how they begin, without case or accents") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"words", said("She said Zoë hides under the stairs; it's cold there")}});
    const auto found = find(work, work.visitor(), "ZOE stair");
    REQUIRE(found.answers.size() == 1);
    CHECK(found.answers[0].record.ref == ref);
    CHECK(found.answers[0].field == "words");
    CHECK(found.answers[0].label == "What did they say?");
    CHECK(said_in(found.answers[0]) == "She said [Zoë] hides under the [stairs]; it's cold there");
    CHECK(how_many(work, work.visitor(), "cold") == 2);  // the worry is “Cold house”
    CHECK(how_many(work, work.visitor(), "stairs cold") == 1);
    CHECK(how_many(work, work.visitor(), "stairs house") == 0);  // not in one answer
    CHECK(how_many(work, work.visitor(), "tairs") == 0);
    CHECK(how_many(work, work.visitor(), "") == 0);
    CHECK(how_many(work, work.visitor(), "a \" ' * -") == 0);
    CHECK(how_many(work, work.visitor(), "amber") == 0);  // a code, not words
}

TEST_CASE("an answer that was written anew is found by its new words alone") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"words", said("Mud on the floor")}});
    work.answer(ref, {{"words", said("Glass on the floor")}});
    CHECK(how_many(work, work.visitor(), "mud") == 0);
    CHECK(how_many(work, work.visitor(), "glass floor") == 1);
}

TEST_CASE("an agency that was asked finds its own answers, not the record's") {
    TestWork work;
    const auto ref = work.open("amber");
    CHECK(how_many(work, work.nurse(), "cold") == 0);
    work.ask(ref, {"police", "clinic"});
    REQUIRE(work.see(work.nurse(), ref).grant.reach() == access::Reach::Part);
    CHECK(how_many(work, work.nurse(), "cold") == 0);
    CHECK(how_many(work, work.visitor(), "cold") == 1);
}

TEST_CASE("what is sensitive is found by those who see the sensitive") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"no-words", said("Afraid of uncle")}});
    CHECK(how_many(work, work.visitor(), "afraid uncle") == 1);
    CHECK(how_many(work, work.reader(), "cold house") == 1);
    work.house();
    const auto sensitive = find(work, work.reader(), "afraid");
    // Its own agency wrote it; another agency's reader does not find it.
    auto elsewhere = work.reader();
    elsewhere.agency = "police";
    CHECK(find(work, elsewhere, "afraid").answers.empty());
    CHECK(find(work, elsewhere, "cold").answers.size() == 1);
}

TEST_CASE("restricted and barred records are found by nobody who may not see them") {
    TestWork work;
    const auto ref = work.open("amber");
    auto other = work.visitor();
    CHECK(how_many(work, work.reader(), "cold") == 1);
    write(work, ref, "record.barred", Json::object({{"user", "reader"}, {"reason", "kin"}}));
    CHECK(how_many(work, work.reader(), "cold") == 0);
    const auto second = work.open("red");
    CHECK(how_many(work, work.reader(), "cold") == 1);
    write(work, second, "record.restricted", Json::object({{"restricted", true}}));
    CHECK(how_many(work, work.reader(), "cold") == 0);
    CHECK(how_many(work, work.visitor(), "cold") == 2);
}

TEST_CASE("a rebuild makes the same words, and older answers are indexed at the next start") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"words", said("Glass on the floor")}});
    const auto session = work.house().store->write();
    const auto before = session->whole_table("answer_text");
    REQUIRE(before.size() == 2);
    journal::rebuild(*session, work.house().projections);
    const auto anew = session->whole_table("answer_text");
    REQUIRE(anew.size() == 2);
    for (std::size_t i = 0; i < anew.size(); ++i) {
        CHECK(anew[i].values() == before[i].values());
    }
    session->empty_table("answer_text");
    session->empty_table("answer_text_begun");
    session->commit();
    CHECK(how_many(work, work.visitor(), "glass") == 0);
    index_older_answers(*work.house().store);
    CHECK(how_many(work, work.visitor(), "glass") == 1);
}

TEST_CASE("both databases find the same words") {
    store::for_each_store([](store::Store& store) {
        for (const auto& migrations : {journal::kMigrations, work::kMigrations}) {
            store::migrate(store, migrations);
        }
        const auto db = store.write();
        std::int64_t id = 0;
        for (const char* words : {"cold house", "colder oneill", "a house by the sea 4th 12a"}) {
            db->run(
                "insert into answer_text (id, record, field, agency, carried, at, words) values "
                "($1, 'r', 'f', 'a', 0, 0, $2)",
                {++id, words});
        }
        const auto ids = [&](const std::vector<std::string>& words) {
            std::vector<std::int64_t> found;
            constexpr store::EitherSql kSql = {
                .sqlite = "select rowid from answer_word where answer_word match $1 order by rowid",
                .postgres =
                    "select id from answer_text where to_tsvector('simple', words) @@ "
                    "to_tsquery('simple', $1) order by id"};
            for (const auto& row :
                 store::rows(*db, kSql, {store::match_all(db->dialect(), words)})) {
                found.push_back(row.integer(0));
            }
            return found;
        };
        using Ids = std::vector<std::int64_t>;
        CHECK(ids({"cold"}) == Ids{1, 2});
        CHECK(ids({"house", "cold"}) == Ids{1});
        CHECK(ids({"onei"}) == Ids{2});
        CHECK(ids({"4t"}) == Ids{3});
        CHECK(ids({"12a", "sea"}) == Ids{3});
        CHECK(ids({"ouse"}).empty());
        db->run("delete from answer_text where id = 1");
        CHECK(ids({"cold"}) == Ids{2});
    });
}

TEST_CASE("the forecast, the words, the family and the notices are asked of both databases") {
    const auto definitions = invented();
    const auto projections = all_projections();
    store::for_each_store([&](store::Store& store) {
        store::migrate(store, all_migrations());
        const auto db = store.write();
        Context context{.db = *db,
                        .projections = projections,
                        .definitions = *definitions,
                        .now = *parse_instant("2026-11-02T10:00:00Z")};
        access::publish_policy(*db, *definitions);
        const auto system = access::system_viewer();
        const auto users = access::allow(system, access::Action::ManageUsers, "visitor");
        REQUIRE(access::add_user({.db = *db, .projections = projections, .now = context.now},
                                 *definitions,
                                 *users,
                                 {.name = "visitor",
                                  .shown = "Visitor",
                                  .email = "visitor@example.org",
                                  .posts = {{.agency = "council", .post = "visitor"}}}));
        const auto viewer = access::load_viewer(*db, *definitions, "visitor");
        REQUIRE(viewer.has_value());
        const auto create = access::allow(system, access::Action::CreatePerson);
        const auto person = people::create_person(
            context,
            *create,
            {.assertions = {{.fact = people::Name{.given = "Ada", .family = "Example"}}}});
        REQUIRE(person.has_value());
        NewRecord asked{.pathway = "visit", .source = "system"};
        asked.people = {{.person = *person, .role = "subject"}};
        asked.answers = {{"rating", said("red")}, {"worry", said("Cold house")}};
        const auto opened = open_record(context, *viewer, asked);
        if (!opened) FAIL(opened.error().message);

        const auto ahead = forecast(context, *viewer, {.limit = 1});
        CHECK(ahead.total == 1);
        CHECK(ahead.lines.size() == 1);
        CHECK(forecast(context, *viewer, {.team = std::string(kNoTeam), .day = "late"}).total == 1);
        const auto found = search_words(context, *viewer, "hous cold", 5);
        REQUIRE(found.answers.size() == 1);
        CHECK(found.answers[0].record.ref == opened->record.ref);
        const auto grant = access::allow(*viewer, access::Action::ReadPerson, *person);
        REQUIRE(grant.has_value());
        const auto family = family_of(context, *grant, *person);
        REQUIRE(family.has_value());
        CHECK(family->records.size() == 1);
        CHECK(family->clocks.size() == 1);
        notify_agency(context, opened->record.ref, "council", "Look");
        notify_role(context, opened->record.ref, "worker", "Look too");
        const auto unread = unread_notices(context, *viewer);
        CHECK(unread >= 2);
        CHECK(std::cmp_equal(notices_of(context, *viewer, 50).size(), unread));
        mark_read(context, *viewer);
        CHECK(unread_notices(context, *viewer) == 0);

        const auto words = db->whole_table("answer_text");
        const auto clocks = db->whole_table("running_clock");
        journal::rebuild(*db, projections);
        CHECK(db->whole_table("answer_text").size() == words.size());
        CHECK(db->whole_table("running_clock").front().values() == clocks.front().values());
    });
}

TEST_CASE("an excerpt is cut between words around the first hit") {
    const std::string text = "One two three. " + std::string(40, 'x') +
                             " then a bruise, and more words follow here to the very end";
    const auto pieces = excerpt_of(text, {"bruis"}, 40);
    std::string all;
    for (const auto& piece : pieces) {
        all += piece.text;
        CHECK(piece.hit == (piece.text == "bruise"));
    }
    CHECK(all == "… then a bruise, and more words follow …");
    CHECK(excerpt_of(text, {"nothing"}).empty());
    CHECK(sought_words("Cold, cold O'Neill a") == std::vector<std::string>{"cold", "oneill"});
}
