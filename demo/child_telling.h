#pragma once

#include "base/text.h"
#include "demo/course.h"

// For the two files of a child's course: what its steps share, and its part at the front door.
namespace longstone::demo {

inline constexpr const char* kFirstContact = "la-csc/first-contact-worker";
inline constexpr const char* kSupervisor = "la-csc/practice-supervisor";
inline constexpr const char* kWorker = "la-csc/hub-social-worker";
inline constexpr const char* kManager = "la-csc/hub-manager";

// Everything that the steps of one child's course share.
struct ChildTelling {
    const Script& script;
    const Players& players;
    const Worry& worry;
    const Json& story;
    const Family& family;
    const Member& child;
    std::string referrer = {}, contact = {}, hub = {}, outcome = {};
    Words words = {};
    bool baby = false;

    [[nodiscard]] Json answers(const std::string& set) const {
        return script.answers_filled(set, words);
    }
    [[nodiscard]] bool has_words() const { return !story.text("words").empty(); }
    [[nodiscard]] bool parents_heard() const { return !story.text("parents").empty(); }
};

// What those concerned are told of an outcome.
const std::string& child_outcome_words(const std::string& outcome);
Json move_to(const std::string& stage, Json answers);
std::vector<Beat> child_at_front_door(ChildTelling& t);

}  // namespace longstone::demo
