// Matching invented households (households.h), the quality of it and what it costs:
//
//   bench_match [RECORDS] [SEED]           100,000 and 1; the table of quality and times
//   bench_match RECORDS SEED FILE.csv      writes the records instead, for `longstone match run`
//
// Times stand beside the time of the processor, which what else runs on the machine disturbs less.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <unordered_map>

#include <sys/resource.h>

#include "households.h"
#include "match/carry.h"
#include "match/index.h"
#include "match/learn.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr int kThreads = 2;
constexpr int kSearches = 20'000;
constexpr int kAdded = 5000;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double processor() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

class Steps {
public:
    void done(const char* what) {
        std::printf(
            "  %-34s %8.2f s  processor %8.2f s\n", what, now() - wall_, processor() - cpu_);
        wall_ = now();
        cpu_ = processor();
    }

private:
    double wall_ = now();
    double cpu_ = processor();
};

std::uint64_t pairs_of(std::uint64_t n) {
    return n * (n > 0 ? n - 1 : 0) / 2;
}

void quality(const std::vector<Written>& written,
             const std::vector<match::Pair>& pairs,
             const std::vector<match::RecordNo>& persons) {
    std::unordered_map<std::uint32_t, std::uint64_t> sizes;
    std::array<std::uint64_t, kCultures> of_culture{};
    std::uint64_t truth = 0;
    for (const auto& w : written)
        if (!w.sealed) of_culture[w.culture] += sizes[w.person]++;
    for (const auto& [person, n] : sizes)
        truth += pairs_of(n);
    auto sorted = pairs;
    std::stable_sort(sorted.begin(), sorted.end(), [](const match::Pair& x, const match::Pair& y) {
        return x.weight > y.weight;
    });
    std::uint64_t right = 0, linked = 0, linked_right = 0, twins = 0, sealed = 0;
    double best = 0, at99 = 0, at999 = 0;
    std::array<std::uint64_t, kCultures> found{};
    struct Share {
        double stated = 0, observed = 0, n = 0;
    };
    std::array<Share, 5> bands{};
    static constexpr std::array<double, 6> kEdges = {.1, .5, .9, .99, .999, 1.01};
    for (std::size_t at = 0; at < sorted.size(); ++at) {
        const auto& pair = sorted[at];
        const auto& a = written[pair.a];
        const auto& b = written[pair.b];
        const bool same = a.person == b.person;
        right += same ? 1 : 0;
        sealed += a.sealed || b.sealed ? 1 : 0;
        const double precision = static_cast<double>(right) / static_cast<double>(at + 1);
        const double recall = static_cast<double>(right) / static_cast<double>(truth);
        best = std::max(best, 2 * precision * recall / (precision + recall));
        if (precision >= .99) at99 = recall;
        if (precision >= .999) at999 = recall;
        if (match::band_of(pair.weight, pair.rule, match::default_bands()) == match::Band::Link) {
            ++linked;
            linked_right += same ? 1 : 0;
            found[a.culture] += same ? 1 : 0;
            twins += !same && a.twin && b.twin && a.household == b.household ? 1 : 0;
        }
        const double chance = match::chance_of(pair.weight);
        for (std::size_t band = 0; band < bands.size(); ++band)
            if (chance >= kEdges[band] && chance < kEdges[band + 1]) {
                bands[band].stated += chance;
                bands[band].observed += same ? 1 : 0;
                bands[band].n += 1;
            }
    }
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
    std::printf("  true pairs %llu, best F1 %.4f, recall %.4f at precision .99, %.4f at .999\n",
                static_cast<unsigned long long>(truth),
                best,
                at99,
                at999);
    const double p =
        static_cast<double>(linked_right) / static_cast<double>(std::max<std::uint64_t>(1, linked));
    std::printf(
        "  links itself: precision %.5f, recall %.4f; twins linked %llu; sealed shown %llu\n",
        p,
        static_cast<double>(linked_right) / static_cast<double>(truth),
        static_cast<unsigned long long>(twins),
        static_cast<unsigned long long>(sealed));
    const double cp =
        static_cast<double>(well) / static_cast<double>(std::max<std::uint64_t>(1, joined));
    const double cr = static_cast<double>(well) / static_cast<double>(truth);
    std::printf(
        "  persons: precision %.4f, recall %.4f, F1 %.4f\n", cp, cr, 2 * cp * cr / (cp + cr));
    for (std::size_t band = 0; band < bands.size(); ++band)
        if (bands[band].n > 0)
            std::printf("  stated %.3f to %.3f: %8.0f pairs, mean %.4f, observed %.4f\n",
                        kEdges[band],
                        std::min(1.0, kEdges[band + 1]),
                        bands[band].n,
                        bands[band].stated / bands[band].n,
                        bands[band].observed / bands[band].n);
    for (std::uint8_t culture = 0; culture < kCultures; ++culture)
        std::printf("  recall, %-20s %.4f\n",
                    culture_name(culture),
                    static_cast<double>(found[culture]) /
                        static_cast<double>(std::max<std::uint64_t>(1, of_culture[culture])));
}

