#include "access/explain.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "access/test_partnership.h"
#include "define/definitions.h"

using namespace longstone;
using namespace longstone::access;

namespace {

const define::Definitions& house() {
    static const define::Definitions made = test_partnership();
    return made;
}

std::string why(std::vector<PostHeld> posts, const RecordFacts& facts) {
    return why_not(house(), test_viewer(house(), "Dana", std::move(posts)), facts);
}

}  // namespace

TEST_CASE("an administrator reads why somebody cannot see a record") {
    RecordFacts facts = {.ref = "EN-1", .pathway = "enquiry", .agencies = {"school"}};
    CHECK(why({{"police", "liaison"}}, facts) ==
          "Dana cannot see this record: these records are seen by Manager, Worker and Scrutineer, "
          "by those named on them and by agencies that are involved, and none of that is so of "
          "them.");
    CHECK(why({{"police", "officer"}}, facts).ends_with("They may open it with a reason."));
    CHECK(why({}, facts) ==
          "Dana cannot see this record: they hold no post that the partnership's definitions "
          "know.");
    facts.restricted = true;
    CHECK(why({{"school", "lead"}}, facts) ==
          "Dana cannot see this record: it is restricted, so only those named on it see it, and "
          "these roles: Manager.");
    facts.barred = {"Dana"};
    CHECK(why({{"hub", "manager"}}, facts) ==
          "Dana cannot see this record: they are barred from it, as somebody with a conflict of "
          "interest is.");
    CHECK(why_not(house(), public_viewer(), facts).find("public pages") != std::string::npos);
    facts.pathway = "gone";
    CHECK(why({{"hub", "manager"}}, facts) ==
          "Dana cannot see this record: the definitions have no pathway \"gone\".");
}

TEST_CASE("and why somebody can") {
    RecordFacts facts = {.ref = "EN-1", .pathway = "enquiry", .agencies = {"school"}};
    CHECK(why({{"hub", "manager"}}, facts) ==
          "Dana can see the whole of this record because of their role as Manager.");
    CHECK(why({{"school", "lead"}}, facts) ==
          "Dana can see their part of this record because their agency is involved in it.");
    facts.users = {"Dana"};
    CHECK(why({{"police", "liaison"}}, facts) ==
          "Dana can see their part of this record because they are named on it.");
    facts.broke_glass = {"Dana"};
    CHECK(why({{"police", "officer"}}, facts) ==
          "Dana can see the whole of this record because they opened it with a reason.");
}

TEST_CASE("who can see a record is every post for which the policy says so") {
    for (const auto& [pathway, unused] : house().pathways) {
        for (const bool restricted : {false, true}) {
            const RecordFacts facts = {.ref = "R-1",
                                       .pathway = pathway,
                                       .restricted = restricted,
                                       .agencies = {"school", "police"}};
            const auto posts = who_can(house(), pathway, facts);
            std::size_t expected = 0;
            for (const define::Agency& agency : house().partnership.agencies) {
                for (const define::Post& post : agency.posts) {
                    const Viewer viewer = test_viewer(house(), "somebody", {{agency.id, post.id}});
                    const Reach reach = reach_of(house(), viewer, facts);
                    if (reach == Reach::None) continue;
                    ++expected;
                    const auto found =
                        std::ranges::find(posts, PostHeld{agency.id, post.id}, &PostThatCan::post);
                    REQUIRE(found != posts.end());
                    CHECK(found->reach == reach);
                    CHECK(found->post_name == post.name);
                }
            }
            CHECK(posts.size() == expected);
        }
    }
    CHECK(who_can(house(), "gone", {}).empty());
    CHECK(who_can(house(), "enquiry", {}).size() == 8);
}
