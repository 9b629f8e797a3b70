// Search before create over a register of people as the product has it: the living index filled
// from the store, searches in process, and through the API with access and audit.
//
//   bench_search [FOLDER] [PEOPLE]
//
// FOLDER is the temporary folder unless given, PEOPLE 1,000,000. The people are put straight into
// the tables that a search reads. The yardstick is the same question asked of the matching core
// alone.

#include "people/search.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "access/accounts.h"
#include "access/policy.h"
#include "access/tokens.h"
#include "api/api.h"
#include "api/routes.h"
#include "base/secret.h"
#include "base/text.h"
#include "bench/households.h"
#include "bench/over_http.h"
#include "bench/timing.h"
#include "define/definitions.h"
#include "http/urlencoded.h"
#include "measure/counted.h"
#include "people/keys.h"
#include "people/living.h"
#include "people/match_card.h"
#include "people/match_cards_kept.h"
#include "work/house.h"

using namespace longstone;
using namespace longstone::bench;

namespace {

constexpr std::size_t kChunk = 50'000;
constexpr int kSearches = 4'000;
constexpr double kPerSecond = 200;
constexpr int kSealedIn = 500;  // one in so many is restricted

std::vector<people::Assertion> said_of(const Written& w) {
    std::vector<people::Assertion> said;
    const auto say = [&](people::Fact fact) {
        said.push_back({.fact = std::move(fact), .agency = w.source});
    };
    say(people::Name{.given = w.given, .middle = w.middle, .family = w.family});
    if (const auto born = parse_date(w.birth)) say(people::BirthDate{.date = *born});
    if (const auto sex = people::sex_of(w.sex)) say(people::SexStated{.sex = *sex});
    if (!w.postcode.empty())
        say(people::Address{.lines = {cat({w.house, " ", w.street}), w.town},
                            .postcode = w.postcode});
    if (!w.phone.empty()) say(people::Contact{.means = "phone", .value = w.phone});
    if (!w.nhs_number.empty())
        say(people::Identifier{.scheme = "nhs-number", .value = w.nhs_number});
    return said;
}

void put(store::Session& db, const Written& w, bool sealed, Date today) {
    const auto id = new_id();
    const auto said = said_of(w);
    const auto born = parse_date(w.birth) ? std::optional(w.birth) : std::nullopt;
    db.run(
        "insert into person (id, rev, kind, restricted, given, family, preferred, birth_date, "
        "birth_precision, birth_estimated, sex, deceased, created_by, created_agency, created_at) "
        "values ($1, 1, 'person', $2, $3, $4, '', $5, 'day', 0, 'U', 0, 'x', $6, 0)",
        {id, sealed ? 1 : 0, w.given, w.family, born, w.source});
    people::put_card(db, id, sealed, said, today);
    for (const auto& key : people::keys_of(said))
        db.run("insert into person_key (key, restricted, protected, person) values ($1, $2, 0, $3)",
               {key.key, sealed ? 1 : 0, id});
}

// What somebody who searches types: names with a birth, with a postcode, a number, both names.
people::Query query_of(const Written& w, std::size_t n) {
    people::Query query{.given_name = w.given, .family_name = w.family, .limit = 10};
    if (n % 4 == 0 || n % 4 == 1) query.birth_date = w.birth;
    if (n % 4 == 2) query.postcode = w.postcode;
    if (n % 4 == 3 && !w.nhs_number.empty()) query = {.nhs_number = w.nhs_number, .limit = 10};
    if (query.birth_date.empty() && query.postcode.empty() && query.nhs_number.empty())
        query.birth_date = "2011-03-04";
    return query;
}

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

std::string token_for(work::House& house, const std::string& agency, const std::string& post) {
    const auto session = house.store->write();
    const auto system = access::system_viewer();
    const std::string user = "searcher";
    const auto grant = access::allow(system, access::Action::ManageUsers, user).value();
    const access::Change change{
        .db = *session, .projections = house.projections, .now = house.now()};
    if (!access::add_user(change,
                          *house.definitions,
                          grant,
                          {.name = user,
                           .shown = user,
                           .email = "searcher@example.org",
                           .posts = {{.agency = agency, .post = post}}}))
        std::abort();
    const auto token = access::make_token(change, grant, user, "bench", 30).value();
    session->commit();
    return token.secret;
}

void times(const char* what, const std::vector<double>& millis, double budget) {
    std::printf("%-44s p50 %8.3f   p99 %8.3f   worst %8.3f ms   (budget %g)\n",
                what,
                percentile(millis, .5),
                percentile(millis, .99),
                percentile(millis, 1),
                budget);
}

void in_process(work::House& house, const std::vector<people::Query>& queries) {
    const access::Viewer viewer{.user = "worker",
                                .agency = "la-csc",
                                .powers = {"search-people", "see-all-people"},
                                .sees_sensitive = true};
    const auto grant = access::allow(viewer, access::Action::SearchPeople).value();
    std::vector<double> core, all, common;
    const auto db = house.store->write();
    const auto context = house.context(*db);
    for (const auto& query : queries) {
        const auto card = people::match_card(
            {{.fact = people::Name{.given = query.given_name, .family = query.family_name}}}, "");
        auto start = Steady::now();
        (void)house.living->search(*db, viewer, house.now(), people::entry_of(card), {});
        core.push_back(millis_since(start));
        start = Steady::now();
        if (!people::search(context, grant, query)) std::abort();
        all.push_back(millis_since(start));
    }
    bool too_many = true;
    for (int n = 0; n < 1000; ++n) {
        const auto start = Steady::now();
        const auto found =
            people::search(context, grant, {.given_name = "Mohammed", .family_name = "Khan"});
        common.push_back(millis_since(start));
        too_many = too_many && found && found->too_many;
    }
    times("the living index asked by the names alone", core, 1);
    times("people::search, with its access-log line", all, 1);
    times(too_many ? "Mohammed Khan: too many" : "Mohammed Khan: answered", common, 1);
}

}  // namespace

