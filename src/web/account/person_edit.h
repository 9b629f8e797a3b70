#pragma once

// Changing what is known of a person: each change is said by somebody, from a source, and the old
// stays in the history.
#include "ui/html.h"
#include "work/load.h"

namespace longstone::http {
class Router;
}
namespace longstone::people {
struct Person;
}

namespace longstone::web {

struct App;
class Visit;

void add_person_edit_routes(http::Router& router, App& app);
void add_person_link_routes(http::Router& router, App& app);
void add_person_same_routes(http::Router& router, App& app);

// Panels: with whom they are one person, or not, and whom else they may be.
Html same_person_html(Visit& visit, work::Context& context, const people::Person& person);

}  // namespace longstone::web
