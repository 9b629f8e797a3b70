#include "access/reach.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "define/definitions.h"
#include "store/store.h"

namespace longstone::access {

namespace {

bool lists(const std::vector<std::string>& roles, const std::string& role) {
    return std::ranges::find(roles, role) != roles.end();
}

using Key = std::tuple<std::string, std::string, std::string>;  // agency, post, pathway
using Cell = std::pair<std::string, std::int64_t>;              // reach, restricted
using Table = std::map<Key, Cell>;

Table table_of(const define::Definitions& definitions) {
    Table table;
    for (const define::Agency& agency : definitions.partnership.agencies) {
        for (const define::Post& post : agency.posts) {
            for (const auto& [id, pathway] : definitions.pathways) {
                const PostReach reach = reach_of_post(definitions, post, pathway.access);
                if (reach.reach == Reach::None) continue;
                table[{agency.id, post.id, id}] = {reach.reach == Reach::Whole ? "whole" : "part",
                                                   reach.restricted ? 1 : 0};
            }
        }
    }
    return table;
}

}  // namespace

bool role_opens_restricted(const define::Definitions& definitions,
                           const std::string& role,
                           const define::Access& access) {
    const bool works = lists(access.lead, role) || lists(access.works, role);
    if (access.sealed) return works || lists(access.sees, role);
    if (!works) return false;
    const auto found = definitions.roles.find(role);
    return found != definitions.roles.end() && found->second.may.contains("see-restricted");
}

bool post_has_power(const define::Definitions& definitions,
                    const PostHeld& held,
                    std::string_view power) {
    const std::string wanted(power);
    for (const define::Agency& agency : definitions.partnership.agencies) {
        if (agency.id != held.agency) continue;
        for (const define::Post& post : agency.posts) {
            if (post.id != held.post) continue;
            return std::ranges::any_of(post.roles, [&](const std::string& role) {
                const auto found = definitions.roles.find(role);
                return found != definitions.roles.end() && found->second.may.contains(wanted);
            });
        }
    }
    return false;
}

PostReach reach_of_post(const define::Definitions& definitions,
                        const define::Post& post,
                        const define::Access& access) {
    PostReach reach;
    for (const std::string& role : post.roles) {
        if (!definitions.roles.contains(role)) continue;
        if (lists(access.lead, role) || lists(access.works, role) || lists(access.sees, role)) {
            reach.reach = Reach::Whole;
        }
        if (role_opens_restricted(definitions, role, access)) reach.restricted = true;
    }
    if (access.restricted) {
        // Every record of such a pathway is restricted, so only those posts reach any.
        return reach.restricted ? reach : PostReach{};
    }
    if (reach.reach == Reach::None && access.involved_agencies_see) reach.reach = Reach::Part;
    return reach;
}

void publish_policy(store::Session& db, const define::Definitions& definitions) {
    // Only what differs is written: most starts change nothing and so wait for nobody.
    Table missing = table_of(definitions);
    for (const store::Row& row :
         db.rows("select agency, post, pathway, reach, restricted from post_reach")) {
        const auto wanted = missing.find({row.text(0), row.text(1), row.text(2)});
        if (wanted == missing.end()) {
            db.run("delete from post_reach where agency = $1 and post = $2 and pathway = $3",
                   {row.text(0), row.text(1), row.text(2)});
        } else if (wanted->second == Cell{row.text(3), row.integer(4)}) {
            missing.erase(wanted);
        }
    }
    for (const auto& [key, cell] : missing) {
        const auto& [agency, post, pathway] = key;
        db.run(
            "insert into post_reach (agency, post, pathway, reach, restricted) "
            "values ($1, $2, $3, $4, $5) on conflict (agency, post, pathway) do update "
            "set reach = excluded.reach, restricted = excluded.restricted",
            {agency, post, pathway, cell.first, cell.second});
    }
}

}  // namespace longstone::access
