#pragma once

#include "work/acts/requests.h"
#include "work/request_links.h"

// Links through which somebody without an account answers a request: given, mailed and revoked by
// who works on the record, and answered by whoever holds one.
namespace longstone::work {

// The id of the link; its token is request_link_token(key, id). The one before it for the same
// request ends.
Result<std::string> make_request_link(Context& context,
                                      const access::Viewer& viewer,
                                      std::string_view key,
                                      std::string_view request,
                                      const std::string& label);
// The address goes to somebody outside; to which address stands in the outbox alone. What is asked
// and whom it is about stand behind the link and not in the mail.
Result<void> mail_request_link(Context& context,
                               const access::Viewer& viewer,
                               std::string_view key,
                               std::string_view ref,
                               std::string_view id,
                               const std::string& to);
Result<Opened> close_request_link(Context& context,
                                  const access::Viewer& viewer,
                                  std::string_view ref,
                                  std::string_view id,
                                  const std::string& reason);

// Why somebody who holds an address can answer, or cannot.
enum class LinkStanding { Live, Unknown, Expired, Closed, Used, Over };
// It owns the viewer that the grants of what is opened borrow: it stays where it is.
struct HeldRequest {
    LinkStanding standing = LinkStanding::Unknown;
    RequestLink link = {};
    access::Viewer viewer = {};
    const define::LinkRule* rule = nullptr;
};
// Nothing of the record is known where the address is none of ours.
void hold_request(Context& context, std::string_view token, HeldRequest& held);
// The question that it is for; NotFound unless it is live.
Result<OpenRequest> held_question(Context& context, const HeldRequest& held);
// Once. `as` is who they say they are.
Result<void> answer_request_by_link(Context& context,
                                    const HeldRequest& held,
                                    Answers answers,
                                    const std::string& as);

}  // namespace longstone::work
