#include "journal/journal.h"

#include <atomic>
#include <thread>

#include "journal/test_journal.h"

using namespace longstone;
using namespace longstone::journal;

namespace {

std::vector<std::string> titles(const std::vector<Event>& events) {
    std::vector<std::string> titles;
    for (const Event& event : events)
        titles.push_back(event.body.text("title"));
    return titles;
}

}  // namespace

TEST_CASE("an appended event comes back whole, and its projections are written with it") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        const NewEvent given = test_event("record/A", 0);
        const auto appended = append_one(store, given);
        REQUIRE(appended.has_value());
        CHECK(appended->seq == 1);
        CHECK(appended->stream_rev == 1);
        const auto db = store.read();
        const auto events = read_stream(*db, "record/A");
        REQUIRE(events.size() == 1);
        CHECK(events[0].seq == 1);
        CHECK(events[0].stream == given.stream);
        CHECK(events[0].stream_rev == 1);
        CHECK(events[0].happened_at == given.happened_at);
        CHECK(events[0].recorded_at == given.recorded_at);
        CHECK(events[0].actor == given.actor);
        CHECK(events[0].agency == given.agency);
        CHECK(events[0].kind == given.kind);
        CHECK(events[0].body == given.body);
        CHECK(db->one("select title from newest where stream = 'record/A'")->text(0) == "Title 1");
        CHECK(read_stream(*db, "record/B").empty());
    });
}

TEST_CASE("nothing of an event stays when its session is not committed") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        {
            const auto db = store.write();
            REQUIRE(append(*db, test_projections(), test_event("record/A", 0)));
        }
        const auto db = store.read();
        CHECK(current_rev(*db, "record/A") == 0);
        for (const char* table : {"event", "event_body", "newest", "titles"})
            CHECK(db->whole_table(table).empty());
    });
}

TEST_CASE("who writes after a revision that is not the last meets a conflict") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        REQUIRE(append_one(store, test_event("record/A", 0)));
        for (const std::int64_t rev : {0, 2}) {
            const auto refused = append_one(store, test_event("record/A", rev));
            REQUIRE_FALSE(refused.has_value());
            CHECK(refused.error().fault == Fault::Conflict);
        }
        REQUIRE(append_one(store, test_event("record/A", 1)));
        CHECK(current_rev(*store.read(), "record/A") == 2);
        CHECK(store.read()->integer("select count(*) from event") == 2);
    });
}

TEST_CASE("of many who write the same revision at once one wins, and no seq is lost") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        constexpr int kThreads = 8;
        constexpr std::int64_t kRevisions = 10;
        std::atomic<int> won = 0;
        std::atomic<int> conflicts = 0;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&, thread] {
                const std::string own = "record/" + std::to_string(thread);
                for (std::int64_t rev = 0; rev < kRevisions; ++rev) {
                    const auto appended = append_one(store, test_event("record/shared", rev));
                    if (appended)
                        ++won;
                    else if (appended.error().fault == Fault::Conflict)
                        ++conflicts;
                    if (append_one(store, test_event(own, rev))) ++won;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        const auto db = store.read();
        const std::int64_t shared = current_rev(*db, "record/shared");
        CHECK(shared == kRevisions);
        CHECK(won == kThreads * kRevisions + shared);
        CHECK(conflicts == kThreads * kRevisions - shared);
        CHECK(db->integer("select count(*) from event") == won);
        CHECK(db->integer("select max(seq) from event") == won);
        CHECK(verify(*db, "").empty());
    });
}

TEST_CASE("a stream as at a time holds what was recorded by then") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        NewEvent late = test_event("record/A", 1);
        late.happened_at = kStart;  // before the first, but learnt after it
        REQUIRE(append_one(store, test_event("record/A", 0)));
        REQUIRE(append_one(store, late));
        const auto db = store.read();
        const auto as_at = [&](Instant then) {
            return titles(read_stream_as_at(*db, "record/A", then));
        };
        using Titles = std::vector<std::string>;
        CHECK(as_at(kStart).empty());
        CHECK(as_at(kStart + kMinute + kSecond) == Titles{"Title 1"});
        CHECK(as_at(late.recorded_at + -1) == Titles{"Title 1"});
        CHECK(as_at(late.recorded_at) == Titles{"Title 1", "Title 2"});
    });
}

