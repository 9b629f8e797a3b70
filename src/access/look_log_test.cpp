#include "access/look_log.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "access/test_accounts.h"

using namespace longstone;
using namespace longstone::access;

namespace {

void look(store::Session& db,
          int minute,
          const char* actor,
          const char* subject,
          const char* action = "read") {
    journal::note_look(db,
                       {.at = kTestNoon + minute * kMinute,
                        .actor = actor,
                        .agency = "hub",
                        .action = action,
                        .subject = subject,
                        .reason = "because"});
}

}  // namespace

TEST_CASE("the access log is read by those granted it, newest first, with names") {
    for_each_house([](House& house) {
        house.add("kim", {{"hub", "keeper"}});
        const auto db = house.store.write();
        look(*db, 0, "kim", "record/EN-1");
        look(*db, 1, "gone", "record/EN-1", "break-glass");
        const Viewer kim = house.viewer("kim");
        const auto page = read_looks(*db, *allow(kim, Action::ReadAccessLog), {});
        REQUIRE(page.has_value());
        REQUIRE(page->lines.size() == 2);
        CHECK(page->lines[0].actor == "gone");
        CHECK(page->lines[0].shown.empty());
        CHECK(page->lines[0].action == "break-glass");
        CHECK(page->lines[0].reason == "because");
        CHECK(page->lines[1].shown == "kim");
        CHECK(page->lines[1].at == kTestNoon);
        CHECK(page->next == 0);
        CHECK(read_looks(*db, *allow(kim, Action::ManageUsers), {}).error().fault ==
              Fault::NotFound);
    });
}

TEST_CASE("it is filtered by who, what, how and when, in any mix, and paged") {
    for_each_house([](House& house) {
        house.add("kim", {{"hub", "keeper"}});
        const auto db = house.store.write();
        for (int i = 0; i < 60; ++i) {
            look(*db,
                 i,
                 i % 2 == 0 ? "rob" : "mia",
                 i % 3 == 0 ? "record/EN-1" : "person/p1",
                 i % 5 == 0 ? "download" : "read");
        }
        const Viewer kim = house.viewer("kim");
        const Grant grant = *allow(kim, Action::ReadAccessLog);
        const auto count = [&](LookQuery query) {
            query.limit = kMostLooks;
            return read_looks(*db, grant, query)->lines.size();
        };
        CHECK(count({}) == 60);
        CHECK(count({.actor = "rob"}) == 30);
        CHECK(count({.subject = "record/EN-1"}) == 20);
        CHECK(count({.actor = "rob", .subject = "record/EN-1"}) == 10);
        CHECK(count({.actor = "rob", .subject = "record/EN-1", .action = "download"}) == 2);
        CHECK(count({.action = "download"}) == 12);
        CHECK(count({.actor = "nobody"}) == 0);
        CHECK(count({.from = kTestNoon + 10 * kMinute, .until = kTestNoon + 20 * kMinute}) == 10);
        CHECK(count({.actor = "mia", .from = kTestNoon + 50 * kMinute}) == 5);

        LookQuery query = {.actor = "rob", .limit = 8};
        std::vector<std::int64_t> ids;
        int pages = 0;
        do {
            const auto page = read_looks(*db, grant, query);
            for (const LookLine& line : page->lines)
                ids.push_back(line.id);
            query.before = page->next;
            ++pages;
        } while (query.before != 0);
        CHECK(pages == 4);
        CHECK(ids.size() == 30);
        CHECK(std::ranges::is_sorted(ids, std::greater<>()));
        CHECK(std::ranges::adjacent_find(ids) == ids.end());
    });
}
