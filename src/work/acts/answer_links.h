#pragma once

#include "work/acts/change.h"
#include "work/answer_links.h"

// Links through which people without an account answer: made, closed and made again by who works on
// the record, and answered by whoever holds one.
namespace longstone::work {

struct NewLink {
    std::string rule = {};
    std::string label = {};
    std::optional<Date> until = {};  // the last day; none: as long as the rule says, and no longer
    std::int64_t most = 0;           // 0: as the rule says
};
// The id of the link; its token is link_token(key, id).
Result<std::string> make_answer_link(Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view key,
                                     std::string_view ref,
                                     const NewLink& asked);
Result<Opened> close_answer_link(Context& context,
                                 const access::Viewer& viewer,
                                 std::string_view ref,
                                 std::string_view id,
                                 const std::string& reason);
// Mails the address of a link to somebody outside. Whom it went to stands in the outbox alone.
Result<void> mail_answer_link(Context& context,
                              const access::Viewer& viewer,
                              std::string_view key,
                              std::string_view ref,
                              std::string_view id,
                              const std::string& to);

// What the asking says of an answer before anybody gives it.
Answers link_gives(const Context& context, const HeldLink& held);
// One person's answer. `once` is of the page that it came from: the same page sent twice is one
// answer. Where answers are anonymous nothing finer than the day is kept of when it came.
Result<void> answer_by_link(Context& context,
                            const HeldLink& held,
                            Answers answers,
                            std::string_view once);

}  // namespace longstone::work
