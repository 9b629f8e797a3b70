// The line of time, each figure beside its budget:
//
//   bench_chronology [FOLDER] [EVENTS]
//
// First in memory: 10 people, 5 agencies, 2,000 entries each of each, so 100,000 in 50 lists,
// merged into one line, filtered, searched for gaps and bursts, and drawn as the page draws it.
// Then a house of EVENTS (1,000,000), and in it a family of 10 on 40 records with 2,000 events of 5
// agencies: the whole page, signed in and access logged, and the line of any minute of those years.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iterator>

#include "access/accounts.h"
#include "access/password.h"
#include "access/sessions.h"
#include "access/sign_in.h"
#include "base/text.h"
#include "bench/sign_in.h"
#include "bench/timing.h"
#include "chronology/view.h"
#include "http/router.h"
#include "people/create.h"
#include "web/app.h"
#include "web/chronology/chronology_line.h"
#include "web/routes.h"
#include "web/visit.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;
using chronology::Entry;
using chronology::Kind;
using chronology::Weight;

namespace {

constexpr int kPeople = 10;
constexpr int kAgencies = 5;
constexpr int kEntriesOfEach = 2'000;
constexpr int kRecordsOfFamily = 40;
constexpr int kEventsOfFamily = 2'000;
constexpr int kEventsOfARecord = 10;
constexpr int kRecordsACommit = 100;
constexpr int kRounds = 40;
constexpr double kLineBudget = 100;    // ms
constexpr double kMinuteBudget = 200;  // ms

class Random {
public:
    std::uint64_t next() {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return state_ >> 33;
    }
    int below(int most) { return static_cast<int>(next() % static_cast<std::uint64_t>(most)); }

private:
    std::uint64_t state_ = 7;
};

std::vector<std::string> agencies_of(const define::Definitions& definitions) {
    std::vector<std::string> agencies;
    for (const auto& agency : definitions.partnership.agencies)
        if (std::cmp_less(agencies.size(), kAgencies)) agencies.push_back(agency.id);
    return agencies;
}

// ---- in memory

// One agency's entries about one person, in order, over ten years.
std::vector<Entry> list_of(Random& random,
                           const std::string& person,
                           const std::vector<std::string>& agencies,
                           std::size_t of) {
    std::vector<Entry> entries;
    Instant at = *parse_instant("2016-11-02T10:00:00Z");
    for (int n = 0; n < kEntriesOfEach; ++n) {
        at = at + random.below(2 * 3650 / kEntriesOfEach + 2) * kDay + random.below(600) * kMinute;
        Entry entry{.id = cat({person, "/", agencies[of], "/", number(n)}),
                    .subject = cat({"record/", person}),
                    .record = cat({"MC-2026-", number(n / 10)}),
                    .pathway = "any",
                    .kind = chronology::kKinds.at(static_cast<std::size_t>(random.below(8))),
                    .happened = at,
                    .recorded = at + random.below(5) * kDay,
                    .actor = "bench",
                    .agency = agencies[of],
                    .words = "Attended with a bruise that nobody could explain",
                    .about = {person},
                    .weight = static_cast<Weight>(random.below(4))};
        entry.details = {{.label = "What happened?",
                          .value = "Said to be from a fall. The mother was not asked by herself."},
                         {.label = "How serious is it?", .value = "Amber"}};
        for (const auto& agency : agencies)
            entry.known.push_back({.agency = agency, .from = entry.recorded});
        entries.push_back(std::move(entry));
    }
    return entries;
}

void measure_in_memory(web::App& app) {
    Random random;
    const auto agencies = agencies_of(*app.house.definitions);
    std::vector<std::vector<Entry>> lists;
    std::vector<std::string> people;
    for (int person = 0; person < kPeople; ++person) {
        people.push_back(cat({"person-", number(person)}));
        for (std::size_t agency = 0; agency < agencies.size(); ++agency)
            lists.push_back(list_of(random, people.back(), agencies, agency));
    }
    auto request = *http::Request::to("GET", cat({"/people/", people[0], "/chronology"}));
    web::Visit visit(app, request, true);
    const web::ChronologyQuery query{.base = request.path};
    const chronology::Filter filter{
        .agency = agencies[1], .least = Weight::Serious, .from = parse_date("2018-01-01")};
    const Date today = *parse_date("2026-11-22");
    std::vector<double> merge;
    std::vector<double> filtered;
    std::vector<double> patterns;
    std::vector<double> drawn;
    std::vector<double> all;
    std::size_t entries = 0;
    std::size_t bytes = 0;
    for (int round = 0; round < kRounds; ++round) {
        auto given = lists;  // as sources give them
        const auto start = Steady::now();
        chronology::View view{.people = people, .as_at = *parse_instant("2026-11-22T10:00:00Z")};
        view.all.reserve(static_cast<std::size_t>(kPeople * kAgencies * kEntriesOfEach));
        for (auto& list : given)
            std::ranges::move(list, std::back_inserter(view.all));
        chronology::put_in_order(view.all);
        merge.push_back(millis_since(start));
        auto part = Steady::now();
        view.shown = chronology::chosen(view.all, filter);
        filtered.push_back(millis_since(part));
        part = Steady::now();
        view.gaps = chronology::gaps_of(view.all, today);
        view.bursts = chronology::bursts_of(view.all, today);
        view.pins = chronology::pins_of(view.all);
        patterns.push_back(millis_since(part));
        part = Steady::now();
        const auto html = html::cat({web::pins_html(visit, view),
                                     web::patterns_html(view),
                                     web::line_html(visit, view, query)});
        drawn.push_back(millis_since(part));
        all.push_back(millis_since(start));
        entries = view.all.size();
        bytes = html.str().size();
    }
    std::printf("%zu entries of %d people and %d agencies; %zu bytes of HTML drawn\n",
                entries,
                kPeople,
                kAgencies,
                bytes);
    std::printf("  merged %.1f, filtered %.1f, gaps, bursts and pins %.1f, drawn %.1f ms (p50)\n",
                percentile(merge, 0.5),
                percentile(filtered, 0.5),
                percentile(patterns, 0.5),
                percentile(drawn, 0.5));
    print("100,000 entries merged, filtered and drawn, p99", percentile(all, 0.99), kLineBudget);
}

// ---- a house

const define::Pathway& busiest(const define::Definitions& definitions) {
    for (const auto& [id, pathway] : definitions.pathways)
        if (!pathway.board.empty() && pathway.clocks.size() >= 2) return pathway;
    std::abort();
}

class Filler {
public:
    Filler(work::House& house, const define::Pathway& pathway)
        : house_(house), pathway_(pathway), agencies_(agencies_of(*house.definitions)) {
        for (const auto* section : house.definitions->asked(pathway.opening)) {
            for (const auto& field : section->fields)
                if (field.type == define::FieldType::LongText) fields_.push_back(field.id);
        }
        if (fields_.empty()) std::abort();
    }

