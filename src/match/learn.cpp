#include "match/learn.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "match/likelihood.h"
#include "match/parallel.h"

namespace longstone::match {
namespace {

// So many pairs does a shipped value weigh; so many of all sources a value of two sources.
constexpr double kShippedWeight = 60;
constexpr double kPooledWeight = 300;
constexpr double kPriorWeight = 30;
constexpr double kLeast = 1e-7;

// What was seen of one class, in pairs.
struct Seen {
    Shares of = {};
    double pairs = 0;

    void add(const Pattern& p, double weight) {
        pairs += weight;
        put(of.given, p.given, weight);
        put(of.middle, p.middle, weight);
        put(of.order, p.order, weight);
        of.household.share[at(p.family)][at(p.place)][at(p.phone)] += weight;
        put(of.birth, p.birth, weight);
        put(of.sex, p.sex, weight);
        put(of.nhs, p.nhs, weight);
        put(of.upn, p.upn, weight);
        put(of.other_id, p.other_id, weight);
        for (std::size_t i = 0; i < kExtras; ++i)
            put(of.extras[i], p.extras[i], weight);
    }

private:
    template <class List, class Level>
    static void put(List& list, Level level, double weight) {
        if (at(level) < list.size()) list[at(level)] += weight;
    }
};

template <class List>
List steadied(const List& seen, const List& before, double weight) {
    double sum = 0;
    for (const double n : seen)
        sum += n;
    List out = before;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = std::max(kLeast, (seen[i] + weight * before[i]) / (sum + weight));
    return out;
}

// Pairs with something missing are shared out over the cells they may belong to.
Household steadied(const Household& seen,
                   const Household& current,
                   const Household& before,
                   double weight) {
    Household out;
    double sum = 0;
    for (std::size_t f = 0; f <= kFamilyLevels; ++f)
        for (std::size_t p = 0; p <= kPlaceLevels; ++p)
            for (std::size_t t = 0; t <= kPhoneLevels; ++t) {
                const double n = seen.share[f][p][t];
                const double whole = current.share[f][p][t];
                if (n == 0 || whole == 0) continue;
                sum += n;
                const auto from = [](std::size_t level, std::size_t levels) {
                    return level == levels ? 0 : level;
                };
                const auto to = [](std::size_t level, std::size_t levels) {
                    return level == levels ? levels : level + 1;
                };
                for (auto i = from(f, kFamilyLevels); i < to(f, kFamilyLevels); ++i)
                    for (auto j = from(p, kPlaceLevels); j < to(p, kPlaceLevels); ++j)
                        for (auto k = from(t, kPhoneLevels); k < to(t, kPhoneLevels); ++k)
                            out.share[i][j][k] += n * current.share[i][j][k] / whole;
            }
    for (std::size_t i = 0; i < kFamilyLevels; ++i)
        for (std::size_t j = 0; j < kPlaceLevels; ++j)
            for (std::size_t k = 0; k < kPhoneLevels; ++k)
                out.share[i][j][k] = std::max(
                    kLeast, (out.share[i][j][k] + weight * before.share[i][j][k]) / (sum + weight));
    out.add_margins();
    return out;
}

Shares steadied(const Shares& seen, const Shares& current, const Shares& before, double weight) {
    Shares s;
    s.given = steadied(seen.given, before.given, weight);
    s.middle = steadied(seen.middle, before.middle, weight);
    s.order = steadied(seen.order, before.order, weight);
    s.household = steadied(seen.household, current.household, before.household, weight);
    s.birth = steadied(seen.birth, before.birth, weight);
    s.sex = steadied(seen.sex, before.sex, weight);
    s.nhs = steadied(seen.nhs, before.nhs, weight);
    s.upn = steadied(seen.upn, before.upn, weight);
    s.other_id = steadied(seen.other_id, before.other_id, weight);
    for (std::size_t i = 0; i < kExtras; ++i)
        s.extras[i] = steadied(seen.extras[i], before.extras[i], weight);
    return s;
}

// What no data may teach: twins do not bear one name, relatives are not born on one day, and a
// number belongs to one person.
void hold_what_is_certain(Model& m, const Model& shipped) {
    m.same_birth.birth = m.same.birth;
    m.same_birth.order = m.relative.order = m.same.order;
    m.same_birth.sex = m.relative.sex = shipped.relative.sex;
    const auto at_most = [](double& share, double limit) { share = std::min(share, limit); };
    for (const auto level : {Given::Same, Given::Variant, Given::Close}) {
        at_most(m.same_birth.given[at(level)], 2 * shipped.same_birth.given[at(level)]);
        at_most(m.relative.given[at(level)], 3 * shipped.relative.given[at(level)]);
    }
    for (const auto level :
         {BirthLevel::Same, BirthLevel::DoubtSame, BirthLevel::Swapped, BirthLevel::Slip})
        at_most(m.relative.birth[at(level)], 3 * shipped.relative.birth[at(level)]);
    // A false date of birth is rare, and seldom a generation off.
    const auto same = [&](Shares& shares) {
        at_most(shares.birth[at(BirthLevel::Generation)],
                4 * shipped.same.birth[at(BirthLevel::Generation)]);
        at_most(shares.birth[at(BirthLevel::Near)], 2 * shipped.same.birth[at(BirthLevel::Near)]);
    };
    same(m.same);
    for (auto& shares : m.same_by_sources)
        same(shares);
    for (auto* household : {&m.same_birth, &m.relative}) {
        at_most(household->nhs[0], .01);
        at_most(household->upn[0], .01);
        at_most(household->other_id[0], .01);
    }
}

}  // namespace

void learn_from(Model& model, const CountedPatterns& patterns, double pairs, int rounds) {
    const Model shipped = shipped_model();
    std::vector<Pattern> unpacked;
    unpacked.reserve(patterns.size());
    for (const auto& counted : patterns)
        unpacked.push_back(Pattern::unpacked(counted.first));
    for (int round = 0; round < rounds; ++round) {
        std::array<Seen, kClasses> seen;
        std::array<Seen, kSourcePairs> by_sources;
        for (std::size_t i = 0; i < unpacked.size(); ++i) {
            const auto& p = unpacked[i];
            const double n = patterns[i].second;
            const double sources = model.prior_by_sources[p.sources];
            const std::array<double, kClasses> each = {
                model.prior[0] * sources * likelihood(model.same_by_sources[p.sources], p),
                model.prior[1] * sources * likelihood(model.same_birth, p),
                model.prior[2] * sources * likelihood(model.relative, p),
                likelihood(model.stranger, p)};
            const double sum = each[0] + each[1] + each[2] + each[3];
            if (sum <= 0) continue;
            for (std::size_t c = 0; c + 1 < kClasses; ++c)
                if (each[c] > 0) seen[c].add(p, n * each[c] / sum);
            by_sources[p.sources].add(p, n * each[0] / sum);
        }
        const Model before = model;
        for (std::size_t c = 0; c + 1 < kClasses; ++c)
            model.prior[c] = (seen[c].pairs + kPriorWeight * shipped.prior[c] * 1e4) /
                             (pairs + kPriorWeight * 1e4);
        model.same = steadied(seen[0].of, before.same, shipped.same, kShippedWeight);
        for (std::size_t s = 0; s < kSourcePairs; ++s)
            model.same_by_sources[s] =
                steadied(by_sources[s].of, before.same_by_sources[s], model.same, kPooledWeight);
        model.same_birth =
            steadied(seen[1].of, before.same_birth, shipped.same_birth, kShippedWeight);
        model.relative = steadied(seen[2].of, before.relative, shipped.relative, kShippedWeight);
        hold_what_is_certain(model, shipped);
    }
    model.version = "learnt";
}

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

bool is_anchor(RecordNo no, std::size_t size, std::uint32_t anchors) {
    return size <= anchors || mix(no, 5) % size < anchors;
}

}  // namespace

