// Search before create over a register of people as the product has it: the living index made from
// the store, searches in process, and through the API with access and audit; adding people.
//
//   bench_search [FOLDER] [PEOPLE]
//
// FOLDER is the temporary folder unless given, PEOPLE 1,000,000. The yardstick is the same question
// asked of the matching core alone. The register is filled by a process of its own, so that the
// memory that is told is that of serving it.

#include "people/search.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "access/accounts.h"
#include "access/policy.h"
#include "access/tokens.h"
#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
#include "bench/households.h"
#include "bench/over_http.h"
#include "bench/register.h"
#include "bench/timing.h"
#include "define/definitions.h"
#include "http/urlencoded.h"
#include "measure/counted.h"
#include "people/create.h"
#include "people/living.h"
#include "people/match_card.h"
#include "people/reviews.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr std::size_t kSearches = 4'000;
constexpr int kAdded = 1'000;
constexpr double kPerSecond = 200;

std::string request_of(const people::Query& query, const std::string& token) {
    std::string path = "/api/v1/people?limit=10";
    for (const auto& [name, value] : {std::pair("given_name", query.given_name),
                                      std::pair("family_name", query.family_name),
                                      std::pair("birth_date", query.birth_date),
                                      std::pair("postcode", query.postcode),
                                      std::pair("nhs_number", query.nhs_number)})
        if (!value.empty()) path += cat({"&", name, "=", http::percent_encode(value)});
    return cat({"GET ",
                path,
                " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ",
                token,
                "\r\n\r\n"});
}

std::string token_for(work::House& house,
                      const std::string& user,
                      const std::string& agency,
                      const std::string& post) {
    const auto session = house.store->write();
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::ManageUsers, user).value();
    const access::Change change{
        .db = *session, .projections = house.projections, .now = house.now()};
    if (!access::find_account(*session, user) &&
        !access::add_user(change,
                          *house.definitions,
                          grant,
                          {.name = user,
                           .shown = user,
                           .email = cat({user, "@example.org"}),
                           .posts = {{.agency = agency, .post = post}}}))
        std::abort();
    const auto token = access::make_token(change, grant, user, "bench", 30).value();
    session->commit();
    return token.secret;
}

long resident_megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6) / 1024;
    return 0;
}

