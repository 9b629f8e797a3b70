#pragma once

// The pages about accounts and people, one file each.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_plain_routes(http::Router& router,
                      App& app);  // assets, colours, accessibility, privacy, cookies
void add_sign_in_routes(http::Router& router, App& app);
void add_own_account_routes(http::Router& router, App& app);
void add_invitation_routes(http::Router& router, App& app);
void add_user_routes(http::Router& router, App& app);
void add_notice_routes(http::Router& router, App& app);
void add_search_routes(http::Router& router, App& app);
void add_person_routes(http::Router& router, App& app);
// Who a person is connected to, and adults in several households.
void add_connection_routes(http::Router& router, App& app);
void add_access_log_routes(http::Router& router, App& app);
void add_pathway_routes(http::Router& router, App& app);

}  // namespace longstone::web