int main(int count, char** words) {
    const std::filesystem::path folder =
        count > 1 ? words[1] : std::filesystem::temp_directory_path() / "longstone-bench-search";
    const auto people = count > 2 ? static_cast<std::size_t>(std::atoll(words[2])) : 1'000'000;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto definitions = define::load(LONGSTONE_ROOT "/definitions", "northumberland");
    if (!definitions) return 1;
    std::vector<people::Query> queries;
    {
        const auto house = work::open_house({.data_dir = folder.string()}, *definitions);
        const auto today = london(house->now()).date;
        std::size_t made = 0;
        for (std::uint32_t seed = 1; made < people; ++seed) {
            const auto chunk = households(std::min(kChunk, people - made), seed);
            const auto session = house->store->write();
            for (const auto& w : chunk) {
                if (made >= people) break;
                put(*session, w, made % kSealedIn == 0, today);
                if (made % std::max<std::size_t>(1, people / kSearches) == 1)
                    queries.push_back(query_of(w, queries.size()));
                ++made;
            }
            session->commit();
        }
        std::printf("%zu people in the store\n", made);
    }
    {
        const auto house = work::open_house({.data_dir = folder.string()}, *definitions);
        measure::prepare(*house);
        const auto token = token_for(*house, "la-csc", "hub-manager");
        const auto start = Steady::now();
        house->living->catch_up();
        print("the index ready after a start", millis_since(start), 3000);
        in_process(*house, queries);
        api::Api programs{
            .house = *house,
            .calls = http::RateLimiter(http::Rate{.burst = 1'000'000, .refill = kMinute})};
        http::Router router;
        api::add_api_routes(router, programs);
        std::vector<std::string> requests;
        for (const auto& query : queries)
            requests.push_back(request_of(query, token));
        const auto asked = ask_in_time(router, requests, 16, kPerSecond);
        times("GET /people over HTTP, 200 a second", asked.millis, 10);
        std::printf(
            "%zu answered in %.1f s, %ld not\n", asked.millis.size(), asked.seconds, asked.failed);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
