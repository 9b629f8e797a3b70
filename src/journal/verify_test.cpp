#include <functional>

#include "journal/chain.h"
#include "journal/test_journal.h"

using namespace longstone;
using namespace longstone::journal;

namespace {

// The first thing that verify finds, or "" when all holds. Nothing of the change is kept.
std::string found_after(store::Store& store,
                        const SigningKey& key,
                        const std::function<void(store::Session&)>& change) {
    const auto db = store.write();
    change(*db);
    const auto tampers = verify(*db, key.public_key);
    return tampers.empty() ? "" : tampers.front().what;
}

struct Column {
    const char* name = "";
    store::Sql update;
};

struct Table {
    const char* name = "";
    std::size_t row = 0;  // which row is changed
    std::vector<Column> columns = {};
};

// In the order in which the columns stand in their tables; the key is the first.
std::vector<Table> journal_tables() {
    return {
        {"event",
         4,
         {{"seq", "update event set seq = $1 where seq = $2"},
          {"stream", "update event set stream = $1 where seq = $2"},
          {"stream_rev", "update event set stream_rev = $1 where seq = $2"},
          {"happened_at", "update event set happened_at = $1 where seq = $2"},
          {"recorded_at", "update event set recorded_at = $1 where seq = $2"},
          {"actor", "update event set actor = $1 where seq = $2"},
          {"agency", "update event set agency = $1 where seq = $2"},
          {"kind", "update event set kind = $1 where seq = $2"},
          {"body_digest", "update event set body_digest = $1 where seq = $2"},
          {"prev", "update event set prev = $1 where seq = $2"},
          {"hash", "update event set hash = $1 where seq = $2"}}},
        {"event_body",
         4,
         {{"seq", "update event_body set seq = $1 where seq = $2"},
          {"salt", "update event_body set salt = $1 where seq = $2"},
          {"body", "update event_body set body = $1 where seq = $2"}}},
        {"access_log",
         2,
         {{"id", "update access_log set id = $1 where id = $2"},
          {"actor", "update access_log set actor = $1 where id = $2"},
          {"chain_rev", "update access_log set chain_rev = $1 where id = $2"},
          {"at", "update access_log set at = $1 where id = $2"},
          {"agency", "update access_log set agency = $1 where id = $2"},
          {"action", "update access_log set action = $1 where id = $2"},
          {"subject", "update access_log set subject = $1 where id = $2"},
          {"reason", "update access_log set reason = $1 where id = $2"},
          {"prev", "update access_log set prev = $1 where id = $2"},
          {"hash", "update access_log set hash = $1 where id = $2"}}},
    };
}

Table checkpoint_table() {
    return {"checkpoint",
            0,
            {{"number", "update checkpoint set number = $1 where number = $2"},
             {"made_at", "update checkpoint set made_at = $1 where number = $2"},
             {"events_to", "update checkpoint set events_to = $1 where number = $2"},
             {"events", "update checkpoint set events = $1 where number = $2"},
             {"looks_to", "update checkpoint set looks_to = $1 where number = $2"},
             {"looks", "update checkpoint set looks = $1 where number = $2"},
             {"event_digest", "update checkpoint set event_digest = $1 where number = $2"},
             {"look_digest", "update checkpoint set look_digest = $1 where number = $2"},
             {"previous_root", "update checkpoint set previous_root = $1 where number = $2"},
             {"root", "update checkpoint set root = $1 where number = $2"},
             {"signature", "update checkpoint set signature = $1 where number = $2"}}};
}

// Every value that differs from this one in one byte. A bit is chosen that keeps text printable
// and does not turn one row's key into another's.
std::vector<store::Value> flipped(const store::Value& value) {
    std::vector<store::Value> values;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        for (int byte = 0; byte < 8; ++byte)
            values.emplace_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(*integer) ^
                                                          std::uint64_t{0x10} << 8 * byte));
        values.emplace_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(*integer) ^
                                                      std::uint64_t{1} << 63));
        return values;
    }
    const auto* text = std::get_if<std::string>(&value);
    const std::string before = text ? *text : std::get<store::Bytes>(value).data;
    for (std::size_t i = 0; i < before.size(); ++i) {
        std::string after = before;
        after[i] = static_cast<char>(after[i] ^ 0x01);
        if (text)
            values.emplace_back(after);
        else
            values.emplace_back(store::Bytes{.data = after});
    }
    return values;
}

