#pragma once

// The API's table of contents.
namespace longstone::http {
class Router;
}

namespace longstone::api {

struct Api;

void add_api_routes(http::Router& router, Api& api);

// One file each.
void add_record_routes(http::Router& router, Api& api);
void add_act_routes(http::Router& router, Api& api);
void add_request_routes(http::Router& router, Api& api);
// Links by which somebody without an account answers one.
void add_request_link_routes(http::Router& router, Api& api);
void add_meeting_routes(http::Router& router, Api& api);
void add_people_routes(http::Router& router, Api& api);
// People who may be one: pairs to look at, and what is said of them.
void add_matching_routes(http::Router& router, Api& api);
// A person's line of time.
void add_chronology_routes(http::Router& router, Api& api);
// Who a person is connected to.
void add_connection_routes(http::Router& router, Api& api);
void add_pathway_routes(http::Router& router, Api& api);
void add_document_routes(http::Router& router, Api& api);
// Across records: the forecast, families, words in answers, notices.
void add_across_routes(http::Router& router, Api& api);
// Rows that agencies send in bulk.
void add_feed_routes(http::Router& router, Api& api);
// Whether agencies know somebody, and what they release.
void add_sharing_routes(http::Router& router, Api& api);
// Decisions as they were taken, and packs for reviews.
void add_review_routes(http::Router& router, Api& api);
void add_measure_routes(http::Router& router, Api& api);
// Courses, places on them, who came and what they say of it.
void add_training_routes(http::Router& router, Api& api);
// Links for answers, samples, rounds and competence.
void add_assurance_routes(http::Router& router, Api& api);
void add_machine_routes(http::Router& router, Api& api);

}  // namespace longstone::api
