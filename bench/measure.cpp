// Figures in a large partnership, each beside its budget or its floor:
//
//   bench_measure [FOLDER] [EVENTS]
//
// EVENTS (1,000,000) over ten years on every pathway that is measured. Every record counted anew;
// then, on a house just opened, every measure over the ten years with its breakdowns, beside the
// same counts in plain SQL over the rows that were counted; one more event until the page of all
// figures shows it; and that page over HTTP at 32 connections. One long file: it is one story.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "access/accounts.h"
#include "access/password.h"
#include "access/sessions.h"
#include "access/sign_in.h"
#include "base/text.h"
#include "bench/over_http.h"
#include "bench/sign_in.h"
#include "bench/timing.h"
#include "http/router.h"
#include "measure/counted.h"
#include "measure/figures.h"
#include "people/create.h"
#include "web/app.h"
#include "web/routes.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr int kEventsOfARecord = 10;
constexpr int kRecordsACommit = 100;
constexpr int kYears = 10;
constexpr int kConnections = 32;
constexpr int kRequestsEach = 50;
constexpr int kLiveEvents = 500;
constexpr double kColdBudget = 1'000;  // ms
constexpr double kLiveBudget = 1'000;  // ms
constexpr double kPageBudget = 50;     // ms, p99

class Filler {
public:
    explicit Filler(work::House& house) : house_(house), viewer_(access::system_viewer()) {
        for (const auto& [id, pathway] : house.definitions->pathways) {
            const bool counted =
                std::ranges::any_of(house.definitions->measures,
                                    [&](const auto& entry) { return entry.second.counts_on(id); });
            if (counted) kinds_.push_back(kind_of(pathway));
        }
    }

    void fill(int events) {
        const int records = events / kEventsOfARecord;
        for (int n = 1; n <= records; n += kRecordsACommit) {
            const auto session = house_.store->write();
            auto context = house_.context(*session);
            for (int i = n; i < n + kRecordsACommit && i <= records; ++i)
                record(context, i);
            session->commit();
        }
    }

    // The reference of a record opened now, on the pathway of this place.
    std::string one_more(int n) {
        const auto session = house_.store->write();
        auto context = house_.context(*session);
        const auto ref = open(context, n, context.now);
        session->commit();
        return ref;
    }

private:
    struct Kind {
        const define::Pathway* pathway = nullptr;
        std::vector<const define::Field*> coded = {};
        std::string closing = {};
    };

    Kind kind_of(const define::Pathway& pathway) const {
        Kind kind{.pathway = &pathway};
        std::vector<std::string> asks = pathway.opening;
        for (const auto& stage : pathway.stages) {
            asks.insert(asks.end(), stage.asks.begin(), stage.asks.end());
            if (stage.closes) kind.closing = stage.id;
        }
        for (const auto* section : house_.definitions->asked(asks)) {
            for (const auto& field : section->fields) {
                if (!values_of(field).empty()) kind.coded.push_back(&field);
            }
        }
        return kind;
    }

