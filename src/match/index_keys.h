#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "match/held.h"
#include "match/index.h"

// One shelf of the living index: for index.cpp alone.
namespace longstone::match {

// New keys that are kept by themselves before they are merged; each run is merged into the next
// when it is so many times as long.
inline constexpr std::size_t kRun = 4096, kGrowth = 8;
inline constexpr std::uint32_t kMost = 400;  // records under one key that are looked at

inline std::uint64_t held(const Key& key, RecordNo no) {
    return (key.value & 0xffffffff00000000U) | no;
}

// The keys of every way, sorted, in a few runs of growing length.
class Index::Keys {
public:
    void add(const Key& key, RecordNo no) {
        auto& runs = of_[static_cast<std::size_t>(key.way)];
        if (runs.empty()) runs.emplace_back();
        auto& newest = runs.back();
        const auto value = held(key, no);
        newest.insert(std::upper_bound(newest.begin(), newest.end(), value), value);
        if (newest.size() >= kRun) merge(runs);
    }

    void fill(std::size_t way, std::vector<std::uint64_t> all) {
        sort_held(all);
        of_[way].clear();
        of_[way].push_back(std::move(all));
        of_[way].emplace_back();
    }

    template <class Look>
    void each(const Key& key, Look look) const {
        const std::uint64_t from = key.value & 0xffffffff00000000U;
        for (const auto& run : of_[static_cast<std::size_t>(key.way)])
            for (auto at = std::lower_bound(run.begin(), run.end(), from);
                 at != run.end() && (*at ^ from) >> 32U == 0;
                 ++at)
                if (!look(static_cast<RecordNo>(*at))) return;
    }

    // How many are under the key, as far as anybody wants to know.
    std::uint32_t count(const Key& key) const {
        std::uint32_t n = 0;
        each(key, [&](RecordNo) { return ++n <= kMost; });
        return n;
    }

    void take_out(const Key& key, RecordNo no) {
        for (auto& run : of_[static_cast<std::size_t>(key.way)]) {
            const auto value = held(key, no);
            const auto at = std::lower_bound(run.begin(), run.end(), value);
            if (at != run.end() && *at == value) run.erase(at);
        }
    }

private:
    using Run = std::vector<std::uint64_t>;
    static void merge(std::vector<Run>& runs) {
        while (runs.size() > 1 && runs[runs.size() - 2].size() < runs.back().size() * kGrowth) {
            Run both;
            both.reserve(runs.back().size() + runs[runs.size() - 2].size());
            std::merge(runs[runs.size() - 2].begin(),
                       runs[runs.size() - 2].end(),
                       runs.back().begin(),
                       runs.back().end(),
                       std::back_inserter(both));
            runs.pop_back();
            runs.back() = std::move(both);
        }
        runs.emplace_back();
    }

    std::array<std::vector<Run>, kWays> of_ = {};
};

}  // namespace longstone::match