double seconds_of(clockid_t clock) {
    timespec used{};
    clock_gettime(clock, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void times(const char* what, const std::vector<double>& millis, double budget) {
    if (millis.empty()) return;
    const auto p99 = percentile(millis, .99);
    std::printf("%-44s p50 %8.3f   p99 %8.3f   worst %8.3f ms   (%g) %s",
                what,
                percentile(millis, .5),
                p99,
                percentile(millis, 1),
                budget,
                p99 <= budget ? "kept" : "OVER");
}

// Of one thing done many times, by the clock, and by the processor where others use it too.
class Times {
public:
    template <class Work>
    void take(Work work) {
        const auto start = Steady::now();
        const auto used = seconds_of(CLOCK_THREAD_CPUTIME_ID);
        work();
        processor_.push_back((seconds_of(CLOCK_THREAD_CPUTIME_ID) - used) * 1000);
        clock_.push_back(millis_since(start));
    }
    void print(const char* what, double budget) const {
        times(what, clock_, budget);
        std::printf(
            "; processor %.3f, %.3f\n", percentile(processor_, .5), percentile(processor_, .99));
        std::fflush(stdout);
    }

private:
    std::vector<double> clock_ = {}, processor_ = {};
};

void share(const char* what, std::size_t of, std::size_t all, double wanted) {
    std::printf("%-44s %.2f %% of %zu   (%g)\n",
                what,
                100.0 * static_cast<double>(of) / static_cast<double>(all),
                all,
                wanted);
}

// As somebody who sees whom they look for whole: a weight and what is known are shown of each.
void in_process(work::House& house, const std::vector<Asked>& asked) {
    const access::Viewer all{.user = "all",
                             .agency = "la-csc",
                             .powers = {"search-people", "see-all-people"},
                             .sees_sensitive = true};
    Times core, whole, partly, common;
    const auto db = house.store->write();
    const auto context = house.context(*db);
    const auto worker = access::load_viewer(*db, *house.definitions, "worker").value();
    const auto seeing_all = access::allow(all, access::Action::SearchPeople).value();
    const auto working = access::allow(worker, access::Action::SearchPeople).value();
    std::size_t first = 0, five = 0;
    for (const auto& [query, right] : asked) {
        std::vector<people::NewAssertion> stated = {
            {.fact = people::Name{.given = query.given_name, .family = query.family_name}}};
        if (const auto born = parse_date(query.birth_date))
            stated.push_back({.fact = people::BirthDate{.date = *born}});
        const auto card = people::match_card(stated, "");
        core.take(
            [&] { (void)house.living->search(*db, all, house.now(), people::entry_of(card), {}); });
        people::Found found;
        whole.take([&] { found = people::search(context, seeing_all, query).value(); });
        for (std::size_t at = 0; at < std::min<std::size_t>(5, found.candidates.size()); ++at) {
            if (!right.contains(found.candidates[at].id)) continue;
            ++five;
            first += at == 0 ? 1 : 0;
            break;
        }
        partly.take([&] { (void)people::search(context, working, query).value(); });
    }
    bool too_many = true;
    for (int n = 0; n < 1000; ++n)
        common.take([&] {
            too_many =
                people::search(context, working, {.given_name = "Mohammed", .family_name = "Khan"})
                    .value()
                    .too_many &&
                too_many;
        });
    core.print("the living index alone, names and birth", 1);
    whole.print("people::search, audited, who sees all", 1);
    partly.print("people::search, audited, mostly “known to”", 1);
    common.print(too_many ? "Mohammed Khan: too many" : "Mohammed Khan: answered", 1);
    share("the right person first", first, asked.size(), 95.5);
    share("among five", five, asked.size(), 96);
}

void ask(const http::Router& router,
         const char* what,
         const std::vector<std::string>& requests,
         double budget) {
    const auto used = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    const auto got = ask_in_time(router, requests, 16, kPerSecond);
    times(what, got.millis, budget);
    std::printf("; processor %.3f each, both ends\n",
                (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - used) * 1000 /
                    static_cast<double>(requests.size()));
    if (got.failed > 0) std::printf("%ld of them did not come\n", got.failed);
    std::fflush(stdout);
}

void over_the_api(work::House& house, const std::vector<Asked>& asked, const std::string& token) {
    api::Api programs{
        .house = house,
        .calls = http::RateLimiter(http::Rate{.burst = 1'000'000, .refill = kMinute})};
    http::Router router;
    api::add_api_routes(router, programs);
    std::vector<std::string> requests;
    for (const auto& one : asked)
        requests.push_back(request_of(one.query, token));
    ask(router, "GET /people over HTTP, 200 a second", requests, 10);
    requests.assign(1'000, request_of({.given_name = "Mohammed", .family_name = "Khan"}, token));
    ask(router, "Mohammed Khan over HTTP, 200 a second", requests, 10);
    // Beside it the register is looked through for people who may be one.
    requests.clear();
    for (std::size_t n = 0; n < std::min<std::size_t>(1'000, asked.size()); ++n)
        requests.push_back(request_of(asked[n].query, token));
    std::atomic<bool> over = false;
    std::size_t looked = 0;
    std::thread beside([&] {
        for (; !over; looked += 100)
            if (house.living->look_for_pairs(100)) break;
    });
    ask(router, "the same beside looking for pairs", requests, 10);
    over = true;
    beside.join();
    std::printf("%zu people looked at for others like them\n", looked);
}

void queue(work::House& house) {
    Times queued;
    const auto db = house.store->write();
    const auto worker = access::load_viewer(*db, *house.definitions, "worker").value();
    const auto grant = access::allow(worker, access::Action::JudgeMatches).value();
    house.living->look_for_pairs(20'000);
    for (int n = 0; n < 20; ++n)
        queued.take([&] { (void)people::review_queue(house.context(*db), grant, 50).value(); });
    std::printf("%zu pairs of people who may be one\n", house.living->pair_count());
    queued.print("the queue of pairs", 1000);
}

// Each put on record for good, and then found: what the journal has new is taken in before.
void adding(work::House& house, const std::vector<Asked>& asked) {
    const auto strangers = households(2 * kAdded, 999);
    Times added, found_after, floor;
    for (int n = 0; n < kAdded; ++n) {
        const auto& w = strangers[static_cast<std::size_t>(n) % strangers.size()];
        const auto& query = asked[static_cast<std::size_t>(n) % asked.size()].query;
        people::NewPerson person{.source = "bench"};
        person.assertions = {{.fact = people::Name{.given = w.given, .family = w.family}},
                             {.fact = people::Address{.lines = {cat({w.house, " ", w.street})},
                                                      .postcode = "NE61 1AB"}}};
        if (const auto born = parse_date(w.birth); born && w.birth < "2026")
            person.assertions.push_back({.fact = people::BirthDate{.date = *born}});
        added.take([&] {
            const auto db = house.store->write();
            const auto worker = access::load_viewer(*db, *house.definitions, "worker").value();
            const auto grant = access::allow(worker, access::Action::CreatePerson).value();
            if (const auto made = people::create_person(house.context(*db), grant, person); !made) {
                for (const auto& one : made.error().fields)
                    std::printf("not put on record: %s\n", one.message.c_str());
                return;
            }
            db->commit();
        });
        found_after.take([&] {
            const auto db = house.store->write();
            const auto worker = access::load_viewer(*db, *house.definitions, "worker").value();
            const auto grant = access::allow(worker, access::Action::SearchPeople).value();
            (void)people::search(house.context(*db), grant, query).value();
        });
        floor.take([&] {
            const auto db = house.store->write();
            db->run("update bench_asked set n = n where n = $1", {n});
            db->commit();
        });
    }
    floor.print("one row in a table, durably", 5);
    added.print("a person put on record, durably", 5);
    found_after.print("the next search, which takes them in", 5);
}

// In a process of its own.
bool filled(const std::string& folder,
            const std::shared_ptr<const define::Definitions>& definitions,
            std::size_t people) {
    std::fflush(stdout);
    const auto child = ::fork();
    if (child == 0) {
        {
            const auto house = work::open_house({.data_dir = folder}, definitions);
            fill_register(*house, people, kSearches);
        }
        std::fflush(stdout);
        ::_exit(0);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    return status == 0;
}

}  // namespace

int main(int count, char** words) {
    const std::filesystem::path folder =
        count > 1 ? words[1] : std::filesystem::temp_directory_path() / "longstone-bench-search";
    const auto people = count > 2 ? static_cast<std::size_t>(std::atoll(words[2])) : 1'000'000;
    const auto definitions = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    if (!definitions) return 1;
    // A register that is there is asked again, not filled anew.
    const bool kept = std::filesystem::exists(folder / "longstone.db");
    std::filesystem::create_directories(folder);
    if (!kept && !filled(folder.string(), *definitions, people)) return 1;
    auto start = Steady::now();
    const auto house = work::open_house({.data_dir = folder.string()}, *definitions);
    print("the house opened", millis_since(start), 1000);
    measure::prepare(*house);
    const auto token = token_for(*house, "worker", "la-csc", "hub-manager");
    const auto asked = asked_of_register(*house->store->read());
    const auto before = resident_megabytes();
    start = Steady::now();
    const auto used = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    house->living->catch_up();
    print("the index ready after a start", millis_since(start), 3000);
    std::printf("  %.1f s of processor\n", seconds_of(CLOCK_PROCESS_CPUTIME_ID) - used);
    std::printf("%zu people; %ld MB resident, %ld before the index\n",
                house->living->size(),
                resident_megabytes(),
                before);
    in_process(*house, asked);
    over_the_api(*house, asked, token);
    adding(*house, asked);
    queue(*house);
    std::printf("%ld MB resident at the end\n", resident_megabytes());
    if (!kept) std::filesystem::remove_all(folder);
    return 0;
}