void flip_every_byte(store::Store& store, const SigningKey& key, const Table& table) {
    const store::Rows rows = store.read()->whole_table(table.name);
    const std::vector<store::Value>& row = rows.at(table.row).values();
    REQUIRE(row.size() == table.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        INFO(table.name << "." << table.columns[i].name);
        const auto values = flipped(row[i]);
        CHECK(values.size() > 3);
        for (const store::Value& value : values) {
            const std::string found = found_after(store, key, [&](store::Session& db) {
                db.run(table.columns[i].update, {value, row[0]});
            });
            CHECK(found != "");
        }
    }
}

// The projections refer to events; somebody who tampers does not mind them.
void forget_projections(store::Store& store) {
    const auto db = store.write();
    db->run("delete from titles");
    db->commit();
}

}  // namespace

TEST_CASE("a byte that changes anywhere in the journal is found, sealed or not") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        forget_projections(store);
        const SigningKey key = new_signing_key();
        CHECK(verify(*store.read(), key.public_key).empty());
        for (const Table& table : journal_tables())
            flip_every_byte(store, key, table);
        seal(store, key);
        CHECK(verify(*store.read(), key.public_key).empty());
        for (const Table& table : journal_tables())
            flip_every_byte(store, key, table);
        flip_every_byte(store, key, checkpoint_table());
    });
}

TEST_CASE("the message names the first bad row") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        forget_projections(store);
        const SigningKey key = new_signing_key();
        const auto found = [&](store::Sql sql) {
            return found_after(store, key, [&](store::Session& db) { db.run(sql); });
        };
        CHECK(found("update event set actor = 'eve' where seq in (4, 6)") ==
              "event 4 of record/A was changed after it was written");
        CHECK(found("update event_body set body = '{}' where seq = 5") ==
              "event 5 of record/B has a body that was changed after it was written");
        CHECK(found("delete from event where seq = 3") == "event 3 is missing");
        CHECK(found("delete from event_body where seq = 3") ==
              "the body of event 3 of person/c is gone, and no event says that it was destroyed");
        CHECK(found("update access_log set reason = '' where id = 3") ==
              "access log line 3 of mary.lowe was changed after it was written");
        CHECK(found("delete from access_log where id = 3") ==
              "access log line 5 of mary.lowe has revision 3, but 2 should follow: something "
              "before it was removed or moved");
    });
}

TEST_CASE("what is removed or moved is found once it is sealed") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        forget_projections(store);
        const SigningKey key = new_signing_key();
        seal(store, key);
        REQUIRE(append_one(store, test_event("record/D", 0)));
        forget_projections(store);
        seal(store, key);
        seal(store, key);  // with nothing new between
        CHECK(verify(*store.read(), key.public_key).empty());
        const auto found = [&](store::Sql sql) {
            return found_after(store, key, [&](store::Session& db) { db.run(sql); });
        };
        // The last event, whole streams and chains, with their bodies.
        CHECK(found("delete from event where seq = 10") == "event 10 is missing");
        CHECK(found("delete from event where stream = 'record/B'") == "event 2 is missing");
        CHECK(found("delete from event") == "event 1 is missing");
        CHECK(found("delete from access_log where id = 6") ==
              "the access log lines 1 to 6 are not those that checkpoint 1 sealed on " +
                  say(kStart) + ": it sealed 6, and 5 are there");
        CHECK(found("delete from access_log where actor = 'li.chen'") != "");
        CHECK(found("delete from access_log") != "");
        // Two events exchanged, of one stream and of two.
        CHECK(found("update event set seq = case seq when 1 then 104 when 4 then 101 end"
                    " where seq in (1, 4)") == "event 1 is missing");
        const auto exchanged = [&](std::int64_t one, std::int64_t other) {
            return found_after(store, key, [&](store::Session& db) {
                for (const auto& [from, to] :
                     {std::pair(one, std::int64_t{99}), {other, one}, {std::int64_t{99}, other}}) {
                    db.run("update event set seq = $2 where seq = $1", {from, to});
                    db.run("update event_body set seq = $2 where seq = $1", {from, to});
                }
            });
        };
        CHECK(exchanged(1, 4) == "event 1 of record/A was changed after it was written");
        CHECK(exchanged(2, 3) == "event 2 of person/c was changed after it was written");
        // Checkpoints.
        CHECK(found("delete from checkpoint where number = 1") == "checkpoint 1 is missing");
        CHECK(found("delete from checkpoint where number = 2") == "checkpoint 2 is missing");
        CHECK(found("update checkpoint set events = 8 where number = 1") ==
              "checkpoint 1 was changed after it was signed, or was signed with another key");
        CHECK(verify(*store.read(), new_signing_key().public_key).size() == 3);
    });
}

