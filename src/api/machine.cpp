#include "api/api.h"
#include "api/openapi.h"
#include "api/routes.h"
#include "base/text.h"
#include "work/house.h"

// For machines that look after this one: whether it lives, and its figures; and the description of
// the whole API.
namespace longstone::api {
namespace {

http::Reply health(const Api& api) {
    const auto session = api.house.store->read();
    session->integer("select count(*) from migration");
    return http::Reply::json(200, Json::object({{"status", "ok"}}));
}

// Prometheus text. Counts only: nothing about anybody.
http::Reply metrics(const Api& api) {
    const auto session = api.house.store->read();
    const auto count = [&](std::string_view name,
                           std::string_view help,
                           std::string_view type,
                           std::int64_t value) {
        return cat({"# HELP ",
                    name,
                    " ",
                    help,
                    "\n# TYPE ",
                    name,
                    " ",
                    type,
                    "\n",
                    name,
                    " ",
                    number(value),
                    "\n"});
    };
    return http::Reply::text(
        200,
        cat({count("longstone_events_total",
                   "Events in the journal",
                   "counter",
                   session->integer("select count(*) from event")),
             count("longstone_records_open",
                   "Records not closed",
                   "gauge",
                   session->integer("select count(*) from record where closed_at is null")),
             count("longstone_clocks_late",
                   "Clocks past their due time",
                   "gauge",
                   session->integer("select count(*) from clock where stopped_at is null and "
                                    "paused_at is null and due_at < $1",
                                    {api.house.now().micros})),
             count("longstone_requests_waiting",
                   "Requests without an answer",
                   "gauge",
                   session->integer("select count(*) from request where answered_at is null and "
                                    "withdrawn_at is null")),
             count("longstone_mail_waiting",
                   "Mails not yet sent",
                   "gauge",
                   session->integer(
                       "select count(*) from outbox where sent_at is null and failed_at is null")),
             count("longstone_mail_failed_total",
                   "Mails given up",
                   "counter",
                   session->integer("select count(*) from outbox where failed_at is not null"))}));
}

}  // namespace

void add_machine_routes(http::Router& router, Api& api) {
    router.add("GET",
               "/api/v1/health",
               [&api](const http::Request&) { return health(api); },
               {.name = "health", .access = http::AccessKind::Public});
    router.add("GET",
               "/api/v1/metrics",
               [&api](const http::Request&) { return metrics(api); },
               {.name = "metrics", .access = http::AccessKind::Loopback});
    router.add("GET",
               "/api/v1/openapi.json",
               [&api, &router](const http::Request&) {
                   return http::Reply::json(200, openapi(*api.house.definitions, router.routes()));
               },
               {.name = "the API described", .access = http::AccessKind::Public});
}

void add_api_routes(http::Router& router, Api& api) {
    add_record_routes(router, api);
    add_act_routes(router, api);
    add_request_routes(router, api);
    add_request_link_routes(router, api);
    add_meeting_routes(router, api);
    add_people_routes(router, api);
    add_matching_routes(router, api);
    add_chronology_routes(router, api);
    add_connection_routes(router, api);
    add_pathway_routes(router, api);
    add_document_routes(router, api);
    add_across_routes(router, api);
    add_feed_routes(router, api);
    add_sharing_routes(router, api);
    add_review_routes(router, api);
    add_measure_routes(router, api);
    add_training_routes(router, api);
    add_assurance_routes(router, api);
    add_machine_routes(router, api);
}

}  // namespace longstone::api