    std::vector<std::string> values_of(const define::Field& field) const {
        if (field.type == define::FieldType::Rag) return {"red", "amber", "green"};
        if (field.type == define::FieldType::YesNo) return {"yes", "no"};
        const auto* list = house_.definitions->code_list(field.codes);
        std::vector<std::string> values;
        if (list == nullptr) return values;
        for (const auto& code : list->codes)
            values.push_back(code.id);
        return values;
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

    Json people(work::Context& context, const define::Pathway& pathway, int n) {
        Json list = Json::array();
        for (const auto& rule : pathway.people) {
            if (!rule.subject || !rule.kinds.empty()) continue;
            const auto grant = access::allow(viewer_, access::Action::CreatePerson);
            const auto person = people::create_person(
                context,
                *grant,
                {.assertions = {{.fact = people::Name{.given = "Ada",
                                                      .family = cat({"Bench", number(n)})}},
                                {.fact = people::BirthDate{.date = Date{17'000 + n % 2'000}}}},
                 .source = "bench"});
            list.push(Json::object({{"person", *person}, {"role", rule.role}}));
            break;
        }
        return list;
    }

    std::string open(work::Context& context, int n, Instant at) {
        const auto& kind = kinds_[static_cast<std::size_t>(n) % kinds_.size()];
        const auto& pathway = *kind.pathway;
        const int year = civil_of(london(at).date).year;
        const auto ref = cat({pathway.reference, "-", number(year), "-", number(100'000 + n)});
        append(context,
               ref,
               0,
               "record.opened",
               at,
               Json::object({{"ref", ref},
                             {"prefix", pathway.reference},
                             {"year", year},
                             {"number", n},
                             {"pathway", pathway.id},
                             {"version", pathway.version},
                             {"stage", pathway.first},
                             {"source", "partner"},
                             {"people", people(context, pathway, n)},
                             {"summary", cat({"A worry, ", number(n)})},
                             {"clocks", Json::array()}}));
        return ref;
    }

    // Opened somewhere in the ten years; answered bit by bit, closed but for the last few hundred.
    void record(work::Context& context, int n) {
        const auto& kind = kinds_[static_cast<std::size_t>(n) % kinds_.size()];
        const auto back = static_cast<std::int64_t>(n) * 7'919 % (kYears * 365);
        const Instant at = context.now + -back * kDay;
        const auto ref = open(context, n, at);
        for (int event = 1; event < kEventsOfARecord - 2; ++event) {
            Json answers = Json::object({});
            for (std::size_t i = 0; i < 3 && !kind.coded.empty(); ++i) {
                const auto place = (static_cast<std::size_t>(event) * 3 + i) % kind.coded.size();
                const auto values = values_of(*kind.coded[place]);
                answers.set(kind.coded[place]->id,
                            values[static_cast<std::size_t>(n + event) % values.size()]);
            }
            append(context,
                   ref,
                   event,
                   "record.answered",
                   at + event * kDay,
                   Json::object({{"answers", std::move(answers)}}));
        }
        const bool closes = back > 60;
        append(context,
               ref,
               kEventsOfARecord - 2,
               "record.moved",
               at + 20 * kDay,
               Json::object({{"to", closes ? kind.closing : kind.pathway->first},
                             {"closes", closes},
                             {"due", nullptr}}));
    }

    work::House& house_;
    access::Viewer viewer_;
    std::vector<Kind> kinds_ = {};
};

void count_all(work::House& house, int records) {
    const auto start = Steady::now();
    while (measure::refresh(house, 10'000) > 0) {
    }
    const double millis = millis_since(start);
    std::printf("%-56s %9.1f s    %.0f records a second\n",
                "every record counted anew",
                millis / 1000,
                records / millis * 1000);
}

// Every measure over ten years by its periods, and broken down over all of them.
void every_measure(work::House& house) {
    const auto start = Steady::now();
    const auto session = house.store->read();
    auto context = house.context(*session);
    const auto system = access::system_viewer();
    const auto grant = access::allow(system, access::Action::SeeFigures);
    measure::Figures figures(context, *grant);
    const Date today = london(context.now).date;
    const measure::Range range{.from = add_months(today, -12 * kYears), .to = today};
    std::int64_t counted = 0;
    std::int64_t parts = 0;
    for (const auto& [id, measure] : house.definitions->measures) {
        for (const auto& figure : figures.series(measure, range, measure.period))
            counted += figure.counted;
        for (const auto& dim : measure.by)
            parts += static_cast<std::int64_t>(figures.broken_down(measure, dim, range).size());
    }
    const double millis = millis_since(start);
    print(cat({number(static_cast<long long>(house.definitions->measures.size())),
               " measures over ten years, with ",
               number(parts),
               " parts"}),
          millis,
          kColdBudget);
    if (counted == 0) std::abort();

    const auto plain = Steady::now();
    std::int64_t rows = 0;
    for (const auto& [id, measure] : house.definitions->measures) {
        rows += static_cast<std::int64_t>(
            session
                ->rows("select dim, value, month, count(*), sum(met), sum(amount) from counted "
                       "where measure = $1 group by dim, value, month",
                       {id})
                .size());
    }
    std::printf("%-56s %9.1f ms   %.2f times as long\n",
                "the same counts in plain SQL over the rows counted",
                millis_since(plain),
                millis_since(plain) / millis);
    std::printf("%-56s %9lld\n",
                "rows counted",
                static_cast<long long>(session->integer("select count(*) from counted")));
    if (rows == 0) std::abort();
}

http::Request page_request(const std::string& path, const std::string& token) {
    auto request = *http::Request::to("GET", path);
    request.headers.set("Host", "localhost");
    request.headers.set("Cookie", cat({"session=", token}));
    return request;
}

void live(work::House& house, const http::Router& router, const std::string& token, int next) {
    const auto request = page_request("/figures", token);
    if (router.handle(request).status != 200) std::abort();
    Filler filler(house);
    std::vector<double> seen;
    for (int i = 0; i < 20; ++i) {
        const auto start = Steady::now();
        filler.one_more(next + i);
        if (router.handle(request).status != 200) std::abort();
        seen.push_back(millis_since(start));
    }
    print("a new event until all figures show it, the slowest", percentile(seen, 1), kLiveBudget);
    const auto start = Steady::now();
    for (int i = 0; i < kLiveEvents; ++i)
        filler.one_more(next + 100 + i);
    const double with = millis_since(start) / kLiveEvents;
    const auto counting = Steady::now();
    while (measure::refresh(house, 10'000) > 0) {
    }
    std::printf("%-56s %9.2f ms   and %.2f ms to count it\n",
                "a record opened with its person, durably",
                with,
                millis_since(counting) / kLiveEvents);
}

void over_http(const http::Router& router, const std::string& path, const std::string& token) {
    const auto asked = ask_over_http(router, path, token, kConnections, kRequestsEach);
    if (asked.failed > 0) {
        std::printf("%ld pages of %s failed\n", asked.failed, path.c_str());
        return;
    }
    std::printf("%-56s %9.1f ms   p50\n", path.c_str(), percentile(asked.millis, 0.5));
    print(cat({path, ", 32 connections, p99"}), percentile(asked.millis, 0.99), kPageBudget);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder =
        argc > 1 ? argv[1]
                 : (std::filesystem::temp_directory_path() / "longstone-bench-measure").string();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int events = argc > 2 ? std::atoi(argv[2]) : 1'000'000;
    auto definitions = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    if (!definitions) return 1;
    std::filesystem::remove_all(folder);
    const auto start = Steady::now();
    {
        const auto house = work::open_house({.data_dir = folder}, *definitions);
        measure::prepare(*house);
        Filler(*house).fill(events);
        std::printf("%d events filled in %.0f s\n", events, millis_since(start) / 1000);
        count_all(*house, events / kEventsOfARecord);
    }
    const auto opening = Steady::now();
    const auto house = work::open_house({.data_dir = folder}, *definitions);
    measure::prepare(*house);
    std::printf("%-56s %9.1f ms\n", "the house opened again", millis_since(opening));
    every_measure(*house);
    const auto token = sign_in(*house, [](const access::Viewer& viewer) {
                           return viewer.may("keep-figures");
                       }).token;
    const access::PasswordHasher hasher({.passes = 1, .memory = 8 * 1024 * 1024});
    const access::SignIn signs(*house->store, hasher);
    web::App app{.house = *house, .hasher = hasher, .sign_in = signs};
    http::Router router;
    web::add_routes(router, app);
    live(*house, router, token, events);
    over_http(router, "/figures", token);
    over_http(router, "/figures?theme=Front%20door", token);
    over_http(router, "/figures/C-MASH-RAG", token);
    std::filesystem::remove_all(folder);
    return 0;
}
