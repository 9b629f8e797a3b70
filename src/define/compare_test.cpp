#include "define/compare.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"
#include "define/define_test_tools.h"

using namespace longstone;
using namespace longstone::define;
using namespace longstone::define::test;

namespace {

Json json_of(const Files& files) {
    const auto loaded = load(files);
    INFO(loaded.said());
    REQUIRE(loaded.definitions != nullptr);
    return to_json(*loaded.definitions, *loaded.definitions->pathway("visit"));
}

// What is said when one thing in the sound pathway is written anew.
std::vector<std::string> said(const std::string& path,
                              std::string_view old,
                              std::string_view anew) {
    auto files = sound();
    swap(files, path, old, anew);
    std::vector<std::string> sentences;
    for (const auto& one : compare(json_of(sound()), json_of(files), {{"worker", "Worker"}}))
        sentences.push_back(cat({one.part, " | ", one.sentence}));
    return sentences;
}

bool has(const std::vector<std::string>& sentences, const std::string& sentence) {
    INFO(join(sentences, "\n"));
    const bool found = std::find(sentences.begin(), sentences.end(), sentence) != sentences.end();
    CHECK_MESSAGE(found, sentence);
    return found;
}

// Each text, number and truth anywhere in it, one at a time, made something else.
void each_changed(const Json& value, const std::function<void(const Json&)>& see) {
    if (value.is_object()) {
        for (const auto& [key, member] : value.members()) {
            each_changed(member, [&, name = key](const Json& changed) {
                Json whole = value;
                whole.set(name, changed);
                see(whole);
            });
        }
    } else if (value.is_array()) {
        for (std::size_t at = 0; at < value.items().size(); ++at) {
            each_changed(value.items()[at], [&](const Json& changed) {
                auto items = value.items();
                items[at] = changed;
                see(Json(std::move(items)));
            });
        }
    } else if (value.is_bool()) {
        see(Json(!value.boolean()));
    } else {
        see(Json("something-else"));
    }
}

}  // namespace

TEST_CASE("the same twice differs in nothing") {
    CHECK(compare(json_of(sound()), json_of(sound())).empty());
}

TEST_CASE("a limit, a need, a role and a question that changed are told in sentences") {
    has(said(kVisit, "within: 2 working days}", "within: 3 working days}"),
        "Clocks | Clock “Answer”: its limit: was “2 working days”, is now “3 working days”.");
    has(said(kVisit, "needs: [requests-made, voice-or-reason]", "needs: [requests-made]"),
        "Stages and moves | Stage “Visiting”, Move “Talk” to “Talking”: Need “voice-or-reason” is "
        "gone.");
    has(said(kSeen,
             "alone: {type: yes-no, label: Were they alone?}",
             "alone: {type: yes-no, label: Were they alone?, required: yes}"),
        "Questions | Form “What was seen”, Section “Visit”, Question “Were they alone?”: must be "
        "answered: now yes.");
    has(said(kVisit,
             "flags:\n  alone: {name: Alone, when: {alone: yes}",
             "flags:\n  alone: {name: Alone, when: {strain: {at-least: 4}}"),
        "The rest | Flag “Alone”: its condition: was “alone is yes”, is now “strain at least 4”.");
    has(said(kVisit,
             "    asks: [result]\n    holds",
             "    asks: [result]\n    who: [worker]\n    holds"),
        "Who | Stage “Talking”: now done by Worker.");
}

TEST_CASE("what is new and what is gone is named once, with what it asks of people") {
    const auto asked = said(kSeen,
                            "strain: {type: scale, label: How great is the strain?}",
                            "strain: {type: scale, label: How great is the strain?}\n      "
                            "cold: {type: yes-no, label: Is it cold?, required: yes}");
    CHECK(asked.size() == 1);
    has(asked,
        "Questions | Form “What was seen”, Section “Visit”: Question “Is it cold?” is new, and "
        "must "
        "be answered.");
    has(said(kVisit,
             "  answer: {from: {requests-made: view}, to: [{requests-answered: view}], within: 2 "
             "working days}\n",
             ""),
        "Clocks | Clock “Answer” is gone.");
}

TEST_CASE("a question that was renamed is the same question") {
    const auto renamed = said(kSeen,
                              "strain: {type: scale, label: How great is the strain?}",
                              "stress: {type: scale, label: How great is the stress?, "
                              "renamed-from: strain}");
    INFO(join(renamed, "\n"));
    for (const auto& sentence : renamed) {
        CHECK(sentence.find("is gone") == std::string::npos);
        CHECK(sentence.find("is new") == std::string::npos);
    }
    CHECK(renamed.size() == 3);  // its id, its words, what it was renamed from
}

TEST_CASE("an order that changed is told") {
    Json before = json_of(sound());
    Json after = before;
    auto clocks = before["clocks"].items();
    std::reverse(clocks.begin(), clocks.end());
    after.set("clocks", Json(clocks));
    const auto found = compare(before, after);
    REQUIRE(found.size() == 1);
    CHECK(found.front().sentence == "The order of clocks changed.");
}

TEST_CASE("nothing escapes: whatever is changed in a pathway, something is said") {
    const auto loaded = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    REQUIRE(loaded.has_value());
    // The longest pathway would take a while; the shortest has every kind of thing but a few.
    Json least;
    for (const auto& [id, pathway] : (*loaded)->pathways) {
        const auto json = to_json(**loaded, pathway);
        if (least.is_null() || json.dump().size() < least.dump().size()) least = json;
    }
    int changes = 0;
    for (const auto& start : {least, json_of(sound())}) {
        each_changed(start, [&](const Json& changed) {
            ++changes;
            if (compare(start, changed).empty()) FAIL_CHECK(changed.dump());
        });
    }
    CHECK(changes > 200);
}
