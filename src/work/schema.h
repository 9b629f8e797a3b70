#pragma once

#include <cstdint>
#include <span>

#include "journal/journal.h"

// The tables of records: projections of the journal (emptied by a rebuild) and the few operational
// tables beside them (drafts, notices, outgoing mail, idempotency keys) that are not.
namespace longstone::work {

// In record.restricted: 0 open to its roles and agencies, 1 restricted by itself, and these, of a
// pathway whose every record is sealed or restricted. SQL says the figures.
inline constexpr std::int64_t kSealed = 2, kRestrictedPathway = 3;

extern const std::span<const store::Migration> kMigrations;

// Applies every "record.*" event.
journal::Projection records_projection();

}  // namespace longstone::work
