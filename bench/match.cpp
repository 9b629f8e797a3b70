// Matching invented households (households.h), the quality of it and what it costs:
//
//   bench_match [RECORDS] [SEED]           100,000 and 1; the table of quality and times
//   bench_match profiles [RECORDS] [SEED]  quality and stated chances where agencies err otherwise
//   bench_match living [RECORDS] [SEED]    the index alone: ready, search, add
//   bench_match RECORDS SEED FILE.csv      writes the records instead, for `longstone match run`
//
// bench/match_sets.py measures files whose truth is known, beside what Splink does on them. Times
// stand beside the time of the processor, which what else runs on the machine disturbs less.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <unordered_map>

#include <sys/resource.h>

#include "households.h"
#include "match/carry.h"
#include "match/index.h"
#include "match/learn.h"
#include "match/persons.h"
#include "match_quality.h"

using longstone::bench::households;
using longstone::bench::print;
using longstone::bench::print_head;
using longstone::bench::print_row;
using longstone::bench::profiles;
using longstone::bench::quality;
using longstone::bench::Written;
namespace match = longstone::match;

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
    explicit Steps(bool told) : told_(told) {}
    void done(const char* what) {
        if (told_)
            std::printf(
                "  %-34s %8.2f s  processor %8.2f s\n", what, now() - wall_, processor() - cpu_);
        wall_ = now();
        cpu_ = processor();
    }

    void all() const {
        std::printf("  %-34s %8.2f s  processor %8.2f s\n",
                    "all of it",
                    now() - first_wall_,
                    processor() - first_cpu_);
    }

private:
    bool told_ = true;
    double wall_ = now(), first_wall_ = wall_;
    double cpu_ = processor(), first_cpu_ = cpu_;
};

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
    Steps steps(true);
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

struct Matched {
    std::vector<match::Pair> pairs = {};
    std::vector<match::RecordNo> persons = {};
    std::uint64_t compared = 0, left_out = 0;
};

Matched matched(const std::vector<Written>& written, Steps& steps) {
    match::Book book;
    for (const auto& w : written)
        book.add(w.entry());
    book.settle(kThreads);
    steps.done("read and normalised");
    const match::Blocks blocks(book, {.threads = kThreads});
    steps.done("blocks");
    const auto learnt = match::learn(book, blocks, {.threads = kThreads});
    const match::Scale scale(learnt.model);
    match::LinkLimits limits{.threads = kThreads,
                             .least = match::bits_of_chance(.01),
                             .calibration = match::Calibration::learn(scale, learnt.patterns)};
    steps.done("learnt and calibrated");
    auto linked = match::link(book, blocks, scale, limits);
    steps.done("linked");
    auto clusters = match::persons_of(book, linked.pairs, scale, limits);
    auto pairs = match::carry(book, std::move(linked.pairs), clusters, scale, limits, 0);
    steps.done("persons");
    return {std::move(pairs), std::move(clusters.of), linked.compared, blocks.left_out()};
}

void quality_and_times(const std::vector<Written>& written) {
    Steps steps(true);
    const auto made = matched(written, steps);
    steps.all();
    std::printf("  pairs compared %llu, left out by full blocks %llu\n",
                static_cast<unsigned long long>(made.compared),
                static_cast<unsigned long long>(made.left_out));
    print(quality(written, made.pairs, made.persons));
}

// The same people, written down with other errors: what is promised must hold on each.
void profiles_table(std::size_t records, std::uint32_t seed) {
    print_head();
    std::fflush(stdout);
    for (const auto& profile : profiles()) {
        const auto written = households(records, seed, profile);
        Steps steps(false);
        const auto made = matched(written, steps);
        print_row(profile.name, quality(written, made.pairs, made.persons));
    }
}

std::size_t number_of(const char* text, std::size_t otherwise) {
    const auto number = std::strtoull(text, nullptr, 10);
    return number > 0 ? number : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    const bool word = what == "profiles" || what == "living";
    const int first = word ? 2 : 1;
    const auto records = argc > first ? number_of(argv[first], 100'000) : std::size_t{100'000};
    const auto seed =
        static_cast<std::uint32_t>(argc > first + 1 ? number_of(argv[first + 1], 1) : 1);
    if (what == "profiles") {
        profiles_table(records, seed);
        return 0;
    }
    auto written = households(records, seed);
    if (!word && argc > 3) return write_csv(written, argv[3]);
    std::printf("%zu records, seed %u, %d threads\n", written.size(), seed, kThreads);
    if (!word) quality_and_times(written);
    living(written, seed);
    return 0;
}
