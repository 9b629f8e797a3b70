#pragma once

// The pages of the partnership's own work, one or few to a file.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_landing_routes(http::Router& router, App& app);
// /groups and all below it.
void add_group_routes(http::Router& router, App& app);
void add_groups_across_routes(http::Router& router, App& app);
void add_one_group_routes(http::Router& router, App& app);
void add_plan_routes(http::Router& router, App& app);
void add_scrutiny_routes(http::Router& router, App& app);
void add_register_routes(http::Router& router, App& app);
// A page for each pathway that publishes, and one for each document.
void add_publications_routes(http::Router& router, App& app);

}  // namespace longstone::web
