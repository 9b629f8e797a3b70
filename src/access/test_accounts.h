#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "access/accounts.h"
#include "access/password.h"
#include "access/test_partnership.h"
#include "define/definitions.h"
#include "journal/journal.h"
#include "store/store.h"

// For tests: the small partnership with its accounts on an empty store.
namespace longstone::access {

class House {
public:
    explicit House(store::Store& at) : store(at) {}

    // Each in a transaction of its own, as the program itself.
    void add(const std::string& user, std::vector<PostHeld> posts);
    void give_password(const std::string& user, const std::string& password);
    // With the posts it was added with; asks no database, so it works inside a transaction.
    [[nodiscard]] Viewer viewer(const std::string& user);
    [[nodiscard]] Change change(store::Session& db, Instant now = kTestNoon) {
        return {.db = db, .projections = projections, .now = now};
    }

    store::Store& store;
    define::Definitions definitions = test_partnership();
    std::vector<journal::Projection> projections = {accounts_projection()};
    PasswordHasher hasher = PasswordHasher({.passes = 1, .memory = 8192});

private:
    std::map<std::string, std::vector<PostHeld>> posts_ = {};
};

void for_each_house(const std::function<void(House&)>& body);

}  // namespace longstone::access
