#pragma once

// The pages beside the drawing of a pathway.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_pathway_version_routes(http::Router& router, App& app);
void add_pathway_trial_routes(http::Router& router, App& app);

}  // namespace longstone::web
