#include "web/routes.h"

#include "web/account/account_routes.h"

namespace longstone::web {

void add_account_routes(http::Router& router, App& app) {
    add_plain_routes(router, app);
    add_sign_in_routes(router, app);
    add_own_account_routes(router, app);
    add_invitation_routes(router, app);
    add_user_routes(router, app);
    add_notice_routes(router, app);
    add_search_routes(router, app);
    add_person_routes(router, app);
    add_connection_routes(router, app);
    add_access_log_routes(router, app);
    add_pathway_routes(router, app);
}

}  // namespace longstone::web
