// Decisions replayed in a house that is there, each figure beside its budget:
//
//   bench_review FOLDER [DECISIONS]
//
// FOLDER is a data folder that bench_chronology or bench_work filled with a million events, or that
// `longstone demo` did. DECISIONS (400) are replayed, half of them on the longest records, each
// after a fresh look for it: what could be seen at that minute, what was hidden, what came later.

#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "bench/timing.h"
#include "review/replay.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr double kBudget = 200;  // ms, the slowest

std::vector<std::string> records_in(store::Session& db, std::int64_t most) {
    std::vector<std::string> refs;
    for (const auto& row :
         db.rows("select ref from record order by rev desc, ref limit $1", {most / 2}))
        refs.push_back(row.text(0));
    const auto all = db.integer("select count(*) from record");
    const auto step = std::max<std::int64_t>(1, all / std::max<std::int64_t>(1, most / 2));
    std::int64_t n = 0;
    for (const auto& row : db.rows("select ref from record order by ref"))
        if (n++ % step == 0) refs.push_back(row.text(0));
    return refs;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("bench_review FOLDER [DECISIONS]\n", stderr);
        return 2;
    }
    const auto most = argc > 2 ? std::atoll(argv[2]) : 400;
    const auto house = work::open_house(
        {.data_dir = argv[1], .definitions = LONGSTONE_ROOT "/definitions", .publishes = false});
    if (!house) {
        std::fputs(house.error().message.c_str(), stderr);
        return 1;
    }
    const auto session = (*house)->store->write();
    auto context = (*house)->context(*session);
    const auto viewer = access::system_viewer();
    std::vector<double> times;
    std::size_t entries = 0, longest = 0;
    for (const auto& ref : records_in(*session, most)) {
        const auto review = review::open_review(context, viewer, ref);
        if (!review) continue;
        const auto decisions = review::decisions_of(context, *review);
        if (decisions.empty()) continue;
        const auto start = Steady::now();
        const auto replayed = review::replay(context, *review, decisions.back().id);
        times.push_back(millis_since(start));
        if (!replayed) {
            std::fprintf(stderr, "%s: %s\n", ref.c_str(), replayed.error().message.c_str());
            return 1;
        }
        const auto told =
            replayed->could_see.size() + replayed->hidden.size() + replayed->later.size();
        entries += told;
        longest = std::max(longest, told);
    }
    if (times.empty()) {
        std::fputs("There is no decision in it.\n", stderr);
        return 1;
    }
    std::printf("%lld events; %zu decisions replayed, %zu entries, %zu in the longest line\n",
                static_cast<long long>(session->integer("select count(*) from event")),
                times.size(),
                entries,
                longest);
    std::printf("%-56s %9.2f ms   p50\n", "a decision replayed", percentile(times, 0.5));
    print("a decision replayed, p99", percentile(times, 0.99), kBudget);
    print("a decision replayed, the slowest", percentile(times, 1), kBudget);
    return 0;
}
