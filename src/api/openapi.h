#pragma once

#include <vector>

#include "base/json.h"
#include "http/router.h"

// The API described in OpenAPI 3.1, made from the definitions and the table of routes: a schema for
// the answers of every pathway and of every form that is asked of agencies.
namespace longstone::define {
struct Definitions;
}

namespace longstone::api {

Json openapi(const define::Definitions& definitions, const std::vector<http::Route>& routes);

}  // namespace longstone::api
