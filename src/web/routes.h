#pragma once

#include "web/app.h"
#include "web/visit.h"

// Every page by its address. The router refuses the same route twice.
namespace longstone::http {
class Router;
}

namespace longstone::web {

// Referrals, the public's reports, my work, boards, records, requests and meetings.
void add_work_routes(http::Router& router, App& app);
// Signing in, accounts, users, people, search, the access log, pathways drawn, plain pages.
void add_account_routes(http::Router& router, App& app);

}  // namespace longstone::web
