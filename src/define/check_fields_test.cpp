#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Questions: what cannot be asked, answered or seen. Each case breaks one thing in the sound set
// and asserts all that is said of it.
using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("a code list that is not there") {
    CHECK(broken(kResult, "codes: outcome", "codes: outcomes") ==
          "england/forms/result.yaml:6:38: no code list called \"outcomes\". Did you mean "
          "\"outcome\"?\n");
}

TEST_CASE("a choice without codes") {
    CHECK(broken(kResult, "type: choice, codes: outcome,", "type: choice,") ==
          "england/forms/result.yaml:6:16: a choice needs \"codes\". Name the code list of its "
          "answers.\n");
}

TEST_CASE("codes of what is not coded") {
    CHECK(broken(kResult, "note: {type: long-text,", "note: {type: long-text, codes: outcome,") ==
          "england/forms/result.yaml:7:38: \"codes\" means nothing for the type long-text. It is "
          "for choice and choices.\n");
}

TEST_CASE("keys that mean nothing for the type") {
    CHECK(broken(kSeen,
                 "worry: {type: text,",
                 "worry: {type: text, min: 3, past-only: yes, item: Worry, counted: yes,") ==
          "england/forms/seen.yaml:7:32: \"min\" means nothing for the type text. It is for "
          "numbers and scales.\n"
          "england/forms/seen.yaml:7:46: \"past-only\" means nothing for the type text. It is for "
          "dates.\n"
          "england/forms/seen.yaml:7:57: \"item\" means nothing for the type text. It is for "
          "groups.\n"
          "england/forms/seen.yaml:7:73: \"counted\" means nothing for the type text. It is for "
          "coded answers, figures and dates.\n");
}

TEST_CASE("a most that is less than the least") {
    CHECK(broken(kSeen, "strain: {type: scale,", "strain: {type: scale, min: 4, max: 2,") ==
          "england/forms/seen.yaml:10:42: the most is less than the least. Change min or max.\n");
}

TEST_CASE("a field for the reason that is not there") {
    CHECK(broken(kSeen, "instead: no-words", "instead: nowords") ==
          "england/forms/seen.yaml:11:80: no field beside this one called \"nowords\". Did you "
          "mean \"no-words\"?\n");
}

TEST_CASE("a reason for what may be left out") {
    CHECK(broken(kSeen, "worry: {type: text,", "worry: {type: text, instead: no-words,") ==
          "england/forms/seen.yaml:7:36: \"worry\" may be left out anyway. Add required: yes or "
          "voice: yes, or take this line away.\n");
}

TEST_CASE("a date that must follow what is no date") {
    CHECK(broken(kSeen, "seen-on: {type: date,", "seen-on: {type: date, not-before: worry,") ==
          "england/forms/seen.yaml:8:41: the answer to \"worry\" is not a date. Name a field of "
          "the type date or date-time.\n");
}

TEST_CASE("a group in another") {
    CHECK(broken(kSeen,
                 "named: {type: text, label: Name, required: yes}",
                 "named: {type: group, label: Names}") ==
          "england/forms/seen.yaml:14:16: a group inside a group. Ask it beside the group.\n");
}

TEST_CASE("a group without fields") {
    Files files = sound();
    swap(files, kSeen, "worry: {type: text,", "worry: {type: group,");
    swap(files, kSeen, ", max-length: 120", "");
    swap(files,
         kVisit,
         "copies: [people, worry]\n"
         "    renames: {worry: reason}",
         "copies: [people]");
    CHECK(test::load(files).said() ==
          "england/forms/seen.yaml:7:14: a group needs \"fields\". Ask something of each item.\n");
}

TEST_CASE("one id in two sections") {
    CHECK(broken(kSeen,
                 "sections:\n",
                 "sections:\n"
                 "  first: {fields: {worry: {type: text, label: Why?}}}\n") ==
          "england/forms/seen.yaml:8:7: another section of this form asks \"worry\" as well. Give "
          "one of the two questions another id.\n");
}

TEST_CASE("one id in two forms of a pathway") {
    CHECK(broken(kResult,
                 "note: {type",
                 "worry: {type: text, label: Why?}\n"
                 "      note: {type") ==
          "england/forms/result.yaml:7:7: the pathway \"visit\" asks \"worry\" in the form "
          "\"seen\" as well. Give one of the two questions another id.\n");
}

