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

namespace {

constexpr std::string_view kEventText = R"(feed: worries
name: Incidents
sends: [police]
as: keeper
happened: seen-on
key: [number]
own-number: person
changed: changed
withdrawn: gone
columns:
  number: {required: yes}
  person: {person: upn}
  changed: {type: time}
  gone: {type: yes-no}
  seen-on: {type: time, required: yes}
  type: {required: yes, codes: {V: harm}}
  private: {type: yes-no}
  given-name: {person: given-name, required: yes}
event:
  kinds: seen
  kind: type
  words: "{type}: told by {agency}"
  sensitive: [harm]
  sensitive-if: private
)";

Files with_events() {
    auto files = sound();
    files[kFeed] = std::string(kEventText);
    files["england/codes/seen.yaml"] =
        "codes: seen\nname: Seen\nitems:\n  harm: {text: Harm}\n  other: {text: Other}\n";
    files["england/codes/identifier.yaml"] =
        "codes: identifier\nname: Numbers\nitems:\n  upn: {text: Pupil}\n";
    files["england/codes/relationship.yaml"] =
        "codes: relationship\nname: Related\nitems:\n  mother: {text: Mother, inverse: child}\n"
        "  child: {text: Child, inverse: mother}\n";
    files[kRoles] += "  keeper: {name: Keeper, does: Keeps., may: [create-people, edit-people]}\n";
    return files;
}

std::string broken_event(std::string_view old, std::string_view anew) {
    auto files = with_events();
    swap(files, kFeed, old, anew);
    return load(files).said();
}

bool says(const std::string& said, std::string_view what) {
    CAPTURE(said);
    return said.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("a row may be an event of its person") {
    const auto loaded = load(with_events());
    CHECK(loaded.said().empty());
    REQUIRE(loaded.definitions != nullptr);
    const Feed* feed = loaded.definitions->feed("worries");
    REQUIRE(feed != nullptr);
    REQUIRE(feed->event);
    CHECK(feed->event->kinds == "seen");
    CHECK(feed->own_number == "person");
    CHECK(!feed->of_people());
}

TEST_CASE("what a feed says of events names what there is") {
    CHECK(says(broken_event("kinds: seen", "kinds: seens"), "no code list \"seens\""));
    CHECK(says(broken_event("kind: type", "kind: typo"), "no column called \"typo\""));
    CHECK(says(broken_event("{V: harm}", "{V: arm}"), "Did you mean \"harm\"?"));
    CHECK(says(broken_event("sensitive: [harm]", "sensitive: [arm]"), "Did you mean \"harm\"?"));
    CHECK(says(broken_event("sensitive-if: private", "sensitive-if: type"), "neither yes nor no"));
    CHECK(says(broken_event("type: {required: yes", "type: {hint: Which"), "may be empty"));
    CHECK(says(broken_event("words: \"{type}", "words: \"{typ}"), "no column called \"typ\""));
    CHECK(says(broken_event("changed: changed", "changed: number"), "is no date"));
    CHECK(says(broken_event("happened: seen-on\n", ""), "nothing says when it happened"));
    CHECK(says(broken_event("own-number: person", "own-number: number"), "is no number of the"));
    CHECK(says(broken_event("{person: given-name", "{role: aunt, person: given-name"),
               "no role of people called \"aunt\""));
}

TEST_CASE("a row may say how two people are related") {
    const auto related = [](std::string_view old, std::string_view anew) {
        auto files = with_events();
        auto& text = files[kFeed];
        text.erase(text.find("event:\n"));
        text += "relation: {type: type, of: other}\n";
        swap(files, kFeed, "private: {type: yes-no}", "private: {person: upn, role: other}");
        swap(files, kFeed, "{V: harm}", "{V: mother}");
        if (!old.empty()) swap(files, kFeed, old, anew);
        return load(files).said();
    };
    CHECK(related("", "").empty());
    CHECK(says(related("{V: mother}", "{V: mather}"), "Did you mean \"mother\"?"));
    CHECK(says(related("of: other", "of: others"), "no column says who the others is"));
}
