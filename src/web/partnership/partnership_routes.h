#pragma once

// The pages of the partnership's own work, one or few to a file.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_landing_routes(http::Router& router, App& app);
void add_group_routes(http::Router& router, App& app);

}  // namespace longstone::web
