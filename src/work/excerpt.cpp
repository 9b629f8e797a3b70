#include "work/excerpt.h"

#include <algorithm>

#include "base/text.h"

namespace longstone::work {
namespace {

// Where a word of the text stands, and whether it was sought.
struct Word {
    std::size_t from = 0, until = 0;
    bool hit = false;
};

// Between words stand ASCII space and punctuation; an apostrophe and a hyphen belong to a word, as
// folding takes them away.
bool parts_words(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) return false;
    const bool alone = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !alone && c != '\'';
}

bool is_sought(std::string_view piece, const std::vector<std::string>& words) {
    const auto folded = fold(piece);
    for (const auto& own : split(folded, ' ')) {
        if (std::ranges::any_of(words, [&](const auto& word) { return own.starts_with(word); }))
            return true;
    }
    return false;
}

std::vector<Word> split_words(std::string_view text, const std::vector<std::string>& words) {
    std::vector<Word> all;
    std::size_t at = 0;
    while (at < text.size()) {
        if (parts_words(text[at])) {
            ++at;
            continue;
        }
        Word word{.from = at};
        while (at < text.size() && !parts_words(text[at])) {
            ++at;
        }
        word.until = at;
        word.hit = is_sought(text.substr(word.from, word.until - word.from), words);
        all.push_back(word);
    }
    return all;
}

// The span of words around the first hit that fits.
std::pair<std::size_t, std::size_t> around(const std::vector<Word>& words,
                                           std::size_t hit,
                                           std::size_t most) {
    std::size_t first = hit;
    std::size_t last = hit;
    const auto wide = [&](std::size_t from, std::size_t to) {
        return words[to].until - words[from].from;
    };
    while (first > 0 && wide(first - 1, last) <= most / 3) {
        --first;
    }
    while (last + 1 < words.size() && wide(first, last + 1) <= most) {
        ++last;
    }
    while (first > 0 && wide(first - 1, last) <= most) {
        --first;
    }
    return {first, last};
}

}  // namespace

std::vector<std::string> sought_words(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : split(fold(text), ' ')) {
        const bool known = std::ranges::find(words, word) != words.end();
        if (word.size() > 1 && !known) words.push_back(std::move(word));
    }
    return words;
}

std::size_t words_in(std::string_view text, const std::vector<std::string>& words) {
    const auto own = split(fold(text), ' ');
    return static_cast<std::size_t>(std::ranges::count_if(words, [&](const auto& word) {
        return std::ranges::any_of(own, [&](const auto& each) { return each.starts_with(word); });
    }));
}

std::vector<ExcerptPiece> excerpt_of(std::string_view text,
                                     const std::vector<std::string>& sought,
                                     std::size_t most) {
    const auto words = split_words(text, sought);
    const auto hit = std::ranges::find(words, true, &Word::hit);
    if (hit == words.end()) return {};
    const auto [first, last] = around(words, static_cast<std::size_t>(hit - words.begin()), most);
    std::vector<ExcerptPiece> pieces;
    const auto add = [&](std::string_view piece, bool is_hit) {
        if (piece.empty()) return;
        if (!pieces.empty() && pieces.back().hit == is_hit)
            pieces.back().text += piece;
        else
            pieces.push_back({.text = std::string(piece), .hit = is_hit});
    };
    if (first > 0) add("… ", false);
    std::size_t at = first == 0 ? 0 : words[first].from;
    for (std::size_t i = first; i <= last; ++i) {
        add(text.substr(at, words[i].from - at), false);
        add(text.substr(words[i].from, words[i].until - words[i].from), words[i].hit);
        at = words[i].until;
    }
    if (last + 1 < words.size())
        add(" …", false);
    else
        add(text.substr(at), false);
    return pieces;
}

}  // namespace longstone::work
