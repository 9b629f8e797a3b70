#include "web/routes.h"

namespace longstone::web {

void add_routes(http::Router& router, App& app) {
    add_account_routes(router, app);
    add_work_routes(router, app);
    add_referral_routes(router, app);
    add_failure_page(router, app);
}

void add_work_routes(http::Router&, App&) {}

}  // namespace longstone::web
