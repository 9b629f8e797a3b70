#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone::define;
using namespace longstone::define::test;

namespace {

// The sound set with these groups.
Files with_groups(const std::string& groups) {
    Files files = sound();
    swap(files, kHere, "boards:", "groups:\n" + groups + "boards:");
    return files;
}

constexpr const char* kBoard =
    "  board: {name: Board, chair: council/visitor, members: {police: {post: officer}},\n"
    "    quorum: [council, police], minutes: 10 working days, takes: [visit],\n"
    "    terms: {version: \"1.2\", from: 2026-04-01, review: 2027-03-31}}\n";

// A form that asks for a group, and a meeting which that group says all about.
Files with_group_meeting() {
    Files files = with_groups(kBoard);
    files["england/codes/group.yaml"] = "codes: group\nname: Group\nfrom: groups\n";
    swap(files,
         kReason,
         "{type: text, label: Why?}}}",
         "{type: text, label: Why?}, whose: {type: choice, codes: group, label: Whose?}}}");
    swap(files, kAfter, "clocks:", "meetings:\n  hear: {chair: [worker], group: whose}\nclocks:");
    swap(files, kAfter, "helping: {next", "helping: {holds: hear, next");
    swap(files, kAfter, "people: {", "group: {of: whose, name: After care}\npeople: {");
    return files;
}

}  // namespace

TEST_CASE("a group has its members by post, its quorum and its terms") {
    const auto loaded = load(with_groups(kBoard));
    CHECK(loaded.said().empty());
    REQUIRE(loaded.definitions);
    const Group* board = loaded.definitions->partnership.group("board");
    REQUIRE(board != nullptr);
    CHECK(board->seats("police", "officer"));
    CHECK(board->seats("council", "visitor"));
    CHECK_FALSE(board->seats("council", "typist"));
    CHECK(board->agencies() == std::vector<std::string>{"police", "council"});
    CHECK(board->terms.version == "1.2");
    CHECK(loaded.definitions->partnership.post("police/officer")->name == "Officer");
    CHECK(loaded.definitions->partnership.post("police/nobody") == nullptr);
}

TEST_CASE("a group that cannot meet") {
    CHECK(
        load(with_groups("  all: {name: All, members: {police: {post: officr}, nobody: {post: a}},"
                         " quorum: [council, fire]}\n"))
            .said() ==
        "here/partnership.yaml:5:8: nobody chairs this group. Add chair: agency/post.\n"
        "here/partnership.yaml:5:45: no post of \"police\" called \"officr\". Did you mean "
        "\"officer\"?\n"
        "here/partnership.yaml:5:54: no agency called \"nobody\". Use one of council, police.\n"
        "here/partnership.yaml:5:83: \"council\" must attend but is no member. Add such an "
        "agency to members, or take it out of the quorum.\n"
        "here/partnership.yaml:5:92: no kind of agency called \"fire\". Use one of council, "
        "police.\n");
}

TEST_CASE("groups that answer to each other") {
    CHECK(load(with_groups("  one: {name: One, chair: council/visitor, answers-to: two}\n"
                           "  two: {name: Two, chair: council/visitor, answers-to: one}\n"))
              .said() ==
          "here/partnership.yaml:5:56: \"one\" answers to itself in the end. Let one of them "
          "answer to nobody.\n"
          "here/partnership.yaml:6:56: \"two\" answers to itself in the end. Let one of them "
          "answer to nobody.\n");
}

TEST_CASE(
    "terms that are reviewed too early, a stand-in for oneself, a pathway that is not there") {
    CHECK(load(with_groups("  one: {name: One, chair: council/visitor, takes: [vist],\n"
                           "    members: {police: {post: officer, substitute: officer}},\n"
                           "    terms: {version: 1, from: 2026-04-01, review: 2026-03-31}}\n"))
              .said() ==
          "here/partnership.yaml:5:52: no pathway called \"vist\". Did you mean \"visit\"?\n"
          "here/partnership.yaml:6:51: \"officer\" stands in for itself. Name another post, or "
          "take it away.\n"
          "here/partnership.yaml:7:51: the terms are reviewed before they count. Give a day after "
          "\"from\".\n");
}

TEST_CASE("a question offers the partnership's groups, and a meeting takes its people from one") {
    const auto loaded = load(with_group_meeting());
    CHECK(loaded.said().empty());
    REQUIRE(loaded.definitions);
    const CodeList* list = loaded.definitions->code_list("group");
    REQUIRE(list != nullptr);
    CHECK(list->find("board")->text == "Board");
    const Pathway* after = loaded.definitions->pathway("after");
    CHECK(after->meeting("hear")->group == "whose");
    REQUIRE(after->group);
    CHECK(after->group->of == "whose");
}

TEST_CASE("a meeting that a group and its own rule say different things of") {
    Files files = with_group_meeting();
    swap(files, kAfter, "group: whose}", "group: whose, invites: [police]}");
    CHECK(load(files).said().find("the group says who comes and who must, and so does the "
                                  "meeting. Take \"invites\" and \"quorum\" away, or \"group\".") !=
          std::string::npos);
    files = with_group_meeting();
    swap(files, kAfter, "group: whose}", "group: reason}");
    CHECK(load(files).said().find("the answer to \"reason\" is no group of the partnership") !=
          std::string::npos);
}

TEST_CASE("a page that would show what is not there, or what some may not read") {
    Files files = sound();
    swap(files,
         kAfter,
         "people: {",
         "publishes: {page: advice, name: Advice, stages: [dne], from: reason, shows: [resn]}\n"
         "people: {");
    const auto said = load(files).said();
    CHECK(said.find("no stage called \"dne\". Did you mean \"done\"?") != std::string::npos);
    CHECK(said.find("the answer to \"reason\" is no date") != std::string::npos);
    CHECK(said.find("\"resn\"") != std::string::npos);
}
