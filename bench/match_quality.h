#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "households.h"
#include "match/link.h"

// How good pairs and persons are, held against the truth that the matcher was not shown.
namespace longstone::bench {

struct Stated {
    double least = 0, mean = 0, observed = 0;
    std::uint64_t pairs = 0;
};
// 0.1, 0.5, 0.9, 0.99, 0.999 and above
inline constexpr std::size_t kBands = 5;

struct Quality {
    std::uint64_t true_pairs = 0;
    double best_f1 = 0, recall_at_99 = 0, recall_at_999 = 0;
    double link_precision = 0, link_recall = 0;
    std::uint64_t twins_linked = 0, sealed_shown = 0;
    double person_precision = 0, person_recall = 0, person_f1 = 0;
    std::array<Stated, kBands> stated = {};
    std::array<double, kCultures> recall_of_culture = {};
};

Quality quality(const std::vector<Written>& written,
                const std::vector<match::Pair>& pairs,
                const std::vector<match::RecordNo>& persons);
void print(const Quality& quality);
void print_row(const char* name, const Quality& quality);  // of a table
void print_head();

}  // namespace longstone::bench
