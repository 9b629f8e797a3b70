#pragma once

#include <string>

#include "ui/html.h"

// Who is known already, answered as somebody is typed in: beside the forms by which people are
// named (person_form.h), where there are scripts. The same search as when the form is sent, within
// what this viewer may see; it answers by POST, so that no name stands in an address.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;
class Visit;

// The attributes of a form that asks as it is typed, and the region that its answer goes into.
html::Attributes asks_as_typed(const Visit& visit);
Html alike_region(const Visit& visit);

void add_alike_routes(http::Router& router, App& app);

}  // namespace longstone::web
