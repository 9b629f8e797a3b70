#include "work/notices.h"

#include <algorithm>
#include <array>
#include <span>

#include "access/accounts.h"
#include "base/secret.h"
#include "base/text.h"

namespace longstone::work {
namespace {

constexpr std::int64_t kNoticeIsNew = 30 * kDay;  // of those that went to many

// Read by the viewer ($1) for themselves, of what went to many. Joins: notice n.
#define LONGSTONE_NOTICE_SEEN \
    "exists (select 1 from notice_read x where x.notice = n.id and x.user_name = $1)"

struct Target {
    std::string user = {}, agency = {}, role = {};
};

// What went to several roles of one person is one notice to them, so their roles are asked about
// together, this many at a time. A statement is a literal: roles that are not there are blank.
constexpr std::size_t kRolesAtOnce = 16;
#define LONGSTONE_NOTICE_TO_ROLES                                                               \
    "n.user_name = '' and n.agency = '' and n.post_role <> '' and n.post_role in ($4, $5, $6, " \
    "$7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)"

// `ask` is given the three things before the roles, and the roles.
template <typename Ask>
void for_roles(const access::Viewer& viewer, const std::array<store::Param, 3>& first, Ask ask) {
    auto role = viewer.roles.begin();
    while (role != viewer.roles.end()) {
        std::vector<store::Param> params(first.begin(), first.end());
        for (std::size_t n = 0; n < kRolesAtOnce; ++n)
            params.emplace_back(role == viewer.roles.end() ? std::string_view() : *role++);
        ask(std::span<const store::Param>(params));
    }
}

void keep_notice(Context& context,
                 const Target& target,
                 const Where& where,
                 std::string_view words) {
    context.db.run(
        "insert into notice (id, user_name, agency, post_role, record, words, at, path) values "
        "($1, $2, $3, $4, $5, $6, $7, $8)",
        {new_id(),
         target.user,
         target.agency,
         target.role,
         where.ref,
         words,
         context.now.micros,
         where.path});
}

void put_mail(Context& context,
              const std::string& to,
              const std::string& subject,
              const std::string& body,
              const std::string& calendar = {}) {
    context.db.run(
        "insert into outbox (id, to_address, subject, body, created_at, next_try_at, calendar) "
        "values ($1, $2, $3, $4, $5, $5, $6)",
        {new_id(), to, subject, body, context.now.micros, calendar});
}

// A reference and a link, and not one word about anybody.
void keep_mail(Context& context,
               const std::string& to,
               const Where& where,
               std::string_view words) {
    if (to.empty()) return;
    const auto& partnership = context.definitions.partnership;
    const auto subject =
        cat({partnership.short_name.empty() ? partnership.name : partnership.short_name,
             ": ",
             where.ref});
    const auto body =
        cat({words,
             ".\r\n\r\nReference: ",
             where.ref,
             "\r\nSign in to read it: {base}",
             where.path.empty() ? cat({"/records/", where.ref}) : where.path,
             "\r\n\r\nThis message holds no details on purpose. Do not reply to it.\r\n"});
    put_mail(context, to, subject, body, std::string(where.calendar));
}

}  // namespace

void mail_outside(Context& context,
                  const std::string& to,
                  const std::string& subject,
                  const std::string& body) {
    put_mail(context, to, subject, body);
}

void notify_agency(Context& context,
                   std::string_view ref,
                   std::string_view agency,
                   std::string_view words) {
    keep_notice(context, {.agency = std::string(agency)}, {.ref = ref}, words);
    if (const auto* known = context.definitions.partnership.agency(agency))
        keep_mail(context, known->email, {.ref = ref}, words);
}

void notify_user(Context& context,
                 std::string_view ref,
                 std::string_view user,
                 std::string_view words) {
    notify_user_at(context, {.ref = ref}, user, words);
}

void notify_user_at(Context& context,
                    const Where& where,
                    std::string_view user,
                    std::string_view words) {
    if (user.empty() || user == "system" || user == "public") return;
    keep_notice(context, {.user = std::string(user)}, where, words);
    if (const auto account = access::find_account(context.db, user); account && !account->disabled)
        keep_mail(context, account->email, where, words);
}

void notify_role(Context& context,
                 std::string_view ref,
                 std::string_view role,
                 std::string_view words) {
    keep_notice(context, {.role = std::string(role)}, {.ref = ref}, words);
}

void notify_power(Context& context,
                  const Where& where,
                  std::string_view power,
                  std::string_view words) {
    std::vector<std::string> roles;
    for (const auto& [id, role] : context.definitions.roles)
        if (role.may.contains(std::string(power))) roles.push_back(id);
    for (const auto& user : access::users_in_roles(context.db, context.definitions, roles))
        notify_user_at(context, where, user.name, words);
}

void notify_opened(Context& context, const Opened& opened) {
    const auto* first = opened.pathway->stage(opened.pathway->first);
    if (first == nullptr) return;
    const auto& roles = first->who.empty() ? opened.pathway->access.works : first->who;
    for (const auto& role : roles) {
        notify_role(context, opened.record.ref, role, cat({"New: ", opened.pathway->name}));
    }
}

void notify_moved(Context& context, const Opened& opened) {
    const auto* stage = opened.pathway->stage(opened.record.stage);
    notify_lead(
        context, opened, cat({"Moved to: ", stage == nullptr ? opened.record.stage : stage->name}));
}

void notify_asked(Context& context,
                  const Opened& opened,
                  const define::RequestRule& rule,
                  std::string_view agency) {
    const auto words = cat({"Your agency is asked: ", rule.name});
    if (rule.by.empty()) return notify_agency(context, opened.record.ref, agency, words);
    // Only those who answer learn of it.
    for (const auto& user : access::users_in_roles(context.db, context.definitions, rule.by)) {
        const auto viewer = access::load_viewer(context.db, context.definitions, user.name);
        const bool there = viewer && std::ranges::any_of(viewer->posts, [&](const auto& post) {
                               return post.agency == agency;
                           });
        if (there) notify_user(context, opened.record.ref, user.name, words);
    }
}

void notify_lead(Context& context, const Opened& opened, std::string_view words) {
    if (opened.record.lead != opened.grant.viewer().user)
        notify_user(context, opened.record.ref, opened.record.lead, words);
}

// To the person, to an agency they answer for, or to a role they hold. What went to many is read by
// each of them for themselves, and is no longer new to anybody after a while: whoever comes to an
// agency later is not met by years of notices.
std::vector<Notice> notices_of(Context& context, const access::Viewer& viewer, int limit) {
    std::vector<Notice> notices;
    const auto since = context.now.micros - kNoticeIsNew;
    const auto add = [&](const store::Rows& rows) {
        for (const auto& row : rows) {
            notices.push_back({.id = row.text(0),
                               .record = row.text(1),
                               .words = row.text(2),
                               .at = Instant{row.integer(3)},
                               .read = row.integer(4) != 0,
                               .path = row.text(5)});
        }
    };
    add(
        context.db.rows("select n.id, n.record, n.words, n.at, case when n.read_at is null then 0 "
                        "else 1 end, n.path "
                        "from notice n where n.user_name = $1 order by n.at desc, n.id limit $2",
                        {viewer.user, limit}));
    if (viewer.may("be-asked")) {
        add(context.db.rows(
            "select n.id, n.record, n.words, n.at, case when n.at <= $3 or " LONGSTONE_NOTICE_SEEN
            " then 1 else 0 end, n.path from notice n where n.user_name = '' and n.agency = $2 and "
            "n.agency <> '' order by n.at desc, n.id limit $4",
            {viewer.user, viewer.agency, since, limit}));
    }
    for_roles(viewer, {viewer.user, since, limit}, [&](auto params) {
        add(context.db.rows(
            "select min(n.id), n.record, n.words, n.at, min(case when n.at <= $2 "
            "or " LONGSTONE_NOTICE_SEEN
            " then 1 else 0 end), n.path from notice n where " LONGSTONE_NOTICE_TO_ROLES
            " group by n.record, n.words, n.at, n.path order by n.at desc, 1 limit $3",
            params));
    });
    std::sort(notices.begin(), notices.end(), [](const Notice& a, const Notice& b) {
        return std::tie(b.at, a.id) < std::tie(a.at, b.id);
    });
    if (notices.size() > static_cast<std::size_t>(limit))
        notices.resize(static_cast<std::size_t>(limit));
    return notices;
}

std::int64_t unread_notices(Context& context, const access::Viewer& viewer) {
    auto unread = context.db.integer(
        "select count(*) from notice where user_name = $1 and read_at is null", {viewer.user});
    const auto since = context.now.micros - kNoticeIsNew;
    if (viewer.may("be-asked")) {
        unread += context.db.integer(
            "select count(*) from notice n where n.user_name = '' and n.agency = $2 and n.agency "
            "<> '' and n.read_at is null and n.at > $3 and not " LONGSTONE_NOTICE_SEEN,
            {viewer.user, viewer.agency, since});
    }
    for_roles(viewer, {viewer.user, since, 0}, [&](auto params) {
        const auto fresh = context.db.rows(
            "select count(*) from (select distinct n.record, n.words, n.at, n.path from notice n "
            "where " LONGSTONE_NOTICE_TO_ROLES
            " and n.at > $2 and n.at > $3 and not " LONGSTONE_NOTICE_SEEN ") fresh",
            params);
        unread += fresh.front().integer(0);
    });
    return unread;
}

void mark_read(Context& context, const access::Viewer& viewer) {
    const auto now = context.now.micros;
    const auto since = now - kNoticeIsNew;
    context.db.run("update notice set read_at = $2 where user_name = $1 and read_at is null",
                   {viewer.user, now});
    if (viewer.may("be-asked")) {
        context.db.run(
            "insert into notice_read (notice, user_name, at) select n.id, $1, $4 from notice n "
            "where n.user_name = '' and n.agency = $2 and n.agency <> '' and n.read_at is null and "
            "n.at > $3 and not " LONGSTONE_NOTICE_SEEN
            " on conflict (notice, user_name) do nothing",
            {viewer.user, viewer.agency, since, now});
    }
    for_roles(viewer, {viewer.user, since, now}, [&](auto params) {
        context.db.rows(
            "insert into notice_read (notice, user_name, at) select n.id, $1, $3 from notice n "
            "where " LONGSTONE_NOTICE_TO_ROLES " and n.at > $2 and not " LONGSTONE_NOTICE_SEEN
            " on conflict (notice, user_name) do nothing",
            params);
    });
}

Result<void> mark_read(Context& context, const access::Viewer& viewer, std::string_view notice) {
    const auto row =
        context.db.one("select user_name, agency, post_role from notice where id = $1", {notice});
    if (!row) return not_found();
    const auto& user = row->text(0);
    const auto& agency = row->text(1);
    if (user == viewer.user && !user.empty()) {
        context.db.run("update notice set read_at = $2 where id = $1 and read_at is null",
                       {notice, context.now.micros});
        return {};
    }
    const bool agencys = !agency.empty() && agency == viewer.agency && viewer.may("be-asked");
    const bool roles = agency.empty() && viewer.roles.contains(row->text(2));
    if (!user.empty() || (!agencys && !roles)) return not_found();
    if (agencys) {
        context.db.run(
            "insert into notice_read (notice, user_name, at) values ($1, $2, $3) on conflict "
            "(notice, user_name) do nothing",
            {notice, viewer.user, context.now.micros});
        return {};
    }
    for_roles(viewer, {viewer.user, context.now.micros, notice}, [&](auto params) {
        context.db.rows(
            "insert into notice_read (notice, user_name, at) select n.id, $1, $2 from notice n "
            "join notice one on one.id = $3 and n.record = one.record and n.words = one.words and "
            "n.at = one.at and n.path = one.path where " LONGSTONE_NOTICE_TO_ROLES
            " on conflict (notice, user_name) do nothing",
            params);
    });
    return {};
}

std::vector<Mail> claim_mail(store::Session& db, Instant now, int limit) {
    std::vector<Mail> mails;
    for (const auto& row : db.rows("update outbox set claimed_until = $2 where id in (select id "
                                   "from outbox where sent_at is null and failed_at is null "
                                   "and next_try_at <= $1 and (claimed_until is null or "
                                   "claimed_until <= $1) order by next_try_at limit $3) "
                                   "and (claimed_until is null or claimed_until <= $1) returning "
                                   "id, to_address, subject, body, tries, calendar",
                                   {now.micros, (now + 5 * kMinute).micros, limit})) {
        mails.push_back({.id = row.text(0),
                         .to = row.text(1),
                         .subject = row.text(2),
                         .body = row.text(3),
                         .tries = row.integer(4),
                         .calendar = row.text(5)});
    }
    return mails;
}

void mail_sent(store::Session& db, std::string_view id, Instant now) {
    db.run("update outbox set sent_at = $2, tries = tries + 1, claimed_until = null where id = $1",
           {id, now.micros});
}

void mail_failed(store::Session& db, const Mail& mail, std::string_view error, Instant now) {
    const auto tries = mail.tries + 1;
    // 1, 2, 4 … minutes, at most six hours.
    const std::int64_t wait =
        std::min<std::int64_t>(std::int64_t{1} << std::min<std::int64_t>(tries - 1, 10), 360) *
        kMinute;
    const auto failed = tries >= kMailTries ? std::optional(now.micros) : std::nullopt;
    db.run(
        "update outbox set tries = $2, last_error = $3, next_try_at = $4, failed_at = $5, "
        "claimed_until = null where id = $1",
        {mail.id, tries, error.substr(0, 300), (now + wait).micros, failed});
}

}  // namespace longstone::work
