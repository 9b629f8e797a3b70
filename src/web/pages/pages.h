#pragma once

// The pages beside those of a record, one or few to a file.
namespace longstone::http {
class Router;
}

namespace longstone::web {

struct App;

void add_my_work_routes(http::Router& router, App& app);
void add_board_routes(http::Router& router, App& app);
void add_request_routes(http::Router& router, App& app);
void add_meeting_routes(http::Router& router, App& app);
void add_forecast_routes(http::Router& router, App& app);
void add_family_routes(http::Router& router, App& app);

}  // namespace longstone::web
