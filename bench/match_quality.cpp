#include "match_quality.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <unordered_map>

#include "match/rules.h"

namespace longstone::bench {
namespace {

constexpr std::array<double, kBands + 1> kEdges = {.1, .5, .9, .99, .999, 1.01};

std::uint64_t pairs_of(std::uint64_t n) {
    return n * (n > 0 ? n - 1 : 0) / 2;
}

double share(std::uint64_t part, std::uint64_t all) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::uint64_t>(1, all));
}

void count_ranked(Quality& q,
                  const std::vector<Written>& written,
                  const std::vector<match::Pair>& pairs) {
    auto sorted = pairs;
    std::stable_sort(sorted.begin(), sorted.end(), [](const match::Pair& x, const match::Pair& y) {
        return x.weight > y.weight;
    });
    std::uint64_t right = 0;
    for (std::size_t at = 0; at < sorted.size(); ++at) {
        right += written[sorted[at].a].person == written[sorted[at].b].person ? 1 : 0;
        // Pairs of one weight are taken or left together.
        if (at + 1 < sorted.size() && sorted[at + 1].weight == sorted[at].weight) continue;
        const double precision = share(right, at + 1);
        const double recall = share(right, q.true_pairs);
        q.best_f1 = std::max(q.best_f1, 2 * precision * recall / (precision + recall));
        if (precision >= .99) q.recall_at_99 = recall;
        if (precision >= .999) q.recall_at_999 = recall;
    }
}

void count_stated(Quality& q,
                  const std::vector<Written>& written,
                  const std::vector<match::Pair>& pairs,
                  const std::array<std::uint64_t, kCultures>& of_culture) {
    std::uint64_t linked = 0, right = 0;
    std::array<std::uint64_t, kCultures> found{};
    for (const auto& pair : pairs) {
        const auto& a = written[pair.a];
        const auto& b = written[pair.b];
        const bool same = a.person == b.person;
        q.sealed_shown += a.sealed || b.sealed ? 1 : 0;
        if (match::band_of(pair.weight, pair.rule, match::default_bands()) == match::Band::Link) {
            ++linked;
            right += same ? 1 : 0;
            found[a.culture] += same ? 1 : 0;
            q.twins_linked += !same && a.twin && b.twin && a.household == b.household ? 1 : 0;
        }
        const double chance = match::chance_of(pair.weight);
        for (std::size_t band = 0; band < kBands; ++band)
            if (chance >= kEdges[band] && chance < kEdges[band + 1]) {
                q.stated[band].mean += chance;
                q.stated[band].observed += same ? 1 : 0;
                ++q.stated[band].pairs;
            }
    }
    for (std::size_t band = 0; band < kBands; ++band) {
        auto& stated = q.stated[band];
        stated.least = kEdges[band];
        stated.mean /= static_cast<double>(std::max<std::uint64_t>(1, stated.pairs));
        stated.observed /= static_cast<double>(std::max<std::uint64_t>(1, stated.pairs));
    }
    q.link_precision = share(right, linked);
    q.link_recall = share(right, q.true_pairs);
    for (std::size_t culture = 0; culture < found.size(); ++culture)
        q.recall_of_culture[culture] = share(found[culture], of_culture[culture]);
}

void count_persons(Quality& q,
                   const std::vector<Written>& written,
                   const std::vector<match::RecordNo>& persons) {
    std::map<std::pair<match::RecordNo, std::uint32_t>, std::uint64_t> cells;
    std::unordered_map<match::RecordNo, std::uint64_t> groups;
    for (match::RecordNo no = 0; no < persons.size(); ++no)
        if (!written[no].sealed) {
            ++cells[{persons[no], written[no].person}];
            ++groups[persons[no]];
        }
    std::uint64_t joined = 0, well = 0;
    for (const auto& [key, n] : cells)
        well += pairs_of(n);
    for (const auto& [key, n] : groups)
        joined += pairs_of(n);
    q.person_precision = share(well, joined);
    q.person_recall = share(well, q.true_pairs);
    q.person_f1 = 2 * q.person_precision * q.person_recall / (q.person_precision + q.person_recall);
}

}  // namespace

Quality quality(const std::vector<Written>& written,
                const std::vector<match::Pair>& pairs,
                const std::vector<match::RecordNo>& persons) {
    Quality q;
    std::unordered_map<std::uint32_t, std::uint64_t> sizes;
    std::array<std::uint64_t, kCultures> of_culture{};
    for (const auto& w : written)
        if (!w.sealed) of_culture[w.culture] += sizes[w.person]++;
    for (const auto& [person, n] : sizes)
        q.true_pairs += pairs_of(n);
    count_ranked(q, written, pairs);
    count_stated(q, written, pairs, of_culture);
    count_persons(q, written, persons);
    return q;
}

void print(const Quality& q) {
    std::printf("  true pairs %llu, best F1 %.4f, recall %.4f at precision .99, %.4f at .999\n",
                static_cast<unsigned long long>(q.true_pairs),
                q.best_f1,
                q.recall_at_99,
                q.recall_at_999);
    std::printf(
        "  links itself: precision %.5f, recall %.4f; twins linked %llu; sealed shown %llu\n",
        q.link_precision,
        q.link_recall,
        static_cast<unsigned long long>(q.twins_linked),
        static_cast<unsigned long long>(q.sealed_shown));
    std::printf("  persons: precision %.4f, recall %.4f, F1 %.4f\n",
                q.person_precision,
                q.person_recall,
                q.person_f1);
    for (const auto& stated : q.stated)
        std::printf("  stated from %.3f: %8llu pairs, mean %.4f, observed %.4f\n",
                    stated.least,
                    static_cast<unsigned long long>(stated.pairs),
                    stated.mean,
                    stated.observed);
    for (std::uint8_t culture = 0; culture < kCultures; ++culture)
        std::printf("  recall, %-20s %.4f\n", culture_name(culture), q.recall_of_culture[culture]);
}

void print_head() {
    std::printf("  %-14s %7s %7s %7s %8s %7s %6s %6s  %s\n",
                "errors",
                "best F1",
                ".99",
                ".999",
                "links",
                "persons",
                "twins",
                "sealed",
                "stated / observed, from .5, .9, .99, .999");
}

void print_row(const char* name, const Quality& q) {
    std::printf("  %-14s %7.4f %7.4f %7.4f %8.5f %7.4f %6llu %6llu ",
                name,
                q.best_f1,
                q.recall_at_99,
                q.recall_at_999,
                q.link_precision,
                q.person_f1,
                static_cast<unsigned long long>(q.twins_linked),
                static_cast<unsigned long long>(q.sealed_shown));
    for (std::size_t band = 1; band < kBands; ++band)
        std::printf(" %.4f/%.4f", q.stated[band].mean, q.stated[band].observed);
    std::printf("\n");
    std::fflush(stdout);  // a table takes minutes
}

}  // namespace longstone::bench
