#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

// What every benchmark times by and prints in: milliseconds, and a line beside its budget.
namespace longstone::bench {

using Steady = std::chrono::steady_clock;

inline double millis_since(Steady::time_point start) {
    return std::chrono::duration<double, std::milli>(Steady::now() - start).count();
}

// `share` of 0 to 1; some times there must be.
inline double percentile(std::vector<double> times, double share) {
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

inline void print(const std::string& what, double millis, double budget) {
    std::printf("%-56s %9.2f ms   budget %6.0f ms   %s\n",
                what.c_str(),
                millis,
                budget,
                millis <= budget ? "kept" : "OVER");
}

// So many times over, its median and its 99th in a hundred beside the budget.
template <class Run>
void time_rounds(const std::string& what, int rounds, double budget, const Run& run) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto start = Steady::now();
        run();
        times.push_back(millis_since(start));
    }
    std::printf("%-56s %9.2f ms   p50\n", what.c_str(), percentile(times, 0.5));
    print(what + ", p99", percentile(times, 0.99), budget);
}

}  // namespace longstone::bench
