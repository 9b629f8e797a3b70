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

}  // namespace longstone::bench
