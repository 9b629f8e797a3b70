#include "access/accounts.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "access/invitations.h"
#include "access/sessions.h"
#include "access/test_accounts.h"
#include "access/tokens.h"

using namespace longstone;
using namespace longstone::access;

namespace {

const Viewer& system_self() {
    static const Viewer viewer = system_viewer();
    return viewer;
}
Grant managing(const Viewer& viewer, std::string_view subject = {}) {
    return *allow(viewer, Action::ManageUsers, subject);
}
Grant owning(const Viewer& viewer) {
    return *allow(viewer, Action::OwnAccount, viewer.user);
}

std::string field_of(const Result<Account>& answer) {
    return answer ? std::string() : answer.error().fields.at(0).field;
}

}  // namespace

TEST_CASE("a user name is compared trimmed and in lower case, and some cannot be had") {
    CHECK(account_name("  Dana.Oyelaran ") == "dana.oyelaran");
    CHECK(account_name("dana@hub.example") == "dana@hub.example");
    for (const char* bad : {"", "a", "public", "SYSTEM", "a/b", "a b", "zo\xc3\xab", "a\nb"}) {
        CAPTURE(bad);
        CHECK_FALSE(account_name(bad).has_value());
    }
    CHECK_FALSE(account_name(std::string(65, 'a')).has_value());
}

TEST_CASE("adding a user makes an account whose posts decide what they may do") {
    for_each_house([](House& house) {
        const auto db = house.store.write();
        const auto added = add_user(house.change(*db),
                                    house.definitions,
                                    managing(system_self()),
                                    {.name = "Rob",
                                     .shown = " Rob Marsh ",
                                     .email = "rob@hub.example",
                                     .posts = {{"school", "lead"}, {"hub", "researcher"}}});
        REQUIRE(added.has_value());
        CHECK(added->name == "rob");
        CHECK(added->shown == "Rob Marsh");
        CHECK(added->posts == std::vector<PostHeld>{{"school", "lead"}, {"hub", "researcher"}});
        CHECK(added->added_at == kTestNoon);
        CHECK_FALSE(added->password_at.has_value());
        const auto viewer = load_viewer(*db, house.definitions, "rob");
        REQUIRE(viewer.has_value());
        CHECK(viewer->agency == "school");
        CHECK(viewer->holds("worker"));
        CHECK(viewer->holds("referrer"));
        CHECK(shown_name(*db, "rob") == "Rob Marsh");
        CHECK_FALSE(load_viewer(*db, house.definitions, "nobody").has_value());
    });
}

TEST_CASE("what is wrong with a new account is said at its field") {
    for_each_house([](House& house) {
        house.add("rob", {{"hub", "researcher"}});
        const auto db = house.store.write();
        const NewAccount good = {.name = "ann", .shown = "Ann", .posts = {{"school", "admin"}}};
        const auto attempt = [&](auto spoil) {
            NewAccount account = good;
            spoil(account);
            return field_of(
                add_user(house.change(*db), house.definitions, managing(system_self()), account));
        };
        CHECK(attempt([](NewAccount& a) { a.name = "public"; }) == "name");
        CHECK(attempt([](NewAccount& a) { a.name = "ROB"; }) == "name");
        CHECK(attempt([](NewAccount& a) { a.shown = "  "; }) == "shown");
        CHECK(attempt([](NewAccount& a) { a.email = "ann at school"; }) == "email");
        CHECK(attempt([](NewAccount& a) { a.email = "ann@school"; }) == "email");
        CHECK(attempt([](NewAccount& a) { a.posts = {}; }) == "posts");
        CHECK(attempt([](NewAccount& a) { a.posts = {{"school", "none"}}; }) == "posts");
        CHECK(attempt([](NewAccount& a) { a.posts.push_back(a.posts[0]); }) == "posts");
        CHECK(attempt([](NewAccount&) {}).empty());
    });
}