TEST_CASE("the public asked for another type") {
    Files files = sound();
    swap(files,
         kVisit,
         "access: {",
         "public-opening: [reason]\n"
         "access: {public: yes, ");
    swap(files, kReason, "{reason: {type: text", "{worry: {type: date");
    swap(files, kAfter, "opening: [reason]\n", "");
    swap(files,
         kVisit,
         "copies: [people, worry]\n"
         "    renames: {worry: reason}",
         "copies: [people]");
    CHECK(test::load(files).said() ==
          "england/forms/seen.yaml:7:7: \"worry\" is of another type in the form \"reason\". Ask "
          "the public for the same type and codes, or use another id.\n");
}

TEST_CASE("a role that may not see") {
    CHECK(broken(kSeen, "worry: {type: text,", "worry: {type: text, private-to: [typist],") ==
          "england/forms/seen.yaml:7:40: no role called \"typist\". Use one of clerk, worker.\n");
}

TEST_CASE("a required question hidden from those who must answer it") {
    CHECK(broken(kSeen, "rating: {type: rag,", "rating: {type: rag, private-to: [clerk],") ==
          "england/forms/seen.yaml:6:15: the required question \"rating\" is hidden from everyone "
          "who works at the stage \"visiting\" of \"visit\" (worker). Let one of them see it, or "
          "give its stage to a role that does.\n");
}

TEST_CASE("a sensitive one") {
    Files files = sound();
    swap(files,
         kVisit,
         "    asks: [result]\n",
         "    asks: [result]\n"
         "    who: [clerk]\n");
    swap(files, kResult, "outcome: {", "outcome: {sensitive: yes, ");
    CHECK(test::load(files).said() ==
          "england/forms/result.yaml:6:16: the required question \"outcome\" is hidden from "
          "everyone who works at the stage \"talking\" of \"visit\" (clerk). Let one of them see "
          "it, or give its stage to a role that does.\n");
}

TEST_CASE("hidden until a stage that is not there") {
    CHECK(broken(kSeen, "worry: {type: text,", "worry: {type: text, hidden-until: talkng,") ==
          "england/forms/seen.yaml:7:41: the pathway \"visit\", which asks this, has no stage "
          "\"talkng\". Did you mean \"talking\"?\n");
}

TEST_CASE("a section that nobody asks") {
    Files files = sound();
    swap(files, kVisit, "asks: [result]", "asks: [result.result]");
    swap(files,
         kResult,
         "sections:\n",
         "sections:\n"
         "  spare: {fields: {more: {type: text, label: More?}}}\n");
    CHECK(test::load(files).said() ==
          "england/forms/result.yaml:4:3: no pathway asks the section \"spare\". Ask it at a "
          "stage, or take it away.\n");
}

TEST_CASE("a condition on what nobody asks") {
    CHECK(broken(kSeen, "worry: {type: text,", "worry: {type: text, when: {ratting: red},") ==
          "england/forms/seen.yaml:7:34: the pathway \"visit\" asks nothing called \"ratting\". "
          "Did you mean \"rating\"?\n");
}

TEST_CASE("an answer that nobody can give") {
    CHECK(broken(kSeen, "worry: {type: text,", "worry: {type: text, when: {rating: purple},") ==
          "england/forms/seen.yaml:7:42: no answer to \"rating\" called \"purple\". Use one of "
          "red, amber, green.\n");
}

TEST_CASE("an answer that nobody can foresee") {
    CHECK(broken(kSeen, "strain: {type: scale,", "strain: {type: scale, when: {worry: cold},") ==
          "england/forms/seen.yaml:10:43: nobody can know that \"worry\" is answered \"cold\". Use "
          "{answered: worry}, or ask it as a choice.\n");
}

TEST_CASE("a figure of what is no figure") {
    CHECK(broken(
              kSeen, "worry: {type: text,", "worry: {type: text, when: {rating: {at-least: 3}},") ==
          "england/forms/seen.yaml:7:34: the answers of \"rating\" are not figures. List the "
          "answers for which it holds.\n");
}

