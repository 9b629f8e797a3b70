#include "access/test_accounts.h"

#include <stdexcept>
#include <utility>

namespace longstone::access {

void House::add(const std::string& user, std::vector<PostHeld> posts) {
    posts_[user] = posts;
    const auto db = store.write();
    const Viewer system = system_viewer();
    const auto added = add_user(change(*db),
                                definitions,
                                *allow(system, Action::ManageUsers, user),
                                {.name = user, .shown = user, .posts = std::move(posts)});
    if (!added) throw std::runtime_error(added.error().message);
    db->commit();
}

void House::give_password(const std::string& user, const std::string& password) {
    const std::string hash = hasher.hash(password);
    const auto db = store.write();
    const Viewer system = system_viewer();
    const auto done =
        set_password(change(*db), *allow(system, Action::ManageUsers, user), user, hash);
    if (!done) throw std::runtime_error(done.error().message);
    db->commit();
}

Viewer House::viewer(const std::string& user) {
    return viewer_of(definitions, user, user, posts_[user]);
}

void for_each_house(const std::function<void(House&)>& body) {
    for_each_access_store([&](store::Store& store) {
        House house(store);
        body(house);
    });
}

}  // namespace longstone::access