TEST_CASE("a change of post counts at once, and nobody changes their own") {
    for_each_house([](House& house) {
        house.add("kim", {{"hub", "keeper"}});
        house.add("ann", {{"school", "admin"}});
        const Viewer kim = house.viewer("kim");
        const auto db = house.store.write();
        const auto change = [&](const char* user) {
            return change_posts(house.change(*db),
                                house.definitions,
                                managing(kim, user),
                                user,
                                {{"hub", "manager"}});
        };
        CHECK(change("ann").has_value());
        CHECK(load_viewer(*db, house.definitions, "ann")->holds("manager"));
        CHECK(change("kim").error().fault == Fault::Invalid);
        CHECK(change("nobody").error().fault == Fault::NotFound);
        CHECK_FALSE(load_viewer(*db, house.definitions, "kim")->holds("manager"));
        const Viewer ann = house.viewer("ann");
        CHECK(change_posts(
                  house.change(*db), house.definitions, owning(ann), "ann", {{"hub", "keeper"}})
                  .error()
                  .fault == Fault::NotFound);
    });
}

TEST_CASE("disabling an account ends its sessions and tokens at once") {
    for_each_house([](House& house) {
        house.add("kim", {{"hub", "keeper"}});
        house.add("ann", {{"school", "admin"}});
        const Viewer kim = house.viewer("kim");
        const auto db = house.store.write();
        const Change change = house.change(*db);
        const std::string token = begin_session(*db, {.user = "ann"}, kTestNoon);
        const auto made = make_token(change, managing(kim), "ann", "A feed", 30);
        const std::string link = *invite(change, managing(kim), "ann");
        REQUIRE(find_token(*db, made->secret, kTestNoon).has_value());
        CHECK(disable_user(change, managing(kim), "ann", "Left on Friday").has_value());
        CHECK(disable_user(change, managing(kim), "kim", "Oops").error().fault == Fault::Invalid);

        CHECK(find_account(*db, "ann")->disabled);
        CHECK_FALSE(load_viewer(*db, house.definitions, "ann").has_value());
        CHECK_FALSE(find_session(*db, token, {}, kTestNoon).has_value());
        CHECK_FALSE(find_token(*db, made->secret, kTestNoon).has_value());
        CHECK_FALSE(find_invitation(*db, link, kTestNoon).has_value());
        CHECK(enable_user(change, managing(kim), "ann", "Came back").has_value());
        CHECK_FALSE(find_session(*db, token, {}, kTestNoon).has_value());
        CHECK_FALSE(find_token(*db, made->secret, kTestNoon).has_value());
        CHECK(load_viewer(*db, house.definitions, "ann").has_value());
    });
}

TEST_CASE("a new password ends the other sessions and keeps the one that set it") {
    for_each_house([](House& house) {
        house.add("ann", {{"school", "admin"}});
        const Viewer ann = house.viewer("ann");
        const auto db = house.store.write();
        const std::string mine = begin_session(*db, {.user = "ann"}, kTestNoon);
        const std::string other = begin_session(*db, {.user = "ann"}, kTestNoon);
        const std::string keep = find_session(*db, mine, {}, kTestNoon)->id;
        const std::string hash = house.hasher.hash("lighthouse kettle orbit");
        CHECK(set_password(house.change(*db), owning(ann), "ann", hash, keep).has_value());
        CHECK(find_session(*db, mine, {}, kTestNoon).has_value());
        CHECK_FALSE(find_session(*db, other, {}, kTestNoon).has_value());
        CHECK(find_account(*db, "ann")->password_at == kTestNoon);
        CHECK(set_password(house.change(*db), owning(ann), "rob", hash).error().fault ==
              Fault::NotFound);
    });
}

