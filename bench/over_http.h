#pragma once

#include <string>
#include <vector>

#include "http/router.h"

// Pages asked over HTTP of a server in this process, by many connections at once.
namespace longstone::bench {

struct OverHttp {
    std::vector<double> millis = {};  // of each page that came
    long failed = 0;                  // that did not come, or not with 200
    double seconds = 0;               // for all of them
};

// `session` is the cookie of somebody who is signed in.
OverHttp ask_over_http(const http::Router& router,
                       const std::string& path,
                       const std::string& session,
                       int connections,
                       int requests_each);

// Each of the requests once, whole as they go over the wire, so many in a second by a clock: a slow
// answer makes those behind it wait, and their waiting counts.
OverHttp ask_in_time(const http::Router& router,
                     const std::vector<std::string>& requests,
                     int connections,
                     double per_second);

}  // namespace longstone::bench
