#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Clocks: what starts and stops them, how long they run. Each case breaks one thing in the sound
// set and asserts all that is said of it.
using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("starting on a stage that is not there") {
    CHECK(broken(kVisit,
                 "from: opened\n"
                 "    to: [closed]",
                 "from: {entered: talkin}\n"
                 "    to: [closed]") ==
          "england/pathways/visit.yaml:39:21: no stage called \"talkin\". Did you mean "
          "\"talking\"?\n");
}

TEST_CASE("a stage that is never reached") {
    Files files = sound();
    swap(files,
         kVisit,
         "  done: {closes: yes}\n"
         "meetings",
         "  done: {closes: yes}\n"
         "  lost: {next: {done: {}}}\n"
         "meetings");
    swap(files,
         kVisit,
         "from: opened\n"
         "    to: [closed]",
         "from: {entered: lost}\n"
         "    to: [closed]");
    CHECK(test::load(files).said() ==
          "england/pathways/visit.yaml:34:3: no move leads to the stage \"lost\". Add it to the "
          "next: of an earlier stage, or take it away.\n"
          "england/pathways/visit.yaml:40:11: the clock \"finish\" can never start. Start it on "
          "something that happens at a stage that is reached.\n");
}

TEST_CASE("stopping before it starts") {
    CHECK(broken(kAfter,
                 "from: opened, to: [closed]",
                 "from: {left: helping}, to: [{entered: helping}]") ==
          "england/pathways/after.yaml:15:37: the clock \"help\" can never stop. Stop it on "
          "something that can happen after it starts.\n");
}

TEST_CASE("stopping on what is not there") {
    CHECK(
        broken(
            kVisit,
            "to: [{requests-answered: view}]",
            "to: [{requests-answered: vew}, {meeting: tlk}, {told: family}, {answered: nobody}]") ==
        "england/pathways/visit.yaml:43:66: no request called \"vew\". Did you mean \"view\"?\n"
        "england/pathways/visit.yaml:43:82: no meeting called \"tlk\". Did you mean \"talk\"?\n"
        "england/pathways/visit.yaml:43:95: no entry of tells called \"family\". Use referrer.\n"
        "england/pathways/visit.yaml:43:115: the pathway \"visit\" asks nothing called \"nobody\". "
        "Name a field of one of its own forms, or ask it there.\n");
}

TEST_CASE("a date that is no date") {
    CHECK(broken(kVisit,
                 "from: opened\n"
                 "    to: [closed]",
                 "from: {date: worry}\n"
                 "    to: [closed]") ==
          "england/pathways/visit.yaml:39:18: the answer to \"worry\" is not a date. Name a field "
          "of the type date or date-time.\n");
}

TEST_CASE("counting back from what is no date") {
    CHECK(broken(kVisit,
                 "main: yes",
                 "before: yes\n"
                 "    main: yes") ==
          "england/pathways/visit.yaml:38:13: only a clock from a date counts back. Write from: "
          "{date: field}, or take before: away.\n");
}

TEST_CASE("cases that do not cover the answers") {
    CHECK(broken(kVisit, ", amber: 5 working days", "") ==
          "england/pathways/visit.yaml:41:13: no limit is given when \"rating\" is amber. Add a "
          "case for each answer.\n");
}

TEST_CASE("a case of no answer") {
    CHECK(broken(kVisit, "green: 3 weeks}", "green: 3 weeks, gren: 4 weeks}") ==
          "england/pathways/visit.yaml:41:77: no answer to \"rating\" called \"gren\". Did you "
          "mean \"green\"?\n");
}

TEST_CASE("a case that its condition leaves out") {
    Files files = sound();
    swap(files,
         kVisit,
         "main: yes",
         "when: {rating: [red, amber]}\n"
         "    main: yes");
    swap(files, kVisit, ", green: 3 weeks", "");
    CHECK(test::load(files).said() == "");
}

TEST_CASE("decided by what is not asked") {
    CHECK(broken(kVisit, "{by: rating,", "{by: ratng,") ==
          "england/pathways/visit.yaml:41:18: the pathway \"visit\" asks nothing called \"ratng\". "
          "Did you mean \"rating\"?\n");
}

TEST_CASE("decided by prose") {
    CHECK(broken(kVisit,
                 "{by: rating, red: 1 day, amber: 5 working days, green: 3 weeks}",
                 "{by: worry, cold: 1 day}") ==
          "england/pathways/visit.yaml:41:18: the answer to \"worry\" cannot decide a limit. Name "
          "a field that is a rating, a choice or a yes-no.\n");
}

TEST_CASE("a share of no clock") {
    CHECK(
        broken(kVisit, "of: finish", "of: finsh") ==
        "england/pathways/visit.yaml:19:61: no clock called \"finsh\". Did you mean \"finish\"?\n");
}

TEST_CASE("a share of its own time") {
    Files files = sound();
    swap(files,
         kVisit,
         "within: {by: rating, red: 1 day, amber: 5 working days, green: 3 weeks}",
         "within: {share: 50, of: answer}");
    swap(files, kVisit, "within: 2 working days", "within: {share: 50, of: finish}");
    CHECK(test::load(files).said() ==
          "england/pathways/visit.yaml:41:13: the clock \"finish\" is a share of its own time. "
          "Give one of the clocks that share a limit of its own.\n"
          "england/pathways/visit.yaml:43:82: the clock \"answer\" is a share of its own time. "
          "Give one of the clocks that share a limit of its own.\n");
}

TEST_CASE("two main clocks") {
    CHECK(broken(kVisit, "answer: {from", "answer: {main: yes, from") ==
          "england/pathways/visit.yaml:43:18: another clock is the main one already. Say main: yes "
          "of one clock.\n");
}

TEST_CASE("a condition that can never hold") {
    CHECK(broken(kVisit,
                 "main: yes",
                 "when: {history.count: {below: 0}}\n"
                 "    main: yes") ==
          "england/pathways/visit.yaml:38:11: this condition can never hold. Its parts contradict "
          "each other, or what is asked here: change one.\n");
}

TEST_CASE("a warning when it is due already") {
    CHECK(broken(kVisit, "within: 2 working days}", "within: 0 days, warn: 2 weeks}") ==
          "england/pathways/visit.yaml:43:96: the clock \"answer\" is due before its warning. Warn "
          "sooner, or write warn: {before: 2 weeks}.\n");
    CHECK(broken(kVisit, "within: 2 working days}", "within: 0 days, warn: {before: 2 weeks}}") ==
          "");
    CHECK(broken(kVisit, "within: 2 working days}", "within: 0 days, warn: {befor: 2 weeks}}")
              .contains("Did you mean \"before\"?"));
}
