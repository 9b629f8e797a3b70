#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// The course of a pathway: stages, moves, who may act. Each case breaks one thing in the sound set
// and asserts all that is said of it.
using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("a stage that no move leads to") {
    CHECK(broken(kVisit,
                 "  done: {closes: yes}\n"
                 "meetings",
                 "  done: {closes: yes}\n"
                 "  lost: {next: {done: {}}}\n"
                 "meetings") ==
          "england/pathways/visit.yaml:34:3: no move leads to the stage \"lost\". Add it to the "
          "next: of an earlier stage, or take it away.\n");
}

TEST_CASE("a dead end") {
    CHECK(broken(kVisit,
                 "  done: {closes: yes}\n"
                 "meetings",
                 "  done: {}\n"
                 "meetings") ==
          "england/pathways/visit.yaml:33:3: the stage \"done\" is a dead end. Add next: with a "
          "move, or closes: yes.\n"
          "england/pathways/visit.yaml:40:9: no stage closes the record. Add closes: yes to the "
          "last.\n");
}

TEST_CASE("a loop without a way to close") {
    CHECK(
        broken(kVisit,
               "      done:\n"
               "        name: Finish\n"
               "        needs: [requests-answered, meeting-quorate, {need: told, what: referrer},\n"
               "          {need: disagreement-noted, what: note}]\n"
               "      visiting: {name: Go again, back: yes, reason: yes, needs: []}",
               "      again: {needs: []}\n"
               "  again: {next: {talking: {}}}") ==
        "england/pathways/visit.yaml:24:3: no way leads from \"talking\" to a stage that closes. "
        "Add a move on, or closes: yes to the last stage.\n"
        "england/pathways/visit.yaml:29:3: no way leads from \"again\" to a stage that closes. Add "
        "a move on, or closes: yes to the last stage.\n"
        "england/pathways/visit.yaml:44:12: this condition can never hold here: \"outcome\" is not "
        "asked before. Ask it at this stage or an earlier one.\n");
}

TEST_CASE("a move out of nowhere") {
    CHECK(
        broken(kVisit, "      talking: {name: Talk", "      talkin: {name: Talk") ==
        "england/pathways/visit.yaml:19:83: the stage \"talking\" does not follow \"visiting\". "
        "Name a stage that comes after the one that asks.\n"
        "england/pathways/visit.yaml:22:7: no stage called \"talkin\". Did you mean \"talking\"?\n"
        "england/pathways/visit.yaml:24:3: no move leads to the stage \"talking\". Add it to the "
        "next: of an earlier stage, or take it away.\n"
        "england/pathways/visit.yaml:30:17: no requests are made by the stage \"talking\". Name "
        "one with what:, or take this need away.\n");
}

TEST_CASE("a form that is not there") {
    CHECK(
        broken(kVisit, "asks: [result]", "asks: [results]") ==
        "england/pathways/visit.yaml:25:12: no form called \"results\". Did you mean \"result\"?\n"
        "england/pathways/visit.yaml:31:44: the pathway \"visit\" asks nothing called \"note\". "
        "Name a field of one of its own forms, or ask it there.\n"
        "england/pathways/visit.yaml:47:12: the pathway \"visit\" asks nothing called \"outcome\". "
        "Name a field of one of its own forms, or ask it there.\n");
}

TEST_CASE("a section that is not there") {
    CHECK(broken(kVisit, "asks: [result]", "asks: [result.outcome]") ==
          "england/pathways/visit.yaml:25:12: no section of \"result\" called \"outcome\". Use "
          "result.\n"
          "england/pathways/visit.yaml:31:44: the pathway \"visit\" asks nothing called \"note\". "
          "Name a field of one of its own forms, or ask it there.\n"
          "england/pathways/visit.yaml:47:12: the pathway \"visit\" asks nothing called "
          "\"outcome\". Name a field of one of its own forms, or ask it there.\n");
}

TEST_CASE("a role that is not there") {
    CHECK(
        broken(kVisit,
               "    asks: [result]\n",
               "    asks: [result]\n"
               "    who: [wroker]\n") ==
        "england/pathways/visit.yaml:26:11: no role called \"wroker\". Did you mean \"worker\"?\n");
}

TEST_CASE("a role that nobody holds") {
    Files files = sound();
    swap(files,
         kRoles,
         "roles:\n",
         "roles:\n"
         "  judge: {name: Judge, does: Judges.}\n");
    swap(files,
         kVisit,
         "    asks: [result]\n",
         "    asks: [result]\n"
         "    who: [judge]\n");
    CHECK(test::load(files).said() ==
          "england/pathways/visit.yaml:26:10: nobody holds a post with the role judge. Give the "
          "role to a post of an agency in partnership.yaml.\n");
}

TEST_CASE("a choice without a way out") {
    Files files = sound();
    swap(files,
         kVisit,
         "    asks: [result]\n"
         "    holds: talk\n"
         "    next:\n"
         "      done:\n"
         "        name: Finish\n",
         "    asks: [result]\n"
         "    holds: talk\n"
         "    next:\n"
         "      done:\n"
         "        name: Finish\n"
         "        when: {outcome: help}\n");
    swap(files,
         kVisit,
         "visiting: {name: Go again,",
         "visiting: {name: Go again, when: {rating: red, outcome: help},");
    CHECK(test::load(files).said() ==
          "england/pathways/visit.yaml:28:7: no move is open when \"outcome\" is \"none\". Add a "
          "move for this answer.\n");
}

