#include <doctest/doctest.h>

#include "define/define_test_tools.h"

using namespace longstone::define;
using namespace longstone::define::test;

namespace {

constexpr const char* kSharing = "england/sharing.yaml";
constexpr const char* kText = R"(purposes:
  screen: {name: To decide what a worry needs}
gateways:
  here-act: {name: Here, source: Here Act section 1, about: [child], asker-kinds: [council],
    purposes: [screen], carries-sensitive: yes, status: ok}
fields:
  address: {name: Where they live, longest: 28 days}
  health: {name: Health, longest: 1 week, sensitive: yes}
known:
  answers-after: 1 minute
  each-hour: 5
  each-day: 9
  list-lasts: 2 days
  stands: 28 days
  categories: {open: Open now}
agencies:
  police: {answers: own-system, tells: [open], contact: police/officer}
)";

Files files_with(std::string_view old = {}, std::string_view anew = {}) {
    auto files = sound();
    swap(files, kRoles, "be-asked]", "be-asked, decide-release, send-feeds]");
    files[kSharing] = kText;
    if (!old.empty()) swap(files, kSharing, old, anew);
    return files;
}

bool says(std::string_view old, std::string_view anew, std::string_view what) {
    const auto said = load(files_with(old, anew)).said();
    INFO(said);
    CHECK(said.find(what) != std::string::npos);
    return true;
}

}  // namespace

TEST_CASE("sharing is read as it is written") {
    const auto loaded = load(files_with());
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    const auto& sharing = loaded.definitions->sharing;
    REQUIRE(sharing.gateway("here-act") != nullptr);
    CHECK(sharing.gateway("here-act")->carries_sensitive);
    CHECK(sharing.gateway("here-act")->asker_kinds == std::vector<std::string>{"council"});
    CHECK(sharing.field("health")->sensitive);
    CHECK(sharing.field("address")->longest.amount == 28);
    REQUIRE(sharing.known.has_value());
    CHECK(sharing.known->each_hour == 5);
    REQUIRE(sharing.agency("police") != nullptr);
    CHECK(sharing.agency("police")->answers == SharingAgency::Answers::OwnSystem);
    CHECK(sharing.agency("council") == nullptr);
    CHECK(sharing.purpose("nothing") == nullptr);
}

TEST_CASE("what sharing names is there, and can be used") {
    says("purposes: [screen]", "purposes: [scren]", "Did you mean");
    says("about: [child]", "about: [cow]", "\"cow\"");
    says("asker-kinds: [council]", "asker-kinds: [councl]", "Did you mean");
    says("carries-sensitive: yes, ", "", "no gateway carries what is as sensitive as \"health\"");
    says("{name: To decide what a worry needs}",
         "{name: To decide}\n  assess: {name: To assess}",
         "no gateway is for \"assess\"");
    says("longest: 28 days", "sensitive: no", "it is not said longest how long");
    says("tells: [open]", "tells: [opn]", "Did you mean");
    says("police/officer", "council/visitor", "is no post of this agency");
    says("  police: {answers", "  clinic: {answers", "\"clinic\"");
    says("own-system", "own-sistem", "Did you mean \"own-system\"?");
    says("  stands: 28 days\n", "", "it is not said stands how long");
}

TEST_CASE("an agency that is asked has somebody who decides, and it is said how it is asked") {
    auto files = files_with();
    swap(files, kRoles, ", send-feeds]", "]");
    CHECK(load(files).said().find("could send what its own system answers") != std::string::npos);
    swap(files, kRoles, ", decide-release]", "]");
    CHECK(load(files).said().find("nobody at this agency could decide") != std::string::npos);
    files = files_with();
    const std::string text = files[kSharing];
    const auto from = text.find("known:"), until = text.find("agencies:");
    files[kSharing] = text.substr(0, from) + text.substr(until);
    CHECK(load(files).said().find("it is not said how") != std::string::npos);
}

TEST_CASE("a partnership says how its own agencies answer") {
    auto files = files_with("agencies:\n", "agencies:\n");
    files["here/sharing.yaml"] =
        "extends: yes\nagencies:\n  police: {answers: from-here}\n  council: {}\n";
    const auto loaded = load(files);
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    CHECK(loaded.definitions->sharing.agency("police")->answers ==
          SharingAgency::Answers::FromHere);
    CHECK(loaded.definitions->sharing.agency("police")->contact == "police/officer");
    CHECK(loaded.definitions->sharing.agency("council") != nullptr);
}

TEST_CASE("a pathway looks back on what others may know of, and on nothing else") {
    auto files = sound();
    swap(files, kAfter, "starts-from: [visit]", "starts-from: [visit]\nlooks-back: [visit]");
    const auto loaded = load(files);
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    CHECK(loaded.definitions->pathway("after")->looks_back == std::vector<std::string>{"visit"});
    swap(files, kVisit, "works: [worker]}", "works: [worker], sensitivity: sealed}");
    CHECK(load(files).said().find("is restricted or sealed") != std::string::npos);
    CHECK(broken(kAfter, "starts-from: [visit]", "starts-from: [visit]\nlooks-back: [vist]")
              .find("Did you mean") != std::string::npos);
}
