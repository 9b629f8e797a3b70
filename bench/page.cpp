// A record page out of a large partnership, signed in, access filtered and logged:
//
//   bench_page [FOLDER] [EVENTS]
//
// EVENTS is 200,000 unless given (1,000,000 is ten years). The floor is the same SQL, statement by
// statement with the same values, straight through sqlite3 in the same run. Then the page over HTTP
// at 32 connections: its p50 and p99.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <sqlite3.h>

#include "access/accounts.h"
#include "access/password.h"
#include "access/sessions.h"
#include "access/sign_in.h"
#include "base/secret.h"
#include "base/text.h"
#include "bench/over_http.h"
#include "bench/timing.h"
#include "http/cookie.h"
#include "http/router.h"
#include "people/create.h"
#include "web/app.h"
#include "web/routes.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr int kEventsInPage = 500;
constexpr int kEventsElsewhere = 10;  // of every other record
constexpr int kRounds = 300;
constexpr int kConnections = 32;
constexpr int kRequestsEach = 60;

using Clock = std::chrono::steady_clock;

double micros_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

// ---- what the page asks of the database, kept to be asked again by hand

struct Asked {
    const char* sql = "";
    std::vector<store::Value> values = {};
};

store::Value value_of(const store::Param& param) {
    switch (param.kind) {
        case store::Param::Kind::Integer:
            return param.integer;
        case store::Param::Kind::Text:
            return std::string(param.text);
        case store::Param::Kind::Bytes:
            return store::Bytes{std::string(param.text)};
        default:
            return std::monostate{};
    }
}

class Recorded final : public store::Session {
public:
    Recorded(std::unique_ptr<store::Session> inner, std::vector<Asked>* asked)
        : inner_(std::move(inner)), asked_(asked) {}
    using store::Session::rows;
    store::Rows rows(store::Sql sql, std::span<const store::Param> params) override {
        if (asked_ != nullptr) {
            Asked asked{.sql = sql.text};
            for (const auto& param : params) {
                asked.values.push_back(value_of(param));
            }
            asked_->push_back(std::move(asked));
        }
        return inner_->rows(sql, params);
    }
    void commit() override { inner_->commit(); }
    [[nodiscard]] store::Dialect dialect() const override { return inner_->dialect(); }

private:
    // Only migrations run scripts, and the database was migrated before it is recorded.
    store::Rows script(const std::string&) override {
        throw std::logic_error("a recorded session runs no scripts");
    }
    std::unique_ptr<store::Session> inner_;
    std::vector<Asked>* asked_;
};

class Recorder final : public store::Store {
public:
    explicit Recorder(std::unique_ptr<store::Store> inner) : inner_(std::move(inner)) {}
    std::unique_ptr<store::Session> read() override {
        return std::make_unique<Recorded>(inner_->read(), asked);
    }
    std::unique_ptr<store::Session> write() override {
        return std::make_unique<Recorded>(inner_->write(), asked);
    }
    [[nodiscard]] store::Dialect dialect() const override { return inner_->dialect(); }
    void backup_to(const std::string& path) override { inner_->backup_to(path); }
    std::vector<Asked>* asked = nullptr;  // set for the one page that is kept

private:
    std::unique_ptr<store::Store> inner_;
};