    void fill(int events) {
        const int records = events / kEventsOfARecord;
        for (int n = 1; n <= records; n += kRecordsACommit) {
            const auto session = house_.store->write();
            auto context = house_.context(*session);
            for (int i = n; i < n + kRecordsACommit && i <= records; ++i)
                record(context, i, kEventsOfARecord, {new_person(context, i)});
            session->commit();
        }
        next_ = records + 1;
    }

    // Ten who stand together on every one of the family's records.
    std::string family() {
        const auto session = house_.store->write();
        auto context = house_.context(*session);
        std::vector<std::string> people;
        for (int n = 0; n < kPeople; ++n)
            people.push_back(new_person(context, -n));
        for (int n = 0; n < kRecordsOfFamily; ++n)
            record(context, next_ + n, kEventsOfFamily / kRecordsOfFamily, people);
        session->commit();
        return people.front();
    }

private:
    std::string new_person(work::Context& context, int n) {
        const auto grant = access::allow(viewer_, access::Action::CreatePerson);
        const auto person = people::create_person(
            context,
            *grant,
            {.assertions = {{.fact =
                                 people::Name{.given = "Ada", .family = cat({"Bench", number(n)})}},
                            {.fact = people::BirthDate{.date = Date{17'000 + (n & 1'023)}}}},
             .source = "bench"});
        return *person;
    }

    void append(work::Context& context,
                const std::string& ref,
                std::int64_t after,
                const char* kind,
                Instant at,
                Json body) {
        const auto& agency = agencies_[static_cast<std::size_t>(after) % agencies_.size()];
        const auto done = journal::append(context.db,
                                          context.projections,
                                          {.stream = cat({"record/", ref}),
                                           .after_rev = after,
                                           .happened_at = at,
                                           .recorded_at = at + kHour,
                                           .actor = "bench",
                                           .agency = agency,
                                           .kind = kind,
                                           .body = std::move(body)});
        if (!done) std::abort();
    }

