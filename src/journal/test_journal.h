#pragma once

#include <string>
#include <vector>

#include "base/secret.h"
#include "journal/journal.h"
#include "store/test_store.h"

// For this module's tests: a journal with two projections and a few streams.
namespace longstone::journal {

inline constexpr Instant kStart = {1'780'000'000'000'000};

// One table of the newest state of each stream, and one of every title there has been.
inline std::vector<Projection> test_projections() {
    const auto newest = [](store::Session& db, const Event& event) {
        db.run(
            "insert into newest (stream, rev, title) values ($1, $2, $3)"
            " on conflict (stream) do update set rev = excluded.rev, title = excluded.title",
            {event.stream, event.stream_rev, event.body.text("title")});
    };
    const auto titles = [](store::Session& db, const Event& event) {
        db.run("insert into titles (seq, title, size) values ($1, $2, $3)",
               {event.seq, event.body.text("title"), event.body["size"].dump()});
    };
    return {{.name = "newest", .tables = {"newest"}, .apply = newest},
            {.name = "titles", .tables = {"titles"}, .apply = titles}};
}

inline void make_journal(store::Store& store) {
    migrate(store, kMigrations);
    const auto db = store.write();
    db->run("create table newest (stream text primary key, rev bigint not null, title text)");
    db->run(
        "create table titles (seq bigint primary key references event (seq), title text,"
        " size text)");
    db->commit();
}

inline NewEvent test_event(const std::string& stream, std::int64_t after_rev) {
    const std::int64_t later = (after_rev + 1) * kMinute;
    return {.stream = stream,
            .after_rev = after_rev,
            .happened_at = kStart + later,
            .recorded_at = kStart + later + kSecond,
            .actor = "mary.lowe",
            .agency = "school",
            .kind = "thing.changed",
            .body = Json::object({{"title", "Title " + std::to_string(after_rev + 1)},
                                  {"size", 0.1 * static_cast<double>(after_rev)}})};
}

inline Result<Event> append_one(store::Store& store, const NewEvent& event) {
    const auto db = store.write();
    auto appended = append(*db, test_projections(), event);
    if (appended) db->commit();
    return appended;
}

inline Look test_look(const std::string& actor, const std::string& subject) {
    return {.at = kStart,
            .actor = actor,
            .agency = "school",
            .action = "read",
            .subject = subject,
            .reason = "asked"};
}

inline void seal(store::Store& store, const SigningKey& key) {
    const auto db = store.write();
    checkpoint(*db, kStart, key.public_key, key.secret_key);
    db->commit();
}

// Three streams of three events each, written in turns, and looks by two readers.
inline void fill(store::Store& store) {
    for (std::int64_t rev = 0; rev < 3; ++rev) {
        for (const char* stream : {"record/A", "record/B", "person/c"})
            REQUIRE(append_one(store, test_event(stream, rev)));
        const auto db = store.write();
        note_look(*db, test_look("mary.lowe", "record/A"));
        note_look(*db, test_look("li.chen", "person/c"));
        db->commit();
    }
}

}  // namespace longstone::journal
