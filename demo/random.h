#pragma once

#include <cstdint>
#include <random>

// The same numbers for the same seed everywhere: no distribution of the standard library is used.
namespace longstone::demo {

class Random {
public:
    explicit Random(std::uint32_t seed) : twister_(seed) {}
    int below(int limit) {
        return static_cast<int>(twister_() % static_cast<std::uint32_t>(limit));
    }

private:
    std::mt19937 twister_;
};

}  // namespace longstone::demo
