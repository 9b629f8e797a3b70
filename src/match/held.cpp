#include "match/held.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace longstone::match {

void sort_held(std::vector<std::uint64_t>& held) {
    std::vector<std::uint64_t> spare;
    sort_held(held, spare);
}

// Digit by digit of the key, steadily: the records are in order already.
void sort_held(std::vector<std::uint64_t>& held, std::vector<std::uint64_t>& spare) {
    constexpr unsigned kDigit = 11;
    constexpr std::size_t kDigits = std::size_t{1} << kDigit;
    if (held.size() < kDigits) {
        std::sort(held.begin(), held.end());
    } else {
        spare.resize(held.size());
        std::vector<std::uint32_t> from(kDigits);
        for (unsigned shift = 32; shift < 64; shift += kDigit) {
            const auto digit = [&](std::uint64_t h) { return (h >> shift) & (kDigits - 1); };
            std::fill(from.begin(), from.end(), 0U);
            for (const auto h : held)
                ++from[digit(h)];
            std::exclusive_scan(from.begin(), from.end(), from.begin(), 0U);
            for (const auto h : held)
                spare[from[digit(h)]++] = h;
            held.swap(spare);
        }
    }
    held.erase(std::unique(held.begin(), held.end()), held.end());
}

}  // namespace longstone::match
