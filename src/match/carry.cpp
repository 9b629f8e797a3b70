#include "match/carry.h"

#include <algorithm>
#include <cstddef>

#include "match/balance.h"
#include "match/parallel.h"
#include "match/rivals.h"

namespace longstone::match {
namespace {

constexpr std::size_t kMost = 80;  // members of a person among whom evidence is carried

// A curve that numbers showed is of all pairs of a weight. Of those it holds, it tells against one
// person that nothing joined them; more that somebody of the two persons spoke against it; most
// where each of the two has other records, which all together did not make them one.
constexpr Bits kLoose = kBit;
constexpr Bits kOpposed = kBit * 3 / 2;
constexpr Bits kSettled = 4 * kBit;

Bits bounded(Bits weight, Rule rule, const Bands& bands) {
    return rule == Rule::None ? weight : std::min(held(weight, rule), bands.link - 1);
}

struct Person {
    std::vector<RecordNo> members = {};
    std::vector<Pair> pairs = {};
    std::vector<Stood> stood = {};
};

class Carrier {
public:
    Carrier(const Book& book, const Scale& scale, const LinkLimits& limits, const Rivals& rivals)
        : book_(book), limits_(limits), rivals_(rivals), within_(book, scale, limits) {}

    void carry(Person& person) {
        const auto& members = person.members;
        const auto n = members.size();
        within_.look(members);
        own_.assign(n * n, 0);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1; j < n; ++j) {
                own_[i * n + j] = within_.own(i, j).weight;
                within_.weigh(i, j, before_ways(members[i], members[j], i, j));
            }
        candidate_.assign(n * n, false);
        for (const auto& pair : person.pairs) {
            const auto i = place(person, pair.a);
            const auto j = place(person, pair.b);
            candidate_[i * n + j] = true;
            if (pair.gain != 0) {
                own_[i * n + j] = pair.weight;
                within_.weigh(i, j, before_ways(members[i], members[j], i, j));
            }
            if (pair.rule != within_.own(i, j).rule) within_.hold(i, j, pair.rule);
        }
        within_.carry();
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1; j < n; ++j) {
                const auto& own = within_.own(i, j);
                const Bits carried = std::min(within_.best(i, j), limits_.bands.link - 1);
                // What was born years apart stays against them.
                const bool far = own.kind == Kind::FarBirth;
                const bool misread = far && is_misread(members, i, j);
                const Bits against = far && !misread ? std::min<Bits>(0, own.weight) : 0;
                const Bits way = carried + against;
                const bool raised = way > own.weight;
                Bits weight = raised ? way : own.weight;
                if (is_untold(i, j)) weight = rivals_.together(members[i], members[j], weight);
                const bool years = raised && misread && own.rule == Rule::AnotherGeneration;
                const Rule rule = years ? Rule::YearsApart : own.rule;
                person.stood.push_back({{members[i], members[j], weight, rule, own.kind},
                                        own_[i * n + j],
                                        raised,
                                        candidate_[i * n + j]});
            }
    }

private:
    // Years apart by a date that was misread: a third record's date is near to both. One without a
    // date says nothing, since it fits father and son alike.
    bool is_misread(const std::vector<RecordNo>& members, std::size_t i, std::size_t j) const {
        const auto is_near = [&](std::size_t x, std::size_t y) {
            return within_.own(x, y).kind != Kind::FarBirth;
        };
        for (std::size_t k = 0; k < members.size(); ++k) {
            if (k == i || k == j || !book_[members[k]].birth.known()) continue;
            if (is_near(i, k) && is_near(k, j)) return true;
        }
        return false;
    }
    // Where nothing shows what a weight is worth, two ways make a pair surer first, and what else
    // the records fit lowers it afterwards: all ways of a record have the same rivals.
    bool is_untold(std::size_t i, std::size_t j) const {
        return limits_.calibration.is_untold(within_.own(i, j).kind);
    }
    Bits before_ways(RecordNo a, RecordNo b, std::size_t i, std::size_t j) const {
        const Bits own = own_[i * within_.size() + j];
        return is_untold(i, j) ? own : rivals_.together(a, b, own);
    }
    static std::size_t place(const Person& person, RecordNo no) {
        return static_cast<std::size_t>(
            std::lower_bound(person.members.begin(), person.members.end(), no) -
            person.members.begin());
    }

    const Book& book_;
    const LinkLimits& limits_;
    const Rivals& rivals_;
    Within within_;
    std::vector<Bits> own_ = {};
    std::vector<bool> candidate_ = {};
};

// What it tells against a pair that it is of two persons. `settled`: each has other records.
Bits told_apart(const Pair& pair, bool settled, const LinkLimits& limits) {
    const bool two_numbers = pair.rule == Rule::DifferentIdentifier;
    if (!two_numbers && !limits.calibration.is_told(pair.kind)) return 0;
    // Where births alone tell, persons are not whole enough to speak for themselves.
    if (settled && limits.calibration.is_told(Kind::Free)) return kSettled;
    const Bits said = stated(pair.weight, pair.rule, limits.bands);
    return said >= default_cluster_limits().join ? kOpposed : kLoose;
}

