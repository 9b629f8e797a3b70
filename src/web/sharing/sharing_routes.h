#pragma once

#include "ui/html.h"
#include "work/load.h"

// Sharing with a purpose: what a record's workers ask of agencies, and what an agency decides and
// sees of all that it ever released.
namespace longstone::http {
class Router;
}

namespace longstone::web {

class Visit;
struct App;

void add_agency_sharing_routes(http::Router& router, App& app);
void add_asked_routes(http::Router& router, App& app);

// What agencies were asked from this record, for the tab on who may see it.
Html asked_html(Visit& visit, work::Context& context, const work::Opened& opened);

}  // namespace longstone::web
