#pragma once

#include <functional>

#include "api/api.h"

// The door for calls whose body or reply is not JSON: the same token, rate and transaction.
namespace longstone::api {

using Raw = std::function<Result<http::Reply>(Call&)>;
http::Reply in_transaction(Api& api, const http::Request& request, const Raw& raw);

}  // namespace longstone::api