// A pair of two persons, or of a person of two records.
Stood stand(Comparer& comparer,
            Pair pair,
            const Clusters& clusters,
            const Rivals& rivals,
            const LinkLimits& limits,
            bool settled) {
    const bool together = clusters.of[pair.a] == clusters.of[pair.b];
    const Bits own = pair.weight;
    // All that is known of both persons did not make them one.
    if (!together && pair.rule == Rule::None && own >= limits.bands.link)
        pair.rule = Rule::Contested;
    if (together) {
        pair.weight = rivals.together(pair.a, pair.b, own);
    } else {
        const Bits against = told_apart(pair, settled, limits);
        pair.weight = own - against;
        if (pair.kind != Kind::Numbered && pair.weight >= limits.least)
            pair.weight = rivals.apart(comparer, pair.a, pair.b, own) - against;
    }
    return {pair, own, together, false, true};
}

// Who of the book is one person with how many, and the persons among whom evidence is carried.
struct Grouped {
    std::vector<std::uint32_t> sizes = {};      // by the first of each
    std::vector<std::uint32_t> person_of = {};  // the same; UINT32_MAX of others
    std::vector<Person> persons = {};
};

Grouped grouped(const Clusters& clusters) {
    const auto count = clusters.of.size();
    Grouped out{.sizes = std::vector<std::uint32_t>(count, 0),
                .person_of = std::vector<std::uint32_t>(count, UINT32_MAX)};
    for (const auto first : clusters.of)
        ++out.sizes[first];
    for (RecordNo no = 0; no < count; ++no) {
        const auto first = clusters.of[no];
        if (out.sizes[first] <= 2 || out.sizes[first] > kMost) continue;
        if (out.person_of[first] == UINT32_MAX) {
            out.person_of[first] = static_cast<std::uint32_t>(out.persons.size());
            out.persons.emplace_back();
        }
        out.persons[out.person_of[first]].members.push_back(no);
    }
    return out;
}

}  // namespace

std::vector<Pair> carry(const Book& book,
                        std::vector<Pair> pairs,
                        const Clusters& clusters,
                        const Scale& scale,
                        const LinkLimits& limits,
                        RecordNo right_begins) {
    auto [sizes, person_of, persons] = grouped(clusters);
    const auto is_carried = [&](const Pair& pair) {
        const auto first = clusters.of[pair.a];
        return first == clusters.of[pair.b] && person_of[first] != UINT32_MAX;
    };
    const auto settled = [&](const Pair& pair) {
        return sizes[clusters.of[pair.a]] > 1 && sizes[clusters.of[pair.b]] > 1;
    };
    const auto threads = static_cast<std::size_t>(std::max(1, limits.threads));
    // What a rule holds back was stated as less than it weighs.
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        for (std::size_t at = thread; at < pairs.size(); at += threads)
            if (auto& pair = pairs[at]; pair.rule != Rule::None)
                pair.weight =
                    pair.gain + limits.calibration.stated(
                                    scale.weight(comparer.compare(pair.a, pair.b)), pair.kind);
    });
    const Rivals rivals(book, pairs, clusters, scale, limits);
    for (const auto& pair : pairs)
        if (is_carried(pair)) persons[person_of[clusters.of[pair.a]]].pairs.push_back(pair);
    std::erase_if(pairs, is_carried);
    std::vector<Stood> all(pairs.size());
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        for (std::size_t at = thread; at < pairs.size(); at += threads)
            all[at] = stand(comparer, pairs[at], clusters, rivals, limits, settled(pairs[at]));
        Carrier carrier(book, scale, limits, rivals);
        for (std::size_t at = thread; at < persons.size(); at += threads)
            carrier.carry(persons[at]);
    });
    for (auto& person : persons)
        for (const auto& stood : person.stood)
            if (right_begins == 0 || (stood.pair.a < right_begins) != (stood.pair.b < right_begins))
                all.push_back(stood);
    const auto in_order = pairs.size();  // so many of them
    pairs.clear();
    const Balance balance(all, limits);
    std::size_t carried = 0;
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (at == in_order) carried = pairs.size();
        auto pair = all[at].pair;
        pair.weight = bounded(balance.of(all[at]), pair.rule, limits.bands);
        if (pair.weight >= limits.least) pairs.push_back(pair);
    }
    if (in_order == all.size()) return pairs;
    const auto comes_before = [](const Pair& x, const Pair& y) {
        return x.a != y.a ? x.a < y.a : x.b < y.b;
    };
    const auto middle = pairs.begin() + static_cast<std::ptrdiff_t>(carried);
    std::sort(middle, pairs.end(), comes_before);
    std::inplace_merge(pairs.begin(), middle, pairs.end(), comes_before);
    return pairs;
}

}  // namespace longstone::match
