#include "store/store.h"

#include <atomic>
#include <string>
#include <thread>

#include "store/test_store.h"

using namespace longstone::store;

namespace {

void make_table(Store& store) {
    const auto db = store.write();
    db->run("create table thing (id bigint primary key, name text not null, picture bytea)");
    db->commit();
}

void add(Session& db, std::int64_t id, const std::string& name) {
    db.run("insert into thing (id, name) values ($1, $2)", {id, name});
}

std::int64_t things(Store& store) {
    return store.read()->integer("select count(*) from thing");
}

}  // namespace

TEST_CASE("what is committed stays, and what is not is gone") {
    for_each_store([](Store& store) {
        make_table(store);
        {
            const auto db = store.write();
            add(*db, 1, "kept");
            db->commit();
        }
        {
            const auto db = store.write();
            add(*db, 2, "dropped");
        }
        const Rows rows = store.read()->rows("select id, name from thing");
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].integer(0) == 1);
        CHECK(rows[0].text(1) == "kept");
    });
}

TEST_CASE("values come back as they went in") {
    for_each_store([](Store& store) {
        make_table(store);
        const Bytes picture{.data = std::string("\0\x7f\xff'\\", 5)};
        const std::string name = "Ó'Néill \\x00 $1 – 家";
        const std::int64_t least = INT64_MIN;
        const auto db = store.write();
        db->run("insert into thing (id, name, picture) values ($1, $2, $3)",
                {least, name, picture});
        db->run("insert into thing (id, name, picture) values ($1, $2, $3)", {1, "", Bytes{}});
        db->run("insert into thing (id, name, picture) values ($1, $2, $3)",
                {2, std::optional<std::string>("x"), nullptr});
        db->commit();
        const Rows rows = store.read()->rows("select id, name, picture from thing order by id");
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].integer(0) == least);
        CHECK(rows[0].text(1) == name);
        CHECK(rows[0].bytes(2) == picture.data);
        CHECK_FALSE(rows[1].is_null(1));
        CHECK(rows[1].text(1).empty());
        CHECK_FALSE(rows[1].is_null(2));
        CHECK(rows[2].is_null(2));
        CHECK(rows[2].bytes(2).empty());
        CHECK_FALSE(rows[2].maybe_text(2).has_value());
        CHECK_THROWS_AS((void)rows[0].integer(1), Broken);
        CHECK_THROWS_AS((void)rows[0].integer(3), Broken);
    });
}

TEST_CASE("a statement takes a null where it took a value before, and the other way round") {
    for_each_store([](Store& store) {
        make_table(store);
        const auto db = store.write();
        const auto find = [&](const Param& id, const Param& name) {
            return db
                ->rows(
                    "select id from thing where ($1 is null or id = $1)"
                    " and ($2 is null or name = $2) order by id",
                    {id, name})
                .size();
        };
        add(*db, 1, "a");
        add(*db, 2, "b");
        const std::optional<std::string> no_name;
        const std::optional<std::int64_t> no_id;
        CHECK(find(1, no_name) == 1);
        CHECK(find(no_id, "b") == 1);
        CHECK(find(nullptr, "b") == 1);
        CHECK(find(2, "a") == 0);
        CHECK(find(std::optional<std::int64_t>(), std::optional<std::string>("a")) == 1);
        CHECK(find(Value(std::int64_t{2}), Value(std::string("b"))) == 1);
    });
}

TEST_CASE("sums, counts, truths and the helpers for one value") {
    for_each_store([](Store& store) {
        make_table(store);
        const auto db = store.write();
        CHECK_FALSE(db->one("select id from thing").has_value());
        CHECK(db->integer("select id from thing") == 0);
        add(*db, 2, "a");
        add(*db, 3, "b");
        const auto row = db->one("select sum(id), count(*), max(id) > 2, min(id) > 2 from thing");
        REQUIRE(row.has_value());
        CHECK(row->integer(0) == 5);
        CHECK(row->integer(1) == 2);
        CHECK(row->integer(2) == 1);
        CHECK(row->integer(3) == 0);
        CHECK(db->integer("select max(id) from thing") == 3);
    });
}

TEST_CASE("an insert says whether it met a conflict, and the transaction goes on") {
    for_each_store([](Store& store) {
        make_table(store);
        const auto db = store.write();
        const auto insert = [&] {
            return db
                ->rows(
                    "insert into thing (id, name) values ($1, $2) on conflict do nothing"
                    " returning id",
                    {1, "a"})
                .size();
        };
        CHECK(insert() == 1);
        CHECK(insert() == 0);
        add(*db, 2, "b");
        db->commit();
        CHECK(things(store) == 2);
    });
}

TEST_CASE("after a failed statement nothing is saved, and the message tells no values") {
    for_each_store([](Store& store) {
        make_table(store);
        {
            const auto db = store.write();
            add(*db, 1, "a");
            std::string message;
            try {
                db->run("insert into thing (id, name) values ($1, $2)", {1, "Rosa Blyth"});
            } catch (const Broken& broken) {
                message = broken.what();
            }
            CHECK(message.find("insert into thing") != std::string::npos);
            CHECK(message.find("Rosa") == std::string::npos);
            CHECK(message.find("=(1)") == std::string::npos);
            CHECK_THROWS_AS(add(*db, 3, "c"), Broken);
            CHECK_THROWS_AS(db->commit(), Broken);
        }
        CHECK(things(store) == 0);
        const auto db = store.write();
        add(*db, 4, "d");
        db->commit();
        CHECK_THROWS_AS(add(*db, 5, "e"), std::logic_error);
        CHECK(things(store) == 1);
    });
}

