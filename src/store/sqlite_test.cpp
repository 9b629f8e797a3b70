#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include <sys/stat.h>

#include "store/sqlite_writer.h"
#include "store/test_store.h"

// What only the SQLite leaf promises: the group's commit, full disks, files and backups.
using namespace longstone::store;

namespace {

struct Folder {
    Folder() : path((std::filesystem::temp_directory_path() / "store-test-XXXXXX").string()) {
        REQUIRE(::mkdtemp(path.data()) != nullptr);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path;
};

void make_tables(Store& store) {
    const auto db = store.write();
    db->run("create table parent (id bigint primary key)");
    db->run(
        "create table thing (id bigint primary key, name text,"
        " parent bigint references parent (id) deferrable initially deferred)");
    db->commit();
}

std::int64_t things(Store& store) {
    return store.read()->integer("select count(*) from thing");
}

// The writer itself, so that a test knows who waits.
struct Queue {
    Queue() : path(folder.path + "/queue.db") {
        std::ofstream(path).flush();
        writer = std::make_unique<SqliteWriter>(
            std::make_unique<SqliteConnection>(path, SqliteConnection::Mode::WriteUnsynced));
        writer->begin();
        writer->connection().rows("create table parent (id bigint primary key)", {});
        writer->connection().rows(
            "create table thing (id bigint primary key, parent bigint"
            " references parent (id) deferrable initially deferred)",
            {});
        writer->keep();
        writer->finish();
        reader = std::make_unique<SqliteConnection>(path, SqliteConnection::Mode::Read);
    }
    std::int64_t things() {
        return reader->rows("select count(*) from thing", {}).front().integer(0);
    }
    void wait_for(std::size_t writers) {
        while (writer->waiting() < writers)
            std::this_thread::yield();
    }

