#include "match/names.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text.h"
#include "match/name_tables.h"

namespace longstone::match {
namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : split(fold(text), ' '))
        if (!word.empty()) words.push_back(std::move(word));
    return words;
}

bool is_number(std::string_view word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "Twin 2", "Twin B", "Triplet three"
std::uint8_t place_in_birth(std::string_view word) {
    if (word == "1" || word == "a" || word == "one" || word == "i") return 1;
    if (word == "2" || word == "b" || word == "two" || word == "ii") return 2;
    if (word == "3" || word == "c" || word == "three" || word == "iii") return 3;
    return 0;
}

// Takes "baby", "twin 1" and the like out of the words.
void take_no_names(std::vector<std::string>& words, ReadName& name) {
    std::vector<std::string> kept;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at];
        if (!is_no_name(word)) {
            if (!is_number(word)) kept.push_back(word);
            continue;
        }
        name.no_name = true;
        name.unborn = name.unborn || word == "unborn" || word == "fetus" || word == "foetus";
        if (at + 1 < words.size() && (word == "twin" || word == "triplet" || word == "baby")) {
            name.multiple = std::max(name.multiple, place_in_birth(words[at + 1]));
            if (place_in_birth(words[at + 1]) != 0) ++at;
        }
    }
    words = std::move(kept);
}

}  // namespace

ReadName read_name(std::string_view written) {
    ReadName name;
    auto words = words_of(written);
    take_no_names(words, name);
    while (words.size() > 1 && is_title(words.front()))
        words.erase(words.begin());
    while (words.size() > 1 && is_generation(words.back())) {
        name.generation = words.back().front() == 'j' || words.back().front() == 'y' ? 1 : 2;
        words.pop_back();
    }
    name.text = join(words, " ");
    const bool plain = std::any_of(
        words.begin(), words.end(), [](const std::string& word) { return !is_particle(word); });
    for (auto& word : words) {
        if (name.token_count == 4) break;
        if (plain && is_particle(word)) continue;
        name.tokens[static_cast<std::size_t>(name.token_count++)] = std::move(word);
    }
    return name;
}

WholeName split_whole_name(std::string_view written) {
    WholeName whole;
    const auto comma = written.find(',');
    if (comma != std::string_view::npos) {
        auto given = words_of(written.substr(comma + 1));
        while (given.size() > 1 && is_title(given.front()))
            given.erase(given.begin());
        whole.family = join(words_of(written.substr(0, comma)), " ");
        if (!given.empty()) {
            whole.given = given.front();
            given.erase(given.begin());
            whole.middle = join(given, " ");
        }
        return whole;
    }
    auto words = words_of(written);
    while (words.size() > 1 && is_title(words.front()))
        words.erase(words.begin());
    while (words.size() > 2 && is_generation(words.back()))
        words.pop_back();
    if (words.size() == 1) {
        whole.given = words.front();
        return whole;
    }
    if (words.empty()) return whole;
    std::size_t last = words.size() - 1;
    while (last > 1 && is_particle(words[last - 1]))
        --last;
    std::vector<std::string> family(words.begin() + static_cast<std::ptrdiff_t>(last), words.end());
    std::vector<std::string> middle(words.begin() + 1,
                                    words.begin() + static_cast<std::ptrdiff_t>(last));
    whole.given = words.front();
    whole.middle = join(middle, " ");
    whole.family = join(family, " ");
    return whole;
}

}  // namespace longstone::match
