#include "web/navigation.h"

#include <algorithm>

#include "base/text.h"
#include "web/partnership/landing.h"
#include "web/visit.h"

namespace longstone::web {

std::vector<const define::Pathway*> pathways_opened_by(const define::Definitions& definitions,
                                                       const access::Viewer& viewer) {
    std::vector<const define::Pathway*> open;
    for (const auto& [id, pathway] : definitions.pathways) {
        if (!pathway.opening.empty() && viewer.holds_any(pathway.access.opens)) {
            open.push_back(&pathway);
        }
    }
    return open;
}

namespace {

// Whether a role of theirs sees any record whole, and so its clocks.
bool stands_in_a_pathway(const Visit& visit) {
    const auto& viewer = visit.viewer();
    return std::ranges::any_of(visit.definitions().pathways, [&](const auto& entry) {
        const auto& access = entry.second.access;
        return viewer.holds_any(access.lead) || viewer.holds_any(access.works) ||
               viewer.holds_any(access.sees);
    });
}

}  // namespace

std::vector<ui::NavigationItem> navigation_of(const Visit& visit, std::string_view current) {
    std::vector<ui::NavigationItem> items;
    const auto add = [&](std::string text, std::string href) {
        const bool here = href == current;
        items.push_back({.text = std::move(text), .href = std::move(href), .current = here});
    };
    if (!visit.signed_in()) return items;
    const auto& viewer = visit.viewer();
    add("My work", "/");
    for (const auto& board : visit.definitions().partnership.boards) {
        if (viewer.holds_any(board.roles)) add(board.name, cat({"/boards/", board.id}));
    }
    if (!pathways_opened_by(visit.definitions(), viewer).empty()) {
        add("Make a referral", "/referrals/new");
        add("My referrals", "/referrals");
    }
    add("Meetings", "/meetings");
    if (viewer.may("book-training")) add("Training", "/training");
    if (stands_in_a_pathway(visit)) add("Forecast", "/forecast");
    if (viewer.may("send-feeds")) add("Feeds", "/feeds");
    if (viewer.may("decide-release") || viewer.may("see-sharing")) add("Sharing", "/sharing");
    if (viewer.may("see-figures")) add("Figures", "/figures");
    if (!landing_lines(visit).empty()) add("Partnership", kPartnershipPath);
    if (viewer.may("see-definitions")) add("Pathways", "/pathways");
    if (viewer.may("manage-users")) add("Users", "/users");
    if (viewer.may("read-access-log")) add("Access log", "/access-log");
    return items;
}

}  // namespace longstone::web
