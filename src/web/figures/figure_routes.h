#pragma once

// The pages of figures, one or few to a file.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

// All of them.
void add_figures_routes(http::Router& router, App& app);

void add_figure_routes(http::Router& router, App& app);
void add_behind_routes(http::Router& router, App& app);
void add_reference_routes(http::Router& router, App& app);
void add_mark_routes(http::Router& router, App& app);

}  // namespace longstone::web
