#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "match/carry.h"
#include "match/index.h"
#include "match/learn.h"
#include "match/match_test_book.h"
#include "match/persons.h"
#include "match/words.h"

namespace longstone::match {
using testing::entry;

namespace {

// A small town: people of several records with slips, in households.
struct Town {
    std::vector<Entry> entries = {};
    std::vector<int> person = {};
    std::vector<std::string> kept = {};
};

Town town(int people, unsigned seed) {
    static const char* given[] = {"Amelia",   "Bartholomew", "Chiara",   "Dafydd",    "Eleanor",
                                  "Farida",   "Gethin",      "Harriet",  "Idris",     "Jolanta",
                                  "Kwame",    "Lachlan",     "Mirela",   "Nkechi",    "Oswald",
                                  "Priyanka", "Quentin",     "Rosalind", "Stanislaw", "Tamsin"};
    static const char* start[] = {"Ash",
                                  "Brad",
                                  "Cor",
                                  "Dun",
                                  "Ems",
                                  "Fen",
                                  "Gar",
                                  "Hart",
                                  "Ing",
                                  "Kes",
                                  "Lang",
                                  "Mor",
                                  "Nor",
                                  "Pres",
                                  "Rad"};
    static const char* end[] = {"worth",
                                "field",
                                "ham",
                                "ley",
                                "stone",
                                "brook",
                                "wick",
                                "by",
                                "shaw",
                                "combe",
                                "dale",
                                "ford"};
    std::mt19937 random(seed);
    Town t;
    t.kept.reserve(static_cast<std::size_t>(people) * 40);
    const auto keep = [&](std::string text) -> std::string_view {
        t.kept.push_back(std::move(text));
        return t.kept.back();
    };
    for (int p = 0; p < people; ++p) {
        const auto name = keep(given[random() % 20]);
        const auto family = keep(std::string(start[random() % 15]) + end[random() % 12]);
        const auto birth =
            keep(std::to_string(1950 + random() % 70) + "-" + std::to_string(10 + random() % 3) +
                 "-" + std::to_string(10 + random() % 18));
        const auto house = keep(std::to_string(1 + random() % 90));
        const auto street = keep(std::string(start[random() % 15]) + " Street");
        const auto postcode = keep("NE" + std::to_string(1 + random() % 60) + " " +
                                   std::to_string(random() % 10) + "AB");
        const int records = 1 + static_cast<int>(random() % 4);
        for (int r = 0; r < records; ++r) {
            auto e = entry(name, family, birth, house, street, postcode);
            e.source = r % 2 == 0 ? "health" : "police";
            if (random() % 6 == 0) e.birth = {};
            if (random() % 8 == 0) {
                std::string slip(family);
                std::swap(slip[1], slip[2]);
                e.family = keep(slip);
            }
            if (random() % 5 == 0) e.house = e.street = e.postcode = {};
            t.entries.push_back(e);
            t.person.push_back(p);
        }
    }
    return t;
}

Book book_of(const Town& t) {
    Book book;
    for (const auto& e : t.entries)
        book.add(e);
    return book;
}

struct Run {
    std::vector<Pair> pairs = {};
    std::vector<RecordNo> persons = {};
};

Run run(const Book& book, int threads) {
    const Blocks blocks(book, {.threads = threads});
    const auto learnt = learn(book, blocks, {.random_pairs = 20'000, .threads = threads});
    const Scale scale(learnt.model);
    LinkLimits limits{.threads = threads,
                      .least = bits_of_chance(.01),
                      .calibration = Calibration::learn(scale, learnt.patterns)};
    auto linked = link(book, blocks, scale, limits);
    auto clusters = persons_of(book, linked.pairs, scale, limits);
    return {carry(book, linked.pairs, clusters, scale, limits, 0), clusters.of};
}

}  // namespace

TEST_CASE("Records meet by one rare thing alone, and by the likelier spelling of a name") {
    Town t = town(60, 5);
    Entry plain;
    plain.given = "Ottoline";
    plain.family = "Zabriskie";
    plain.birth = "1981-03-04";
    plain.extras[0] = "Ottoline.Z81@Example.org";
    Entry slips = plain;
    slips.given = "Otoline";
    slips.family = "Zabrisike";
    slips.birth = "1983-07-04";
    slips.extras[0] = {};
    Entry mailed;
    mailed.birth = "1967-01-09";
    mailed.extras[0] = "ottoline.z81@exmple.org";
    Entry born;
    born.birth = "1981-03-04";
    const auto count = static_cast<RecordNo>(t.entries.size());
    for (const auto& e : {plain, plain, slips, mailed, born})
        t.entries.push_back(e);
    auto book = book_of(t);
    book.settle();
    const Blocks blocks(book, {});
    const auto meet = [&](RecordNo a, RecordNo b) {
        bool met = false;
        blocks.after(a, [&](RecordNo other) { met = met || other == b; });
        return met;
    };
    CHECK(meet(count, count + 1));
    CHECK(meet(count, count + 2));
    CHECK(meet(count, count + 3));
    CHECK(meet(count, count + 4));
    CHECK_FALSE(meet(count + 2, count + 4));
}

TEST_CASE("A record that stands alone gains where hardly anybody does, and sealed ones count not") {
    const Scale scale(shipped_model());
    // Twenty people of two records each, `lone` of one, and one record that resembles `fits`.
    const auto gain = [&](int lone, int sealed, RecordNo fits) {
        Book book;
        std::vector<Pair> pairs;
        const auto add = [&](const std::string& name, bool is_sealed) {
            Entry e = entry(name, "Ashworth", "1980-02-03", "1", "Mill Lane", "NE1 1AA");
            e.sealed = is_sealed;
            return book.add(e);
        };
        for (int person = 0; person < 20; ++person) {
            const auto a = add("Bartholomew" + std::to_string(person), false);
            const auto b = add("Bartholomew" + std::to_string(person), false);
            pairs.push_back({a, b, 15 * kBit});
        }
        const auto alone = add("Quentin", false);
        for (RecordNo fit = 0; fit < fits; ++fit)
            pairs.push_back({2 * fit, alone, 0});
        for (int n = 0; n < lone + sealed; ++n)
            add("Lachlan" + std::to_string(n), n >= lone);
        book.settle();
        LinkLimits limits{.bands = default_bands()};
        persons_of(book, pairs, scale, limits);
        return pairs[20].gain;
    };
    CHECK(gain(0, 0, 1) > 2 * kBit);
    CHECK(gain(60, 0, 1) < kBit);
    CHECK(gain(0, 60, 1) == gain(0, 0, 1));
    CHECK(gain(0, 0, 2) < 0);
    CHECK(gain(0, 0, 3) < gain(0, 0, 2));
}

TEST_CASE("Linking keeps what comparing every pair keeps, whatever is told to be out of reach") {
    for (const unsigned seed : {3U, 8U, 21U}) {
        auto t = town(500, seed);
        for (std::size_t at = 0; at < t.entries.size(); at += 7) {
            t.entries[at].middle = at % 2 == 0 ? "Rowan" : "R";
            t.entries[at].extras[0] = at % 3 == 0 ? "Leeds" : "";
            t.entries[at].upn = at % 4 == 0 ? "H801200001001" : "";
        }
        auto book = book_of(t);
        book.settle();
        const Blocks blocks(book, {});
        const auto learnt = learn(book, blocks, {});
        const Scale scale(learnt.model);
        const LinkLimits limits{.least = bits_of_chance(.01),
                                .calibration = Calibration::learn(scale, learnt.patterns)};
        const auto linked = link(book, blocks, scale, limits);
        std::set<std::pair<RecordNo, RecordNo>> kept;
        for (const auto& pair : linked.pairs)
            kept.emplace(pair.a, pair.b);
        std::set<std::pair<RecordNo, RecordNo>> wanted;
        Comparer comparer(book);
        for (RecordNo no = 0; no < book.size(); ++no)
            blocks.after(no, [&](RecordNo other) {
                const auto p = comparer.compare(no, other);
                if (limits.calibration.stated(scale.weight(p), kind_of(p)) >= limits.least)
                    wanted.emplace(no, other);
            });
        CHECK(kept == wanted);
        CHECK(kept.size() < linked.compared);
    }
}

TEST_CASE("A further field that few people bear says more than one that many bear") {
    Town t = town(300, 6);
    for (std::size_t at = 0; at < t.entries.size(); ++at)
        t.entries[at].extras[0] = t.person[at] < 150 ? "London" : "";
    Entry rare = t.entries.front();
    rare.extras[0] = "Teignbridge";
    const auto no = static_cast<RecordNo>(t.entries.size());
    t.entries.push_back(rare);
    t.entries.push_back(rare);
    auto book = book_of(t);
    book.settle();
    const Scale scale(shipped_model());
    Comparer comparer(book);
    Pattern common = comparer.compare(no, no + 1);
    const auto told = scale.weight(common);
    CHECK(common.extra_rarity[0] > 5);
    common.extra_rarity[0] = book[0].rare_extras[0];
    CHECK(common.extra_rarity[0] < 3);
    CHECK(told > scale.weight(common));
    CHECK(Pattern::unpacked(comparer.compare(no, no + 1).packed()) == comparer.compare(no, no + 1));
}

TEST_CASE("the same bits and persons on one thread and on two, and again") {
    const auto t = town(600, 5);
    const auto book = book_of(t);
    const auto one = run(book, 1);
    const auto two = run(book, 2);
    const auto again = run(book, 2);
    CHECK(one.pairs == two.pairs);
    CHECK(one.persons == two.persons);
    CHECK(two.pairs == again.pairs);
    CHECK(one.pairs.size() > 500);
}

TEST_CASE("blocking never loses an exact match, even in full blocks") {
    Book book;
    std::vector<std::string> houses;
    for (int n = 0; n < 400; ++n)
        houses.push_back(std::to_string(n));
    // Four hundred people of one name, each twice.
    for (int copy = 0; copy < 2; ++copy)
        for (int n = 0; n < 400; ++n) {
            static const char* years[] = {"1980-03-04", "1981-05-06", "1982-07-08", "1983-09-10"};
            book.add(entry("Mohammed",
                           "Khan",
                           years[n % 4],
                           houses[static_cast<std::size_t>(n)],
                           "Leazes Road",
                           "NE1 4PX"));
        }
    const Blocks blocks(book, {.cap = 50});
    int found = 0;
    for (RecordNo no = 0; no < 400; ++no) {
        bool met = false;
        blocks.after(no, [&](RecordNo other) { met = met || other == no + 400; });
        found += met ? 1 : 0;
    }
    CHECK(found == 400);
    CHECK(blocks.left_out() > 0);
}

TEST_CASE("sealed records are in no pair, person, search, count or share") {
    auto t = town(200, 9);
    const auto open = book_of(t);
    Book with;
    for (const auto& e : t.entries)
        with.add(e);
    auto secret = t.entries[0];
    secret.sealed = true;
    with.add(secret);
    const auto sealed_no = static_cast<RecordNo>(t.entries.size());
    const auto before = run(open, 1);
    const auto after = run(with, 1);
    CHECK(before.pairs == after.pairs);
    CHECK(after.persons[sealed_no] == sealed_no);
    const Index index(std::move(with), shipped_model(), {}, {});
    const Index plain(book_of(t), shipped_model(), {}, {});
    const auto ordinary = index.search(t.entries[0]);
    const auto without = plain.search(t.entries[0]);
    REQUIRE(ordinary.hits.size() == without.hits.size());
    for (std::size_t at = 0; at < ordinary.hits.size(); ++at) {
        CHECK(ordinary.hits[at].record == without.hits[at].record);
        CHECK(ordinary.hits[at].weight == without.hits[at].weight);
    }
    for (const auto& hit : ordinary.hits)
        CHECK(hit.record != sealed_no);
}

TEST_CASE("persons are never plain connected components") {
    Book book;
    auto a = entry("Ariane", "Corbridge", "2012-04-17", "1", "Ash Street", "NE1 1AB");
    a.nhs_number = "9990000077";
    auto b = entry("Ariane", "Corbridge", "2012-04-17", "1", "Ash Street", "NE1 1AB");
    auto c = b;
    c.nhs_number = "9990000085";
    book.add(a);
    book.add(b);
    book.add(c);
    const Blocks blocks(book, {});
    const Scale scale(shipped_model());
    const auto linked = link(book, blocks, scale, {.least = bits_of_chance(.01)});
    const auto clusters = cluster(book, linked.pairs, scale, default_cluster_limits());
    std::set<RecordNo> persons(clusters.of.begin(), clusters.of.end());
    CHECK(persons.size() == 2);
    // The record between them fits both and links to neither by itself.
    for (const auto& pair : linked.pairs)
        CHECK(band_of(pair.weight, pair.rule, default_bands()) != Band::Link);
}

TEST_CASE("the first day: learning from almost nothing stays near the shipped values") {
    const auto t = town(30, 2);
    const auto book = book_of(t);
    const Blocks blocks(book, {});
    const auto learnt = learn(book, blocks, {});
    const auto shipped = shipped_model();
    CHECK(learnt.model.same.given[0] > .6);
    CHECK(learnt.model.same.birth[0] > .5);
    CHECK(learnt.model.relative.given[0] <= 3 * shipped.relative.given[0] + 1e-9);
}

TEST_CASE("evidence in words adds up to the weight") {
    const auto t = town(50, 3);
    const auto book = book_of(t);
    const Scale scale(shipped_model());
    for (RecordNo no = 1; no < 40; ++no) {
        const auto e = explain(book, scale, 0, no);
        for (std::size_t rival = 0; rival < kRivals; ++rival) {
            Bits sum = 0;
            for (const auto bits : e.evidence.bits[rival])
                sum += bits;
            CHECK(sum == e.evidence.against[rival]);
        }
        CHECK(e.evidence.weight <= e.evidence.against[2]);
        CHECK(words_of(e).find("probability") != std::string::npos);
    }
}

TEST_CASE("search, add and work out the persons in one call") {
    const auto t = town(300, 11);
    Index index(book_of(t), shipped_model(), {}, {});
    const auto fresh =
        entry("Zebulon", "Thistlethwaite", "2011-09-08", "4", "Ash Street", "NE1 1AB");
    CHECK(index.search(fresh).hits.empty());
    const auto first = index.add(fresh, 1);
    CHECK(first.links.empty());
    auto again = fresh;
    again.source = "police";
    const auto second = index.add(again, 2);
    CHECK(second.person == first.record);
    REQUIRE(second.links.size() == 1);
    CHECK(index.search(again).hits.front().person == first.record);
    index.withdraw(second.links.front(), 3);
    CHECK(index.person(second.record) == std::vector<RecordNo>{second.record});
    const auto no = index.decide(first.record, second.record, true, "reviewer", 4);
    CHECK(index.person(first.record).size() == 2);
    index.seal(second.record, true);
    CHECK(index.person(first.record).size() == 1);
    for (const auto& hit : index.search(fresh).hits)
        CHECK(hit.record != second.record);
    const auto allowed = index.search(fresh, MaySee::SealedToo);
    CHECK(std::any_of(allowed.hits.begin(), allowed.hits.end(), [&](const Hit& h) {
        return h.record == second.record;
    }));
    index.seal(second.record, false);
    index.withdraw(no, 5);
    CHECK(index.person(first.record).size() == 1);
}

TEST_CASE("too many of one name: the search asks for a detail") {
    Book book;
    std::vector<std::string> births;
    for (int n = 0; n < 900; ++n)
        births.push_back(std::to_string(1930 + n % 90) + "-0" + std::to_string(2 + n % 8) + "-1" +
                         std::to_string(n % 10));
    for (const auto& birth : births)
        book.add(entry("Mohammed", "Khan", birth));
    const Index index(std::move(book), shipped_model(), {}, {});
    const auto answer = index.search(entry("Mohammed", "Khan"));
    CHECK(answer.too_many);
    CHECK(answer.hits.empty());
    CHECK(answer.advice == "Add a date of birth, or the year");
    CHECK_FALSE(index.search(entry("Mohammed", "Khan", births[17])).too_many);
}

TEST_CASE("many added records are found as those that were there at the start") {
    const auto t = town(2500, 21);
    Index index(Book(), shipped_model(), {}, {});
    for (const auto& e : t.entries)
        index.add(e, 1);
    const Index whole(book_of(t), shipped_model(), {}, {});
    for (std::size_t at = 0; at < t.entries.size(); at += 97) {
        const auto a = index.search(t.entries[at]);
        const auto b = whole.search(t.entries[at]);
        REQUIRE_FALSE(a.hits.empty());
        CHECK(a.hits.front().weight == b.hits.front().weight);
    }
}

}  // namespace longstone::match
