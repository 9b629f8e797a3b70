#include "web/routes.h"

namespace longstone::web {

void add_work_routes(http::Router&, App&) {}

}  // namespace longstone::web
