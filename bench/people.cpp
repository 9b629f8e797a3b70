// Search before create over a register of people, and reading one of them:
//
//   bench_people [FOLDER] [PEOPLE]
//
// FOLDER is the temporary folder unless given, PEOPLE 100,000. The yardstick beside each figure is
// one look-up in the search index by the same statement the search uses.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>

#include "access/policy.h"
#include "define/definitions.h"
#include "journal/journal.h"
#include "people/create.h"
#include "people/find.h"
#include "people/living.h"
#include "people/projection.h"
#include "people/schema.h"
#include "people/search.h"
#include "store/store.h"

using namespace longstone;

namespace {

constexpr int kSearches = 3000;
constexpr int kReads = 2000;
constexpr int kBatch = 100;  // people created in one transaction

// The tables of the work floor that a search looks at; empty, since this viewer sees all people.
constexpr std::array<store::Migration, 1> kRecords = {
    {{.number = 900,
      .name = "records",
      .sql = "create table record (ref text primary key, pathway text not null, "
             "restricted bigint not null);\n"
             "create table record_party (record text not null, kind text not null, "
             "party text not null, until bigint);\n"
             "create table record_person (record text not null, person text not null, "
             "primary key (person, record));\n"
             "create table user_post (user_name text not null, agency text not null, "
             "post text not null);\n"
             "create table post_reach (agency text not null, post text not null, "
             "pathway text not null, reach text not null, restricted bigint not null)"}}};

// Invented names whose commonness falls off as that of real ones does.
class Names {
public:
    std::string given() { return pick(300, 1); }
    std::string family() { return pick(9000, 2); }
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

private:
    std::string pick(int kinds, int salt) {
        const double part = std::uniform_real_distribution<double>(0, 1)(random_);
        const int rank = static_cast<int>(std::pow(kinds, part)) * 7 + salt;
        constexpr std::array<const char*, 16> kStarts = {
            "B", "Br", "C", "D", "F", "G", "H", "K", "L", "M", "N", "P", "Ch", "S", "Th", "W"};
        constexpr std::array<const char*, 12> kMiddles = {
            "ald", "am", "arr", "enn", "er", "ill", "ind", "oll", "orm", "ow", "und", "ew"};
        constexpr std::array<const char*, 12> kEnds = {
            "a", "by", "den", "en", "field", "ford", "ie", "ley", "mer", "son", "ton", "wick"};
        const auto at = static_cast<std::size_t>(rank);
        return std::string(kStarts[at % 16]) + kMiddles[at / 16 % 12] + kEnds[at / 192 % 12] +
               (at / 2304 > 0 ? kEnds[at / 2304 % 12] : "");
    }
    std::mt19937 random_{20261113};
};

struct Register {
    std::unique_ptr<store::Store> store;
    define::Definitions definitions = {};
    std::array<journal::Projection, 1> projections = {people::projection()};
    access::Viewer viewer = {.user = "worker",
                             .agency = "social-care",
                             .powers = {"search-people", "create-people", "see-all-people"}};
    Instant now = parse_instant("2026-11-13T10:00:00Z").value();
    std::string log_key = std::string(32, 'k');
    std::unique_ptr<people::Living> living = {};

