#include "match/carry.h"

#include <algorithm>
#include <cstddef>

#include "match/parallel.h"

namespace longstone::match {
namespace {

constexpr std::size_t kMost = 80;      // members of a person among whom evidence is carried
constexpr Bits kStep = kBit;           // what each step through another record costs
constexpr Bits kApart = kBit * 3 / 2;  // what standing in two persons tells against one
constexpr Bits kAgainst = -6 * kBit;   // evidence against, that nothing carried outbids

struct Person {
    std::vector<RecordNo> members = {};
    std::vector<Pair> pairs = {};
};

class Carrier {
public:
    Carrier(const Book& book, const Scale& scale, const LinkLimits& limits)
        : book_(book), scale_(scale), limits_(limits), comparer_(book) {}

    void carry(Person& person) {
        const auto n = person.members.size();
        best_.assign(n * n, INT32_MIN / 2);
        own_.assign(n * n, Pair{});
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1; j < n; ++j) {
                const auto a = person.members[i];
                const auto b = person.members[j];
                const auto pattern = comparer_.compare(a, b);
                const auto rule = held_back(pattern, book_[a], book_[b]);
                const Bits weight =
                    limits_.calibration.stated(scale_.weight(pattern), kind_of(pattern));
                own_[i * n + j] = {a, b, stated(weight, rule, limits_.bands), rule};
                best_[i * n + j] = best_[j * n + i] = own_[i * n + j].weight;
            }
        for (auto& pair : person.pairs) {
            auto& own = own_[place(person, pair.a) * n + place(person, pair.b)];
            if (pair.rule != own.rule) own = pair;  // held back for what stands around it
        }
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < n; ++j) {
                    if (i == j || i == k || j == k) continue;
                    auto& to = best_[i * n + j];
                    to = std::max(to, std::min(best_[i * n + k], best_[k * n + j]) - kStep);
                }
        person.pairs.clear();
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1; j < n; ++j) {
                auto pair = own_[i * n + j];
                const Bits carried = std::min(best_[i * n + j], limits_.bands.link - 1);
                if (pair.weight > kAgainst && carried > pair.weight)
                    pair.weight = stated(carried, pair.rule, limits_.bands);
                if (pair.weight >= limits_.least) person.pairs.push_back(pair);
            }
    }

private:
    static std::size_t place(const Person& person, RecordNo no) {
        return static_cast<std::size_t>(
            std::lower_bound(person.members.begin(), person.members.end(), no) -
            person.members.begin());
    }

    const Book& book_;
    const Scale& scale_;
    const LinkLimits& limits_;
    Comparer comparer_;
    std::vector<Bits> best_ = {};
    std::vector<Pair> own_ = {};
};

}  // namespace

std::vector<Pair> carry(const Book& book,
                        std::vector<Pair> pairs,
                        const Clusters& clusters,
                        const Scale& scale,
                        const LinkLimits& limits,
                        RecordNo right_begins) {
    std::vector<std::uint32_t> sizes(book.size(), 0);
    for (const auto first : clusters.of)
        ++sizes[first];
    const auto is_carried = [&](RecordNo a, RecordNo b) {
        const auto first = clusters.of[a];
        return first == clusters.of[b] && sizes[first] > 2 && sizes[first] <= kMost;
    };
    std::vector<std::uint32_t> person_of(book.size(), UINT32_MAX);
    std::vector<Person> persons;
    for (RecordNo no = 0; no < book.size(); ++no) {
        const auto first = clusters.of[no];
        if (sizes[first] <= 2 || sizes[first] > kMost) continue;
        if (person_of[first] == UINT32_MAX) {
            person_of[first] = static_cast<std::uint32_t>(persons.size());
            persons.emplace_back();
        }
        persons[person_of[first]].members.push_back(no);
    }
    for (const auto& pair : pairs)
        if (is_carried(pair.a, pair.b))
            persons[person_of[clusters.of[pair.a]]].pairs.push_back(pair);
    std::erase_if(pairs, [&](const Pair& pair) { return is_carried(pair.a, pair.b); });
    for (auto& pair : pairs) {
        if (clusters.of[pair.a] == clusters.of[pair.b]) continue;
        // All that is known of both persons did not make them one.
        if (pair.weight >= limits.bands.link) {
            pair.rule = Rule::Contested;
            pair.weight = stated(pair.weight, pair.rule, limits.bands);
        }
        pair.weight -= kApart;
    }
    std::erase_if(pairs, [&](const Pair& pair) { return pair.weight < limits.least; });
    const auto threads = static_cast<std::size_t>(std::max(1, limits.threads));
    parallel(limits.threads, [&](std::size_t thread) {
        Carrier carrier(book, scale, limits);
        for (std::size_t at = thread; at < persons.size(); at += threads)
            carrier.carry(persons[at]);
    });
    for (const auto& person : persons)
        for (const auto& pair : person.pairs)
            if (right_begins == 0 || (pair.a < right_begins) != (pair.b < right_begins))
                pairs.push_back(pair);
    std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
        return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    return pairs;
}

}  // namespace longstone::match
