#include "web/searching.h"

#include "web/visit.h"

namespace longstone::web {

Result<void> may_search_again(const Visit& visit, http::RateLimiter& limiter) {
    if (limiter.take(visit.viewer().user, visit.now()) == 0) return {};
    return refuse(Fault::TooMany,
                  "Too many searches in a short time. Wait a minute and try again.");
}

}  // namespace longstone::web
