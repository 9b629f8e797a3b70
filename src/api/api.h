#pragma once

#include <functional>
#include <string>

#include "access/viewer.h"
#include "base/json.h"
#include "http/message.h"
#include "http/rate_limit.h"
#include "http/router.h"
#include "work/load.h"

// What programs call. Each call is one transaction by one token's user: reads are noted in the
// access log before the reply leaves, writes run once for each Idempotency-Key.
namespace longstone::work {
struct House;
}

namespace longstone::api {

struct Api {
    work::House& house;
    http::RateLimiter calls{{.burst = 600, .refill = kMinute}};  // by token
};

// One authenticated call, inside its transaction.
struct Call {
    Api& api;
    const http::Request& request;
    const access::Viewer& viewer;
    work::Context& context;
};

// What a handler answers: a status and a body, or a Problem.
struct Answer {
    int status = 200;
    Json body = {};
    std::string location = {};  // of what was made
};
using Reading = std::function<Result<Answer>(Call&)>;
using Writing = std::function<Result<Answer>(Call&, const Json& body)>;

// Adds GET {pattern} under /api/v1. A reading that shows a person or a record notes the look.
void add_reading(http::Router& router,
                 Api& api,
                 const std::string& pattern,
                 const std::string& name,
                 Reading reading);
// Adds a write, with its body as JSON (an empty body is an empty object) and its Idempotency-Key:
// a repeat with the same body gives the first answer again, another body is refused.
void add_writing(http::Router& router,
                 Api& api,
                 const std::string& method,
                 const std::string& pattern,
                 const std::string& name,
                 Writing writing);

}  // namespace longstone::api
