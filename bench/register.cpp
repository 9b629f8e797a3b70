#include "bench/register.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <random>
#include <utility>

#include "base/secret.h"
#include "base/text.h"
#include "bench/households.h"
#include "bench/timing.h"
#include "define/definitions.h"
#include "people/identifiers.h"
#include "people/keys.h"
#include "people/match_cards_kept.h"
#include "work/house.h"

namespace longstone::bench {
namespace {

constexpr std::size_t kChunk = 50'000;
constexpr std::size_t kRestrictedIn = 500;  // one person in so many
constexpr std::size_t kSealedIn = 400;      // one record in so many; of the rest, one restricted

struct KeyOf {
    std::string key = {};
    bool restricted = false;
    std::uint32_t person = 0;  // their place among the ids
};

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

// What somebody who searches types of whom they have in front of them: the names, the date of birth
// and the postcode where they have them; of every fourth the number as well.
people::Query query_of(const Written& w, std::size_t n) {
    people::Query query{.given_name = w.given, .family_name = w.family, .limit = 10};
    if (parse_date(w.birth)) query.birth_date = w.birth;
    if (people::normal_postcode(w.postcode)) query.postcode = w.postcode;
    if (n % 4 == 3 && people::check_nhs_number(w.nhs_number)) query.nhs_number = w.nhs_number;
    return query;
}

class Filling {
public:
    Filling(work::House& house, std::size_t people, std::size_t asked)
        : house_(house), people_(people), asked_(asked), today_(london(house.now()).date) {
        ids_.reserve(people);
        for (std::size_t n = 0; n < people; ++n)
            ids_.push_back(new_id());
        // In the order of the table, or each row would touch a page of its own.
        std::ranges::sort(ids_);
    }

    void run() {
        {
            const auto db = house_.store->write();
            db->run("drop index person_key_person");
            db->run("drop index person_key_restricted");
            db->run(
                "create table bench_asked (n bigint primary key, given text, family text, birth "
                "text, postcode text, nhs text, people text)");
            db->commit();
        }
        for (std::uint32_t seed = 1; next_ < people_; ++seed) {
            const auto db = house_.store->write();
            take(*db, households(kChunk, seed));
            db->commit();
            if (next_ % (4 * kChunk) < kChunk) say("people");
        }
        put_records();
        say("people and their records");
        put_keys();
        say("people and their keys");
    }

private:
    void say(const char* what) const {
        std::printf("  %8zu %-32s %6.1f s\n", next_, what, millis_since(start_) / 1000);
        std::fflush(stdout);
    }

    void take(store::Session& db, const std::vector<Written>& chunk) {
        std::map<std::uint32_t, std::size_t> records;
        for (const auto& w : chunk)
            ++records[w.person];
        std::map<std::uint32_t, const Written*> held_out;
        std::map<std::uint32_t, std::string> rows;
        const auto quota = std::max<std::size_t>(1, asked_ * kChunk / people_);
        for (const auto& w : chunk) {
            const bool wanted = records[w.person] > 1 && w.person % 16 == 0 &&
                                held_out.size() < quota && !held_out.contains(w.person);
            if (wanted) {
                held_out[w.person] = &w;
            } else if (next_ < people_) {
                put(db, w);
                if (w.person % 16 == 0) rows[w.person] += cat({ids_[next_ - 1], " "});
            }
        }
        for (const auto& [person, w] : held_out) {
            if (rows[person].empty()) continue;
            const auto query = query_of(*w, static_cast<std::size_t>(n_));
            db.run("insert into bench_asked values ($1, $2, $3, $4, $5, $6, $7)",
                   {n_++,
                    query.given_name,
                    query.family_name,
                    query.birth_date,
                    query.postcode,
                    query.nhs_number,
                    rows[person]});
        }
    }