// The same statements through sqlite3 alone: prepared once, bound, stepped, each value looked at;
// what writes is done in one durable transaction, as the page's access log is.
class Raw {
public:
    explicit Raw(const std::string& path) {
        sqlite3_open(path.c_str(), &db_);
        sqlite3_exec(
            db_, "pragma journal_mode=wal; pragma synchronous=full", nullptr, nullptr, nullptr);
    }
    ~Raw() {
        for (const auto& [sql, statement] : statements_)
            sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;

    void page(const std::vector<Asked>& asked) {
        sqlite3_exec(db_, "begin immediate", nullptr, nullptr, nullptr);
        for (const auto& one : asked) {
            if (std::string_view(one.sql).starts_with("insert into access_log")) {
                sqlite3_exec(db_,
                             "insert into bench_log (words) values ('a line of the access log, "
                             "about as long as one of them is')",
                             nullptr,
                             nullptr,
                             nullptr);
                continue;
            }
            run(one);
        }
        sqlite3_exec(db_, "commit", nullptr, nullptr, nullptr);
    }
    void make_log() {
        sqlite3_exec(
            db_, "create table if not exists bench_log (words text)", nullptr, nullptr, nullptr);
    }
    std::size_t seen = 0;

private:
    void run(const Asked& one) {
        auto& statement = statements_[one.sql];
        if (statement == nullptr)
            sqlite3_prepare_v3(db_, one.sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        for (std::size_t i = 0; i < one.values.size(); ++i) {
            const int at = sqlite3_bind_parameter_index(
                statement, cat({"$", number(static_cast<long long>(i + 1))}).c_str());
            if (at == 0) continue;
            if (const auto* integer = std::get_if<std::int64_t>(&one.values[i]))
                sqlite3_bind_int64(statement, at, *integer);
            if (const auto* text = std::get_if<std::string>(&one.values[i]))
                sqlite3_bind_text(
                    statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
            if (const auto* bytes = std::get_if<store::Bytes>(&one.values[i]))
                sqlite3_bind_blob(statement,
                                  at,
                                  bytes->data.data(),
                                  static_cast<int>(bytes->data.size()),
                                  SQLITE_STATIC);
        }
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(statement); ++column) {
                const auto* text = sqlite3_column_text(statement, column);
                seen += text == nullptr
                            ? 0
                            : static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            }
        }
        sqlite3_reset(statement);
    }
    sqlite3* db_ = nullptr;
    std::map<std::string, sqlite3_stmt*> statements_ = {};
};

// ---- the partnership

// The first pathway that stands on a board, whoever wrote the definitions.
const define::Pathway& busiest(const define::Definitions& definitions) {
    for (const auto& [id, pathway] : definitions.pathways) {
        if (!pathway.board.empty()) return pathway;
    }
    return definitions.pathways.begin()->second;
}

struct Post {
    std::string agency = {}, post = {};
};
Post post_of(const define::Definitions& definitions, const std::string& role) {
    for (const auto& agency : definitions.partnership.agencies) {
        for (const auto& post : agency.posts) {
            if (std::find(post.roles.begin(), post.roles.end(), role) != post.roles.end())
                return {.agency = agency.id, .post = post.id};
        }
    }
    return {};
}

void append(work::Context& context,
            const std::string& ref,
            std::int64_t after,
            const std::string& kind,
            Json body) {
    const auto done = journal::append(context.db,
                                      context.projections,
                                      {.stream = cat({"record/", ref}),
                                       .after_rev = after,
                                       .happened_at = context.now,
                                       .recorded_at = context.now,
                                       .actor = "bench",
                                       .agency = "la-csc",
                                       .kind = kind,
                                       .body = std::move(body)});
    if (!done) std::abort();
}

std::string one_record(work::Context& context,
                       const define::Pathway& pathway,
                       const access::Grant& grant,
                       int n,
                       int events) {
    const auto person = people::create_person(
        context,
        grant,
        {.assertions = {{.fact = people::Name{.given = "Ada", .family = cat({"Bench", number(n)})}},
                        {.fact = people::BirthDate{.date = Date{17000 + n % 2000}}}},
         .source = "bench"});
    if (!person) std::abort();
    const auto ref = cat({pathway.reference, "-2020-", number(n)});
    Json people = Json::array();
    for (const auto& rule : pathway.people) {
        if (rule.subject) people.push(Json::object({{"person", *person}, {"role", rule.role}}));
    }
    append(context,
           ref,
           0,
           "record.opened",
           Json::object({{"ref", ref},
                         {"prefix", pathway.reference},
                         {"year", 2020},
                         {"number", n},
                         {"pathway", pathway.id},
                         {"version", 1},
                         {"stage", pathway.first},
                         {"source", "partner"},
                         {"people", people},
                         {"summary", "Second unexplained injury"}}));
    const auto sections = context.definitions.asked(pathway.opening);
    std::vector<std::string> fields;
    for (const auto* section : sections) {
        for (const auto& field : section->fields) {
            if (field.type == define::FieldType::LongText || field.type == define::FieldType::Text)
                fields.push_back(field.id);
        }
    }
    for (int event = 1; event < events; ++event) {
        const auto& field = fields[static_cast<std::size_t>(event) % fields.size()];
        append(context,
               ref,
               event,
               "record.answered",
               Json::object({{"answers",
                              Json::object({{field,
                                             cat({"What was said on day ",
                                                  number(event),
                                                  ", in a sentence of the usual length."})}})}}));
    }
    return ref;
}

std::string fill(work::House& house, const define::Pathway& pathway, int events) {
    const auto viewer = access::system_viewer();
    const auto grant = access::allow(viewer, access::Action::CreatePerson);
    if (!grant) std::abort();
    std::string ref;
    const int records = events / kEventsElsewhere;
    for (int n = 1; n <= records; n += 500) {
        const auto session = house.store->write();
        auto context = house.context(*session);
        if (n == 1) ref = one_record(context, pathway, *grant, 999'999'999, kEventsInPage);
        for (int i = n; i < n + 500 && i <= records; ++i)
            one_record(context, pathway, *grant, i, kEventsElsewhere);
        session->commit();
    }
    return ref;
}

std::string sign_in(work::House& house, const define::Pathway& pathway) {
    const auto post = post_of(*house.definitions, pathway.access.lead.front());
    const auto viewer = access::system_viewer();
    const auto session = house.store->write();
    const access::Change change{
        .db = *session, .projections = house.projections, .now = house.now()};
    const auto grant = access::allow(viewer, access::Action::ManageUsers, "dana.bench");
    const auto added = access::add_user(change,
                                        *house.definitions,
                                        *grant,
                                        {.name = "dana.bench",
                                         .shown = "Dana Bench",
                                         .posts = {{.agency = post.agency, .post = post.post}}});
    if (!added) std::abort();
    const auto token =
        access::begin_session(*session, {.user = added->name, .device = "bench"}, house.now());
    session->commit();
    return token;
}

void over_http(const http::Router& router, const std::string& ref, const std::string& token) {
    const auto asked =
        ask_over_http(router, cat({"/records/", ref}), token, kConnections, kRequestsEach);
    std::printf(
        "over HTTP, %d connections: %.0f pages a second, p50 %.1f ms, p99 %.1f ms, %ld failed\n",
        kConnections,
        static_cast<double>(asked.millis.size()) / asked.seconds,
        asked.millis.empty() ? 0.0 : percentile(asked.millis, 0.5),
        asked.millis.empty() ? 0.0 : percentile(asked.millis, 0.99),
        asked.failed);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string folder =
        argc > 1 ? argv[1]
                 : (std::filesystem::temp_directory_path() / "longstone-bench-page").string();
    const int events = argc > 2 ? std::atoi(argv[2]) : 200'000;
    std::filesystem::remove_all(folder);
    auto definitions = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    if (!definitions) return 1;
    const auto house = work::open_house({.data_dir = folder}, *definitions);
    auto recorder = std::make_unique<Recorder>(std::move(house->store));
    auto* recording = recorder.get();
    house->store = std::move(recorder);
    const auto& pathway = busiest(*house->definitions);
    const auto filling = Clock::now();
    const auto ref = fill(*house, pathway, events);
    std::printf("%d events in %.0f s; the page is %s with %d events\n",
                events,
                micros_since(filling) / 1e6,
                ref.c_str(),
                kEventsInPage);
    const auto token = sign_in(*house, pathway);
    const access::PasswordHasher hasher({.passes = 1, .memory = 8 * 1024 * 1024});
    const access::SignIn signs(*house->store, hasher);
    web::App app{.house = *house, .hasher = hasher, .sign_in = signs};
    http::Router router;
    web::add_routes(router, app);
    auto request = *http::Request::to("GET", cat({"/records/", ref}));
    request.headers.set("Host", "localhost");
    request.headers.set("Cookie", cat({"session=", token}));

    std::vector<Asked> asked;
    recording->asked = &asked;
    const auto first = router.handle(request);
    recording->asked = nullptr;
    std::printf(
        "status %d, %zu bytes, %zu statements\n", first.status, first.body.size(), asked.size());
    Raw raw(cat({folder, "/longstone.db"}));
    raw.make_log();
    std::vector<double> pages;
    std::vector<double> floors;
    for (int round = 0; round < kRounds; ++round) {
        auto start = Clock::now();
        const auto reply = router.handle(request);
        pages.push_back(micros_since(start));
        start = Clock::now();
        raw.page(asked);
        floors.push_back(micros_since(start));
    }
    const double page = percentile(pages, 0.5);
    const double floor = percentile(floors, 0.5);
    std::printf(
        "in process: page p50 %.0f us, p99 %.0f us; the same SQL through sqlite3 p50 %.0f us; "
        "ratio %.2f\n",
        page,
        percentile(pages, 0.99),
        floor,
        page / floor);
    over_http(router, ref, token);
    std::filesystem::remove_all(folder);
    return first.status == 200 ? 0 : 1;
}