TEST_CASE("rebuilt projections are the same, row by row") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        const auto tables = [&] {
            const auto db = store.read();
            std::vector<std::vector<store::Value>> rows;
            for (const char* table : {"newest", "titles"}) {
                for (const store::Row& row : db->whole_table(table))
                    rows.push_back(row.values());
            }
            return rows;
        };
        const auto before = tables();
        REQUIRE(before.size() == 3 + 9);
        {
            const auto db = store.write();
            db->run("update newest set title = 'wrong'");
            db->run("delete from titles where seq = 4");
            db->commit();
        }
        REQUIRE(tables() != before);
        const auto db = store.write();
        rebuild(*db, test_projections());
        db->commit();
        CHECK(tables() == before);
    });
}

TEST_CASE("looks are kept for each reader and found by reader and by subject") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        const auto db = store.read();
        const auto at = looks_at(*db, "record/A", 10);
        REQUIRE(at.size() == 3);
        CHECK(at[0].actor == "mary.lowe");
        CHECK(at[0].at == kStart);
        CHECK(at[0].agency == "school");
        CHECK(at[0].action == "read");
        CHECK(at[0].subject == "record/A");
        CHECK(at[0].reason == "asked");
        CHECK(looks_by(*db, "li.chen", 2).size() == 2);
        CHECK(looks_by(*db, "nobody", 2).empty());
        const auto chain = db->one("select max(chain_rev), count(*) from access_log");
        CHECK(chain->integer(0) == 3);
        CHECK(chain->integer(1) == 6);
    });
}

TEST_CASE("looks by one reader at the same time all find a place in the chain") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&] {
                for (int i = 0; i < 10; ++i) {
                    const auto db = store.write();
                    note_look(*db, test_look("mary.lowe", "record/A"));
                    db->commit();
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        const auto db = store.read();
        CHECK(db->integer("select max(chain_rev) from access_log") == 80);
        CHECK(verify(*db, "").empty());
    });
}

TEST_CASE("a destroyed body is gone, the rest of its event stays, and the chain holds") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        const SigningKey key = new_signing_key();
        seal(store, key);
        {
            const auto db = store.write();
            destroy_body(*db, 1);
            db->commit();
        }
        auto tampers = verify(*store.read(), key.public_key);
        REQUIRE(tampers.size() == 1);
        CHECK(tampers[0].what ==
              "the body of event 1 of record/A is gone, and no event says that it was destroyed");
        NewEvent telling = test_event("record/A", 3);
        telling.kind = kBodyDestroyed;
        telling.body = Json::object({{"seqs", Json::Array{std::int64_t{1}}}});
        const auto told = append_one(store, telling);
        REQUIRE(told.has_value());
        CHECK(verify(*store.read(), key.public_key).empty());
        const auto events = read_stream(*store.read(), "record/A");
        REQUIRE(events.size() == 4);
        CHECK(events[0].body.is_null());
        CHECK(events[0].kind == "thing.changed");
        CHECK(events[1].body.text("title") == "Title 2");
        CHECK_THROWS_AS(destroy_body(*store.write(), told->seq), std::invalid_argument);
    });
}

TEST_CASE("every event is exported as a line of JSON") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        const auto db = store.write();
        destroy_body(*db, 2);
        std::vector<Json> lines;
        export_lines(*db, [&](const std::string& line) { lines.push_back(*Json::parse(line)); });
        REQUIRE(lines.size() == 9);
        CHECK(lines[0].text("stream") == "record/A");
        CHECK(lines[0]["seq"].integer() == 1);
        CHECK(lines[0]["rev"].integer() == 1);
        CHECK(lines[0].text("happened_at") == iso(kStart + kMinute));
        CHECK(lines[0]["body"] == test_event("record/A", 0).body);
        CHECK(lines[0].text("salt").size() == 32);
        CHECK(lines[0].text("hash").size() == 64);
        CHECK(lines[0].text("hash") == lines[3].text("prev"));
        CHECK(lines[1]["destroyed"].boolean());
        CHECK_FALSE(lines[1].has("body"));
    });
}
