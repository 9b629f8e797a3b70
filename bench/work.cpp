// The work floor in a large partnership, each figure beside its budget:
//
//   bench_work [FOLDER] [EVENTS] [CLOCKS]
//
// First the due times of a million running clocks of the shipped definitions, reckoned anew after a
// change of calendar (the floor is the same on one thread). Then EVENTS (1,000,000 is ten years)
// with CLOCKS running (50,000): lists, counts and the board as a page, and a record's page, each in
// process and signed in. The budget of a page is its p99; over HTTP, bench_page measures it.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "access/accounts.h"
#include "access/password.h"
#include "access/sessions.h"
#include "access/sign_in.h"
#include "base/text.h"
#include "bench/sign_in.h"
#include "bench/timing.h"
#include "http/router.h"
#include "people/create.h"
#include "web/app.h"
#include "web/routes.h"
#include "work/acts/reckon_clocks.h"
#include "work/house.h"
#include "work/lists.h"
#include "work/reckon.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr std::size_t kClocksReckoned = 1'000'000;
constexpr int kEventsOfARecord = 10;
constexpr int kClocksOfARecord = 2;
constexpr int kEventsOfTheLongest = 500;
constexpr int kRecordsACommit = 100;
constexpr int kRounds = 100;
constexpr double kReckonBudget = 1'000;  // ms
constexpr double kListBudget = 50;       // ms, p99
constexpr double kRecordBudget = 20;     // ms, p99

// ---- a million clocks

