#include "web/account/look_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "base/time.h"

namespace longstone::web {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 5> kOf = {{{"person", "A person"},
                                      {"chronology", "The line of time of a person"},
                                      {"release", "What an agency released"},
                                      {"sharing", "The register of sharing"},
                                      {"user", "An account"}}};
constexpr std::array<Pair, 6> kDone = {{{"read", "Read"},
                                        {"search", "Searched"},
                                        {"sign-in", "Signed in"},
                                        {"break-glass", "Broke the glass"},
                                        {"download", "Took a document"},
                                        {"export", "Took a list as a file"}}};

template <std::size_t N>
std::string_view found(const std::array<Pair, N>& words, std::string_view key) {
    const auto at = std::ranges::find(words, key, &Pair::first);
    return at == words.end() ? std::string_view() : at->second;
}

}  // namespace

std::string subject_words(std::string_view subject, std::string_view action) {
    if (action == "search") return "Words that were typed, kept unreadable";
    const auto slash = subject.find('/');
    if (slash == std::string_view::npos) return std::string(subject);
    const auto sort = subject.substr(0, slash);
    const auto which = subject.substr(slash + 1);
    if (sort == "record") return std::string(which);
    const auto words = found(kOf, sort);
    if (words.empty()) return std::string(subject);
    if (sort == "user") return cat({words, ": ", which});
    // Numbers of people say nothing; the first of one tells two of them apart.
    return cat({words, " (", which.substr(0, 8), ")"});
}

std::span<const Pair> look_actions() {
    return kDone;
}

std::string action_words(std::string_view action) {
    const auto words = found(kDone, action);
    return std::string(words.empty() ? action : words);
}

std::string reason_words(std::string_view reason) {
    constexpr std::string_view kAsAt = "as at ";
    if (!reason.starts_with(kAsAt)) return std::string(reason);
    const auto at = parse_instant(reason.substr(kAsAt.size()));
    return at ? cat({"As it was at ", say(*at)}) : std::string(reason);
}

}  // namespace longstone::web
