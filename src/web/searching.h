#pragma once

#include "base/problem.h"
#include "http/rate_limit.h"

// Looking for people costs, and tells: nobody does it faster than a person can mean it.
namespace longstone::web {

class Visit;

// TooMany when this viewer has searched too often under that limit; counts this search.
Result<void> may_search_again(const Visit& visit, http::RateLimiter& limiter);

}  // namespace longstone::web
