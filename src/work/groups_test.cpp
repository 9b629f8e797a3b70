#include "work/groups.h"

#include <doctest/doctest.h>

#include "define/define_test_tools.h"
#include "work/acts/meetings.h"

using namespace longstone;
using namespace longstone::work;

namespace {

MeetingState held(std::initializer_list<Seat> seats) {
    MeetingState meeting;
    meeting.held = Instant{1};
    meeting.seats = seats;
    return meeting;
}

Seat seat(std::string agency, bool attended, bool apologies = false) {
    return {.agency = std::move(agency), .attended = attended, .apologies = apologies};
}

std::vector<GroupMeeting> of(std::initializer_list<MeetingState> meetings) {
    std::vector<GroupMeeting> out;
    for (const auto& meeting : meetings)
        out.push_back({.meeting = meeting});
    return out;
}

}  // namespace

TEST_CASE("an agency came when one of its people did, and apologies are more than silence") {
    const auto meeting = held({seat("police", false),
                               seat("police", true),
                               seat("icb", false, true),
                               seat("icb", false),
                               seat("school", false)});
    CHECK(came_to(meeting, "police") == Came::Yes);
    CHECK(came_to(meeting, "icb") == Came::Apologies);
    CHECK(came_to(meeting, "school") == Came::No);
    CHECK(came_to(meeting, "fire") == Came::NotInvited);
}

TEST_CASE("how an agency comes: a share of what it was invited to, and what it missed last") {
    const auto meetings = of({held({seat("police", false)}),
                              held({seat("police", false, true)}),
                              held({seat("police", true)}),
                              held({seat("icb", true)}),
                              MeetingState{}});
    const auto police = coming_of(meetings, "police");
    CHECK(police.invited == 3);
    CHECK(police.came == 1);
    CHECK(police.apologies == 1);
    CHECK(police.missed_last == 2);
    CHECK(*police.percent() == doctest::Approx(33.333).epsilon(0.001));
    const auto icb = coming_of(meetings, "icb");
    CHECK(icb.invited == 1);
    CHECK(icb.missed_last == 0);
    CHECK_FALSE(coming_of(meetings, "fire").percent());
}

TEST_CASE("a group's meeting is for its members, with its quorum and its time for minutes") {
    auto files = define::test::sound();
    define::test::swap(files,
                       define::test::kHere,
                       "boards:",
                       "groups:\n"
                       "  board: {name: Board, chair: council/visitor, quorum: [police],\n"
                       "    members: {police: {post: officer}}, minutes: 3 working days}\n"
                       "boards:");
    const auto loaded = define::test::load(files);
    REQUIRE(loaded.definitions);
    const auto& definitions = *loaded.definitions;
    const define::MeetingRule own{.invites = {"council"}, .quorum = {"council"}};
    const define::MeetingRule of_group{.minutes_within = parse_limit("10 working days"),
                                       .group = "whose"};
    RecordState record;
    CHECK(called_by(definitions, own, record).quorum == std::vector<std::string>{"council"});
    CHECK(called_by(definitions, of_group, record).invites.empty());
    record.answers["whose"].given.values = {"board"};
    const auto called = called_by(definitions, of_group, record);
    CHECK(called.invites == std::vector<std::string>{"police", "council"});
    CHECK(called.minutes == parse_limit("3 working days"));
    const auto missing = [&](const char* agency) {
        return missing_quorum(definitions, called.quorum, {{.agency = agency, .attended = true}});
    };
    CHECK(missing("council") == std::vector<std::string>{"police"});
    CHECK(missing("police").empty());
}
