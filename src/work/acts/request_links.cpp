#include "work/acts/request_links.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "work/answer_values.h"
#include "work/notices.h"

namespace longstone::work {
namespace {

constexpr std::size_t kLongestName = 120;

Refused wrong(std::string field, std::string message) {
    return Refused(Problem{.message = message, .fields = {{std::move(field), message}}});
}

Result<RequestLink> own_link(Context& context, const Opened& opened, std::string_view id) {
    const auto links = request_links_of(context, opened.grant);
    const auto found = std::ranges::find(links, id, &RequestLink::id);
    if (found == links.end()) return not_found();
    return *found;
}

Result<void> check_name(const std::string& name, const char* field, const char* empty) {
    if (trim(name).empty()) return wrong(field, empty);
    if (name.size() > kLongestName)
        return wrong(field, "Say it in fewer words: 120 letters at most");
    return {};
}

}  // namespace

Result<std::string> make_request_link(Context& context,
                                      const access::Viewer& viewer,
                                      std::string_view key,
                                      std::string_view request,
                                      const std::string& label) {
    auto found = TRY(find_request(context, viewer, access::Action::Work, request));
    const auto* rule = link_to_request(*found.opened.pathway, found.request.rule);
    if (rule == nullptr || found.opened.record.restricted) return not_found();
    if (!found.request.open())
        return refuse(Fault::Invalid, "This has been answered or withdrawn already.");
    TRY(check_name(label, "label", "Say to whom you give it"));
    const auto id = new_id();
    Change change{.kind = "record.request-link-made"};
    change.body.set("link", id)
        .set("request", found.request.id)
        .set("label", std::string(trim(label)))
        .set("hash", request_link_hash(request_link_token(key, id)))
        .set("expires", iso(context.definitions.calendar.due(context.now, *rule->expires)));
    TRY(commit_change(context, found.opened, std::move(change)));
    return id;
}

Result<void> mail_request_link(Context& context,
                               const access::Viewer& viewer,
                               std::string_view key,
                               std::string_view ref,
                               std::string_view id,
                               const std::string& to) {
    const auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto link = TRY(own_link(context, opened, id));
    auto address = to;
    const define::Field asked{.type = define::FieldType::Email};
    if (auto bad = check_value(context.definitions, asked, address, context.now); !bad.empty())
        return wrong("to", std::move(bad));
    if (!link.live(context.now))
        return refuse(Fault::Invalid, "Nobody can answer through this link any more.");
    const auto request = TRY(find_request(context, viewer, access::Action::Work, link.request));
    const auto* rule = link_to_request(*opened.pathway, request.request.rule);
    if (rule == nullptr) return not_found();
    const auto& partnership = context.definitions.partnership;
    mail_outside(context,
                 address,
                 cat({"A question from ", partnership.name}),
                 cat({partnership.name,
                      " asks you something and would like your answer. You need no account: ",
                      "{base}/q/",
                      request_link_token(key, link.id),
                      "\r\n\r\nThe link is for you alone. It can be answered once, until ",
                      say(link.expires),
                      ". Please do not send it on.\r\n\r\n",
                      rule->readers,
                      "\r\n\r\nIf you did not expect this, ring ",
                      partnership.front_door_phone,
                      " before you open it.\r\n"}));
    return {};
}

Result<Opened> close_request_link(Context& context,
                                  const access::Viewer& viewer,
                                  std::string_view ref,
                                  std::string_view id,
                                  const std::string& reason) {
    auto opened = TRY(begin_change(context, viewer, access::Action::Work, ref, {}));
    const auto link = TRY(own_link(context, opened, id));
    TRY(require_words(reason, "reason", "Say why it is revoked"));
    if (link.closed || link.used)
        return refuse(Fault::Invalid, "This link has been used or revoked already.");
    Change change{.kind = "record.request-link-closed"};
    change.body.set("link", link.id).set("reason", std::string(trim(reason)));
    TRY(commit_change(context, opened, std::move(change)));
    return opened;
}

void hold_request(Context& context, std::string_view token, HeldRequest& held) {
    held.standing = LinkStanding::Unknown;
    const auto link = request_link_by(context, token);
    if (!link) return;
    held.link = *link;
    if (link->used) held.standing = LinkStanding::Used;
    if (link->closed) held.standing = LinkStanding::Closed;
    if (link->used || link->closed) return;
    held.standing = LinkStanding::Over;
    const auto asked = context.db.one("select agency from request where id = $1", {link->request});
    if (!asked) return;
    // Whoever holds it answers for the agency that was asked, and opens that one question.
    held.viewer = access::link_viewer(link->record, link->request);
    held.viewer.agency = asked->text(0);
    const auto found = find_request(context, held.viewer, access::Action::Reply, held.link.request);
    if (!found) return;
    held.rule = link_to_request(*found->opened.pathway, found->request.rule);
    const bool asks = held.rule != nullptr && found->request.open() && !found->opened.record.closed;
    if (asks)
        held.standing = context.now < link->expires ? LinkStanding::Live : LinkStanding::Expired;
}

Result<OpenRequest> held_question(Context& context, const HeldRequest& held) {
    if (held.standing != LinkStanding::Live) return not_found();
    return find_request(context, held.viewer, access::Action::Reply, held.link.request);
}

Result<void> answer_request_by_link(Context& context,
                                    const HeldRequest& held,
                                    Answers answers,
                                    const std::string& as) {
    if (held.standing != LinkStanding::Live) return not_found();
    TRY(check_name(as, "answered-as", "Say who you are: your name and your job or part in it"));
    const ThroughLink through{.link = held.link.id, .as = std::string(trim(as))};
    TRY(reply_to_request(context, held.viewer, held.link.request, std::move(answers), &through));
    return {};
}

}  // namespace longstone::work