    people::Context context(store::Session& db) {
        return {.db = db,
                .projections = projections,
                .definitions = definitions,
                .now = now,
                .log_key = log_key,
                .living = living.get()};
    }
};

std::string postcode(Names& names) {
    constexpr std::string_view kLetters = "ABDEFGHJLNPQRSTUWXYZ";
    const auto letter = [&] { return kLetters[static_cast<std::size_t>(names.below(20))]; };
    return "NE" + std::to_string(60 + names.below(12)) + " " + std::to_string(names.below(10)) +
           letter() + letter();
}

people::NewPerson somebody(Names& names) {
    people::NewPerson person{.source = "register"};
    const std::string family = names.family();
    const Date born = {parse_date("1936-01-01").value().days + names.below(33000)};
    person.assertions = {
        {.fact = people::Name{.given = names.given(), .family = family}},
        {.fact = people::BirthDate{.date = born}},
        {.fact = people::Address{.lines = {std::to_string(1 + names.below(90)) + " High Street"},
                                 .postcode = postcode(names)}}};
    if (names.below(4) == 0) {
        person.assertions.push_back({.fact = people::Name{.given = names.given(),
                                                          .family = names.family(),
                                                          .use = people::NameUse::Previous}});
    }
    return person;
}

void fill(Register& all, Names& names, int people, std::vector<people::Query>& queries) {
    const auto grant = access::allow(all.viewer, access::Action::CreatePerson).value();
    for (int made = 0; made < people;) {
        const auto db = all.store->write();
        for (int at = 0; at < kBatch && made < people; ++at, ++made) {
            const auto person = somebody(names);
            if (made % std::max(1, people / kSearches) == 0) {
                const auto& name = std::get<people::Name>(person.assertions[0].fact);
                const auto born = std::get<people::BirthDate>(person.assertions[1].fact).date;
                const auto& address = std::get<people::Address>(person.assertions[2].fact);
                people::Query query{.given_name = name.given, .family_name = name.family};
                const int kind = made / std::max(1, people / kSearches) % 4;
                if (kind == 0 || kind == 1) query.birth_date = iso(born);
                if (kind == 1 || kind == 2) query.postcode = address.postcode;
                if (kind == 3) query = {.text = name.given + " " + name.family.substr(0, 4)};
                queries.push_back(query);
            }
            if (!people::create_person(all.context(*db), grant, person)) std::abort();
        }
        db->commit();
    }
}

double micros_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

void print(const char* what, std::vector<double> micros) {
    std::sort(micros.begin(), micros.end());
    const auto at = [&](double share) {
        return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))] /
               1000;
    };
    std::printf("%-44s %9.3f %9.3f %9.3f\n", what, at(0.5), at(0.99), at(1));
}

void measure(Register& all, const std::vector<people::Query>& queries) {
    all.living->catch_up();
    const auto db = all.store->write();
    const auto grant = access::allow(all.viewer, access::Action::SearchPeople).value();
    std::vector<double> floor;
    std::vector<double> searches;
    std::vector<double> reads;
    std::vector<std::string> ids;
    int too_many = 0;
    for (const auto& query : queries) {
        floor.push_back(micros_of([&] {
            db->rows(
                "select person from person_key where key = $1 and restricted = 0 and "
                "protected <= $2 order by protected, person limit $3",
                {"b:" + query.birth_date, 0, 301});
        }));
        searches.push_back(micros_of([&] {
            const auto found = people::search(all.context(*db), grant, query).value();
            too_many += found.too_many ? 1 : 0;
            if (!found.candidates.empty()) ids.push_back(found.candidates.front().id);
        }));
    }
    for (int at = 0; at < kReads && !ids.empty(); ++at) {
        const std::string& id = ids[static_cast<std::size_t>(at) % ids.size()];
        const auto reading = access::allow(all.viewer, access::Action::ReadPerson, id).value();
        reads.push_back(
            micros_of([&] { (void)people::find_person(all.context(*db), reading, id).value(); }));
    }
    std::printf("%-44s %9s %9s %9s\n", "milliseconds", "p50", "p99", "worst");
    print("one look-up in the search index", floor);
    print("a search, its access-log line included", searches);
    print("a person read whole, logged", reads);
    std::printf("%d of %zu searches asked for a detail\n", too_many, queries.size());
}

}  // namespace

int main(int count, char** words) {
    const std::filesystem::path folder =
        count > 1 ? words[1] : std::filesystem::temp_directory_path() / "longstone-bench-people";
    const int people = count > 2 ? std::max(1, std::atoi(words[2])) : 100'000;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    {
        Register all{.store = store::open(folder.string(), "")};
        for (const auto& migrations : {journal::kMigrations,
                                       people::kMigrations,
                                       std::span<const store::Migration>(kRecords)}) {
            store::migrate(*all.store, migrations);
        }
        all.living = std::make_unique<people::Living>(*all.store);
        Names names;
        std::vector<people::Query> queries;
        const double filling = micros_of([&] { fill(all, names, people, queries); });
        std::printf("%d people created, %.0f microseconds each\n", people, filling / people);
        measure(all, queries);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
