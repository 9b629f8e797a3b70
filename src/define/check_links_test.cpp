#include <doctest/doctest.h>

#include "base/text.h"
#include "define/define_test_tools.h"

// Links, stories, samples and rounds. Each case breaks one thing in a sound set and asserts what is
// said of it.
using namespace longstone;
using namespace longstone::define::test;

namespace {

constexpr const char* kReply = "england/pathways/reply.yaml";

constexpr const char* kReplyText = R"(pathway: reply
name: Reply
about: topic
reference: RE
purpose: To hear somebody.
gateway: Here Act
public-opening: [heard]
access: {lead: [worker], works: [worker], opens: [worker]}
stages:
  here: {next: {done: {}}}
  done: {closes: yes}
)";

constexpr const char* kHeardText = R"(form: heard
name: What you say
sections:
  heard:
    fields:
      good: {type: long-text, label: What was good?}
      said-outcome: {type: choice, codes: outcome, label: How was it?}
      themes: {type: choices, codes: outcome, label: Themes}
      about: {type: text, label: About what?}
      held-by: {type: agencies, label: Who holds it?}
)";

constexpr const char* kLink = R"(    links:
      ask:
        name: Tell us
        opens: reply
        intro: About {worry}
        readers: We do.
        after: We read it.
        anonymous: {alone: yes}
        expires: 30 days
        copies: [worry]
        renames: {worry: about}
        sets: {said-outcome: help}
        words: {good: worry}
        themes: themes
        comments: [good]
        rating: said-outcome
        print: {said-outcome: none}
    next:
      talking: {name: Talk,)";

constexpr const char* kMore = R"(story: {link: ask, asked: [worry], did: home, changed: [worry]}
sample:
  at: visiting
  opens-at: talking
  opens: reply
  size: figure
  since: seen-on
  reference: about
  agencies: held-by
round: {from: 1 September, opens-for: [police], agency: asked-agency}
flags:
)";

Files linked() {
    auto files = sound();
    files[kReply] = kReplyText;
    files["england/forms/heard.yaml"] = kHeardText;
    swap(files, kVisit, "    next:\n      talking: {name: Talk,", kLink);
    swap(files, kVisit, "flags:\n", kMore);
    swap(files,
         kSeen,
         "      alone:",
         "      figure: {type: number, label: How many?}\n"
         "      asked-agency: {type: agency, label: Which agency?}\n      alone:");
    return files;
}

std::string said_of(std::string_view old, std::string_view anew, const char* path = kVisit) {
    auto files = linked();
    swap(files, path, old, anew);
    return load(files).said();
}

bool says(const std::string& text, std::string_view words) {
    INFO(text);
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("links, a story, a sample and a round are read") {
    const auto loaded = load(linked());
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    const auto* visit = loaded.definitions->pathway("visit");
    const auto* link = visit->link("ask");
    REQUIRE(link != nullptr);
    CHECK(link->is_anonymous);
    CHECK(link->renames.at("worry") == "about");
    REQUIRE(visit->story.has_value());
    CHECK(visit->story->fewest == 5);
    REQUIRE(visit->round.has_value());
    CHECK(visit->round->month == 9);
    REQUIRE(visit->sample.has_value());
    CHECK(visit->sample->opens_at == "talking");
}

TEST_CASE("a link that cannot be answered") {
    CHECK(says(said_of("opens: reply\n        intro", "opens: repy\n        intro"),
               "Did you mean \"reply\"?"));
    CHECK(
        says(said_of("public-opening: [heard]\n", "", kReply), "asks nothing of whoever answers"));
    CHECK(
        says(said_of("stages:\n  here", "people: {who: {required: yes}}\nstages:\n  here", kReply),
             "Nobody is named through a link"));
    CHECK(says(said_of("        expires: 30 days\n", ""), "a link needs \"expires\""));
}

TEST_CASE("what a link says of what is not there") {
    CHECK(says(said_of("{worry}", "{worries}"), "asks nothing called \"worries\""));
    CHECK(says(said_of("renames: {worry: about}", "renames: {worry: themes}"),
               "are not of one type and code list"));
    CHECK(says(said_of("sets: {said-outcome: help}", "sets: {said-outcome: helped}"),
               "no answer called \"helped\""));
    CHECK(says(said_of("words: {good: worry}", "words: {good: alone}"), "\"alone\" is no text"));
    CHECK(says(said_of("themes: themes", "themes: good"), "no list of choices"));
    CHECK(says(said_of("comments: [good]", "comments: [themes]"), "no text"));
    CHECK(says(said_of("rating: said-outcome", "rating: marks"), "asks nothing called \"marks\""));
    CHECK(says(said_of("anonymous: {alone: yes}", "anonymous: {alone: perhaps}"), "perhaps"));
}

TEST_CASE("a story, a sample and a round that do not hold together") {
    CHECK(says(said_of("story: {link: ask", "story: {link: asked"), "no stage has a link"));
    CHECK(says(said_of("did: home", "did: worry"), "of the type group."));
    CHECK(says(said_of("changed: [worry]}", "changed: [worried]}"), "\"worried\""));
    CHECK(says(said_of("at: visiting\n  opens-at", "at: done\n  opens-at"), "does not follow"));
    CHECK(says(said_of("size: figure", "size: worry"), "is of the type text"));
    CHECK(says(said_of("agencies: held-by", "agencies: about"), "agencies"));
    CHECK(says(said_of("from: 1 September", "from: 29 February"), "no day that each year has"));
    CHECK(says(said_of("opens-for: [police]", "opens-for: [fire]"), "no kind of agency"));
    CHECK(says(said_of("agency: asked-agency", "agency: worry"), "of the type agency or agencies"));
}

TEST_CASE("needs for what is not there") {
    CHECK(
        says(said_of("needs: [requests-made, voice-or-reason]",
                     "needs: [requests-made, voice-or-reason, {need: opened-closed, what: aftr}]"),
             "Did you mean \"after\"?"));
    auto files = sound();
    swap(files,
         kVisit,
         "needs: [requests-made, voice-or-reason]",
         "needs: [requests-made, voice-or-reason, sample-drawn]");
    CHECK(says(load(files).said(), "the pathway draws no sample"));
}
