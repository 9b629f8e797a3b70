#include "access/test_partnership.h"

#include <utility>

#include "access/schema.h"
#include "journal/journal.h"
#include "store/test_store.h"

namespace longstone::access {

namespace {

define::Post post(std::string id, std::string name, std::vector<std::string> roles) {
    return {.id = std::move(id), .name = std::move(name), .roles = std::move(roles)};
}

define::Agency agency(std::string id, std::string name, std::vector<define::Post> posts) {
    return {.id = std::move(id), .name = std::move(name), .posts = std::move(posts)};
}

void add_role(define::Definitions& definitions,
              const std::string& id,
              const std::string& name,
              std::set<std::string> may,
              bool sees_sensitive = false) {
    definitions.roles[id] = {
        .id = id, .name = name, .may = std::move(may), .sees_sensitive = sees_sensitive};
}

define::Access hub_access() {
    return {.lead = {"manager"},
            .works = {"worker"},
            .sees = {"scrutineer"},
            .opens = {"worker", "referrer"},
            .assigns = {"manager"}};
}

void add_pathway(define::Definitions& definitions, const std::string& id, define::Access access) {
    definitions.pathways[id] = {.id = id, .name = id, .access = std::move(access)};
}

}  // namespace

define::Definitions test_partnership() {
    define::Definitions made;
    add_role(made,
             "manager",
             "Manager",
             {"see-restricted",
              "break-glass",
              "search-people",
              "see-all-people",
              "edit-people",
              "create-people"},
             true);
    add_role(made, "worker", "Worker", {"search-people", "create-people", "break-glass"});
    add_role(made, "scrutineer", "Scrutineer", {"see-restricted"});
    add_role(made, "partner", "Partner", {"be-asked"});
    add_role(made, "referrer", "Referrer", {});
    add_role(made, "on-call", "On call", {"break-glass"});
    add_role(made, "keeper", "Keeper", {"manage-users", "read-access-log", "see-definitions"});

    made.partnership.name = "Testshire partnership";
    made.partnership.agencies = {
        agency("hub",
               "The hub",
               {post("manager", "Hub manager", {"manager"}),
                post("researcher", "Hub researcher", {"worker", "partner"}),
                post("reader", "Reader", {"scrutineer"}),
                post("keeper", "Keeper of accounts", {"keeper"})}),
        agency("police",
               "Police",
               {post("officer", "Duty officer", {"on-call"}),
                post("liaison", "Liaison officer", {"partner"})}),
        agency("school",
               "Hilltop School",
               {post("lead", "Safeguarding lead", {"partner", "referrer"}),
                post("admin", "Office", {})}),
    };

    add_pathway(made, "enquiry", hub_access());
    define::Access closed = hub_access();
    closed.involved_agencies_see = false;
    add_pathway(made, "closed-talk", closed);
    define::Access serious = hub_access();
    serious.restricted = true;
    add_pathway(made, "serious", serious);
    define::Access worry = hub_access();
    worry.open_to_public = true;
    add_pathway(made, "worry", worry);
    return made;
}

Viewer test_viewer(const define::Definitions& definitions,
                   const std::string& user,
                   std::vector<PostHeld> posts) {
    return viewer_of(definitions, user, user, std::move(posts));
}

void for_each_access_store(const std::function<void(store::Store&)>& body) {
    store::for_each_store([&](store::Store& store) {
        store::migrate(store, journal::kMigrations);
        store::migrate(store, kMigrations);
        body(store);
    });
}

}  // namespace longstone::access
