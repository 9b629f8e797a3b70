#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

// What stands in the access log in words: programs write streams and short words there.
namespace longstone::web {

// "A person", "The line of time of a person", "MC-2026-0412".
std::string subject_words(std::string_view subject, std::string_view action);
// All that is written there as done, each with its words.
std::span<const std::pair<std::string_view, std::string_view>> look_actions();
// "Read", "Searched".
std::string action_words(std::string_view action);
// As it was written, but for times, which are told as people tell them.
std::string reason_words(std::string_view reason);

}  // namespace longstone::web
