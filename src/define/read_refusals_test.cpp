#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// What cannot be read as the language says. Each case breaks one thing in the sound set and asserts
// all that is said of it.
using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("an unknown key") {
    CHECK(broken(kVisit, "board: work", "bord: work") ==
          "england/pathways/visit.yaml:10:1: a pathway has no key \"bord\". Did you mean "
          "\"board\"?\n");
}

TEST_CASE("an unknown key of a field") {
    CHECK(broken(kSeen, "label: Were they alone?", "lable: Were they alone?") ==
          "england/forms/seen.yaml:9:14: a field needs \"label\". Add label: and say what it is.\n"
          "england/forms/seen.yaml:9:29: a field has no key \"lable\". Did you mean \"label\"?\n");
}

TEST_CASE("a missing key") {
    CHECK(broken(kVisit, "gateway: Here Act\n", "") ==
          "england/pathways/visit.yaml:1:1: a pathway needs \"gateway\". Add gateway: and say what "
          "it is.\n");
}

TEST_CASE("a word that is none") {
    CHECK(broken(kVisit, "about: person", "about: persons") ==
          "england/pathways/visit.yaml:4:8: \"persons\" is not a word for \"about\". Did you mean "
          "\"person\"?\n");
}

TEST_CASE("neither yes nor no") {
    CHECK(broken(kSeen, "required: yes, counted: yes", "required: true, counted: yes") ==
          "england/forms/seen.yaml:6:64: \"required\" is yes or no. Write yes or no.\n");
}

TEST_CASE("no limit") {
    CHECK(broken(kVisit, "within: 2 working days", "within: 2 workdays") ==
          "england/pathways/visit.yaml:43:82: \"2 workdays\" is not a time limit. Write one like 4 "
          "hours, 15 working days, 6 weeks or 3 working days same time.\n");
}

TEST_CASE("no figure") {
    CHECK(broken(kSeen, "min: 0", "min: none") ==
          "england/forms/seen.yaml:15:46: \"min\" is a number. Write the number in figures.\n");
}

TEST_CASE("an id that is none") {
    CHECK(broken(kVisit,
                 "  done: {closes: yes}\n"
                 "meetings",
                 "  Done: {closes: yes}\n"
                 "meetings") ==
          "england/pathways/visit.yaml:16:3: no way leads from \"visiting\" to a stage that "
          "closes. Add a move on, or closes: yes to the last stage.\n"
          "england/pathways/visit.yaml:23:7: no stage called \"done\". Did you mean \"Done\"?\n"
          "england/pathways/visit.yaml:24:3: no way leads from \"talking\" to a stage that closes. "
          "Add a move on, or closes: yes to the last stage.\n"
          "england/pathways/visit.yaml:28:7: no stage called \"done\". Did you mean \"Done\"?\n"
          "england/pathways/visit.yaml:33:3: \"Done\" is not an id. Ids are lower-case words "
          "joined by hyphens.\n"
          "england/pathways/visit.yaml:33:3: no move leads to the stage \"Done\". Add it to the "
          "next: of an earlier stage, or take it away.\n"
          "england/pathways/visit.yaml:40:9: the clock \"finish\" can never stop. Stop it on "
          "something that can happen after it starts.\n"
          "england/pathways/visit.yaml:46:9: no stage called \"done\". Did you mean \"Done\"?\n");
}

TEST_CASE("an id that is not the name of its file") {
    CHECK(broken(kVisit, "pathway: visit", "pathway: visits") ==
          "england/pathways/visit.yaml:1:10: this pathway calls itself \"visits\". Its id is its "
          "file's name: write visit, or rename the file.\n");
}

TEST_CASE("text where a mapping should be") {
    CHECK(broken(kVisit, "done: {closes: yes}", "done: closes") ==
          "england/pathways/visit.yaml:33:3: the stage \"done\" is a dead end. Add next: with a "
          "move, or closes: yes.\n"
          "england/pathways/visit.yaml:33:9: a stage must be a mapping. Write key: value pairs, or "
          "{} when there is nothing to say.\n"
          "england/pathways/visit.yaml:40:9: no stage closes the record. Add closes: yes to the "
          "last.\n");
}

TEST_CASE("a list where text should be") {
    CHECK(broken(kVisit, "name: Visit", "name: [Visit]") ==
          "england/pathways/visit.yaml:2:7: text was expected here. Write text; put it in quotes "
          "if need be.\n");
}

TEST_CASE("the same thing in a list twice") {
    CHECK(broken(kVisit, "invites: [police]", "invites: [police, police]") ==
          "england/pathways/visit.yaml:35:45: \"police\" is in this list twice. Keep one.\n");
}

TEST_CASE("a clock without an end") {
    CHECK(broken(kVisit, "    to: [closed]\n", "") ==
          "england/pathways/visit.yaml:38:5: a clock needs \"to\". Say what stops it: to: "
          "[closed].\n");
}

