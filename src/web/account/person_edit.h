#pragma once

// Changing what is known of a person: each change is said by somebody, from a source, and the old
// stays in the history.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_person_edit_routes(http::Router& router, App& app);
void add_person_link_routes(http::Router& router, App& app);

}  // namespace longstone::web