Learnt learn(const Book& book, const Blocks& blocks, const LearnLimits& limits) {
    Model model = shipped_model();
    model.stranger = look_at_strangers(book, limits);
    const auto count = book.size();
    // Of each record, how many that are not sealed come after it: what is sealed changes nothing.
    std::vector<std::uint32_t> open_after(count + 1, 0);
    for (auto no = count; no-- > 0;)
        open_after[no] = open_after[no + 1] + (book[static_cast<RecordNo>(no)].is(kSealed) ? 0 : 1);
    const std::size_t open = open_after[0];
    const auto threads = static_cast<std::size_t>(std::max(1, limits.threads));
    std::vector<std::vector<std::uint64_t>> found(threads);
    std::vector<double> among(threads);
    parallel(limits.threads, [&](std::size_t thread) {
        Comparer comparer(book);
        Many<RecordNo> seen_by(count, UINT32_MAX);
        for (auto no = static_cast<RecordNo>(thread); no < count;
             no += static_cast<RecordNo>(threads)) {
            if (!is_anchor(no, open, limits.anchors) || book[no].is(kSealed)) continue;
            if (limits.right_begins == 0) {
                among[thread] += open_after[no + 1];
            } else if (no < limits.right_begins) {
                among[thread] += open_after[limits.right_begins];
            }
            blocks.after(no, [&](RecordNo other) {
                if (seen_by[other] == no) return;
                seen_by[other] = no;
                found[thread].push_back(comparer.compare(no, other).packed());
            });
        }
    });
    std::vector<std::uint64_t> all;
    double pairs = 0;
    for (std::size_t thread = 0; thread < threads; ++thread) {
        all.insert(all.end(), found[thread].begin(), found[thread].end());
        found[thread] = {};
        pairs += among[thread];
    }
    std::sort(all.begin(), all.end());
    CountedPatterns counted;
    for (const auto packed : all) {
        if (counted.empty() || counted.back().first != packed) counted.emplace_back(packed, 0);
        ++counted.back().second;
    }
    learn_from(model, counted, std::max(pairs, 1.0), limits.rounds);
    return {std::move(model), std::move(counted)};
}