namespace {

// Gives an event another actor and the hash that goes with it.
void forge(store::Session& db, const Event& event) {
    const auto row = db.one("select body_digest, prev from event where seq = $1", {event.seq});
    const std::string hash = event_hash({.seq = event.seq,
                                         .stream = event.stream,
                                         .stream_rev = event.stream_rev,
                                         .happened_at = event.happened_at.micros,
                                         .recorded_at = event.recorded_at.micros,
                                         .actor = "eve",
                                         .agency = event.agency,
                                         .kind = event.kind,
                                         .body_digest = row->bytes(0),
                                         .prev = row->bytes(1)});
    db.run("update event set actor = 'eve', hash = $1 where seq = $2",
           {store::Bytes{.data = hash}, event.seq});
}

}  // namespace

TEST_CASE("somebody who forges the hashes too is found by the next event or by the checkpoint") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        forget_projections(store);
        const SigningKey key = new_signing_key();
        const auto forge_first = [](store::Session& db) {
            forge(db, read_stream(db, "record/B").front());
        };
        const auto forge_last = [](store::Session& db) {
            forge(db, read_stream(db, "record/B").back());
        };
        CHECK(found_after(store, key, forge_first) ==
              "event 5 of record/B does not continue the chain: what stands before it was "
              "exchanged");
        CHECK(found_after(store, key, forge_last) == "");  // not sealed, and rightly chained
        seal(store, key);
        CHECK(found_after(store, key, forge_last) ==
              "the events 1 to 9 are not those that checkpoint 1 sealed on " + say(kStart) +
                  ": it sealed 9, and 9 are there, changed");
    });
}

TEST_CASE("an event slipped in before all others is found") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        forget_projections(store);
        const auto slip_in = [](store::Session& db) {
            const auto event = append(db, {}, test_event("record/new", 0));
            REQUIRE(event.has_value());
            db.run("update event set seq = 0 where seq = $1", {event->seq});
            db.run("update event_body set seq = 0 where seq = $1", {event->seq});
            Event moved = *event;
            moved.seq = 0;
            forge(db, moved);
        };
        CHECK(found_after(store, new_signing_key(), slip_in) ==
              "event 0 of record/new stands where no event can stand");
    });
}

TEST_CASE("a checkpoint that was rightly signed over another history is found") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        const SigningKey key = new_signing_key();
        seal(store, key);
        CHECK(found_after(store, key, [&](store::Session& db) {
                  const Seal other = {.number = 2,
                                      .events_to = 9,
                                      .looks_to = 6,
                                      .event_digest = no_hash(),
                                      .look_digest = no_hash(),
                                      .previous_root = no_hash()};
                  const store::Bytes none{.data = no_hash()};
                  const std::string root = seal_root(other);
                  db.run(
                      "insert into checkpoint (number, made_at, events_to, events, looks_to, looks,"
                      " event_digest, look_digest, previous_root, root, signature)"
                      " values (2, 0, 9, 0, 6, 0, $1, $1, $1, $2, $3)",
                      {none,
                       store::Bytes{.data = root},
                       store::Bytes{.data = sign(key, signed_text(root))}});
              }) == "checkpoint 2 does not follow the one before it");
    });
}

TEST_CASE("a checkpoint forged with another key, or put in place of one, is found") {
    store::for_each_store([](store::Store& store) {
        make_journal(store);
        fill(store);
        const SigningKey key = new_signing_key();
        const SigningKey other = new_signing_key();
        seal(store, key);
        seal(store, key);
        CHECK(found_after(store, key, [&](store::Session& db) {
                  checkpoint(db, kStart, other.public_key, other.secret_key);
              }) == "checkpoint 3 was changed after it was signed, or was signed with another key");
        CHECK(found_after(store, key, [&](store::Session& db) {
                  db.run("delete from checkpoint where number = 2");
                  db.run("update checkpoint set number = 2");
              }) == "checkpoint 1 is missing");
    });
}

TEST_CASE("SQLite: a value of another kind than was written is found") {
    const auto store = store::open(":memory:", "");
    make_journal(*store);
    fill(*store);
    const SigningKey key = new_signing_key();
    seal(*store, key);
    const auto found = [&](store::Sql sql) {
        return found_after(*store, key, [&](store::Session& db) { db.run(sql); });
    };
    CHECK(found("update event set stream_rev = 'x' where seq = 2") == "event 2 cannot be read");
    CHECK(found("update event set hash = 1 where seq = 2") == "event 2 cannot be read");
    CHECK(found("update event_body set salt = 'x' where seq = 2") == "event 2 cannot be read");
    CHECK(found("update access_log set at = 'x' where id = 2") ==
          "access log line 2 cannot be read");
    CHECK(found("update checkpoint set number = 'x'") == "checkpoint 1 cannot be read");
}
