#include "match/strangers.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "match/parallel.h"

namespace longstone::match {
namespace {

// A sequence that is the same on every machine.
class Sequence {
public:
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        return mix(state_, 11);
    }
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

private:
    std::uint64_t state_ = 2023;
};

bool may_be_one(const Pattern& p) {
    return p.birth <= BirthLevel::Slip || (p.given == Given::Same && p.family == Family::Same);
}

// How likely it is that the two are strangers.
double strange(const Model& model, const Pattern& p) {
    const auto each = likelihood_of_each(model, p);
    return each[3] / std::max(1e-300, each[0] + each[1] + each[2] + each[3]);
}

}  // namespace

void Strangers::Counted::add(const Met& met, double weight) {
    const auto& p = met.pattern;
    seen.add(p, weight);
    if (p.given != Given::Missing) given[at(p.given)][met.rare_given] += weight;
    if (p.family != Family::Missing) family[at(p.family)][met.rare_family] += weight;
    if (p.place != Place::Missing) place[at(p.place)] += weight;
}

// Of strangers with one family name, how often their given names agree.
Strangers::Company Strangers::look_at_company(const Book& book, const LearnLimits& limits) {
    Company seen{};
    // By family name, then as they come; where each name begins.
    const auto counts = [](const Record& r) {
        return r.family != 0 && r.given != 0 && !r.is(kSealed);
    };
    std::vector<std::uint32_t> begins(book.name_count() + 1, 0);
    for (RecordNo no = 0; no < book.size(); ++no)
        if (const auto& r = book[no]; counts(r)) ++begins[r.family + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<RecordNo> by_family(begins.back());
    if (by_family.size() < 100) return seen;
    auto next = begins;
    for (RecordNo no = 0; no < book.size(); ++no)
        if (const auto& r = book[no]; counts(r)) by_family[next[r.family]++] = no;
    Comparer comparer(book);
    Sequence sequence;
    for (std::uint32_t n = 0; n < limits.random_pairs; ++n) {
        const auto a = by_family[sequence.below(by_family.size())];
        const auto family = book[a].family;
        const auto b =
            by_family[begins[family] + sequence.below(begins[family + 1] - begins[family])];
        if (a == b) continue;
        const auto p = comparer.compare(a, b);
        // Born years apart, in another place: strangers, nearly always.
        if (p.birth != BirthLevel::Near && p.birth != BirthLevel::Generation) continue;
        if (p.place <= Place::Near || p.phone == Agree::Same || p.nhs == Mark::Same ||
            p.upn == Mark::Same || p.other_id == Mark::Same || p.given == Given::Missing)
            continue;
        const auto& one = book[a];
        const auto rare = rarity(
            std::max(book.given_share(one.given), book.given_share_within(one.given, one.family)));
        seen[company_of(p.family, p.family_rarity)][at(p.given)][rare] += 1;
    }
    return seen;
}

void Strangers::put_company(StrangerShares& u, const Company& seen) {
    for (std::size_t company = 0; company + 1 < kCompanies; ++company)
        for (std::size_t r = 0; r < kRarities; ++r) {
            double all = 0;
            for (const auto& level : seen[company])
                all += level[r];
            constexpr double kWeight = 100;
            for (std::size_t level = 0; level < kGivenLevels; ++level)
                u.given[company][level][r] =
                    (seen[company][level][r] + kWeight * u.given[4][level][r]) / (all + kWeight);
        }
}

void Strangers::meet_at_random(const Book& book,
                               const std::vector<RecordNo>& open,
                               std::uint64_t pairs) {
    Comparer comparer(book);
    Sequence sequence;
    for (std::uint64_t n = 0; n < pairs; ++n) {
        const auto a = open[sequence.below(open.size())];
        const auto b = open[sequence.below(open.size())];
        if (a == b) continue;
        const auto p = comparer.compare(a, b);
        if (p.nhs == Mark::Same || p.upn == Mark::Same || p.phone == Agree::Same ||
            p.place == Place::Same)
            continue;
        const auto& one = book[a];
        const Met met{
            p, rarity(book.given_share(one.given)), rarity(book.family_share(one.family))};
        if (may_be_one(p)) {
            doubtful_.push_back(met);
        } else {
            counted_.add(met, 1);
        }
    }
}

Strangers::Strangers(const Book& book, const LearnLimits& limits) {
    std::vector<RecordNo> open;
    for (RecordNo no = 0; no < book.size(); ++no)
        if (!book[no].is(kSealed)) open.push_back(no);
    records_ = open.size();
    if (records_ < 100) return;
    const auto pairs = std::min<std::uint64_t>(limits.random_pairs, records_ * (records_ - 1) / 2);
    parallel(std::min(limits.threads, 2), [&](std::size_t thread) {
        if (thread == 0) meet_at_random(book, open, pairs);
        if (thread == 1 || limits.threads < 2) company_ = look_at_company(book, limits);
    });
}

StrangerShares Strangers::shares(const Model& model) const {
    StrangerShares u = shipped_model().stranger;
    if (records_ < 100) return u;
    auto counted = counted_;
    for (const auto& met : doubtful_)
        counted.add(met, strange(model, met.pattern));
    // Of pairs in which the one's name is so rare, the share of each level. Agreement itself is
    // exact.
    const auto conditional = [](auto& table, const auto& counts, const auto& before) {
        std::array<double, kRarities> of_rarity{};
        double all = 0;
        for (const auto& level : counts)
            for (std::size_t r = 0; r < kRarities; ++r) {
                of_rarity[r] += level[r];
                all += level[r];
            }
        if (all == 0) return;
        for (std::size_t level = 1; level < table.size(); ++level) {
            double of_level = 0;
            for (const double n : counts[level])
                of_level += n;
            const double share = (of_level + 1000 * before[level][10]) / (all + 1000);
            for (std::size_t r = 0; r < kRarities; ++r)
                table[level][r] =
                    std::max(1e-6, (counts[level][r] + 3000 * share) / (of_rarity[r] + 3000));
        }
    };
    const auto before = u;
    conditional(u.given[4], counted.given, before.given[4]);
    conditional(u.family, counted.family, before.family);
    constexpr double kWeight = 2000;
    const auto near_places = static_cast<double>(records_);
    u.place = steadied(counted.place, before.place, kWeight);
    u.place[at(Place::Postcode)] = std::min(before.place[at(Place::Postcode)] * 4, 4 / near_places);
    u.place[at(Place::Same)] = u.place[at(Place::Postcode)] / 10;
    u.rest = steadied(counted.seen.of, counted.seen.of, before.rest, kWeight);
    put_company(u, company_);
    u.rest.order = before.rest.order;
    u.rest.nhs = before.rest.nhs;
    u.rest.upn = before.rest.upn;
    u.rest.other_id = steadied(counted.seen.of.other_id, before.rest.other_id, 20000.0);
    return u;
}

}  // namespace longstone::match
