#pragma once

// The page for those who send their agency's feeds.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_feed_routes(http::Router& router, App& app);
void add_delivery_routes(http::Router& router, App& app);

}  // namespace longstone::web
