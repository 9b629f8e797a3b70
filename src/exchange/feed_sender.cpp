#include "exchange/feed_sender.h"

#include <algorithm>

#include "access/reach.h"

namespace longstone::exchange {
namespace {

constexpr std::string_view kPower = "send-feeds";

bool sends_feeds(const define::Definitions& definitions, const access::PostHeld& held) {
    return access::post_has_power(definitions, held, kPower);
}

}  // namespace

Result<Sender> sender_for(const define::Definitions& definitions,
                          const access::Viewer& viewer,
                          std::string_view agency) {
    if (definitions.partnership.agency(agency) == nullptr) return not_found();
    const bool by_post = std::ranges::any_of(viewer.posts, [&](const access::PostHeld& held) {
        return held.agency == agency && sends_feeds(definitions, held);
    });
    if (!viewer.is_system() && !by_post) return not_found();
    Sender sender{.viewer = viewer};
    sender.viewer.agency = std::string(agency);
    return sender;
}

std::vector<std::string> sends_for(const define::Definitions& definitions,
                                   const access::Viewer& viewer) {
    std::vector<std::string> agencies;
    for (const auto& held : viewer.posts) {
        if (sends_feeds(definitions, held) &&
            std::ranges::find(agencies, held.agency) == agencies.end())
            agencies.push_back(held.agency);
    }
    return agencies;
}

std::vector<const define::Feed*> feeds_of(const define::Definitions& definitions,
                                          std::string_view agency,
                                          Tells tells) {
    std::vector<const define::Feed*> feeds;
    const auto* sender = definitions.partnership.agency(agency);
    if (sender == nullptr) return feeds;
    for (const auto& [id, feed] : definitions.feeds) {
        const bool sends = std::ranges::any_of(feed.sends, [&](const std::string& kind) {
            return std::ranges::find(sender->kinds, kind) != sender->kinds.end();
        });
        const bool fits = tells == Tells::Either || feed.of_people() == (tells == Tells::People);
        if (sends && fits) feeds.push_back(&feed);
    }
    return feeds;
}

access::Viewer row_viewer(const define::Definitions& definitions,
                          const Sender& sender,
                          const define::Feed& feed) {
    auto viewer = sender.viewer;
    viewer.roles.insert(feed.as);
    if (const auto role = definitions.roles.find(feed.as); role != definitions.roles.end())
        viewer.powers.insert(role->second.may.begin(), role->second.may.end());
    // A row corrects what an earlier one said of somebody; nothing of them is shown to the sender.
    viewer.powers.insert({"create-people", "edit-people", "see-all-people"});
    return viewer;
}

bool may_know_of(const define::Definitions& definitions,
                 std::string_view agency,
                 const access::RecordFacts& record) {
    if (record.agencies.contains(std::string(agency))) return true;
    const auto* sender = definitions.partnership.agency(agency);
    const auto* pathway = definitions.pathway(record.pathway);
    if (sender == nullptr || pathway == nullptr) return false;
    return std::ranges::any_of(sender->posts, [&](const define::Post& post) {
        const access::PostHeld held{.agency = std::string(agency), .post = post.id};
        return sends_feeds(definitions, held) &&
               access::reach_of_post(definitions, post, pathway->access).reach ==
                   access::Reach::Whole;
    });
}

}  // namespace longstone::exchange
