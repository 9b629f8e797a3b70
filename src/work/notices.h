#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "work/load.h"

// Telling people that something waits for them: a line inside Longstone and a mail with a reference
// and a link, never with personal data. Written in the same transaction as what they are about.
namespace longstone::work {

// A message to somebody outside, who has no account; {base} in it becomes our address. It is no
// place for personal data either.
void mail_outside(Context& context,
                  const std::string& to,
                  const std::string& subject,
                  const std::string& body);
void notify_agency(Context& context,
                   std::string_view ref,
                   std::string_view agency,
                   std::string_view words);
void notify_user(Context& context,
                 std::string_view ref,
                 std::string_view user,
                 std::string_view words);
// About something that is not read on the record's own pages: where the notice and the mail lead,
// and a calendar file that goes with the mail.
struct Where {
    std::string_view ref = {};
    std::string path = {};
    std::string calendar = {};
};
void notify_user_at(Context& context,
                    const Where& where,
                    std::string_view user,
                    std::string_view words);
// Those whose post holds a role (in any agency).
void notify_role(Context& context,
                 std::string_view ref,
                 std::string_view role,
                 std::string_view words);
void notify_power(Context& context,
                  const Where& where,
                  std::string_view power,
                  std::string_view words);
void notify_opened(Context& context, const Opened& opened);  // those who work at its first stage
void notify_moved(Context& context, const Opened& opened);   // its lead
// Those at the agency who answer this request.
void notify_asked(Context& context,
                  const Opened& opened,
                  const define::RequestRule& rule,
                  std::string_view agency);
void notify_lead(Context& context, const Opened& opened, std::string_view words);

struct Notice {
    std::string id = {}, record = {}, words = {};
    Instant at = {};
    bool read = false;
    std::string path = {};  // where it leads, when not to the record
};
std::vector<Notice> notices_of(Context& context, const access::Viewer& viewer, int limit);
std::int64_t unread_notices(Context& context, const access::Viewer& viewer);
// All that was sent to this person, or one notice: what went to an agency or a role stays new to
// everybody else there. NotFound for a notice that was not sent to them.
void mark_read(Context& context, const access::Viewer& viewer);
Result<void> mark_read(Context& context, const access::Viewer& viewer, std::string_view notice);

// The outbox: mail waiting to go. One is claimed by one sender at a time (row lock), tried again
// with growing delay, and given up after kMailTries.
struct Mail {
    std::string id = {}, to = {}, subject = {}, body = {};
    std::int64_t tries = 0;
    std::string calendar = {};  // goes with it as a file; mostly empty
};
inline constexpr int kMailTries = 12;
std::vector<Mail> claim_mail(store::Session& db, Instant now, int limit);
void mail_sent(store::Session& db, std::string_view id, Instant now);
void mail_failed(store::Session& db, const Mail& mail, std::string_view error, Instant now);

}  // namespace longstone::work
