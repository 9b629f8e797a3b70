#include "work/acts/request_links.h"

#include <algorithm>

#include "api/api.h"
#include "api/members.h"
#include "api/routes.h"
#include "base/text.h"
#include "work/house.h"

// Links through which somebody without an account answers one request: given, listed and closed.
// The answer comes by the page behind the link alone. What a write answered is kept for its
// Idempotency-Key and the store holds no token, so an address is told by the list, and not when it
// is made.
namespace longstone::api {
namespace {

Json json_of_link(const Call& call,
                  const work::OpenRequest& found,
                  const work::RequestLink& link,
                  bool works) {
    const bool live = link.live(call.context.now) && found.request.open();
    Json json = Json::object({{"id", link.id},
                              {"request", link.request},
                              {"record", found.opened.record.ref},
                              {"agency", found.request.agency},
                              {"label", link.label},
                              {"made_at", iso(link.made)},
                              {"made_by", link.made_by},
                              {"expires_at", iso(link.expires)},
                              {"live", live}});
    if (link.closed)
        json.set("closed_at", iso(*link.closed)).set("closed_reason", link.closed_reason);
    if (link.used) json.set("answered_at", iso(*link.used)).set("answered_as", link.answered_as);
    if (live && works) {
        const auto token = work::request_link_token(call.api.house.keys.csrf_key, link.id);
        json.set("token", token)
            .set("address", cat({call.api.house.options.base_url, "/q/", token}));
    }
    return json;
}

// For who sees the record whole; the agency that was asked sees none.
Result<work::OpenRequest> whole_request(Call& call) {
    auto found = TRY(work::find_request(
        call.context, call.viewer, access::Action::Read, call.request.param("id")));
    if (found.opened.grant.reach() != access::Reach::Whole) return not_found();
    return found;
}

bool works_on(Call& call, const work::OpenRequest& found) {
    return work::open_record_for(
               call.context, call.viewer, access::Action::Work, found.opened.record.ref)
        .has_value();
}

Result<Answer> links(Call& call) {
    const auto found = TRY(whole_request(call));
    work::note_read(call.context, found.opened.grant);
    const bool works = works_on(call, found);
    Json all = Json::array();
    for (const auto& link : work::request_links_of(call.context, found.opened.grant)) {
        if (link.request == found.request.id) all.push(json_of_link(call, found, link, works));
    }
    return Answer{.body = Json::object({{"links", std::move(all)}})};
}

Result<Answer> told(Call& call, std::string_view id, int status) {
    const auto found = TRY(whole_request(call));
    for (const auto& link : work::request_links_of(call.context, found.opened.grant)) {
        if (link.id == id)
            return Answer{.status = status,
                          .body = json_of_link(call, found, link, false),
                          .location = status == 201
                                          ? cat({"/api/v1/requests/", link.request, "/links"})
                                          : std::string()};
    }
    return not_found();
}

Result<Answer> make(Call& call, const Json& body) {
    TRY(only_members(body, {"label", "to"}));
    const auto& key = call.api.house.keys.csrf_key;
    const auto id = TRY(work::make_request_link(
        call.context, call.viewer, key, call.request.param("id"), body.text("label")));
    if (const auto to = body.text("to"); !to.empty()) {
        const auto found = TRY(whole_request(call));
        TRY(work::mail_request_link(
            call.context, call.viewer, key, found.opened.record.ref, id, to));
    }
    return told(call, id, 201);
}

Result<Answer> close(Call& call, const Json& body) {
    TRY(only_members(body, {"reason"}));
    const auto found = TRY(whole_request(call));
    const auto id = call.request.param("link");
    // One of another request of the record is not here.
    const auto links = work::request_links_of(call.context, found.opened.grant);
    const bool here = std::ranges::any_of(links, [&](const work::RequestLink& link) {
        return link.id == id && link.request == found.request.id;
    });
    if (!here) return not_found();
    TRY(work::close_request_link(
        call.context, call.viewer, found.opened.record.ref, id, body.text("reason")));
    return told(call, id, 200);
}

}  // namespace

void add_request_link_routes(http::Router& router, Api& api) {
    add_reading(router, api, "/requests/{id}/links", "links to a request", links);
    add_writing(router,
                api,
                "POST",
                "/requests/{id}/links",
                "give somebody without an account a link to a request",
                make);
    add_writing(router,
                api,
                "POST",
                "/requests/{id}/links/{link}/closing",
                "close a link to a request",
                close);
}

}  // namespace longstone::api
