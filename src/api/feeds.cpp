#include "api/api.h"
#include "api/door.h"
#include "api/routes.h"
#include "exchange/feed_receive.h"
#include "work/house.h"

// Rows in bulk, as JSON lines or CSV. Each row is kept by itself, so the call is no one
// transaction; what makes a repeat harmless is that each row is known again.
namespace longstone::api {
namespace {

Result<http::Reply> receive(Api& api, const http::Request& request, exchange::Tells tells) {
    const auto viewer = TRY(caller_by_token(api, request));
    const auto sender =
        TRY(exchange::sender_for(*api.house.definitions, viewer, request.param("agency")));
    const exchange::Sent sent{
        .text = request.body, .feed = request.query_text("feed"), .tells = tells};
    const bool dry = request.query_text("preview") == "yes";
    const auto report = TRY(dry ? exchange::preview(api.house, sender, sent)
                                : exchange::receive(api.house, sender, sent));
    return http::Reply::json(200, exchange::to_json(report));
}

void add(http::Router& router,
         Api& api,
         const std::string& pattern,
         const std::string& name,
         exchange::Tells tells) {
    router.add(
        "POST",
        pattern,
        [&api, tells](const http::Request& request) {
            auto reply = receive(api, request, tells);
            return reply ? std::move(*reply) : refused_reply(reply.error());
        },
        {.name = name, .access = http::AccessKind::Api, .body_limit = exchange::kLargestFeed});
}

}  // namespace

void add_feed_routes(http::Router& router, Api& api) {
    add(router, api, "/api/v1/feeds/{agency}/events", "send a feed", exchange::Tells::Events);
    add(router,
        api,
        "/api/v1/feeds/{agency}/people",
        "send a feed of people",
        exchange::Tells::People);
}

}  // namespace longstone::api
