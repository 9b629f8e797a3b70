#pragma once

#include "work/acts/change.h"

// Asking agencies and their answers.
namespace longstone::work {

struct AskAgencies {
    std::string rule = {};  // the request rule of the stage; empty: its only one
    std::vector<std::string> agencies = {};
    std::string words = {};  // what in particular is asked
};
Result<Opened> ask_agencies(Context& context,
                            const access::Viewer& viewer,
                            std::string_view ref,
                            SeenRev seen,
                            const AskAgencies& asked);

// The requests of a stage that are made by themselves when it is entered: to the agencies that the
// record names for them and to those of the kinds ticked beforehand.
Result<void> send_requests(Context& context, Opened& opened, const define::Stage& stage);

struct OpenRequest {
    Opened opened;
    const define::RequestRule* rule = nullptr;
    const define::Form* form = nullptr;
    RequestState request = {};
};
// The request as its agency (or a worker on the record) sees it.
Result<OpenRequest> find_request(Context& context,
                                 const access::Viewer& viewer,
                                 access::Action action,
                                 std::string_view id);
// By whom an answer came that no account gave (acts/request_links.h).
struct ThroughLink {
    std::string link = {};
    std::string as = {};  // who they say they are
};
// Answers once; an answer may be corrected until the record passes the blind stage, the old one
// kept. Through a link it may not.
Result<OpenRequest> reply_to_request(Context& context,
                                     const access::Viewer& viewer,
                                     std::string_view id,
                                     Answers answers,
                                     const ThroughLink* through = nullptr);
Result<Opened> withdraw_request(Context& context,
                                const access::Viewer& viewer,
                                std::string_view id,
                                const std::string& reason);
Result<Opened> remind(Context& context, const access::Viewer& viewer, std::string_view id);

}  // namespace longstone::work
