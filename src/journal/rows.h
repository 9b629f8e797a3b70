#pragma once

#include "journal/journal.h"

// What the files of this module share: rows of the event table, and the lock of its writers.
namespace longstone::journal {

// Long walks read so many rows at a time.
inline constexpr std::int64_t kPage = 1000;

// From a row of: seq, stream, stream_rev, happened_at, recorded_at, actor, agency, kind, body.
Event event_of(const store::Row& row);

// Writers of events wait for each other on PostgreSQL too, until they commit. So a seq is free of
// gaps, follows the order of commits, and replaying by seq meets what each writer met.
void lock_events(store::Session& db);

}  // namespace longstone::journal
