#include "web/account/account_parts.h"

#include <algorithm>

#include "base/text.h"
#include "work/house.h"

namespace longstone::web {

access::Change change_in(Visit& visit, const work::Context& context) {
    return {.db = context.db, .projections = visit.house().projections, .now = context.now};
}

std::string post_words(const define::Definitions& definitions, const access::PostHeld& held) {
    const auto* agency = definitions.partnership.agency(held.agency);
    if (agency == nullptr) return cat({held.agency, "/", held.post});
    const auto post = std::ranges::find(agency->posts, held.post, &define::Post::id);
    return post == agency->posts.end() ? agency->name : cat({post->name, ", ", agency->name});
}

}  // namespace longstone::web