namespace {

using Company = std::array<std::array<std::array<double, kRarities>, kGivenLevels>, kCompanies>;

// Of strangers with one family name, how often their given names agree.
Company look_at_company(const Book& book, const LearnLimits& limits) {
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

void put_company(StrangerShares& u, const Company& seen) {
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

}  // namespace

StrangerShares look_at_strangers(const Book& book, const LearnLimits& limits) {
    StrangerShares u = shipped_model().stranger;
    std::vector<RecordNo> open;
    for (RecordNo no = 0; no < book.size(); ++no)
        if (!book[no].is(kSealed)) open.push_back(no);
    const auto count = open.size();
    if (count < 100) return u;
    Company company{};
    Seen seen;
    std::array<std::array<double, kRarities>, kGivenLevels> given{};
    std::array<std::array<double, kRarities>, kFamilyLevels> family{};
    std::array<double, kPlaceLevels> place{};
    const auto pairs = std::min<std::uint64_t>(limits.random_pairs, count * (count - 1) / 2);
    const auto meet_at_random = [&] {
        Comparer comparer(book);
        Sequence sequence;
        for (std::uint64_t n = 0; n < pairs; ++n) {
            const auto a = open[sequence.below(count)];
            const auto b = open[sequence.below(count)];
            if (a == b) continue;
            const auto p = comparer.compare(a, b);
            if (p.nhs == Mark::Same || p.upn == Mark::Same || p.phone == Agree::Same ||
                p.place == Place::Same)
                continue;
            seen.add(p, 1);
            // How rare the name of the one is, whatever the other's: what a pair of one person
            // would show.
            const auto& one = book[a];
            const auto rare_given = rarity(book.given_share(one.given));
            const auto rare_family = rarity(book.family_share(one.family));
            if (p.given != Given::Missing) given[at(p.given)][rare_given] += 1;
            if (p.family != Family::Missing) family[at(p.family)][rare_family] += 1;
            if (p.place != Place::Missing) place[at(p.place)] += 1;
        }
    };
    parallel(std::min(limits.threads, 2), [&](std::size_t thread) {
        if (thread == 0) meet_at_random();
        if (thread == 1 || limits.threads < 2) company = look_at_company(book, limits);
    });
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
    conditional(u.given[4], given, before.given[4]);
    conditional(u.family, family, before.family);
    constexpr double kWeight = 2000;
    const double near_places = static_cast<double>(std::max<std::size_t>(count, 1));
    u.place = steadied(place, before.place, kWeight);
    u.place[at(Place::Postcode)] = std::min(before.place[at(Place::Postcode)] * 4, 4 / near_places);
    u.place[at(Place::Same)] = u.place[at(Place::Postcode)] / 10;
    u.rest = steadied(seen.of, seen.of, before.rest, kWeight);
    put_company(u, company);
    u.rest.order = before.rest.order;
    u.rest.nhs = before.rest.nhs;
    u.rest.upn = before.rest.upn;
    u.rest.other_id = steadied(seen.of.other_id, before.rest.other_id, 20000.0);
    return u;
}

}  // namespace longstone::match
