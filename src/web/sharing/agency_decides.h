#pragma once

// What an agency decides on each thing that it was asked for, and how a release ends early.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_decide_routes(http::Router& router, App& app);

}  // namespace longstone::web
