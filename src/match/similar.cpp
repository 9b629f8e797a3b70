#include "match/similar.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace longstone::match {
namespace {

constexpr std::size_t kLooked = 32;

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// The class of a consonant; 0 for one that is not heard.
char consonant(char c, char next) {
    switch (c) {
        case 'b':
            return 'b';
        case 'p':
            return next == 'h' ? 'f' : 'p';
        case 'f':
            return 'f';
        case 'v':
        case 'w':
            return 'v';
        case 'c':
            return next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
        case 'g':
            return next == 'h' ? 0 : 'g';
        case 'k':
        case 'q':
        case 'x':
            return 'k';
        case 'j':
            return 'j';
        case 's':
        case 'z':
            return 's';
        case 'd':
        case 't':
            return 't';
        case 'l':
            return 'l';
        case 'm':
            return 'm';
        case 'n':
            return 'n';
        case 'r':
            return 'r';
        default:
            return 0;  // h
    }
}

}  // namespace

int jaro_winkler(std::string_view a, std::string_view b) {
    a = a.substr(0, kLooked);
    b = b.substr(0, kLooked);
    if (a == b) return a.empty() ? 0 : 1000;
    if (a.empty() || b.empty()) return 0;
    if (a.size() > b.size() || (a.size() == b.size() && b < a)) std::swap(a, b);
    const std::size_t longer = b.size();
    const std::size_t window = longer / 2 > 0 ? longer / 2 - 1 : 0;
    // Of each sign, where in the longer text it stands; empty again when it has been asked.
    thread_local std::array<std::uint32_t, 256> where{};
    const auto sign = [](char c) { return static_cast<unsigned char>(c); };
    for (std::size_t j = 0; j < longer; ++j)
        where[sign(b[j])] |= 1U << j;
    std::uint32_t in_a = 0;
    std::uint32_t in_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t from = i > window ? i - window : 0;
        const std::size_t to = std::min(longer, i + window + 1);
        const auto within = static_cast<std::uint32_t>((std::uint64_t{1} << to) - 1) >> from
                                                                                            << from;
        const std::uint32_t open = where[sign(a[i])] & within & ~in_b;
        if (open == 0) continue;
        in_a |= 1U << i;
        in_b |= open & (~open + 1);  // the first of them
    }
    for (const char c : b)
        where[sign(c)] = 0;
    const int same = std::popcount(in_a);
    if (same == 0) return 0;
    int moved = 0;
    std::size_t j = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (((in_a >> i) & 1U) == 0) continue;
        while (((in_b >> j) & 1U) == 0)
            ++j;
        if (a[i] != b[j]) ++moved;
        ++j;
    }
    const double m = same;
    const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(longer) +
                         (m - std::floor(static_cast<double>(moved) / 2)) / m) /
                        3;
    std::size_t front = 0;
    while (front < 4 && front < a.size() && a[front] == b[front])
        ++front;
    const double whole = jaro + static_cast<double>(front) * 0.1 * (1 - jaro);
    return static_cast<int>(std::lround(whole * 1000));
}

bool one_slip(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t front = 0;
    while (front < a.size() && a[front] == b[front])
        ++front;
    if (a.size() < b.size()) return a.substr(front) == b.substr(front + 1);
    if (front == a.size()) return false;
    if (a.substr(front + 1) == b.substr(front + 1)) return true;
    return front + 1 < a.size() && a[front] == b[front + 1] && a[front + 1] == b[front] &&
           a.substr(front + 2) == b.substr(front + 2);
}

std::string sound(std::string_view folded) {
    std::string out;
    char before = 0;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        const char c = folded[at];
        if (c < 'a' || c > 'z') {
            if (c != ' ') out += c;
            before = 0;
            continue;
        }
        const char next = at + 1 < folded.size() ? folded[at + 1] : '\0';
        if (is_vowel(c)) {
            if (out.empty()) out += 'a';
            before = 0;
            continue;
        }
        if (out.empty() && c == 'k' && next == 'n') continue;
        if (out.empty() && c == 'w' && next == 'r') continue;
        const char heard = out.empty() && c == 'g' ? 'g' : consonant(c, next);
        if (heard == 0) continue;
        if (heard != before) out += heard;
        before = heard;
    }
    return out;
}

}  // namespace longstone::match
