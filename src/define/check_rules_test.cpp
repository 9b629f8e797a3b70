#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Requests, meetings, needs, and what a record opens and tells. Each case breaks one thing in the
// sound set and asserts all that is said of it.
using namespace longstone::define;
using namespace longstone::define::test;

TEST_CASE("a kind that no agency has") {
    CHECK(broken(kVisit, "to: [police]", "to: [fire]") ==
          "england/pathways/visit.yaml:19:31: no kind of agency called \"fire\". Use one of "
          "council, police.\n");
}

TEST_CASE("a kind in which nobody may answer") {
    CHECK(broken(kRoles, "may: [search-people, be-asked]", "may: [search-people]") ==
          "england/pathways/visit.yaml:19:31: nobody in an agency of the kind \"police\" may "
          "answer a request. Give one of its posts a role that may be-asked.\n");
}

TEST_CASE("harm that is feared is one of two words, and of people") {
    auto files = sound();
    swap(files, kVisit, "about: person", "about: person\nharm: immediate");
    const auto loaded = load(files);
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    CHECK(loaded.definitions->pathway("visit")->harm == "immediate");
    CHECK(broken(kVisit, "about: person", "about: person\nharm: imediate")
              .find("Did you mean \"immediate\"?") != std::string::npos);
    CHECK(broken(kVisit, "about: person", "about: topic\nharm: likely")
              .find("harm is feared for people, and this is about: topic. Take harm away") !=
          std::string::npos);
}

TEST_CASE("more answers than agencies") {
    CHECK(broken(kVisit, "at-least: 1", "at-least: 2") ==
          "england/pathways/visit.yaml:20:42: only 1 agency can be asked. Ask more kinds, or lower "
          "at-least.\n");
}

TEST_CASE("ticked but not offered") {
    CHECK(broken(kVisit, "to: [police],", "to: [police], preselect: [council],") ==
          "england/pathways/visit.yaml:19:52: \"council\" is ticked but not offered. Add it to "
          "\"to\", or take it away here.\n");
}

TEST_CASE("a form and a field to compare that are not there") {
    CHECK(broken(kVisit, "form: view,", "form: viw,") ==
          "england/pathways/visit.yaml:19:20: no form called \"viw\". Did you mean \"view\"?\n");
}

TEST_CASE("a comparison of what is not there") {
    CHECK(broken(kVisit, "compare: their-rating", "compare: rating") ==
          "england/pathways/visit.yaml:20:18: no field of the form \"view\" called \"rating\". Use "
          "one of their-rating, told-us.\n");
}

TEST_CASE("a comparison of prose") {
    CHECK(broken(kVisit, "compare: their-rating", "compare: told-us") ==
          "england/pathways/visit.yaml:20:18: answers to \"told-us\" cannot be compared. Compare a "
          "rating, a choice, a yes-no or a figure.\n");
}

TEST_CASE("blind until a stage that does not follow") {
    CHECK(broken(kVisit, "blind-until: talking", "blind-until: visiting") ==
          "england/pathways/visit.yaml:19:83: the stage \"visiting\" does not follow \"visiting\". "
          "Name a stage that comes after the one that asks.\n");
}

TEST_CASE("a meeting that is not there") {
    CHECK(broken(kVisit, "holds: talk", "holds: tlk") ==
          "england/pathways/visit.yaml:26:12: no meeting called \"tlk\". Did you mean \"talk\"?\n"
          "england/pathways/visit.yaml:30:36: no meeting is held by the stage \"talking\". Name "
          "one with what:, or take this need away.\n"
          "england/pathways/visit.yaml:35:3: no stage holds the meeting \"talk\". Add holds: talk "
          "to a stage, or take it away.\n");
}

TEST_CASE("a quorum that the invitations cannot reach") {
    Files files = sound();
    swap(files,
         kHere,
         "  police: {name",
         "  fire: {name: Here Fire, kind: fire, posts: {f: {roles: [clerk]}}}\n"
         "  police: {name");
    swap(files, kVisit, "quorum: [police, council]", "quorum: [police, fire]");
    CHECK(test::load(files).said() ==
          "england/pathways/visit.yaml:35:63: \"fire\" must attend but is not invited. Add it to "
          "\"invites\", or take it out of the quorum.\n");
}

TEST_CASE("a meeting without a chair") {
    CHECK(broken(kVisit, "chair: [worker], ", "") ==
          "england/pathways/visit.yaml:35:3: nobody may chair this meeting. Add chair: [roles].\n"
          "england/pathways/visit.yaml:35:46: \"council\" must attend but is not invited. Add it "
          "to \"invites\", or take it out of the quorum.\n");
}

TEST_CASE("a need that is none") {
    CHECK(broken(kVisit, "[requests-made,", "[request-made,") ==
          "england/pathways/visit.yaml:22:37: no need called \"request-made\". Did you mean "
          "\"requests-made\"?\n");
}

TEST_CASE("answers of a stage that asks nothing") {
    CHECK(broken(kAfter, "done: {}}", "done: {needs: [answers]}}") ==
          "england/pathways/after.yaml:12:35: the stage asks nothing. Take this need away.\n");
}