// Every clock of the shipped pathways in turn, begun over the last three years.
std::vector<work::Running> many_clocks(const define::Definitions& definitions) {
    std::vector<work::Running> clocks;
    clocks.reserve(kClocksReckoned + 100);
    const Instant newest = *parse_instant("2026-11-02T10:00:00Z");
    std::uint64_t random = 7;
    while (clocks.size() < kClocksReckoned) {
        for (const auto& [id, pathway] : definitions.pathways) {
            const auto first = clocks.size();
            for (const auto& rule : pathway.clocks) {
                random = random * 6364136223846793005ULL + 1442695040888963407ULL;
                const auto back = static_cast<std::int64_t>((random >> 33) % (3 * 365 * 24 * 60));
                const Instant start = newest + -back * kMinute;
                work::Running clock{.rule = &rule,
                                    .started = start,
                                    .due = start + 3 * kDay,
                                    .anchor = Date{20'700}};
                for (const auto& version : rule.versions) {
                    if (!version.within.cases.empty())
                        clock.decided = version.within.cases.begin()->first;
                    for (std::size_t other = 0; other < pathway.clocks.size(); ++other) {
                        if (pathway.clocks[other].id == version.within.of) clock.of = first + other;
                    }
                }
                clocks.push_back(std::move(clock));
            }
        }
    }
    clocks.resize(kClocksReckoned);
    for (auto& clock : clocks) {
        if (clock.of && *clock.of >= clocks.size()) clock.of.reset();
    }
    return clocks;
}

void reckon_many(const define::Definitions& definitions) {
    const auto clocks = many_clocks(definitions);
    const Calendar changed({*parse_date("2026-11-04"), *parse_date("2026-12-25")});
    std::size_t moved = 0;
    double alone = 1e9;
    double together = 1e9;
    for (int round = 0; round < 5; ++round) {
        auto start = Steady::now();
        moved = work::reckon(changed, clocks, 1).size();
        alone = std::min(alone, millis_since(start));
        start = Steady::now();
        if (work::reckon(changed, clocks, 2).size() != moved) std::abort();
        together = std::min(together, millis_since(start));
    }
    std::printf(
        "%zu clocks reckoned, %zu moved; on one thread %.0f ms\n", clocks.size(), moved, alone);
    print("reckoned on two threads", together, kReckonBudget);
}

// ---- a large partnership

const define::Pathway& busiest(const define::Definitions& definitions) {
    for (const auto& [id, pathway] : definitions.pathways) {
        if (!pathway.board.empty() && pathway.clocks.size() >= kClocksOfARecord) return pathway;
    }
    std::abort();
}

class Filler {
public:
    Filler(work::House& house, const define::Pathway& pathway)
        : house_(house), pathway_(pathway), viewer_(access::system_viewer()) {
        for (const auto* section : house.definitions->asked(pathway.opening)) {
            for (const auto& field : section->fields) {
                if (field.type == define::FieldType::LongText ||
                    field.type == define::FieldType::Text)
                    fields_.push_back(field.id);
            }
        }
        for (const auto& stage : pathway.stages) {
            if (stage.closes) closing_ = stage.id;
        }
    }

    // The reference of the record that is longest.
    std::string fill(int events, int clocks) {
        const int records = events / kEventsOfARecord;
        const int open = clocks / kClocksOfARecord;
        const auto longest = reference(records + 1);
        for (int n = 1; n <= records; n += kRecordsACommit) {
            const auto session = house_.store->write();
            auto context = house_.context(*session);
            if (n == 1) record(context, longest, records + 1, kEventsOfTheLongest, true);
            for (int i = n; i < n + kRecordsACommit && i <= records; ++i)
                record(context, reference(i), i, kEventsOfARecord, i > records - open);
            session->commit();
        }
        return longest;
    }

private:
    std::string reference(int n) const {
        return cat({pathway_.reference, "-2026-", number(100'000 + n)});
    }

    void append(work::Context& context,
                const std::string& ref,
                std::int64_t after,
                const char* kind,
                Instant at,
                Json body) {
        const auto done = journal::append(context.db,
                                          context.projections,
                                          {.stream = cat({"record/", ref}),
                                           .after_rev = after,
                                           .happened_at = at,
                                           .recorded_at = at,
                                           .actor = "bench",
                                           .agency = "bench",
                                           .kind = kind,
                                           .body = std::move(body)});
        if (!done) std::abort();
    }

    Json people(work::Context& context, int n) {
        const auto grant = access::allow(viewer_, access::Action::CreatePerson);
        const auto person = people::create_person(
            context,
            *grant,
            {.assertions = {{.fact =
                                 people::Name{.given = "Ada", .family = cat({"Bench", number(n)})}},
                            {.fact = people::BirthDate{.date = Date{17'000 + n % 2'000}}}},
             .source = "bench"});
        Json list = Json::array();
        for (const auto& rule : pathway_.people) {
            if (rule.subject) list.push(Json::object({{"person", *person}, {"role", rule.role}}));
        }
        return list;
    }

    Json clocks(Instant at, int n) const {
        Json list = Json::array();
        for (int i = 0; i < kClocksOfARecord; ++i) {
            list.push(Json::object({{"clock", pathway_.clocks[static_cast<std::size_t>(i)].id},
                                    {"n", 1},
                                    {"started", iso(at)},
                                    {"due", iso(at + (n % 40) * kDay)}}));
        }
        return list;
    }

    void record(work::Context& context, const std::string& ref, int n, int events, bool open) {
        const Instant at = context.now + -static_cast<std::int64_t>(n % 30) * kDay;
        append(context,
               ref,
               0,
               "record.opened",
               at,
               Json::object({{"ref", ref},
                             {"prefix", pathway_.reference},
                             {"year", 2026},
                             {"number", n},
                             {"pathway", pathway_.id},
                             {"version", pathway_.version},
                             {"stage", pathway_.stages[static_cast<std::size_t>(n) % 2].id},
                             {"source", "partner"},
                             {"people", people(context, n)},
                             {"summary", cat({"Second unexplained injury, ", number(n)})},
                             {"clocks", clocks(at, n)},
                             {"due", iso(at + (n % 40) * kDay)}}));
        for (int event = 1; event < events - 1; ++event) {
            const auto& field = fields_[static_cast<std::size_t>(event) % fields_.size()];
            append(
                context,
                ref,
                event,
                "record.answered",
                at,
                Json::object({{"answers",
                               Json::object({{field,
                                              cat({"What was said on day ",
                                                   number(event),
                                                   ", in a sentence of the usual length."})}})}}));
        }
        Json last = Json::object({{"to", pathway_.stages[1].id}});
        if (!open) {
            last.set("to", closing_).set("closes", true).set("due", nullptr);
            Json stopped = clocks(at, n);
            Json list = Json::array();
            for (const auto& clock : stopped.items())
                list.push(Json::object(
                    {{"clock", clock.text("clock")}, {"n", 1}, {"stopped", iso(at + kHour)}}));
            last.set("clocks", std::move(list));
        }
        append(context, ref, events - 1, "record.moved", at, std::move(last));
    }

    work::House& house_;
    const define::Pathway& pathway_;
    access::Viewer viewer_;
    std::vector<std::string> fields_ = {};
    std::string closing_ = {};
};

void measure_lists(work::House& house, const access::Viewer& viewer, const std::string& board) {
    const auto with = [&](const std::function<void(work::Context&)>& run) {
        return [&house, run] {
            const auto session = house.store->read();
            auto context = house.context(*session);
            run(context);
        };
    };
    time_rounds(
        "list: first 50 of the board", kRounds, kListBudget, with([&](work::Context& context) {
            if (work::list_records(context, viewer, {.board = board}).lines.size() != 50)
                std::abort();
        }));
    time_rounds("counts of the board", kRounds, kListBudget, with([&](work::Context& context) {
                    if (work::count_board(context, viewer, board).open == 0) std::abort();
                }));
    time_rounds("meetings, actions and requests of my work",
                kRounds,
                kListBudget,
                with([&](work::Context& c) {
                    work::meetings_coming(c, viewer, 20);
                    work::actions_open(c, viewer, 20);
                    work::requests_waiting(c, viewer, 20);
                }));
}

void measure_page(const http::Router& router,
                  const std::string& what,
                  double budget,
                  const std::string& path,
                  const std::string& token) {
    auto request = *http::Request::to("GET", path);
    request.headers.set("Host", "localhost");
    request.headers.set("Cookie", cat({"session=", token}));
    time_rounds(what, kRounds, budget, [&] {
        if (router.handle(request).status != 200) std::abort();
    });
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder =
        argc > 1 ? argv[1]
                 : (std::filesystem::temp_directory_path() / "longstone-bench-work").string();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int events = argc > 2 ? std::atoi(argv[2]) : 1'000'000;
    const int clocks = argc > 3 ? std::atoi(argv[3]) : 50'000;
    auto definitions = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    if (!definitions) return 1;
    reckon_many(**definitions);

    std::filesystem::remove_all(folder);
    const auto house = work::open_house({.data_dir = folder}, *definitions);
    const auto& pathway = busiest(*house->definitions);
    auto start = Steady::now();
    const auto longest = Filler(*house, pathway).fill(events, clocks);
    std::printf("%d events, %d clocks running: filled in %.0f s\n",
                events,
                clocks,
                millis_since(start) / 1000);
    const auto me = sign_in(*house, [&](const access::Viewer& viewer) {
        return viewer.holds_any(pathway.access.lead);
    });
    measure_lists(*house, me.viewer, pathway.board);

    const access::PasswordHasher hasher({.passes = 1, .memory = 8 * 1024 * 1024});
    const access::SignIn signs(*house->store, hasher);
    web::App app{.house = *house, .hasher = hasher, .sign_in = signs};
    http::Router router;
    web::add_routes(router, app);
    measure_page(
        router, "page: the board", kListBudget, cat({"/boards/", pathway.board}), me.token);
    measure_page(router, "page: my work", kListBudget, "/", me.token);
    measure_page(router,
                 "page: a record of 500 events",
                 kRecordBudget,
                 cat({"/records/", longest}),
                 me.token);

    start = Steady::now();
    const auto told = work::reckon_clocks(*house, access::system_viewer(), true);
    if (!told) return 1;
    std::printf("clocks reckon --dry-run: %lld clocks out of the tables in %.0f ms\n",
                static_cast<long long>(told->clocks),
                millis_since(start));
    std::filesystem::remove_all(folder);
    return 0;
}