TEST_CASE("mistakes in a statement are told") {
    for_each_store([](Store& store) {
        make_table(store);
        const auto fails = [&](Sql sql, std::initializer_list<Param> params) {
            const auto db = store.write();
            CHECK_THROWS_AS(db->rows(sql, params), Broken);
        };
        fails("select id from nothing", {});
        fails("select id from thing where id = $1", {});
        fails("select id from thing where id = $1", {1, 2});
        fails("select id from thing; select 2", {});
        fails("select 1.5", {});
        fails("select id from thing where name = $1", {std::string_view("a\0b", 3)});
    });
}

TEST_CASE("a reader keeps its snapshot and cannot write") {
    for_each_store([](Store& store) {
        make_table(store);
        const auto before = store.read();
        CHECK(before->integer("select count(*) from thing") == 0);
        {
            const auto db = store.write();
            add(*db, 1, "a");
            CHECK(things(store) == 0);
            db->commit();
        }
        CHECK(before->integer("select count(*) from thing") == 0);
        CHECK(things(store) == 1);
        CHECK_THROWS_AS(add(*store.read(), 2, "b"), Broken);
        CHECK(things(store) == 1);
    });
}

TEST_CASE("a table is emptied and read whole by its name") {
    for_each_store([](Store& store) {
        make_table(store);
        const auto db = store.write();
        add(*db, 2, "b");
        add(*db, 1, "B");
        const Rows rows = db->whole_table("thing");
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].integer(0) == 1);
        db->empty_table("thing");
        CHECK(db->whole_table("thing").empty());
        CHECK_THROWS_AS(db->empty_table("thing; drop table thing"), std::invalid_argument);
        CHECK_THROWS_AS(db->whole_table(""), std::invalid_argument);
    });
}

TEST_CASE("many writers at once: all that was acknowledged is there, all that was undone is not") {
    for_each_store([](Store& store) {
        make_table(store);
        constexpr int kThreads = 16;
        constexpr int kEach = 50;
        std::atomic<int> acknowledged = 0;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < kEach; ++i) {
                    const auto db = store.write();
                    add(*db, thread * 1000 + i, i % 5 == 0 ? "undone" : "kept");
                    if (i % 5 == 0) continue;
                    db->commit();
                    ++acknowledged;
                    if (store.read()->integer("select id from thing where id = $1",
                                              {thread * 1000 + i}) != thread * 1000 + i)
                        --acknowledged;  // an acknowledged row must be seen by every reader
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        CHECK(acknowledged == kThreads * kEach * 4 / 5);
        CHECK(things(store) == acknowledged);
        CHECK(store.read()->integer("select count(*) from thing where name = 'undone'") == 0);
    });
}

TEST_CASE("one writer that fails among many does not disturb the others") {
    for_each_store([](Store& store) {
        make_table(store);
        std::atomic<int> acknowledged = 0;
        std::atomic<int> refused = 0;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 40; ++i) {
                    try {
                        const auto db = store.write();
                        add(*db, thread * 1000 + i, "kept");
                        if (thread == 0) db->run("insert into nowhere (id) values (1)");
                        db->commit();
                        ++acknowledged;
                    } catch (const Broken&) {
                        ++refused;
                    }
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        CHECK(acknowledged == 7 * 40);
        CHECK(refused == 40);
        CHECK(things(store) == 7 * 40);
    });
}

TEST_CASE("PostgreSQL: a lost connection breaks its session, and the next session has a new one") {
    const char* server = std::getenv("LONGSTONE_TEST_POSTGRES");
    if (!server || !*server) return;
    const TestSchema schema(server);
    const auto store = open("", schema.url());
    make_table(*store);
    const auto other = open("", server);
    const auto process_of = [](Session& db) { return db.integer("select pg_backend_pid()"); };
    const auto cut = [&](std::int64_t process) {
        // Waits until the server's process is gone, so that the loss is there to be met.
        CHECK(other->read()->integer("select pg_terminate_backend($1::int, 5000)::int", {process}));
    };
    {
        const auto db = store->write();
        add(*db, 1, "lost");
        cut(process_of(*db));
        CHECK_THROWS_AS(db->commit(), Broken);
    }
    CHECK(things(*store) == 0);
    // The same while the connection lies idle in the pool.
    const std::int64_t idle = process_of(*store->read());
    CHECK(process_of(*store->read()) == idle);
    cut(idle);
    CHECK(things(*store) == 0);
    const auto db = store->write();
    add(*db, 2, "kept");
    db->commit();
    CHECK(things(*store) == 1);
}

TEST_CASE("an address that is not a database's is refused") {
    CHECK_THROWS_AS(open("", "mysql://somewhere/else"), Broken);
    CHECK_THROWS_AS(open("", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"), Broken);
}
