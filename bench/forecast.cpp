// The forecast over many open clocks, access filtered, for somebody who sees every pathway of
// their posts, for somebody who sees none whole, and filtered to one worker:
//
//   bench_forecast [FOLDER] [CLOCKS]
//
// CLOCKS is 50,000 unless given: one in ten is late already, one in five ends within a week. The
// yardstick is a plain count of the same range straight through the store, in the same run.

#include "work/forecast.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "access/accounts.h"
#include "base/text.h"
#include "bench/timing.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr int kRounds = 200;
constexpr int kClocksEach = 3;  // of one record

template <class Work>
void measure(const char* what, Work work) {
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        const auto start = Steady::now();
        work();
        times.push_back(millis_since(start));
    }
    std::printf("%-44s p50 %7.2f ms   p99 %7.2f ms\n",
                what,
                percentile(times, 0.5),
                percentile(times, 0.99));
}

// Numbers that look thrown and are the same each run.
class Dice {
public:
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t state_ = 20261105;
};

std::vector<std::string> add_people(work::House& house) {
    std::vector<std::string> users;
    const auto session = house.store->write();
    const auto system = access::system_viewer();
    for (const auto& agency : house.definitions->partnership.agencies) {
        for (const auto& post : agency.posts) {
            for (int i = 0; i < 3; ++i) {
                const auto name = cat({post.id, ".", agency.id, ".", number(i)});
                const auto grant = access::allow(system, access::Action::ManageUsers, name);
                const auto added = access::add_user(
                    {.db = *session, .projections = house.projections, .now = house.now()},
                    *house.definitions,
                    *grant,
                    {.name = name,
                     .shown = name,
                     .email = cat({name, "@example.org"}),
                     .posts = {{.agency = agency.id, .post = post.id}}});
                if (added) users.push_back(name);
            }
        }
    }
    session->commit();
    return users;
}

std::int64_t due_of(Dice& dice, Instant now) {
    const auto lot = dice.below(10);
    if (lot == 0) return now.micros - dice.below(90 * kDay);
    if (lot < 3) return now.micros + dice.below(7 * kDay);
    return now.micros + 7 * kDay + dice.below(120 * kDay);
}

void fill(work::House& house, const std::vector<std::string>& users, std::int64_t clocks) {
    Dice dice;
    std::vector<std::string> pathways;
    for (const auto& [id, pathway] : house.definitions->pathways) {
        pathways.push_back(id);
    }
    const auto session = house.store->write();
    const auto now = house.now();
    for (std::int64_t i = 0; i < clocks / kClocksEach; ++i) {
        const auto ref = cat({"XX-2026-", number(i)});
        const auto& pathway = pathways[static_cast<std::size_t>(
            dice.below(static_cast<std::int64_t>(pathways.size())))];
        const auto& lead =
            users[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(users.size())))];
        const auto agency = split(lead, '.')[1];
        session->run(
            "insert into record (ref, pathway, version, stage, source, opened_at, recorded_at, "
            "rev, opened_by, opened_agency, lead_user, lead_agency, changed_at) values ($1, $2, 1, "
            "'s', 'partner', $3, $3, 1, $4, $5, $4, $5, $3)",
            {ref, pathway, now.micros, lead, agency});
        session->run(
            "insert into record_party (record, kind, party) values ($1, 'user', $2), ($1, "
            "'agency', $3)",
            {ref, lead, agency});
        for (int n = 0; n < kClocksEach; ++n) {
            session->run(
                "insert into running_clock (due_at, ref, clock, n, pathway, restricted, "
                "lead_agency, lead_user) values ($1, $2, $3, 1, $4, 0, $5, $6)",
                {due_of(dice, now), ref, cat({"clock-", number(n)}), pathway, agency, lead});
        }
    }
    session->commit();
}

// Who sees the most, and who the fewest, of the clocks of the next days.
struct Extremes {
    access::Viewer most = {}, fewest = {};
};

Extremes extremes(work::House& house, const std::vector<std::string>& users) {
    Extremes found;
    std::int64_t most = -1;
    std::int64_t fewest = -1;
    const auto session = house.store->read();
    auto context = house.context(*session);
    for (const auto& user : users) {
        if (!user.ends_with(".0")) continue;
        const auto viewer = access::load_viewer(*session, *house.definitions, user);
        const auto total = work::forecast(context, *viewer, {}).total;
        if (total > most) {
            most = total;
            found.most = *viewer;
        }
        if (fewest < 0 || total < fewest) {
            fewest = total;
            found.fewest = *viewer;
        }
    }
    std::printf("%s sees %lld of them, %s %lld\n",
                found.most.user.c_str(),
                static_cast<long long>(most),
                found.fewest.user.c_str(),
                static_cast<long long>(fewest));
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    const auto folder = std::filesystem::path(argc > 1 ? argv[1] : "/tmp/bench-forecast").string();
    const std::int64_t clocks = argc > 2 ? std::atoll(argv[2]) : 50'000;
    std::filesystem::remove_all(folder);
    work::HouseOptions options{.data_dir = folder, .definitions = LONGSTONE_ROOT "/definitions"};
    auto opened = work::open_house(options);
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return 1;
    }
    auto& house = **opened;
    const auto users = add_people(house);
    fill(house, users, clocks);
    std::printf("%lld clocks run\n", static_cast<long long>(clocks));
    const auto who = extremes(house, users);
    const auto ask = [&](const access::Viewer& viewer, const work::ForecastFilter& filter) {
        const auto session = house.store->read();
        auto context = house.context(*session);
        work::forecast(context, viewer, filter);
    };
    measure("yardstick: a count of the range", [&] {
        house.store->read()->integer("select count(*) from running_clock where due_at <= $1",
                                     {(house.now() + 7 * kDay).micros});
    });
    measure("forecast, who sees the most", [&] { ask(who.most, {}); });
    measure("forecast, who sees the fewest", [&] { ask(who.fewest, {}); });
    measure("forecast, one worker's", [&] { ask(who.most, {.worker = who.most.user}); });
    std::filesystem::remove_all(folder);
    return 0;
}
