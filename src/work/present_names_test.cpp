#include "work/present_names.h"

#include <doctest/doctest.h>

#include "define/define_test_tools.h"
#include "work/former_answers.h"
#include "work/test_work.h"
#include "work/versions.h"

using namespace longstone;
using namespace longstone::work;

namespace {

const Anew kRenamed = {
    define::test::kSeen, "worry: {type: text,", "concern: {renamed-from: worry, type: text,"};
const Anew kGone = {
    define::test::kSeen, "      strain: {type: scale, label: How great is the strain?}\n", ""};
const Anew kHousehold = {define::test::kSeen,
                         "named: {type: text, label: Name",
                         "called: {renamed-from: named, type: text, label: Name"};
const Anew kAge = {define::test::kSeen, "when: {answered: named}", "when: {answered: called}"};
const Anew kSummary = {define::test::kVisit, "summary: worry", "summary: concern"};

const Anew kCopies = {define::test::kVisit, "copies: [people, worry]", "copies: [people, concern]"};
const Anew kReason = {
    define::test::kVisit, "renames: {worry: reason}", "renames: {concern: reason}"};

void turn_to(TestWork& work, const std::vector<Anew>& changes) {
    work.house().definitions = invented(changes);
    REQUIRE(work.in([](Context& context) { return publish_versions(context); }).has_value());
}

}  // namespace

TEST_CASE("an answer stands under the present name of its question, inside groups too") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"home", {.items = {{{"named", {"Pat"}}}}}}});
    turn_to(work, {kRenamed, kSummary, kCopies, kReason, kHousehold, kAge});
    const auto now = work.see(work.visitor(), ref).record;
    CHECK(now.first_answer("concern") == "Cold house");
    CHECK(now.answer("worry") == nullptr);
    CHECK(now.answer("home")->given.items.front().at("called").front() == "Pat");
}

TEST_CASE("what is answered anew, or taken away, does not come back under the earlier name") {
    TestWork work;
    const auto ref = work.open("amber");
    turn_to(work, {kRenamed, kSummary, kCopies, kReason});
    CHECK(work.answer(ref, {{"concern", said("Damp as well")}}).record.first_answer("concern") ==
          "Damp as well");
    CHECK(work.see(work.visitor(), ref).record.first_answer("concern") == "Damp as well");
    work.answer(ref, {{"concern", {}}});
    CHECK(work.see(work.visitor(), ref).record.answer("concern") == nullptr);
}

TEST_CASE("questions that were merged are answered by all that was answered") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"no-words", said("Asleep")}});
    turn_to(work,
            {{define::test::kSeen,
              "worry: {type: text,",
              "concern: {renamed-from: [worry, no-words], "
              "type: text,"},
             {define::test::kSeen, ", instead: no-words", ""},
             {define::test::kSeen,
              "      no-words: {type: text, sensitive: yes, label: Why did they say nothing?}\n",
              ""},
             kSummary,
             kCopies,
             kReason});
    const auto now = work.see(work.visitor(), ref).record;
    CHECK(now.answer("concern")->given.values == std::vector<std::string>{"Asleep", "Cold house"});
}

TEST_CASE("a question that is asked no more shows its answer as it was, to who might see it then") {
    TestWork work;
    const auto ref = work.open("amber");
    work.answer(ref, {{"strain", said("7")}});
    work.turn(kDay);
    turn_to(work, {kGone});
    const auto session = work.house().store->read();
    auto context = work.house().context(*session);
    const auto former = former_answers(context, work.see(work.visitor(), ref));
    REQUIRE(former.size() == 1);
    CHECK(former.front().question == "How great is the strain?");
    CHECK(former.front().answer.given.first() == "7");
    CHECK(former_answers(context, work.see(work.reader(), ref)).size() == 1);
}

TEST_CASE("a name that is still in use, or claimed twice, is no former name") {
    CHECK(define::test::broken(
              define::test::kSeen, "strain: {type", "strain: {renamed-from: worry, type")
              .find("\"worry\" is still asked beside it") != std::string::npos);
}
