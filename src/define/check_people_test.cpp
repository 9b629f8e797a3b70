#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Roles of people: which kinds of subject they take, and what is opened about nobody yet. Each case
// breaks one thing in the sound set.
using namespace longstone::define;
using namespace longstone::define::test;

namespace {

constexpr std::string_view kSubject = "subject: {name: Person, required: yes, subject: yes}";

}  // namespace

TEST_CASE("a role takes places and groups") {
    Files files = sound();
    swap(files,
         kVisit,
         "partner: {name: Partner",
         "spot: {kind: [place, group]}\n  partner: {name: Partner");
    const auto all = load(files);
    CHECK(all.said().empty());
    REQUIRE(all.definitions != nullptr);
    const auto* spot = all.definitions->pathway("visit")->role("spot");
    REQUIRE(spot != nullptr);
    CHECK(spot->takes("place"));
    CHECK(spot->takes("group"));
    CHECK_FALSE(spot->takes("organisation"));
    CHECK_FALSE(spot->takes("person"));
    const auto* partner = all.definitions->pathway("visit")->role("partner");
    CHECK(partner->takes("person"));
    CHECK(partner->takes("unknown"));
    CHECK_FALSE(partner->takes("place"));
}

TEST_CASE("a kind that is none") {
    CHECK(broken(kVisit, "ask-by-name: yes}", "kind: plaice}") ==
          "england/pathways/visit.yaml:14:34: no kind of subject called \"plaice\". Did you mean "
          "\"place\"?\n");
}

TEST_CASE("nobody asks by name for a place") {
    CHECK(broken(kVisit, "ask-by-name: yes}", "ask-by-name: yes, kind: place}") ==
          "england/pathways/visit.yaml:14:41: only a human being is asked for by name. Take "
          "ask-by-name: or kind: away.\n");
}

TEST_CASE("a clock counts from the birth of nobody") {
    Files files = sound();
    swap(files, kAfter, kSubject, "subject: {name: Place, kind: place, subject: yes}");
    swap(files,
         kVisit,
         "    copies: [people, worry]\n    renames",
         "    copies: worry\n    renames");
    swap(files, kAfter, "from: opened", "from: {date: subject.birth-date}");
    CHECK(load(files).said() ==
          "england/pathways/after.yaml:15:23: \"subject.birth-date\" is never known: no subject "
          "here is a human being. Count from opened or from a date that is asked.\n");
}

TEST_CASE("what opens about nobody waits for them") {
    const std::string said = broken(
        kVisit, "    copies: [people, worry]\n    renames", "    copies: [worry]\n    renames");
    CHECK(said ==
          "england/pathways/visit.yaml:46:5: \"after\" may open with nobody as subject, and its "
          "move to \"done\" does not wait for them. Carry somebody who is required here, or add "
          "the need people to each move out of \"helping\" there.\n");
    Files files = sound();
    swap(files,
         kVisit,
         "    copies: [people, worry]\n    renames",
         "    copies: [worry]\n    renames");
    swap(files, kAfter, "done: {}}", "done: {needs: people}}");
    CHECK(load(files).said().empty());
}

TEST_CASE("a person is not carried as a place") {
    Files files = sound();
    swap(files, kAfter, kSubject, "spot: {kind: place, subject: yes}");
    swap(files,
         kVisit,
         "    renames: {worry: reason}",
         "    roles: {subject: spot}\n    renames: {worry: reason}");
    CHECK(load(files).said() ==
          "england/pathways/visit.yaml:49:22: the role \"spot\" of \"after\" does not take what "
          "\"subject\" is. Carry them under a role there that has the same kind.\n");
}

TEST_CASE("the need people and its role") {
    CHECK(broken(kAfter, "done: {}}", "done: {needs: [{need: people, what: subjct}]}}") ==
          "england/pathways/after.yaml:12:56: no role of people called \"subjct\". Did you mean "
          "\"subject\"?\n");
}

TEST_CASE("a relationship is of kinds that there are") {
    CHECK(broken(kOutcome, "{text: They need help}", "{text: They need help, kinds: parks}")
              .find("no kind called \"parks\"") != std::string::npos);
}