TEST_CASE("a clock without a length") {
    CHECK(broken(kVisit, ", within: 2 working days", "") ==
          "england/pathways/visit.yaml:43:11: a clock needs \"within\" or \"versions\". Say once "
          "how long it runs.\n");
}

TEST_CASE("a clock of two lengths") {
    CHECK(broken(kVisit, "    warn: 4 hours", "    versions: [{within: 1 day}]") ==
          "england/pathways/visit.yaml:38:5: a clock has both \"within\" and \"versions\". Say "
          "once how long it runs.\n");
}

TEST_CASE("versions that overlap or leave a gap") {
    CHECK(broken(kVisit,
                 "within: 2 working days",
                 "versions: [{until: 2023-12-14, within: 1 day}, {from: 2023-12-14, until: "
                 "2024-01-01, within: 1 day},\n"
                 "    {from: 2024-02-01, within: 1 day}]") ==
          "england/pathways/visit.yaml:43:84: no version is in force on 2024-01-02. Begin each "
          "version the day after the one before ends.\n"
          "england/pathways/visit.yaml:43:84: two versions are in force on the same day. End each "
          "version the day before the next begins.\n");
}

TEST_CASE("a date that does not exist") {
    CHECK(broken(
              kVisit, "within: 2 working days", "versions: [{until: 2023-02-29, within: 1 day}]") ==
          "england/pathways/visit.yaml:43:93: \"2023-02-29\" is not a date. Write a day that "
          "exists as YYYY-MM-DD.\n");
}

TEST_CASE("a trigger that is none") {
    CHECK(broken(kVisit, "to: [{requests-answered: view}]", "to: [{answerd: view}]") ==
          "england/pathways/visit.yaml:43:46: this is nothing that a clock starts or stops on. Use "
          "opened, closed, or one of entered, left, answered, date, requests-made, "
          "requests-answered, meeting, told with its object.\n");
}

TEST_CASE("a share of more than all") {
    CHECK(broken(kVisit, "share: 50", "share: 150") ==
          "england/pathways/visit.yaml:19:53: a share is a percentage from 1 to 100. Write 50 for "
          "half of the other clock's time.\n");
}

TEST_CASE("a power that is none") {
    CHECK(broken(kRoles, "search-people", "search-peple") ==
          "england/roles.yaml:2:54: no power called \"search-peple\". Did you mean "
          "\"search-people\"?\n");
}

TEST_CASE("a holiday on a Sunday") {
    CHECK(broken(kCalendar, "2026-12-25", "2026-12-27, 2026-12-25, 2026-12-25") ==
          "england/calendar.yaml:1:17: 2026-12-27 is not a weekday. Write the weekday on which the "
          "holiday is kept in its place.\n"
          "england/calendar.yaml:1:41: 2026-12-25 is here twice. Keep one.\n");
}

TEST_CASE("a closure that ends before it begins") {
    CHECK(broken(kHere,
                 "area: Here",
                 "area: Here\n"
                 "school-closed: [{from: 2026-10-30, to: 2026-10-26}]") ==
          "here/partnership.yaml:4:17: this closure does not end within a year. Look at its "
          "dates.\n");
}

TEST_CASE("a colour that is none") {
    CHECK(broken(kHere,
                 "area: Here",
                 "area: Here\n"
                 "colours: {ink: blue}") ==
          "here/partnership.yaml:4:16: \"blue\" is not a colour. Write six hexadecimal figures in "
          "quotes, like \"#0b1f33\".\n");
}

TEST_CASE("a post without a role, and in no team") {
    CHECK(broken(kHere,
                 "typist: {name: Typist, roles: [clerk]}",
                 "typist: {name: Typist, team: typng}") ==
          "here/partnership.yaml:11:15: the post \"typist\" has no role, so it may do nothing. Add "
          "roles: [role].\n"
          "here/partnership.yaml:11:36: no team of \"council\" called \"typng\". There is no team "
          "of \"council\" yet: write one, or take this away.\n");
}

TEST_CASE("a partnership of another name") {
    CHECK(broken(kHere, "partnership: here", "partnership: there") ==
          "here/partnership.yaml:1:14: this partnership calls itself \"there\". Its id is its "
          "folder's name: write here.\n");
}

TEST_CASE("a flag without a condition") {
    CHECK(broken(kVisit,
                 "{name: Alone, when: {alone: yes}, colour: yellow}",
                 "{name: Alone, colour: lemon}") ==
          "england/pathways/visit.yaml:53:10: a flag needs \"when\". Say when it is shown.\n"
          "england/pathways/visit.yaml:53:32: \"lemon\" is not a word for \"colour\". Use one of "
          "grey, green, turquoise, blue, light-blue, purple, pink, red, orange, yellow.\n");
}

TEST_CASE("extending what England cannot extend") {
    CHECK(broken(kVisit,
                 "name: Visit",
                 "extends: yes\n"
                 "name: Visit") ==
          "england/pathways/visit.yaml:2:1: there is nothing beneath England's definitions to "
          "extend. Take this line away.\n");
}
