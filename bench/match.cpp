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
#include <ctime>
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
constexpr std::size_t kSearches = 20'000;
constexpr int kAdded = 20'000;

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

// Of one thing done many times, by the clock and by the processor.
class Times {
public:
    template <class Work>
    void take(Work work) {
        const double wall = now();
        const double cpu = of_thread();
        work();
        wall_.push_back(now() - wall);
        cpu_.push_back(of_thread() - cpu);
    }
    void print(const char* what) {
        std::sort(wall_.begin(), wall_.end());
        std::sort(cpu_.begin(), cpu_.end());
        std::printf(
            "  %-34s p50 %.3f ms  p99 %.3f ms  most %.3f ms; processor p99 %.3f ms  most %.3f ms\n",
            what,
            wall_[wall_.size() / 2] * 1e3,
            wall_[wall_.size() * 99 / 100] * 1e3,
            wall_.back() * 1e3,
            cpu_[cpu_.size() * 99 / 100] * 1e3,
            cpu_.back() * 1e3);
        wall_.clear();
        cpu_.clear();
    }

private:
    static double of_thread() {
        timespec used{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
        return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
    }
    std::vector<double> wall_ = {}, cpu_ = {};
};

// One more record of somebody who is there: whether the search shows that person first, and among
// five.
void found(const match::Index& index,
           const std::vector<const Written*>& kept,
           const std::vector<const Written*>& held_out) {
    std::uint64_t first = 0, five = 0, none = 0;
    for (const auto* w : held_out) {
        const auto answer = index.search(w->entry());
        std::vector<std::uint32_t> people;
        for (const auto& hit : answer.hits)
            if (const auto person = kept[hit.record]->person;
                std::find(people.begin(), people.end(), person) == people.end())
                people.push_back(person);
        const auto at = static_cast<std::size_t>(
            std::find(people.begin(), people.end(), w->person) - people.begin());
        first += at == 0 && !people.empty() ? 1 : 0;
        five += at < std::min<std::size_t>(5, people.size()) ? 1 : 0;
        none += people.empty() ? 1 : 0;
    }
    const auto share = [&](std::uint64_t n) {
        return static_cast<double>(n) /
               static_cast<double>(std::max<std::size_t>(1, held_out.size()));
    };
    std::printf("  of %zu searched: first %.4f, among five %.4f, nothing shown %.4f\n",
                held_out.size(),
                share(first),
                share(five),
                share(none));
}

void living(std::vector<Written>& written, std::uint32_t seed) {
    Steps steps;
    std::vector<match::Entry> entries;
    entries.reserve(written.size());
    std::vector<const Written*> kept, held_out;
    std::unordered_map<std::uint32_t, std::size_t> of_person;
    for (const auto& w : written)
        ++of_person[w.person];
    for (const auto& w : written) {
        const bool another = !w.sealed && held_out.size() < kSearches && of_person[w.person] > 1 &&
                             w.person % 16 == 0;
        if (another) --of_person[w.person];
        (another ? held_out : kept).push_back(&w);
    }
    for (const auto* w : kept)
        entries.push_back(w->entry());
    steps.done("(entries made)");
    match::Index index(entries, match::shipped_model(), {}, {.threads = kThreads});
    steps.done("index ready");
    found(index, kept, held_out);
    const auto asked = households(std::max<std::size_t>(kSearches, kAdded), seed + 1);
    Times times;
    for (std::size_t n = 0; n < kSearches; ++n) {
        // Half of them are there, half are strangers.
        const auto& w = n % 2 == 0 ? written[n * 37 % written.size()] : asked[n];
        const auto entry = w.entry();
        times.take([&] { index.search(entry); });
    }
    times.print("search");
    match::Entry common;
    common.given = "Mohammed";
    common.family = "Khan";
    bool too_many = true;
    for (int n = 0; n < 2000; ++n) {
        times.take([&] { too_many = index.search(common).too_many && too_many; });
    }
    times.print(too_many ? "Mohammed Khan: too many" : "Mohammed Khan: answered");
    for (int n = 0; n < kAdded; ++n) {
        const auto entry = asked[static_cast<std::size_t>(n)].entry();
        times.take([&] { index.add(entry, n + 1); });
    }
    times.print("add, link and persons anew");
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