    void put(store::Session& db, const Written& w) {
        const auto& id = ids_[next_];
        const bool restricted = next_ % kRestrictedIn == 0;
        const auto said = said_of(w);
        const auto born = parse_date(w.birth) ? std::optional(w.birth) : std::nullopt;
        db.run(
            "insert into person (id, rev, kind, restricted, given, family, preferred, birth_date, "
            "birth_precision, birth_estimated, sex, deceased, created_by, created_agency, "
            "created_at) values ($1, 1, 'person', $2, $3, $4, '', $5, 'day', 0, 'U', 0, 'x', $6, "
            "0)",
            {id, restricted ? 1 : 0, w.given, w.family, born, w.source});
        people::put_card(db, id, restricted, said, today_);
        for (const auto& key : people::keys_of(said))
            keys_.push_back({key.key, restricted, static_cast<std::uint32_t>(next_)});
        ++next_;
    }

    // Each on three people, of one agency; whom they name is anybody.
    void put_records() {
        const auto db = house_.store->write();
        std::mt19937 random(1);
        const auto& definitions = *house_.definitions;
        const auto agencies = definitions.partnership.agencies.size();
        std::vector<const std::string*> pathways;
        for (const auto& [id, pathway] : definitions.pathways)
            if (pathway.about_people()) pathways.push_back(&id);
        for (std::size_t n = 0; n < people_ / 10; ++n) {
            const auto digits = std::to_string(1'000'000'000 + n);
            const int restricted = n % kSealedIn == 0 ? 2 : n % kSealedIn < 5 ? 1 : 0;
            const auto closed =
                random() % 4 == 0 ? std::optional<std::int64_t>{} : std::optional<std::int64_t>{1};
            db->run(
                "insert into record (ref, pathway, version, stage, source, opened_at, recorded_at, "
                "closed_at, rev, restricted, opened_by, opened_agency, changed_at) values ($1, $2, "
                "1, 'x', '', 0, 0, $3, 1, $4, 'x', 'x', 0)",
                {digits, *pathways[random() % pathways.size()], closed, restricted});
            db->run("insert into record_party (record, kind, party) values ($1, 'agency', $2)",
                    {digits, definitions.partnership.agencies[random() % agencies].id});
            for (int at = 0; at < 3; ++at)
                db->run(
                    "insert into record_person (record, person, role, since) values ($1, $2, $3, "
                    "0)",
                    {digits, ids_[random() % ids_.size()], cat({"role-", std::to_string(at)})});
        }
        db->commit();
    }

    void put_keys() {
        std::ranges::sort(keys_, [](const KeyOf& a, const KeyOf& b) {
            return std::tie(a.key, a.restricted, a.person) <
                   std::tie(b.key, b.restricted, b.person);
        });
        const auto db = house_.store->write();
        for (const auto& key : keys_)
            db->run(
                "insert into person_key (key, restricted, protected, person) values ($1, $2, 0, "
                "$3)",
                {key.key, key.restricted ? 1 : 0, ids_[key.person]});
        db->run("create index person_key_person on person_key (person)");
        db->run(
            "create index person_key_restricted on person_key (key, protected, person) where "
            "restricted = 1");
        db->commit();
    }

    work::House& house_;
    std::size_t people_, asked_;
    Date today_;
    Steady::time_point start_ = Steady::now();
    std::vector<std::string> ids_ = {};
    std::vector<KeyOf> keys_ = {};
    std::size_t next_ = 0;
    std::int64_t n_ = 0;
};

}  // namespace

void fill_register(work::House& house, std::size_t people, std::size_t asked) {
    Filling(house, people, asked).run();
}

std::vector<Asked> asked_of_register(store::Session& db) {
    std::vector<Asked> all;
    for (const auto& row : db.rows("select given, family, birth, postcode, nhs, people from "
                                   "bench_asked where n >= 0 order by n")) {
        Asked one{.query = {.given_name = row.text(0),
                            .family_name = row.text(1),
                            .birth_date = row.text(2),
                            .postcode = row.text(3),
                            .nhs_number = row.text(4),
                            .limit = 10}};
        for (const auto& id : split(row.text(5), ' '))
            if (!id.empty()) one.right.insert(id);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace longstone::bench
