#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "access/accounts.h"
#include "access/policy.h"
#include "access/sessions.h"
#include "work/house.h"

// Whoever a benchmark signs in as.
namespace longstone::bench {

struct Signed {
    access::Viewer viewer = {};
    std::string token = {};
};

// With the first post of the partnership's that fits; ends the program where none does.
template <class Fits>
Signed sign_in(work::House& house, const Fits& fits) {
    for (const auto& agency : house.definitions->partnership.agencies) {
        for (const auto& post : agency.posts) {
            const std::vector<access::PostHeld> posts = {{.agency = agency.id, .post = post.id}};
            auto viewer = access::viewer_of(*house.definitions, "dana.bench", "Dana Bench", posts);
            if (!fits(viewer)) continue;
            const auto session = house.store->write();
            const auto system = access::system_viewer();
            const auto grant = access::allow(system, access::Action::ManageUsers, "dana.bench");
            const auto added = access::add_user(
                {.db = *session, .projections = house.projections, .now = house.now()},
                *house.definitions,
                *grant,
                {.name = "dana.bench", .shown = "Dana Bench", .posts = posts});
            if (!added) std::abort();
            auto token = access::begin_session(
                *session, {.user = added->name, .device = "bench"}, house.now());
            session->commit();
            return {.viewer = std::move(viewer), .token = std::move(token)};
        }
    }
    std::abort();
}

}  // namespace longstone::bench
