// Durable journal writes and reads beside the same work done straight through sqlite3, in one run:
//
//   bench_journal [FOLDER]
//
// FOLDER (the temporary folder unless given) decides which disk is measured. With
// LONGSTONE_TEST_POSTGRES set, the same writes are measured on that server too, as durable as it
// is set up to be.

#include "journal/journal.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <sqlite3.h>

#include "base/secret.h"

namespace longstone {
namespace {

constexpr int kEvents = 6400;  // of each way and number of threads
constexpr int kRounds = 3;     // taken in turns, the best of each counts
constexpr int kThreads = 32;
constexpr int kPageEvents = 500;
constexpr int kReads = 300;

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Runs `work(thread)` in each of so many threads and gives the seconds until the last is done.
double together(int threads, const std::function<void(int)>& work) {
    return seconds_of([&] {
        std::vector<std::thread> running;
        running.reserve(static_cast<std::size_t>(threads));
        for (int thread = 0; thread < threads; ++thread)
            running.emplace_back(work, thread);
        for (std::thread& thread : running)
            thread.join();
    });
}

std::string stream_name(int thread) {
    return "record/MC-2026-" + std::to_string(1000 + thread);
}

const Json& body() {
    static const Json sample = Json::object(
        {{"form", "contact"},
         {"answers",
          Json::object({{"worry", "Arrives hungry and tired; says that nobody was at home."},
                        {"seen_alone", true},
                        {"source", "school"},
                        {"wishes", "Would like somebody to talk to mum."},
                        {"received", "2026-03-03T09:12:00Z"}})}});
    return sample;
}

journal::NewEvent event_of(int thread, std::int64_t after_rev) {
    return {.stream = stream_name(thread),
            .after_rev = after_rev,
            .happened_at = {1'780'000'000'000'000},
            .recorded_at = {1'780'000'000'000'000},
            .actor = "mary.lowe",
            .agency = "childrens-social-care",
            .kind = "record.answered",
            .body = body()};
}

void require(bool good, const char* what) {
    if (!good) throw std::runtime_error(what);
}

// The yardstick: the same two inserts in prepared statements on one connection, which the threads
// share under a mutex. That is SQLite at its best: separate connections would also wait in turns.
class Raw {
public:
    explicit Raw(const std::string& path) {
        require(sqlite3_open(path.c_str(), &db_) == SQLITE_OK, "cannot open the yardstick");
        run("pragma foreign_keys = on; pragma cache_size = -8000; pragma secure_delete = on");
        run("pragma journal_mode = wal; pragma synchronous = full");
        begin_ = prepare("begin immediate");
        commit_ = prepare("commit");
        event_ = prepare(
            "insert into event (seq, stream, stream_rev, happened_at, recorded_at, actor, agency,"
            " kind, body_digest, prev, hash) values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        body_ =
            prepare("insert into event_body (seq, salt, body) values (last_insert_rowid(), ?, ?)");
    }
    ~Raw() {
        for (sqlite3_stmt* statement : {begin_, commit_, event_, body_})
            sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    void insert(const journal::NewEvent& event, const std::string& text) {
        const std::lock_guard lock(mutex_);
        step(begin_);
        place_ = 0;
        bind(event_, event.stream);
        sqlite3_bind_int64(event_, ++place_, event.after_rev + 1);
        sqlite3_bind_int64(event_, ++place_, event.happened_at.micros);
        sqlite3_bind_int64(event_, ++place_, event.recorded_at.micros);
        bind(event_, event.actor);
        bind(event_, event.agency);
        bind(event_, event.kind);
        for (int i = 0; i < 3; ++i)
            sqlite3_bind_blob(event_, ++place_, hash_.data(), 32, SQLITE_STATIC);
        step(event_);
        place_ = 0;
        sqlite3_bind_blob(body_, ++place_, hash_.data(), 16, SQLITE_STATIC);
        bind(body_, text);
        step(body_);
        step(commit_);
    }

private:
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        return statement;
    }
    void run(const char* sql) {
        require(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    }
    static void step(sqlite3_stmt* statement) {
        require(sqlite3_step(statement) == SQLITE_DONE, sqlite3_sql(statement));
        sqlite3_reset(statement);
    }
    void bind(sqlite3_stmt* statement, const std::string& text) {
        sqlite3_bind_text(
            statement, ++place_, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* begin_ = nullptr;
    sqlite3_stmt* commit_ = nullptr;
    sqlite3_stmt* event_ = nullptr;
    sqlite3_stmt* body_ = nullptr;
    int place_ = 0;
    std::string hash_ = random_bytes(32);
    std::mutex mutex_ = {};
};

std::unique_ptr<store::Store> fresh(const std::string& folder, const std::string& url = "") {
    if (url.empty()) std::filesystem::remove_all(folder);
    auto store = store::open(folder, url);
    store::migrate(*store, journal::kMigrations);
    return store;
}

double raw_writes(const std::string& folder, int threads) {
    fresh(folder);
    Raw raw(folder + "/longstone.db");
    return together(threads, [&](int thread) {
        for (int i = 0; i < kEvents / threads; ++i)
            raw.insert(event_of(thread, i), body().dump());
    });
}

double journal_writes(store::Store& store, int threads) {
    return together(threads, [&](int thread) {
        for (int i = 0; i < kEvents / threads; ++i) {
            const auto db = store.write();
            require(journal::append(*db, {}, event_of(thread, i)).has_value(), "a conflict");
            db->commit();
        }
    });
}

void compare_writes(const std::string& folder, const std::string& server) {
    std::printf("Durable writes, each its own transaction\n%-9s %15s %15s %8s\n",
                "threads",
                "sqlite3 /s",
                "journal /s",
                "ratio");
    for (const int threads : {1, kThreads}) {
        double raw = 1e9;
        double ours = 1e9;
        for (int round = 0; round < kRounds; ++round) {
            raw = std::min(raw, raw_writes(folder, threads));
            ours = std::min(ours, journal_writes(*fresh(folder), threads));
        }
        std::printf(
            "%-9d %15.0f %15.0f %8.2f\n", threads, kEvents / raw, kEvents / ours, raw / ours);
    }
    if (!server.empty()) {
        const auto store = fresh("", server);
        for (const int threads : {1, kThreads}) {
            const auto db = store->write();
            for (const char* table : {"event", "event_body"})
                db->empty_table(table);
            db->commit();
            std::printf("%-9d %15s %15.0f %8s (PostgreSQL)\n",
                        threads,
                        "",
                        kEvents / journal_writes(*store, threads),
                        "");
        }
    }
}

// Reads the events of one stream out of many, as a record's page does.
double raw_reads(const std::string& folder) {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_open((folder + "/longstone.db").c_str(), &db) == SQLITE_OK, "cannot open");
    sqlite3_exec(db, "pragma cache_size = -8000", nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(
        db,
        "select e.seq, e.stream, e.stream_rev, e.happened_at, e.recorded_at, e.actor, e.agency,"
        " e.kind, b.body from event e left join event_body b on b.seq = e.seq"
        " where e.stream = ? order by e.stream_rev",
        -1,
        &statement,
        nullptr);
    std::size_t seen = 0;
    const double seconds = seconds_of([&] {
        for (int read = 0; read < kReads; ++read) {
            const std::string stream = stream_name(read % kThreads);
            sqlite3_bind_text(statement, 1, stream.data(), -1, SQLITE_STATIC);
            while (sqlite3_step(statement) == SQLITE_ROW) {
                for (const int column : {0, 2, 3, 4})
                    seen += static_cast<std::size_t>(sqlite3_column_int64(statement, column)) & 1;
                for (const int column : {1, 5, 6, 7, 8})
                    seen += sqlite3_column_text(statement, column)[0];
            }
            sqlite3_reset(statement);
        }
    });
    require(seen > 0, "nothing was read");
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return seconds;
}

void compare_reads(const std::string& folder) {
    const auto store = fresh(folder);
    {
        const auto db = store->write();
        for (int rev = 0; rev < kPageEvents; ++rev) {
            for (int thread = 0; thread < kThreads; ++thread)
                require(journal::append(*db, {}, event_of(thread, rev)).has_value(), "a conflict");
        }
        db->commit();
    }
    const auto each_read =
        [&](const std::function<std::size_t(store::Session&, const std::string&)>& read) {
            return seconds_of([&] {
                for (int i = 0; i < kReads; ++i) {
                    const auto db = store->read();
                    require(read(*db, stream_name(i % kThreads)) == kPageEvents,
                            "events are missing");
                }
            });
        };
    double raw = 1e9;
    double rows = 1e9;
    double events = 1e9;
    for (int round = 0; round < kRounds; ++round) {
        raw = std::min(raw, raw_reads(folder));
        rows = std::min(rows, each_read([](store::Session& db, const std::string& stream) {
                            return db
                                .rows(
                                    "select e.seq, e.stream, e.stream_rev, e.happened_at,"
                                    " e.recorded_at, e.actor, e.agency, e.kind, b.body"
                                    " from event e left join event_body b on b.seq = e.seq"
                                    " where e.stream = $1 order by e.stream_rev",
                                    {stream})
                                .size();
                        }));
        events = std::min(events, each_read([](store::Session& db, const std::string& stream) {
                              return journal::read_stream(db, stream).size();
                          }));
    }
    const auto micros = [](double seconds) { return seconds * 1e6 / kReads; };
    std::printf("\nReading the %d events of a stream\n", kPageEvents);
    std::printf("sqlite3               %8.0f us\n", micros(raw));
    std::printf("store rows            %8.0f us  %5.2f x\n", micros(rows), rows / raw);
    std::printf("events, bodies parsed %8.0f us  %5.2f x\n", micros(events), events / raw);

    const auto db = store->read();
    const double verified =
        seconds_of([&] { require(journal::verify(*db, "").empty(), "broken"); });
    std::printf("\nverify: %.0f events a second\n", kPageEvents * kThreads / verified);
}

}  // namespace
}  // namespace longstone

int main(int count, char** arguments) {
    const std::filesystem::path parent =
        count > 1 ? std::filesystem::path(arguments[1]) : std::filesystem::temp_directory_path();
    const std::string folder = (parent / ("bench-journal-" + longstone::random_code(8))).string();
    // NOLINTNEXTLINE(concurrency-mt-unsafe): no thread runs yet.
    const char* server = std::getenv("LONGSTONE_TEST_POSTGRES");
    bool failed = false;
    try {
        longstone::compare_writes(folder, server ? server : "");
        longstone::compare_reads(folder);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_journal: %s\n", error.what());
        failed = true;
    }
    std::filesystem::remove_all(folder);
    return failed ? 1 : 0;
}
