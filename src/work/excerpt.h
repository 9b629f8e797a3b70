#pragma once

#include <string>
#include <string_view>
#include <vector>

// The part of a text that shows why it was found. Pure.
namespace longstone::work {

struct ExcerptPiece {
    std::string text = {};
    bool hit = false;  // a word that was sought
};

// The words of a search: folded, each once, those of a single character left out.
std::vector<std::string> sought_words(std::string_view text);
// How many of the words begin a word of the text.
std::size_t words_in(std::string_view text, const std::vector<std::string>& words);
// About `most` characters around the first hit, cut between words, with an ellipsis where it was
// cut. Empty when no word is in it.
std::vector<ExcerptPiece> excerpt_of(std::string_view text,
                                     const std::vector<std::string>& words,
                                     std::size_t most = 200);

}  // namespace longstone::work
