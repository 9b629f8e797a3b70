#pragma once

#include <functional>

#include "api/api.h"

// The door for calls whose body or reply is not JSON: the same token, rate and transaction.
namespace longstone::api {

using Raw = std::function<Result<http::Reply>(Call&)>;
http::Reply in_transaction(Api& api, const http::Request& request, const Raw& raw);

// For a call that is no one transaction: who calls, when the token and the rate hold.
Result<access::Viewer> caller_by_token(Api& api, const http::Request& request);
http::Reply refused_reply(const Problem& problem);

// The record of {ref} for who sees all of it, with the look noted; NotFound for anybody else.
Result<work::Opened> open_whole(Call& call);

}  // namespace longstone::api
