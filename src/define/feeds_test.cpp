#include <doctest/doctest.h>

#include "define/define_test_tools.h"

// Feeds as they are read and what is proved of them.
using namespace longstone::define;
using namespace longstone::define::test;

namespace {

constexpr const char* kFeed = "england/feeds/worries.yaml";

constexpr std::string_view kFeedText = R"(feed: worries
name: Worries of schools
sends: [police]
pathway: after
as: worker
happened: seen-on
key: [number]
columns:
  number: {required: yes}
  seen-on: {type: date, required: yes}
  given-name: {person: given-name, required: yes}
  born: {person: birth-date}
  why: {field: reason, required: yes}
adds: {same: [subject], answers: [reason]}
)";

Files with_feed() {
    auto files = sound();
    swap(files, kAfter, "access: {lead", "access: {opens: [worker], lead");
    files[kFeed] = std::string(kFeedText);
    return files;
}

std::string broken_feed(std::string_view old, std::string_view anew) {
    auto files = with_feed();
    swap(files, kFeed, old, anew);
    return load(files).said();
}

}  // namespace

TEST_CASE("a feed is read as it is written") {
    const auto loaded = load(with_feed());
    CHECK(loaded.said().empty());
    REQUIRE(loaded.definitions != nullptr);
    const Feed* feed = loaded.definitions->feed("worries");
    REQUIRE(feed != nullptr);
    CHECK(feed->pathway == "after");
    CHECK(feed->takes_changes);
    REQUIRE(feed->columns.size() == 5);
    CHECK(feed->columns[1].label == "Seen on");
    REQUIRE(feed->answering("reason") != nullptr);
    CHECK(feed->answering("reason")->id == "why");
    CHECK(feed->role_of(feed->columns[3]) == "subject");
    CHECK(holes_of("from {agency} on {seen-on}") == std::vector<std::string>{"agency", "seen-on"});
}

TEST_CASE("a feed names what there is") {
    CHECK(broken_feed("sends: [police]", "sends: [polise]").find("kind of agency") !=
          std::string::npos);
    CHECK(broken_feed("pathway: after", "pathway: afters").find("Did you mean \"after\"?") !=
          std::string::npos);
    CHECK(broken_feed("happened: seen-on", "happened: seen").find("no column called \"seen\"") !=
          std::string::npos);
    CHECK(broken_feed("field: reason", "field: reasons").find("Did you mean \"reason\"?") !=
          std::string::npos);
    CHECK(broken_feed("person: birth-date", "person: birth-day").find("detail of a person") !=
          std::string::npos);
    CHECK(broken_feed("same: [subject]", "same: [subjects]").find("role or question") !=
          std::string::npos);
    CHECK(broken_feed("answers: [reason]", "answers: [because]").find("no column answers") !=
          std::string::npos);
}

TEST_CASE("a row has what it is known by, and somebody it is about") {
    CHECK(broken_feed("number: {required: yes}", "number: {}").find("may be empty") !=
          std::string::npos);
    CHECK(broken_feed("  given-name: {person: given-name, required: yes}\n", "")
              .find("no column names the subject") != std::string::npos);
    CHECK(broken_feed("seen-on: {type: date", "seen-on: {type: text").find("is no date") !=
          std::string::npos);
}

TEST_CASE("a feed opens no door that its role does not open") {
    CHECK(broken_feed("as: worker", "as: clerk").find("may not open after") != std::string::npos);
    auto files = with_feed();
    swap(files, kFeed, "pathway: after\n", "");
    swap(files, kFeed, "  why: {field: reason, required: yes}\n", "");
    swap(files, kFeed, "adds: {same: [subject], answers: [reason]}\n", "");
    CHECK(load(files).said().find("has not the power create-people") != std::string::npos);
}

TEST_CASE("what opening one requires, every row has") {
    auto files = with_feed();
    swap(files, kReason, "label: Why?", "label: Why?, required: yes");
    CHECK(load(files).said().empty());
    swap(files, kFeed, "field: reason, required: yes", "field: reason");
    CHECK(load(files).said().find("requires \"reason\", which a row may lack") !=
          std::string::npos);
}
