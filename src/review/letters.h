#pragma once

#include <cstddef>
#include <string_view>

#include "base/text.h"

// Where words begin and end in what people wrote: letters with any accent, and none of the curly
// quotation marks, dashes and apostrophes that a word processor puts beside a name.
namespace longstone::review {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Bytes of the letter or digit that begins here; 0 when it is neither.
inline std::size_t letter_length(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ? 1 : 0;
    const auto length = utf8_length(text, at);
    const auto lead = static_cast<unsigned char>(c);
    const auto next = length > 1 ? static_cast<unsigned char>(text[at + 1]) : 0;
    const bool sign = lead == 0xC2 || (lead == 0xC3 && (next == 0x97 || next == 0xB7)) ||
                      lead == 0xE2 || (lead == 0xE3 && next == 0x80);
    return sign ? 0 : length;
}

// Bytes of an apostrophe, straight or curly; 0 when it is none.
inline std::size_t apostrophe_length(std::string_view text, std::size_t at) {
    if (text[at] == '\'') return 1;
    return text.substr(at).starts_with("\u2019") ? 3 : 0;
}

// Past the last letter of the word that begins here: an apostrophe inside belongs to it, and the
// one of "Dean's" does not.
inline std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (const auto letter = letter_length(text, at); letter > 0) {
            at += letter;
            continue;
        }
        const auto mark = apostrophe_length(text, at);
        if (mark == 0 || at + mark >= text.size()) break;
        const auto letter = letter_length(text, at + mark);
        const auto after = at + mark + letter;
        const bool last = after >= text.size() || letter_length(text, after) == 0;
        if (letter == 0 || (last && (text[at + mark] == 's' || text[at + mark] == 'S'))) break;
        at += mark + letter;
    }
    return at;
}

}  // namespace longstone::review