void print_times(const char* what, std::vector<double>& times) {
    std::sort(times.begin(), times.end());
    std::printf("  %-34s p50 %.3f ms  p99 %.3f ms  most %.3f ms\n",
                what,
                times[times.size() / 2] * 1e3,
                times[times.size() * 99 / 100] * 1e3,
                times.back() * 1e3);
}

void living(std::vector<Written>& written, std::uint32_t seed) {
    Steps steps;
    match::Book book;
    for (const auto& w : written)
        book.add(w.entry());
    match::Index index(std::move(book), match::shipped_model(), {}, {.threads = kThreads});
    steps.done("index ready");
    const auto asked = households(kSearches, seed + 1);
    std::vector<double> times;
    for (int n = 0; n < kSearches; ++n) {
        // Half of them are there, half are strangers.
        const auto& w = n % 2 == 0 ? written[static_cast<std::size_t>(n) * 37 % written.size()]
                                   : asked[static_cast<std::size_t>(n)];
        const auto entry = w.entry();
        const double start = now();
        const auto answer = index.search(entry);
        times.push_back(now() - start);
    }
    print_times("search", times);
    times.clear();
    match::Entry common;
    common.given = "Mohammed";
    common.family = "Khan";
    bool too_many = true;
    for (int n = 0; n < 2000; ++n) {
        const double start = now();
        too_many = index.search(common).too_many && too_many;
        times.push_back(now() - start);
    }
    print_times(too_many ? "Mohammed Khan: too many" : "Mohammed Khan: answered", times);
    times.clear();
    for (int n = 0; n < kAdded; ++n) {
        const auto entry = asked[static_cast<std::size_t>(n)].entry();
        const double start = now();
        index.add(entry, n + 1);
        times.push_back(now() - start);
    }
    print_times("add, link and persons anew", times);
}

int write_csv(const std::vector<Written>& written, const char* path) {
    std::FILE* out = std::fopen(path, "wb");
    if (out == nullptr) return 1;
    std::fputs(
        "id,truth,household,twin,source,first_name,middle_name,surname,dob,sex,house,street,town,"
        "postcode,nhs_number,upn,phone,restricted\n",
        out);
    for (std::size_t at = 0; at < written.size(); ++at) {
        const auto& w = written[at];
        std::fprintf(out,
                     "%zu,%u,%u,%d,%s,%s,%s,%s,%s,%s,\"%s\",%s,%s,%s,%s,%s,%s,%s\n",
                     at + 1,
                     w.person,
                     w.household,
                     w.twin ? 1 : 0,
                     w.source.c_str(),
                     w.given.c_str(),
                     w.middle.c_str(),
                     w.family.c_str(),
                     w.birth.c_str(),
                     w.sex.c_str(),
                     w.house.c_str(),
                     w.street.c_str(),
                     w.town.c_str(),
                     w.postcode.c_str(),
                     w.nhs_number.c_str(),
                     w.upn.c_str(),
                     w.phone.c_str(),
                     w.sealed ? "1" : "");
    }
    std::fclose(out);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto records = argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 100'000;
    const auto seed = argc > 2 ? static_cast<std::uint32_t>(std::atoi(argv[2])) : 1U;
    auto written = households(records, seed);
    if (argc > 3) return write_csv(written, argv[3]);
    std::printf("%zu records, seed %u, %d threads\n", written.size(), seed, kThreads);
    {
        Steps steps;
        match::Book book;
        for (const auto& w : written)
            book.add(w.entry());
        book.settle();
        steps.done("read and normalised");
        const match::Blocks blocks(book, {.threads = kThreads});
        steps.done("blocks");
        const auto learnt = match::learn(book, blocks, {.threads = kThreads});
        const match::Scale scale(learnt.model);
        const match::LinkLimits limits{
            .threads = kThreads,
            .least = match::bits_of_chance(.01),
            .calibration = match::Calibration::learn(scale, learnt.patterns)};
        steps.done("learnt and calibrated");
        auto linked = match::link(book, blocks, scale, limits);
        steps.done("linked");
        const auto clusters =
            match::cluster(book, linked.pairs, scale, match::default_cluster_limits());
        const auto pairs = match::carry(book, std::move(linked.pairs), clusters, scale, limits, 0);
        steps.done("persons");
        std::printf("  pairs compared %llu, left out by full blocks %llu\n",
                    static_cast<unsigned long long>(linked.compared),
                    static_cast<unsigned long long>(blocks.left_out()));
        quality(written, pairs, clusters.of);
    }
    living(written, seed);
    return 0;
}
