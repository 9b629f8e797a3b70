#pragma once

#include "web/app.h"
#include "web/visit.h"

// Every page by its address. The router refuses the same route twice.
namespace longstone::http {
class Router;
}

namespace longstone::web {

// All of them, and the page for what is none of them.
void add_routes(http::Router& router, App& app);

// My work, boards, records, requests and meetings.
void add_work_routes(http::Router& router, App& app);
// Partners' referrals and the public's reports: src/web/referral/.
void add_referral_routes(http::Router& router, App& app);
// Signing in, accounts, users, people, search, the access log, pathways drawn, plain pages.
void add_account_routes(http::Router& router, App& app);

}  // namespace longstone::web
