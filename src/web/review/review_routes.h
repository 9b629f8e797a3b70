#pragma once

// Looking back: the decisions on a record, each as it was taken, and the pack for a rapid review.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_decision_routes(http::Router& router, App& app);
void add_pack_routes(http::Router& router, App& app);

}  // namespace longstone::web
