#include "access/viewer.h"

#include <algorithm>

#include "define/definitions.h"

namespace longstone::access {

namespace {

const define::Agency* find_agency(const define::Definitions& definitions, std::string_view id) {
    for (const define::Agency& agency : definitions.partnership.agencies) {
        if (agency.id == id) return &agency;
    }
    return nullptr;
}

const define::Post* find_post(const define::Agency& agency, std::string_view id) {
    for (const define::Post& post : agency.posts) {
        if (post.id == id) return &post;
    }
    return nullptr;
}

void add_role(const define::Definitions& definitions, const std::string& role, Viewer& viewer) {
    const auto found = definitions.roles.find(role);
    if (found == definitions.roles.end()) return;
    viewer.roles.insert(role);
    viewer.powers.insert(found->second.may.begin(), found->second.may.end());
    viewer.sees_sensitive = viewer.sees_sensitive || found->second.sees_sensitive;
}

}  // namespace

bool Viewer::holds_any(const std::vector<std::string>& any) const {
    return std::ranges::any_of(any, [&](const std::string& role) { return roles.contains(role); });
}

std::string Viewer::post_name(const define::Definitions& definitions) const {
    for (const PostHeld& held : posts) {
        if (held.agency != agency) continue;
        const define::Agency* at = find_agency(definitions, held.agency);
        const define::Post* post = at == nullptr ? nullptr : find_post(*at, held.post);
        if (post == nullptr) continue;
        return post->name + ", " + (at->short_name.empty() ? at->name : at->short_name);
    }
    return {};
}

Viewer viewer_of(const define::Definitions& definitions,
                 std::string user,
                 std::string name,
                 std::vector<PostHeld> posts) {
    Viewer viewer = {.user = std::move(user), .name = std::move(name)};
    for (PostHeld& held : posts) {
        const define::Agency* at = find_agency(definitions, held.agency);
        const define::Post* post = at == nullptr ? nullptr : find_post(*at, held.post);
        if (post == nullptr) continue;
        for (const std::string& role : post->roles)
            add_role(definitions, role, viewer);
        viewer.posts.push_back(std::move(held));
    }
    if (!viewer.posts.empty()) viewer.agency = viewer.posts.front().agency;
    return viewer;
}

Viewer public_viewer() {
    return {.user = std::string(kPublicUser), .name = "A member of the public"};
}

Viewer link_viewer(std::string record, std::string opens) {
    auto viewer = public_viewer();
    viewer.by_link = {.record = std::move(record), .opens = std::move(opens)};
    return viewer;
}

Viewer system_viewer() {
    return {.user = std::string(kSystemUser), .name = "Longstone", .sees_sensitive = true};
}

}  // namespace longstone::access