TEST_CASE("parts that contradict each other") {
    CHECK(broken(kSeen,
                 "worry: {type: text,",
                 "worry: {type: text, when: {all: [{rating: red}, {rating: green}]},") ==
          "england/forms/seen.yaml:7:33: this condition can never hold. Its parts contradict each "
          "other, or what is asked here: change one.\n");
}

TEST_CASE("a figure beyond its scale") {
    CHECK(broken(kSeen,
                 "worry: {type: text,",
                 "worry: {type: text, when: {strain: {at-least: 11}},") ==
          "england/forms/seen.yaml:7:33: this condition can never hold. Its parts contradict each "
          "other, or what is asked here: change one.\n");
}

TEST_CASE("a question on what is asked only later") {
    Files files = sound();
    swap(files, kSeen, "worry: {type: text,", "worry: {type: text, when: {outcome: help},");
    swap(
        files, kVisit, "      visiting: {name: Go again, back: yes, reason: yes, needs: []}\n", "");
    CHECK(test::load(files).said() ==
          "england/forms/seen.yaml:7:34: this condition can never hold here: \"outcome\" is not "
          "asked before. Ask it at this stage or an earlier one.\n");
}

TEST_CASE("a question at a stage that is another") {
    CHECK(broken(kSeen, "worry: {type: text,", "worry: {type: text, when: {stage: done},") ==
          "england/forms/seen.yaml:7:41: no answer to \"stage\" called \"done\". Use visiting.\n");
}

TEST_CASE("a section whose condition its question contradicts") {
    CHECK(broken(kSeen,
                 "    fields:\n"
                 "      rating: {type",
                 "    when: {source: public}\n"
                 "    fields:\n"
                 "      rating: {when: {source: partner}, type") ==
          "england/forms/seen.yaml:7:22: the question \"rating\" can never be asked. Its condition "
          "contradicts that of the section or group around it.\n");
}

TEST_CASE("required when it is not asked") {
    CHECK(broken(kSeen,
                 "worry: {type: text,",
                 "worry: {type: text, when: {alone: yes}, required: {alone: no},") ==
          "england/forms/seen.yaml:7:57: \"worry\" is never asked when it is required. Its "
          "required: contradicts its when:.\n");
}

TEST_CASE("a condition within a group") {
    CHECK(broken(kSeen, "when: {answered: named}", "when: {answered: nammed}") ==
          "england/forms/seen.yaml:15:66: the pathway \"visit\" asks nothing called \"nammed\". "
          "Name a field of one of its own forms, or ask it there.\n");
}

TEST_CASE("an inverse that is not there") {
    CHECK(
        broken(kOutcome, "{text: They need help}", "{text: They need help, inverse: hlep}") ==
        "england/codes/outcome.yaml:4:41: no code here called \"hlep\". Did you mean \"help\"?\n");
}

TEST_CASE("a date bound by the day of a meeting") {
    Files files = sound();
    swap(files,
         kResult,
         "      note: {",
         "      begins: {type: date, label: Since when?, not-before: {held: talk}}\n      note: {");
    CHECK(test::load(files).said() == "");
    swap(files, kResult, "{held: talk}", "{held: talks}");
    CHECK(test::load(files).said().contains("Did you mean \"talk\"?"));
    CHECK(broken(kSeen, "past-only: yes}", "past-only: yes, not-before: {held: talk}}") ==
          "");  // visits are made again after the talk
    CHECK(broken(kSeen, "past-only: yes}", "past-only: yes, after: {held: talk, date: words}}")
              .contains("a bound is a date or a meeting"));
}

TEST_CASE("a question that a fact answers") {
    CHECK(broken(kSeen,
                 "label: Were they alone?",
                 "from: history.repeat, label: Were they alone?") == "");
    CHECK(broken(kSeen, "label: Were they alone?", "from: history.count, label: Were they alone?")
              .contains("\"history.count\" is no fact that answers this question"));
    CHECK(broken(kSeen, "label: Were they alone?", "from: rating, label: Were they alone?")
              .contains("\"rating\" is no fact that answers this question"));
    CHECK(broken(kVisit, "board: work\n", "board: work\nrepeats: [visti]\n")
              .contains("Did you mean \"visit\"?"));
}
