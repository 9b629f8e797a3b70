#pragma once

// The line of time of a person: its page, its files, and what people mark on it.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_chronology_routes(http::Router& router, App& app);
void add_chronology_mark_routes(http::Router& router, App& app);

}  // namespace longstone::web
