#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "base/time.h"
#include "store/store.h"

// The journal: every change is an event appended to a stream (one record, person, group, agency or
// account) and nothing is ever changed in it. unique(stream, stream_rev) is the whole concurrency
// control. Each stream is a hash chain; checkpoints seal all streams under one signed root.
// apply() of the projections alone writes the tables that pages read, in the same transaction.
namespace longstone::journal {

struct NewEvent {
    std::string stream = {};     // "record/MC-2026-0412", "person/<id>", "user/<name>", …
    std::int64_t after_rev = 0;  // the revision the writer saw; the event becomes after_rev + 1
    Instant happened_at = {};
    Instant recorded_at = {};
    std::string actor = {};   // user name, "public", or "system"
    std::string agency = {};  // the actor's agency key, empty for the public
    std::string kind = {};    // "record.opened"
    Json body = {};
};

struct Event {
    std::int64_t seq = 0;
    std::string stream = {};
    std::int64_t stream_rev = 0;
    Instant happened_at = {};
    Instant recorded_at = {};
    std::string actor = {};
    std::string agency = {};
    std::string kind = {};
    Json body = {};  // null when it was destroyed under a retention rule
};

// What the tables are made by. `tables` are emptied by a rebuild; `apply` must depend on nothing
// but the event and those tables.
struct Projection {
    std::string name = {};
    std::vector<std::string> tables = {};
    std::function<void(store::Session&, const Event&)> apply = {};
};

extern const std::span<const store::Migration> kMigrations;

// Appends and applies to each projection. Conflict when somebody else wrote that revision first.
Result<Event> append(store::Session& db,
                     std::span<const Projection> projections,
                     const NewEvent& event);

std::int64_t current_rev(store::Session& db, std::string_view stream);
std::vector<Event> read_stream(store::Session& db, std::string_view stream);
// Events of a stream as they were recorded by then.
std::vector<Event> read_stream_as_at(store::Session& db,
                                     std::string_view stream,
                                     Instant recorded_by);

// Reads of people and records: committed before the reply leaves. A chain per reader.
struct Look {
    Instant at = {};
    std::string actor = {};
    std::string agency = {};
    std::string action = {};   // "read", "search", "download", "break-glass"
    std::string subject = {};  // the stream that was read, or the search words' keyed hash
    std::string reason = {};
};
void note_look(store::Session& db, const Look& look);
// The newest first: who looked at this, and what did this person look at?
std::vector<Look> looks_at(store::Session& db, std::string_view subject, std::int64_t most);
std::vector<Look> looks_by(store::Session& db, std::string_view actor, std::int64_t most);

struct Tamper {
    std::int64_t seq = 0;
    std::string what = {};  // "event 412 of record/MC-2026-0007 was changed after it was written"
};
// Walks every chain and every checkpoint, access log included. Empty when all holds.
std::vector<Tamper> verify(store::Session& db, std::string_view public_key);
// Seals all streams and access chains as they stand under one root, signed with the key. Throws
// Broken when readers hold it up for long (PostgreSQL): nothing was sealed, try again later.
void checkpoint(store::Session& db,
                Instant now,
                std::string_view public_key,
                std::string_view secret_key);
// Empties the projections' tables and replays the journal through them.
void rebuild(store::Session& db, std::span<const Projection> projections);
// What was recorded in one journal by an instant, through the projections into the tables of
// another database.
void replay(store::Session& from,
            store::Session& into,
            std::span<const Projection> projections,
            Instant recorded_by);
// Every event as a line of JSON.
void export_lines(store::Session& db, const std::function<void(const std::string&)>& line);
// Destroys an event's body with its salt; the chain stays whole. The caller appends, in the same
// session, the event that says so: of this kind, with the body {"seqs": [412]}. A body that is
// gone without one counts as tampering, so the body of such an event cannot be destroyed itself.
inline constexpr std::string_view kBodyDestroyed = "body.destroyed";
void destroy_body(store::Session& db, std::int64_t seq);

}  // namespace longstone::journal
