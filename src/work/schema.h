#pragma once

#include <span>

#include "journal/journal.h"

// The tables of records: projections of the journal (emptied by a rebuild) and the few operational
// tables beside them (drafts, notices, outgoing mail, idempotency keys) that are not.
namespace longstone::work {

extern const std::span<const store::Migration> kMigrations;

// Applies every "record.*" event.
journal::Projection records_projection();

}  // namespace longstone::work
