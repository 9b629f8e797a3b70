#pragma once

// Training as those who take it, approve it and give it see it. One file each.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_training_routes(http::Router& router, App& app);

void add_catalogue_routes(http::Router& router, App& app);
void add_session_routes(http::Router& router, App& app);
void add_approval_routes(http::Router& router, App& app);
void add_attendance_routes(http::Router& router, App& app);
void add_own_training_routes(http::Router& router, App& app);
void add_evaluation_routes(http::Router& router, App& app);
void add_certificate_routes(http::Router& router, App& app);
void add_competence_routes(http::Router& router, App& app);
void add_elsewhere_routes(http::Router& router, App& app);

}  // namespace longstone::web