TEST_CASE("needs whose objects are missing") {
    CHECK(
        broken(kAfter,
               "done: {}}",
               "done: {needs: [requests-made, voice-or-reason, men-asked, meeting-held, "
               "disagreement-noted, told, all-told]}}") ==
        "england/pathways/after.yaml:12:35: no requests are made by the stage \"helping\". Name "
        "one with what:, or take this need away.\n"
        "england/pathways/after.yaml:12:50: nobody has been asked for the person's own words by "
        "now. Ask a field with voice: yes at this stage or an earlier one.\n"
        "england/pathways/after.yaml:12:67: no role of people is asked for by name. Add "
        "ask-by-name: yes under people, or take this need away.\n"
        "england/pathways/after.yaml:12:78: no meeting is held by the stage \"helping\". Name one "
        "with what:, or take this need away.\n"
        "england/pathways/after.yaml:12:92: no request compares answers, so none can disagree. Add "
        "compare: field to a request, or take this need away.\n"
        "england/pathways/after.yaml:12:92: this need has no field for the note. Add what: field.\n"
        "england/pathways/after.yaml:12:112: this need does not say whom to tell. Add what: with "
        "one of tells.\n"
        "england/pathways/after.yaml:12:118: the pathway tells nobody. Add tells:, or take this "
        "need away.\n");
}

TEST_CASE("needs of what is not there") {
    CHECK(broken(kVisit,
                 "needs: [requests-answered, meeting-quorate, {need: told, what: referrer},\n"
                 "          {need: disagreement-noted, what: note}]",
                 "needs: [{need: requests-answered, what: vew}, {need: meeting-held, what: tlk},\n"
                 "          {need: told, what: family}, {need: voice-or-reason, what: worry},\n"
                 "          {need: disagreement-noted, what: nte}, {need: all-told, what: x}]") ==
          "england/pathways/visit.yaml:30:49: no request called \"vew\". Did you mean \"view\"?\n"
          "england/pathways/visit.yaml:30:82: no meeting called \"tlk\". Did you mean \"talk\"?\n"
          "england/pathways/visit.yaml:31:30: no entry of tells called \"family\". Use referrer.\n"
          "england/pathways/visit.yaml:31:69: \"worry\" is not the person's own words. Name a "
          "field with voice: yes.\n"
          "england/pathways/visit.yaml:32:44: the pathway \"visit\" asks nothing called \"nte\". "
          "Did you mean \"note\"?\n"
          "england/pathways/visit.yaml:32:73: no entry of tells called \"x\". Use referrer.\n");
}

TEST_CASE("a meeting without a quorum to meet") {
    CHECK(broken(kVisit, "quorum: [police, council], ", "") ==
          "england/pathways/visit.yaml:30:36: the meeting \"talk\" has no quorum. Add quorum: "
          "[kinds] to it.\n");
}

TEST_CASE("an object that the need does not have") {
    CHECK(broken(kVisit, "[requests-made,", "[{need: actions-closed, what: all}, requests-made,") ==
          "england/pathways/visit.yaml:22:66: the need actions-closed has no object. Take what: "
          "away.\n");
}

TEST_CASE("a pathway that cannot be opened: it is not there") {
    Files files = sound();
    swap(files,
         kVisit,
         "opens:\n"
         "  after:",
         "opens:\n"
         "  aftr:");
    swap(files, kAfter, "access: {", "access: {opens: [worker], ");
    CHECK(
        test::load(files).said() ==
        "england/pathways/visit.yaml:45:3: no pathway called \"aftr\". Did you mean \"after\"?\n");
}

TEST_CASE("a stage to open at that is not there") {
    CHECK(broken(kVisit, "at: done", "at: dne") ==
          "england/pathways/visit.yaml:46:9: no stage called \"dne\". Did you mean \"done\"?\n");
}

TEST_CASE("copies of what is not there") {
    CHECK(broken(kVisit, "copies: [people, worry]", "copies: [people, worry, wory]") ==
          "england/pathways/visit.yaml:48:29: the pathway \"visit\" asks nothing called \"wory\". "
          "Did you mean \"worry\"?\n");
}

TEST_CASE("copies of another type") {
    CHECK(broken(kVisit,
                 "copies: [people, worry]\n"
                 "    renames: {worry: reason}",
                 "copies: [people, alone]\n"
                 "    renames: {alone: reason}") ==
          "england/pathways/visit.yaml:48:22: \"alone\" and the \"reason\" of \"after\" are not of "
          "one type. Copy into a field of the same type.\n");
}

TEST_CASE("copies into what is not there") {
    CHECK(broken(kVisit, "renames: {worry: reason}", "renames: {worry: reson}") ==
          "england/pathways/visit.yaml:49:22: the pathway \"after\" asks nothing called \"reson\". "
          "Ask it there, or do not copy it.\n");
}

TEST_CASE("a renaming of what is not copied") {
    CHECK(broken(kVisit,
                 "copies: [people, worry]\n"
                 "    renames: {worry: reason}",
                 "copies: [people]\n"
                 "    renames: {worry: reason}") ==
          "england/pathways/visit.yaml:49:15: \"worry\" is renamed but not copied. Add it to "
          "copies.\n");
}

TEST_CASE("one to tell who is nobody") {
    CHECK(broken(kVisit,
                 "  referrer: {name: The referrer}",
                 "  referrer: {}\n"
                 "  refferer: {name: X}\n"
                 "  neighbours: {}") ==
          "england/pathways/visit.yaml:52:3: no role of people called \"refferer\". Did you mean "
          "\"referrer\"?\n"
          "england/pathways/visit.yaml:53:3: \"neighbours\" is no role of people, so it needs "
          "\"name\". Add name: and say who is told.\n");
}

TEST_CASE("contributors where nobody is asked") {
    CHECK(broken(kAfter,
                 "clocks:",
                 "tells: {contributors: {}}\n"
                 "clocks:") ==
          "england/pathways/after.yaml:14:9: nobody contributes: no stage makes requests. Take "
          "contributors away, or ask agencies.\n");
}

TEST_CASE("a flag that can never be shown") {
    CHECK(broken(kVisit, "when: {alone: yes}", "when: {alone: maybe}") ==
          "england/pathways/visit.yaml:53:38: no answer to \"alone\" called \"maybe\". Use one of "
          "yes, no.\n");
}
