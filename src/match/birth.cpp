#include "match/birth.h"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace longstone::match {
namespace {

using Digits = std::array<char, 8>;

Digits digits_of(Birth b) {
    const unsigned whole = b.year * 10000U + b.month * 100U + b.day;
    Digits out{};
    unsigned rest = whole;
    for (std::size_t at = 8; at-- > 0; rest /= 10)
        out[at] = static_cast<char>('0' + rest % 10);
    return out;
}

bool slip(Birth a, Birth b) {
    const auto x = digits_of(a);
    const auto y = digits_of(b);
    std::size_t first = 8;
    int different = 0;
    for (std::size_t at = 0; at < 8; ++at) {
        if (x[at] == y[at]) continue;
        if (different++ == 0) first = at;
    }
    if (different == 1) return true;
    return different == 2 && first + 1 < 8 && x[first] == y[first + 1] && x[first + 1] == y[first];
}

}  // namespace

Birth read_birth(std::string_view written) {
    std::array<unsigned, 3> part{};
    std::array<std::size_t, 3> length{};
    std::size_t parts = 0;
    bool inside = false;
    for (const char c : written) {
        if (c == 'T' && parts == 3) break;  // a time follows
        if (c < '0' || c > '9') {
            inside = false;
            continue;
        }
        if (!inside && parts == 3) break;
        if (!inside) ++parts;
        inside = true;
        if (length[parts - 1] < 8)
            part[parts - 1] = part[parts - 1] * 10 + static_cast<unsigned>(c - '0');
        ++length[parts - 1];
    }
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (parts == 1 && length[0] == 8) {
        year = part[0] / 10000;
        month = part[0] / 100 % 100;
        day = part[0] % 100;
    } else if (parts >= 1 && length[0] == 4) {
        year = part[0];
        month = parts > 1 ? part[1] : 0;
        day = parts > 2 ? part[2] : 0;
    } else if (parts == 3 && length[2] == 4) {
        year = part[2];
        month = part[1];
        day = part[0];
    }
    if (year < 1000 || year > 2200) return {};
    if (month > 12 && day <= 12 && month <= 31) std::swap(month, day);
    if (month > 12 || day > 31) month = day = 0;
    if (month == 0) day = 0;
    if (year == 1900 && month <= 1 && day <= 1) return {};
    return {static_cast<std::uint16_t>(year),
            static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day)};
}

int days_apart(Birth a, Birth b) {
    return std::abs((a.year - b.year) * 365 + (a.month - b.month) * 31 + (a.day - b.day));
}

BirthLevel compare_births(Birth a, Birth b) {
    if (!a.known() || !b.known()) return BirthLevel::Missing;
    const bool same_year = a.year == b.year;
    if (a == b) return a.doubtful() ? BirthLevel::DoubtSame : BirthLevel::Same;
    if (same_year && (a.doubtful() || b.doubtful())) return BirthLevel::YearDoubt;
    if (same_year && a.month == b.day && a.day == b.month) return BirthLevel::Swapped;
    if (slip(a, b)) return BirthLevel::Slip;
    if (same_year && a.month == b.month) return BirthLevel::Month;
    if (!a.doubtful() && a.month == b.month && a.day == b.day) return BirthLevel::DayMonth;
    if (same_year) return BirthLevel::Year;
    return std::abs(a.year - b.year) < 12 ? BirthLevel::Near : BirthLevel::Generation;
}

}  // namespace longstone::match
