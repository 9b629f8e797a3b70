#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "base/time.h"

// The access log as a page shows it: who looked at what, when and why. The journal writes and
// seals it (journal::note_look); here it is only read, with a grant to ReadAccessLog.
namespace longstone::access {

inline constexpr int kMostLooks = 200;

struct LookQuery {
    std::string actor = {};    // a user's name; empty: anybody
    std::string subject = {};  // a stream, "record/MC-2026-0412"; empty: anything
    std::string action = {};   // "break-glass"; empty: any
    std::optional<Instant> from = {};
    std::optional<Instant> until = {};  // not included
    std::int64_t before = 0;            // `next` of the page before; 0: the newest
    int limit = 50;                     // at most kMostLooks
};

struct LookLine {
    std::int64_t id = 0;
    Instant at = {};
    std::string actor = {};
    std::string shown = {};  // the actor's name, where it is an account
    std::string agency = {};
    std::string action = {};
    std::string subject = {};
    std::string reason = {};
};

struct LookPage {
    std::vector<LookLine> lines = {};  // newest first
    std::int64_t next = 0;             // give it back as `before`; 0: no more
};

Result<LookPage> read_looks(store::Session& db, const Grant& grant, const LookQuery& query);

}  // namespace longstone::access