    void record(work::Context& context, int n, int events, const std::vector<std::string>& people) {
        const auto ref = cat({pathway_.reference, "-2026-", number(1'000'000 + n)});
        const Instant opened =
            context.now + -static_cast<std::int64_t>(3'600 - (n % kRecordsOfFamily) * 90) * kDay;
        Json on = Json::array();
        for (const auto& person : people)
            on.push(Json::object({{"person", person}, {"role", subject()}}));
        append(context,
               ref,
               0,
               "record.opened",
               opened,
               Json::object({{"ref", ref},
                             {"prefix", pathway_.reference},
                             {"year", 2026},
                             {"number", n},
                             {"pathway", pathway_.id},
                             {"version", pathway_.version},
                             {"stage", pathway_.stages[0].id},
                             {"source", "partner"},
                             {"people", std::move(on)}}));
        for (int event = 1; event < events; ++event) {
            const auto& field = fields_[static_cast<std::size_t>(event) % fields_.size()];
            append(
                context,
                ref,
                event,
                "record.answered",
                opened + event * kDay,
                Json::object({{"answers",
                               Json::object({{field,
                                              cat({"What was said on day ",
                                                   number(event),
                                                   ", in a sentence of the usual length."})}})}}));
        }
    }
    [[nodiscard]] std::string subject() const {
        for (const auto& rule : pathway_.people)
            if (rule.subject) return rule.role;
        std::abort();
    }

    work::House& house_;
    const define::Pathway& pathway_;
    std::vector<std::string> agencies_;
    std::vector<std::string> fields_ = {};
    access::Viewer viewer_ = access::system_viewer();
    int next_ = 1;
};

void measure_house(work::House& house,
                   const http::Router& router,
                   const Signed& me,
                   const std::string& person) {
    const auto line = [&](std::optional<Instant> as_at) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        const auto leave = chronology::leave_to_read(me.viewer, {person});
        const auto entries = chronology::entries_about(context, *leave, {.as_at = as_at});
        if (!entries) std::abort();
        session->commit();
        return entries->size();
    };
    std::printf("the family's line: %zu entries\n", line({}));
    Random random;
    const Instant now = house.now();
    time_rounds("the line of any minute, committed to the log", kRounds, kMinuteBudget, [&] {
        line(now + -static_cast<std::int64_t>(random.below(3'500)) * kDay);
    });
    const auto page = [&](const std::string& path) {
        auto request = *http::Request::to("GET", path);
        request.headers.set("Host", "localhost");
        request.headers.set("Cookie", cat({"session=", me.token}));
        if (router.handle(request).status != 200) std::abort();
    };
    const auto base = cat({"/people/", person, "/chronology"});
    time_rounds("the page of the family, 2,000 events", kRounds, kLineBudget, [&] { page(base); });
    time_rounds("the same as it was at a day, through one agency", kRounds, kMinuteBudget, [&] {
        page(cat({base,
                  "?as_at=2025-03-03&on=2025-03-03&known_to=",
                  house.definitions->partnership.agencies[0].id}));
    });
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder =
        argc > 1 ? argv[1]
                 : (std::filesystem::temp_directory_path() / "longstone-bench-chronology").string();
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const int events = argc > 2 ? std::atoi(argv[2]) : 1'000'000;
    auto definitions = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    if (!definitions) return 1;
    std::filesystem::remove_all(folder);
    const auto house = work::open_house({.data_dir = folder}, *definitions);
    const auto& pathway = busiest(*house->definitions);
    const auto me = sign_in(*house, [&](const access::Viewer& viewer) {
        return viewer.holds_any(pathway.access.lead) && viewer.may("search-people");
    });
    const access::PasswordHasher hasher({.passes = 1, .memory = 8 * 1024 * 1024});
    const access::SignIn signs(*house->store, hasher);
    web::App app{.house = *house, .hasher = hasher, .sign_in = signs};
    http::Router router;
    web::add_routes(router, app);
    measure_in_memory(app);

    const auto start = Steady::now();
    Filler filler(*house, pathway);
    filler.fill(events);
    const auto person = filler.family();
    std::printf("%d events: filled in %.0f s\n", events, millis_since(start) / 1000);
    measure_house(*house, router, me, person);
    std::filesystem::remove_all(folder);
    return 0;
}
