#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/time.h"

// Sessions of people who are signed in. The token is 256 random bits that only the browser keeps;
// the table has its hash. A session ends when idle, when it is old, when its owner or an
// administrator ends it, with a change of password and when the account is disabled.
namespace longstone::access {

struct SessionLimits {
    std::int64_t idle = 30 * kMinute;
    std::int64_t longest = 12 * kHour;
    std::int64_t touch = kMinute;  // how stale seen_at may grow before it is worth a write
};

struct NewSession {
    std::string user = {};
    std::string device = {};  // as device_text() says it
    std::string source = {};  // network address
    bool wants_code = false;  // may do nothing but enrol a one-time code first
};

struct OpenSession {
    std::string id = {};
    std::string user = {};
    std::string csrf_secret = {};  // 32 bytes
    Instant begun_at = {};
    bool must_enrol = false;
    bool touch_due = false;
};

// Always a new token, never one that was there before signing in. The caller commits.
std::string begin_session(store::Session& db, const NewSession& session, Instant now);
std::optional<OpenSession> find_session(store::Session& db,
                                        std::string_view token,
                                        const SessionLimits& limits,
                                        Instant now);
void touch_session(store::Session& db, std::string_view id, Instant now);

struct SessionLine {
    std::string id = {};
    std::string device = {};
    std::string source = {};
    Instant begun_at = {};
    Instant seen_at = {};
};
// With a grant to OwnAccount or ManageUsers whose subject is the user; newest use first.
std::vector<SessionLine> list_sessions(store::Session& db,
                                       const Grant& grant,
                                       const SessionLimits& limits,
                                       Instant now);
Result<void> end_session(store::Session& db, const Grant& grant, std::string_view id);
Result<void> end_sessions(store::Session& db, const Grant& grant, std::string_view keep_id = {});
// Signing out: whoever has the token may end it.
void sign_out(store::Session& db, std::string_view token);

// Part of another change that was granted.
void end_every_session(store::Session& db, std::string_view user, std::string_view keep_id = {});
// Forgets the ones that are over. Now and then.
void sweep_sessions(store::Session& db, const SessionLimits& limits, Instant now);

// "Chrome on Windows", from the User-Agent; for its owner's eyes, never for a decision.
std::string device_text(std::string_view user_agent);

}  // namespace longstone::access
