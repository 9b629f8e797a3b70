#include "access/sessions.h"

#include <array>
#include <utility>

#include "access/token_text.h"
#include "base/secret.h"
#include "store/store.h"

namespace longstone::access {

namespace {

constexpr std::size_t kLongestShown = 120;

bool reaches_sessions(const Grant& grant) {
    const bool fits = grant.action() == Action::OwnAccount || grant.action() == Action::ManageUsers;
    return fits && !grant.subject().empty();
}

}  // namespace

std::string begin_session(store::Session& db, const NewSession& session, Instant now) {
    std::string token = new_token();
    db.run(
        "insert into user_session (token_hash, id, user_name, device, source, begun_at, "
        "seen_at, csrf_secret, wants_code) values ($1, $2, $3, $4, $5, $6, $6, $7, $8)",
        {token_hash(token),
         new_id(),
         session.user,
         session.device.substr(0, kLongestShown),
         session.source.substr(0, kLongestShown),
         now.micros,
         store::Bytes{random_bytes(32)},
         session.wants_code ? 1 : 0});
    return token;
}

std::optional<OpenSession> find_session(store::Session& db,
                                        std::string_view token,
                                        const SessionLimits& limits,
                                        Instant now) {
    if (!looks_like_token(token)) return std::nullopt;
    const auto row = db.one(
        "select s.id, s.user_name, s.csrf_secret, s.begun_at, s.seen_at, s.wants_code, "
        "a.code_enrolled from user_session s join user_account a on a.name = s.user_name "
        "where s.token_hash = $1 and a.disabled = 0 and s.begun_at > $2 and s.seen_at > $3",
        {token_hash(token), now.micros - limits.longest, now.micros - limits.idle});
    if (!row) return std::nullopt;
    return OpenSession{.id = row->text(0),
                       .user = row->text(1),
                       .csrf_secret = row->bytes(2),
                       .begun_at = {row->integer(3)},
                       .must_enrol = row->integer(5) != 0 && row->integer(6) == 0,
                       .touch_due = now.micros - row->integer(4) >= limits.touch};
}

void touch_session(store::Session& db, std::string_view id, Instant now) {
    db.run("update user_session set seen_at = $2 where id = $1 and seen_at < $2", {id, now.micros});
}

std::vector<SessionLine> list_sessions(store::Session& db,
                                       const Grant& grant,
                                       const SessionLimits& limits,
                                       Instant now) {
    std::vector<SessionLine> lines;
    if (!reaches_sessions(grant)) return lines;
    for (const store::Row& row : db.rows(
             "select id, device, source, begun_at, seen_at from user_session "
             "where user_name = $1 and begun_at > $2 and seen_at > $3 order by seen_at desc, id",
             {grant.subject(), now.micros - limits.longest, now.micros - limits.idle})) {
        lines.push_back({.id = row.text(0),
                         .device = row.text(1),
                         .source = row.text(2),
                         .begun_at = {row.integer(3)},
                         .seen_at = {row.integer(4)}});
    }
    return lines;
}

Result<void> end_session(store::Session& db, const Grant& grant, std::string_view id) {
    if (!reaches_sessions(grant)) return not_found();
    const auto gone =
        db.one("delete from user_session where user_name = $1 and id = $2 returning id",
               {grant.subject(), id});
    if (!gone) return not_found();
    return {};
}

Result<void> end_sessions(store::Session& db, const Grant& grant, std::string_view keep_id) {
    if (!reaches_sessions(grant)) return not_found();
    end_every_session(db, grant.subject(), keep_id);
    return {};
}

void sign_out(store::Session& db, std::string_view token) {
    if (!looks_like_token(token)) return;
    db.run("delete from user_session where token_hash = $1", {token_hash(token)});
}

void end_every_session(store::Session& db, std::string_view user, std::string_view keep_id) {
    db.run("delete from user_session where user_name = $1 and id <> $2", {user, keep_id});
}

void sweep_sessions(store::Session& db, const SessionLimits& limits, Instant now) {
    db.run("delete from user_session where begun_at <= $1 or seen_at <= $2",
           {now.micros - limits.longest, now.micros - limits.idle});
}

std::string device_text(std::string_view user_agent) {
    using Mark = std::pair<std::string_view, std::string_view>;
    // Order matters: most browsers also claim to be the older ones.
    constexpr std::array<Mark, 6> kBrowsers = {{{"Edg", "Edge"},
                                                {"OPR/", "Opera"},
                                                {"Firefox/", "Firefox"},
                                                {"FxiOS/", "Firefox"},
                                                {"Chrome/", "Chrome"},
                                                {"Safari/", "Safari"}}};
    constexpr std::array<Mark, 7> kSystems = {{{"iPhone", "iPhone"},
                                               {"iPad", "iPad"},
                                               {"Android", "Android"},
                                               {"Windows", "Windows"},
                                               {"CrOS", "Chromebook"},
                                               {"Mac OS", "Mac"},
                                               {"Linux", "Linux"}}};
    const auto find = [&](const auto& marks) -> std::string {
        for (const auto& [mark, name] : marks) {
            if (user_agent.find(mark) != std::string_view::npos) return std::string(name);
        }
        return {};
    };
    const std::string browser = find(kBrowsers);
    const std::string system = find(kSystems);
    if (browser.empty() && system.empty()) return "An unknown device";
    if (system.empty()) return browser;
    return (browser.empty() ? "A browser" : browser) + " on " + system;
}

}  // namespace longstone::access