    Folder folder = {};
    std::string path;
    std::unique_ptr<SqliteWriter> writer = {};
    std::unique_ptr<SqliteConnection> reader = {};
};

// A writer in a thread of its own, which ends before the object does.
class Writer {
public:
    Writer(Queue& queue, Sql sql, bool keeps = true)
        : thread_([&queue, sql, keeps, this] {
              SqliteWriter& writer = *queue.writer;
              writer.begin();
              seen = queue.things();
              writer.connection().rows(sql, {});
              if (!keeps) return writer.undo();
              bool kept = false;
              try {
                  writer.keep();
                  kept = true;
                  writer.finish();
                  saved = true;
              } catch (const Broken&) {
                  broken = true;
                  if (!kept) writer.undo();
              }
          }) {}
    ~Writer() { join(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    void join() {
        if (thread_.joinable()) thread_.join();
    }
    std::int64_t seen = -1;  // by a reader, when the turn came
    bool saved = false;
    bool broken = false;

private:
    std::thread thread_;
};

}  // namespace

TEST_CASE("writers that wait for each other share one commit, and one undone leaves the others") {
    Queue queue;
    queue.writer->begin();
    Writer second(queue, "insert into thing (id) values (2)");
    queue.wait_for(1);
    Writer third(queue, "insert into thing (id) values (3)", false);
    queue.wait_for(2);
    Writer fourth(queue, "insert into thing (id) values (4)", false);
    queue.wait_for(3);
    queue.writer->connection().rows("insert into thing (id) values (1)", {});
    queue.writer->keep();
    queue.writer->finish();
    CHECK(queue.things() == 2);
    second.join();
    third.join();
    fourth.join();
    CHECK(second.saved);
    CHECK(second.seen == 0);  // the first had handed over and was not yet on disk
    CHECK(fourth.seen == 0);
    CHECK(queue.things() == 2);
    CHECK(queue.reader->rows("select id from thing where id > 2", {}).empty());
}

TEST_CASE("a commit that fails is told to each member of its group, and keeps nothing of it") {
    Queue queue;
    queue.writer->begin();
    Writer orphan(queue, "insert into thing (id, parent) values (2, 99)");
    queue.wait_for(1);
    Writer fine(queue, "insert into thing (id) values (3)");
    queue.wait_for(2);
    queue.writer->connection().rows("insert into thing (id) values (1)", {});
    queue.writer->keep();
    CHECK_THROWS_AS(queue.writer->finish(), Broken);
    orphan.join();
    fine.join();
    CHECK(orphan.broken);
    CHECK(fine.broken);
    CHECK(queue.things() == 0);
    Writer later(queue, "insert into thing (id) values (4)");
    later.join();
    CHECK(later.saved);
    CHECK(queue.things() == 1);
}

TEST_CASE("a transaction that SQLite gives up by itself takes its whole group with it") {
    Queue queue;
    queue.writer->begin();
    Writer second(queue, "rollback");  // as a failing disk does
    queue.wait_for(1);
    queue.writer->connection().rows("insert into thing (id) values (1)", {});
    queue.writer->keep();
    CHECK_THROWS_AS(queue.writer->finish(), Broken);
    second.join();
    CHECK(queue.things() == 0);
}

TEST_CASE("a full disk saves nothing of the change, says so, and later changes are saved") {
    const auto store = open(":memory:", "");
    make_tables(*store);
    const std::string long_name(100'000, 'x');
    {
        const auto db = store->write();
        const std::int64_t pages = db->integer("pragma page_count");
        CHECK(pages < 20);
        db->run("pragma max_page_count = 20");
        db->run("insert into thing (id, name) values (1, 'short')");
        CHECK_THROWS_AS(db->run("insert into thing (id, name) values (2, $1)", {long_name}),
                        Broken);
        CHECK_THROWS_AS(db->commit(), Broken);
    }
    CHECK(things(*store) == 0);
    {
        const auto db = store->write();
        db->run("pragma max_page_count = 1000000");
        db->run("insert into thing (id, name) values (2, $1)", {long_name});
        db->commit();
    }
    CHECK(things(*store) == 1);
}

TEST_CASE("a thread that opens a second write session is told, instead of waiting for ever") {
    const auto store = open(":memory:", "");
    const auto first = store->write();
    CHECK_THROWS_AS(store->write(), std::logic_error);
}

TEST_CASE(
    "who writes now and then is let in between the turns of another process that writes much") {
    const Folder folder;
    const auto much = open(folder.path + "/data", "");
    const auto little = open(folder.path + "/data", "");
    make_tables(*much);
    constexpr int kWrites = 4;
    std::atomic<int> turns = 0;
    const auto busy_for = [](std::chrono::milliseconds time) {
        const auto until = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < until) {
        }
    };
    std::jthread writer([&](const std::stop_token& over) {
        while (!over.stop_requested()) {
            const auto db = much->write();
            ++turns;
            busy_for(std::chrono::milliseconds(120));
            db->commit();
            busy_for(std::chrono::milliseconds(5));
        }
    });
    for (int n = 0; n < kWrites; ++n) {
        const int before = turns;
        while (turns == before) {
        }  // each comes while the other holds the lock
        const auto db = little->write();
        db->run("insert into thing (id) values ($1)", {n});
        db->commit();
    }
    writer.request_stop();
    writer.join();
    CHECK(turns.load() <= kWrites * 4);  // about one each; looking ten times a second, dozens
}

TEST_CASE("the data folder is made, its file is private, and what was saved is there again") {
    const Folder folder;
    const std::string data = folder.path + "/deep/data";
    {
        const auto store = open(data, "");
        make_tables(*store);
        const auto db = store->write();
        db->run("insert into thing (id) values (1)");
        db->commit();
    }
    struct stat file = {};
    REQUIRE(::stat((data + "/longstone.db").c_str(), &file) == 0);
    CHECK((file.st_mode & 0777) == 0600);
    CHECK(things(*open(data, "")) == 1);
}

TEST_CASE("a folder that cannot be used, or a file that is no database, is told") {
    const Folder folder;
    std::ofstream(folder.path + "/file") << "not a folder";
    CHECK_THROWS_AS(open(folder.path + "/file", ""), Broken);
    std::ofstream(folder.path + "/longstone.db") << std::string(8192, 'x');
    CHECK_THROWS_AS(open(folder.path, ""), Broken);
}

TEST_CASE("a backup taken while others write is whole, private and readable") {
    const Folder folder;
    const auto store = open(folder.path + "/data", "");
    make_tables(*store);
    std::atomic<bool> stop = false;
    std::atomic<std::int64_t> saved = 0;
    std::thread writer([&] {
        for (std::int64_t i = 1; !stop; ++i) {
            const auto db = store->write();
            db->run("insert into parent (id) values ($1)", {i});
            db->run("insert into thing (id, parent) values ($1, $1)", {i});
            db->commit();
            saved = i;
        }
    });
    while (saved < 20)
        std::this_thread::yield();
    const std::int64_t before = saved;
    std::filesystem::create_directories(folder.path + "/restored");
    store->backup_to(folder.path + "/restored/longstone.db");
    stop = true;
    writer.join();
    const auto copy = open(folder.path + "/restored", "");
    CHECK(things(*copy) >= before);
    CHECK(things(*copy) == copy->read()->integer("select count(*) from parent"));
    CHECK(copy->read()->one("pragma integrity_check")->text(0) == "ok");
    CHECK_FALSE(std::filesystem::exists(folder.path + "/restored/longstone.db.part"));
    CHECK_THROWS_AS(store->backup_to(folder.path + "/nowhere/longstone.db"), Broken);
}
