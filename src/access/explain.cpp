#include "access/explain.h"

#include <algorithm>
#include <set>

#include "access/reach.h"
#include "base/text.h"
#include "define/definitions.h"

namespace longstone::access {

namespace {

std::string role_name(const define::Definitions& definitions, const std::string& role) {
    const auto found = definitions.roles.find(role);
    return found == definitions.roles.end() || found->second.name.empty() ? role
                                                                          : found->second.name;
}

std::vector<std::string> names_of(const define::Definitions& definitions,
                                  const std::vector<std::string>& roles) {
    std::vector<std::string> names;
    for (const std::string& role : roles) {
        std::string name = role_name(definitions, role);
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> readers_of(const define::Access& access) {
    std::vector<std::string> roles = access.lead;
    roles.insert(roles.end(), access.works.begin(), access.works.end());
    roles.insert(roles.end(), access.sees.begin(), access.sees.end());
    return roles;
}

std::vector<std::string> keys_to_restricted(const define::Definitions& definitions,
                                            const define::Access& access) {
    std::vector<std::string> roles;
    for (const std::string& role : readers_of(access)) {
        if (role_opens_restricted(definitions, role, access)) roles.push_back(role);
    }
    return roles;
}

std::string or_nobody(const std::vector<std::string>& names) {
    return names.empty() ? std::string("nobody") : join_and(names);
}

// Why somebody whom nothing bars sees it.
std::string cause(const define::Definitions& definitions,
                  const define::Access& access,
                  const Viewer& viewer,
                  const RecordFacts& record) {
    if (viewer.is_system()) return "it is the program itself";
    if (record.lead == viewer.user) return "they lead it";
    if (record.broke_glass.contains(viewer.user)) return "they opened it with a reason";
    if (record.users.contains(viewer.user)) return "they are named on it";
    std::vector<std::string> held;
    for (const std::string& role : readers_of(access)) {
        if (viewer.holds(role)) held.push_back(role);
    }
    if (!held.empty()) return cat({"of their role as ", join_and(names_of(definitions, held))});
    return "their agency is involved in it";
}

std::string obstacle(const define::Definitions& definitions,
                     const define::Pathway& pathway,
                     const Viewer& viewer,
                     const RecordFacts& record) {
    const define::Access& access = pathway.access;
    if (viewer.is_public()) return "nobody on the public pages sees any record";
    if (record.barred.contains(viewer.user)) {
        return "they are barred from it, as somebody with a conflict of interest is";
    }
    if (viewer.posts.empty() && viewer.roles.empty()) {
        return "they hold no post that the partnership's definitions know";
    }
    if (record.restricted || access.restricted) {
        return cat(
            {access.restricted ? "every record of this pathway is restricted" : "it is restricted",
             ", so only those named on it see it, and these roles: ",
             or_nobody(names_of(definitions, keys_to_restricted(definitions, access)))});
    }
    const std::string readers = or_nobody(names_of(definitions, readers_of(access)));
    if (!access.involved_agencies_see) {
        return cat({"these records are seen by ",
                    readers,
                    " and those named on them, and none of that is so of them"});
    }
    return cat({"these records are seen by ",
                readers,
                ", by those named on them and by agencies that are involved, and none of that is "
                "so of them"});
}

}  // namespace

std::string why_not(const define::Definitions& definitions,
                    const Viewer& viewer,
                    const RecordFacts& record) {
    const std::string& who = viewer.name.empty() ? viewer.user : viewer.name;
    const auto found = definitions.pathways.find(record.pathway);
    if (found == definitions.pathways.end()) {
        return cat({who,
                    " cannot see this record: the definitions have no pathway \"",
                    record.pathway,
                    "\"."});
    }
    const Reach reach = reach_of(definitions, viewer, record);
    if (reach == Reach::None) {
        const bool glass = viewer.may("break-glass") && !record.barred.contains(viewer.user);
        return cat({who,
                    " cannot see this record: ",
                    obstacle(definitions, found->second, viewer, record),
                    glass ? ". They may open it with a reason." : "."});
    }
    return cat({who,
                reach == Reach::Whole ? " can see the whole of this record because "
                                      : " can see their part of this record because ",
                cause(definitions, found->second.access, viewer, record),
                "."});
}

std::vector<PostThatCan> who_can(const define::Definitions& definitions,
                                 std::string_view pathway,
                                 const RecordFacts& record) {
    std::vector<PostThatCan> posts;
    const auto found = definitions.pathways.find(pathway);
    if (found == definitions.pathways.end()) return posts;
    for (const define::Agency& agency : definitions.partnership.agencies) {
        for (const define::Post& post : agency.posts) {
            const PostReach reach = reach_of_post(definitions, post, found->second.access);
            const bool involved = record.ref.empty() || record.agencies.contains(agency.id);
            const bool closed = record.restricted && !reach.restricted;
            if (reach.reach == Reach::None || closed) continue;
            if (reach.reach == Reach::Part && !involved) continue;
            posts.push_back({.post = {.agency = agency.id, .post = post.id},
                             .agency_name = agency.name,
                             .post_name = post.name,
                             .reach = reach.reach});
        }
    }
    return posts;
}

}  // namespace longstone::access
