#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace longstone {
namespace {

constexpr std::size_t kLongestWord = 64;  // nobody slips in a longer one

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_continuation(unsigned char c) {
    return (c & 0xC0U) == 0x80U;
}

// The apostrophe, and what is typed or printed for it.
constexpr std::u32string_view kApostrophes =
    U"'`\u00B4\u02B9\u02BB\u02BC\u02BD\u2018\u2019\u201B\u2032\uFF07";

// Letters that no normal form takes apart, and how English papers write them.
struct PlainLetters {
    char32_t letter = 0;
    std::string_view plain = {};
};
constexpr PlainLetters kPlainLetters[] = {
    {U'ß', "ss"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ø', "o"}, {U'ł', "l"}, {U'đ', "d"},
    {U'ð', "d"},  {U'þ', "th"}, {U'ħ', "h"},  {U'ı', "i"}, {U'ŧ', "t"}, {U'ŋ', "n"},
    {U'ĸ', "k"},  {U'ƀ', "b"},  {U'ɓ', "b"},  {U'ɗ', "d"}, {U'ƙ', "k"}, {U'ƴ', "y"},
    {U'ɨ', "i"},  {U'ə', "e"},  {U'ɛ', "e"},  {U'ɔ', "o"},
};

bool is_apostrophe(UChar32 c) {
    return kApostrophes.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

std::string_view plain_letters(UChar32 c) {
    for (const PlainLetters& letters : kPlainLetters) {
        if (letters.letter == static_cast<char32_t>(c)) return letters.plain;
    }
    return {};
}

// Appends folded characters, holding a space back until a letter follows it.
class Folder {
public:
    explicit Folder(std::size_t size) { out_.reserve(size); }

    void letter(UChar32 c) {
        gap();
        if (c < 0x80) {
            out_ += static_cast<char>(c);
            return;
        }
        std::string_view plain = plain_letters(c);
        if (!plain.empty()) {
            out_ += plain;
            return;
        }
        icu::UnicodeString(c).toUTF8String(out_);
    }
    void space() { spaced_ = true; }
    std::string take() { return std::move(out_); }

private:
    void gap() {
        if (spaced_ && !out_.empty()) out_ += ' ';
        spaced_ = false;
    }

    std::string out_ = {};
    bool spaced_ = false;
};

void fold_ascii(Folder& folder, char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        folder.letter(c);
    } else if (c >= 'A' && c <= 'Z') {
        folder.letter(c + ('a' - 'A'));
    } else if (!is_apostrophe(c)) {
        folder.space();
    }
}

void fold_unicode(Folder& folder, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("the Unicode data could not be loaded");
    auto whole = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    icu::UnicodeString apart = decompose->normalize(whole, status);
    if (U_FAILURE(status)) throw std::runtime_error("a text could not be normalised");
    for (std::int32_t at = 0; at < apart.length();) {
        UChar32 c = apart.char32At(at);
        at += U16_LENGTH(c);
        if ((U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0 || is_apostrophe(c)) continue;
        if (u_isalpha(c) || u_isdigit(c)) {
            folder.letter(u_foldCase(c, U_FOLD_CASE_DEFAULT));
        } else {
            folder.space();
        }
    }
}

// Edits that turn one word into the other: insert, delete, replace, or swap two neighbours.
std::size_t slips_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

}  // namespace

std::string cat(std::initializer_list<std::string_view> pieces) {
    std::size_t size = 0;
    for (std::string_view piece : pieces)
        size += piece.size();
    std::string out;
    out.reserve(size);
    for (std::string_view piece : pieces)
        out += piece;
    return out;
}

std::string join(const std::vector<std::string>& items, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += separator;
        out += items[i];
    }
    return out;
}

std::string join_and(const std::vector<std::string>& items) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
        out += items[i];
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    if (text.empty()) return pieces;
    for (;;) {
        std::size_t end = text.find(separator);
        pieces.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string number(long long value) {
    char buffer[24] = {};
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

std::optional<double> parse_figure(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || !std::isfinite(value)) return {};
    return value;
}

std::string decimals(double value, int places) {
    std::array<char, 400> out = {};
    std::snprintf(out.data(), out.size(), "%.*f", places, value == 0 ? 0.0 : value);
    std::string words = out.data();
    const auto end = std::min(words.find('.'), words.size());
    const std::size_t start = words.starts_with('-') ? 1 : 0;
    for (std::size_t at = end; at > start + 3;) {
        at -= 3;
        words.insert(at, ",");
    }
    return words;
}

std::string count_of(long long n, std::string_view one, std::string_view many) {
    return cat({number(n), " ", n == 1 ? one : many});
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(byte(i))) return 0;
    }
    // Too long a spelling, a surrogate half, or beyond the last character.
    if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F)) return 0;
    if ((lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
    return length;
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = utf8_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string fold(std::string_view text) {
    Folder folder(text.size());
    auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text.begin(), text.end(), is_ascii)) {
        for (char c : text)
            fold_ascii(folder, c);
    } else {
        fold_unicode(folder, text);
    }
    return folder.take();
}

std::string did_you_mean(std::string_view text, const std::vector<std::string>& candidates) {
    if (text.size() > kLongestWord) return {};
    std::string wanted = fold(text);
    std::size_t allowed = wanted.size() < 3    ? 0
                          : wanted.size() < 6  ? 1
                          : wanted.size() < 10 ? 2
                                               : 3;
    std::size_t nearest = allowed + 1;
    std::string found;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongestWord) continue;
        std::size_t slips = slips_between(wanted, fold(candidate));
        if (slips >= nearest) continue;
        nearest = slips;
        found = candidate;
    }
    return found;
}

}  // namespace longstone