TEST_CASE("a pathway that nobody can open") {
    CHECK(broken(kVisit, "opens: [worker], ", "") ==
          "england/pathways/visit.yaml:11:9: nobody can open one of these. Add opens: [roles], or "
          "public: yes, or let another pathway open it.\n");
}

TEST_CASE("a pathway that nobody may lead") {
    CHECK(broken(kVisit, "lead: [worker], ", "") ==
          "england/pathways/visit.yaml:11:9: nobody may lead one of these. Add lead: [roles].\n");
}

TEST_CASE("a pathway without its subject") {
    CHECK(broken(kAfter, ", subject: yes}", "}") ==
          "england/pathways/after.yaml:10:9: the pathway is about a person, but no role of people "
          "is its subject. Add subject: yes to one of the people.\n");
}

TEST_CASE("a board that is not there") {
    CHECK(broken(kVisit, "board: work", "board: wrk") ==
          "england/pathways/visit.yaml:10:8: no board called \"wrk\". Did you mean \"work\"?\n");
}

TEST_CASE("a reference that another pathway has") {
    CHECK(broken(kAfter, "reference: AC", "reference: VI") ==
          "england/pathways/visit.yaml:5:12: the pathway \"after\" has the reference VI as well. "
          "Give each pathway letters of its own.\n");
}

TEST_CASE("a reference that is none") {
    CHECK(broken(kAfter, "reference: AC", "reference: after") ==
          "england/pathways/after.yaml:4:12: \"after\" is not a reference. Write two to six "
          "capital letters.\n");
}

TEST_CASE("a form for a public that may not open one") {
    CHECK(broken(kVisit,
                 "summary: worry",
                 "public-opening: [reason]\n"
                 "summary: worry") ==
          "england/pathways/visit.yaml:8:17: this form is for the public, but the public cannot "
          "open one. Add public: yes under access, let a link open it, or take this line away.\n");
}

TEST_CASE("a public that is asked nothing") {
    CHECK(broken(kVisit, "access: {", "access: {public: yes, ") ==
          "england/pathways/visit.yaml:11:9: the public may open one, but is asked nothing. Add "
          "public-opening: [form].\n");
}

TEST_CASE("a summary and a rating that nobody asks") {
    CHECK(broken(kVisit,
                 "summary: worry\n"
                 "rating: rating",
                 "summary: wory\n"
                 "rating: fear") ==
          "england/pathways/visit.yaml:8:10: the pathway \"visit\" asks nothing called \"wory\". "
          "Did you mean \"worry\"?\n"
          "england/pathways/visit.yaml:9:9: the pathway \"visit\" asks nothing called \"fear\". "
          "Name a field of one of its own forms, or ask it there.\n");
}

TEST_CASE("a pathway that is not there to start from") {
    CHECK(
        broken(kAfter, "starts-from: [visit]", "starts-from: [vsit]") ==
        "england/pathways/after.yaml:7:15: no pathway called \"vsit\". Did you mean \"visit\"?\n");
}

TEST_CASE("the day a record was opened goes to a date") {
    CHECK(broken(kVisit, "copies: [people, worry]", "copies: [people, worry, opened]")
              .contains("the day this was opened needs a question of the type date in \"after\""));
    CHECK(broken(kVisit,
                 "copies: [people, worry]\n    renames: {worry: reason}",
                 "copies: [people, opened]\n    renames: {opened: reason}")
              .contains("Say which in renames: {opened: field}."));
    Files files = sound();
    swap(files, kReason, "reason: {type: text, label: Why?}", "came: {type: date, label: When?}");
    swap(files,
         kVisit,
         "copies: [people, worry]\n    renames: {worry: reason}",
         "copies: [people, opened]\n    renames: {opened: came}");
    CHECK(test::load(files).said() == "");
}

TEST_CASE("only a record about somebody can be open already") {
    CHECK(broken(kVisit, "    at: done\n", "    at: done\n    unless-open: yes\n") == "");
    CHECK(broken(kVisit, "    copies: [people, worry]", "    unless-open: yes\n    copies: [worry]")
              .contains("nobody whom \"after\" is about is carried there"));
}

TEST_CASE("a request that names nobody") {
    Files files = sound();
    swap(files, kVisit, "access: {", "access: {sensitivity: sealed, ");
    swap(files, kVisit, "at-least: 1}", "at-least: 1, shares: [worry], anonymous: yes}");
    CHECK(test::load(files).said() == "");
    swap(files, kVisit, "shares: [worry]", "shares: [people]");
    CHECK(test::load(files).said().contains("\"people\" names people to whoever is asked"));
    CHECK(broken(kVisit, "at-least: 1}", "at-least: 1, anonymous: yes}")
              .contains("those who are asked would find the record"));
}