TEST_CASE("a link to set a password is good once, for three days, and the newest alone") {
    for_each_house([](House& house) {
        house.add("ann", {{"school", "admin"}});
        const auto db = house.store.write();
        const std::string hash = house.hasher.hash("lighthouse kettle orbit");
        const auto accept = [&](const std::string& token, Instant now) {
            return accept_invitation(house.change(*db, now), token, hash);
        };
        const std::string old = *invite(house.change(*db), managing(system_self()), "ann");
        const std::string link = *invite(house.change(*db), managing(system_self()), "ann");
        CHECK_FALSE(accept(old, kTestNoon).has_value());
        CHECK_FALSE(accept(link, kTestNoon + 3 * kDay).has_value());
        CHECK(find_invitation(*db, link, kTestNoon + kDay)->name == "ann");
        CHECK(accept(link, kTestNoon + kDay) == "ann");
        CHECK_FALSE(accept(link, kTestNoon + kDay).has_value());
        CHECK_FALSE(find_invitation(*db, link, kTestNoon + kDay).has_value());
    });
}

TEST_CASE("no secret stands in the journal, and a rebuild makes the same accounts") {
    for_each_house([](House& house) {
        house.add("kim", {{"hub", "keeper"}});
        house.add("ann", {{"school", "admin"}});
        house.give_password("ann", "lighthouse kettle orbit");
        const Viewer kim = house.viewer("kim");
        const auto db = house.store.write();
        const Change change = house.change(*db, kTestNoon + kHour);
        CHECK(change_details(change, managing(kim), "ann", "Ann Hall", "ann@school.example"));
        CHECK(set_code_rule(
            change, managing(kim), "ann", CodeRule::OutsideTrustedNetwork, "Works at the desk"));
        CHECK(disable_user(change, managing(kim), "ann", "On leave"));
        const std::string secret =
            db->one("select password_hash from user_secret where user_name = 'ann'")->text(0);
        std::string journal;
        journal::export_lines(*db, [&](const std::string& line) { journal += line; });
        CHECK(journal.find("user.password-set") != std::string::npos);
        CHECK(journal.find(secret) == std::string::npos);
        CHECK(journal.find("argon2") == std::string::npos);

        const auto accounts = db->whole_table("user_account");
        const auto posts = db->whole_table("user_post");
        journal::rebuild(*db, house.projections);
        const auto same = [](const store::Rows& a, const store::Rows& b) {
            return std::ranges::equal(a, b, {}, &store::Row::values, &store::Row::values);
        };
        CHECK(accounts.size() == 2);
        CHECK(same(accounts, db->whole_table("user_account")));
        CHECK(same(posts, db->whole_table("user_post")));
        const auto ann = find_account(*db, "ann");
        CHECK(ann->shown == "Ann Hall");
        CHECK(ann->trusted);
        CHECK(ann->disabled);
        CHECK(ann->password_at == kTestNoon);
        CHECK(ann->rev == 5);
        CHECK(db->one("select password_hash from user_secret where user_name = 'ann'")->text(0) ==
              secret);
    });
}

TEST_CASE("accounts are listed by name, and people chosen by role") {
    for_each_house([](House& house) {
        house.add("zoe", {{"hub", "manager"}});
        house.add("ann", {{"school", "admin"}, {"hub", "researcher"}});
        house.add("rob", {{"hub", "researcher"}});
        const auto db = house.store.write();
        CHECK(disable_user(house.change(*db), managing(system_self()), "rob", "Left"));
        const auto all = list_accounts(*db, managing(system_self()));
        REQUIRE(all.size() == 3);
        CHECK(all[0].name == "ann");
        CHECK(all[0].posts.size() == 2);
        CHECK(all[2].name == "zoe");
        const Viewer ann = house.viewer("ann");
        CHECK(list_accounts(*db, owning(ann)).empty());
        const auto fit = users_in_roles(*db, house.definitions, {"worker", "manager"});
        REQUIRE(fit.size() == 2);
        CHECK(fit[0].name == "ann");
        CHECK(fit[0].agency == "hub");
        CHECK(fit[1].name == "zoe");
    });
}
