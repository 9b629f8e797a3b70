#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "define/definitions.h"

// A small partnership written to a temporary folder: a pathway that passes every check, and
// whatever a test puts in its place.
namespace longstone::define::test {

// Path inside the definitions folder → text.
using Files = std::map<std::string, std::string>;

inline constexpr const char* kVisit = "england/pathways/visit.yaml";
inline constexpr const char* kAfter = "england/pathways/after.yaml";
inline constexpr const char* kSeen = "england/forms/seen.yaml";
inline constexpr const char* kResult = "england/forms/result.yaml";
inline constexpr const char* kView = "england/forms/view.yaml";
inline constexpr const char* kReason = "england/forms/reason.yaml";
inline constexpr const char* kOutcome = "england/codes/outcome.yaml";
inline constexpr const char* kRoles = "england/roles.yaml";
inline constexpr const char* kCalendar = "england/calendar.yaml";
inline constexpr const char* kHere = "here/partnership.yaml";

// The sound set: a pathway "visit" that opens another, "after", in the partnership "here".
Files sound();
// The file with the first `old` in it written anew; fails the test when it is not there.
void swap(Files& files, const std::string& path, std::string_view old, std::string_view anew);

struct Loaded {
    std::shared_ptr<const Definitions> definitions = {};
    std::vector<DefinitionError> errors = {};

    // What was wrong, one error a line as "file:line:column: what. cure", without the excerpt.
    [[nodiscard]] std::string said() const;
};
Loaded load(const Files& files);

// What is said of the sound set with one thing in it written anew.
std::string broken(const std::string& path, std::string_view old, std::string_view anew);

}  // namespace longstone::define::test
