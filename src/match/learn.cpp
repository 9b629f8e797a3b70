#include "match/learn.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "match/parallel.h"
#include "match/shares.h"
#include "match/strangers.h"

namespace longstone::match {
namespace {

// So many pairs does a shipped value weigh; so many of all sources a value of two sources.
constexpr double kShippedWeight = 60;
constexpr double kPooledWeight = 300;
constexpr double kPriorWeight = 30;
constexpr double kLeastStrange = 1.0 / 64;
constexpr int kLookAgain = 5;  // rounds until strangers are looked at with new eyes

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

// Pairs of anchors that share a name, by how rare it is: all that there are.
struct Namesakes {
    std::array<double, kRarities> family = {}, given = {};
};

// A rare name is borne by the records of a few people, each of whom has several: of those that
// share it, so many are strangers.
class Alike {
public:
    void add(const Pattern& p, double known) {
        if (p.family == Family::Same) known_.family[p.family_rarity] += known;
        if (p.given == Given::Same) known_.given[p.given_rarity] += known;
    }
    void put(StrangerShares& u, const Namesakes& all) const {
        for (std::size_t r = 0; r < kRarities; ++r) {
            const double share = 1.0 / static_cast<double>(1U << r);
            u.family[0][r] = share * strange(all.family[r], known_.family[r]);
            u.given[kCompanies - 1][0][r] = share * strange(all.given[r], known_.given[r]);
        }
    }

private:
    static double strange(double all, double known) {
        return std::clamp(
            (all - known + kShippedWeight) / (all + kShippedWeight), kLeastStrange, 1.0);
    }
    Namesakes known_ = {};
};

void learn_from(Model& model,
                const CountedPatterns& patterns,
                double pairs,
                int rounds,
                const Namesakes& namesakes,
                const Strangers& strangers) {
    const Model shipped = shipped_model();
    std::vector<Pattern> unpacked;
    unpacked.reserve(patterns.size());
    for (const auto& counted : patterns)
        unpacked.push_back(Pattern::unpacked(counted.first));
    for (int round = 0; round < rounds; ++round) {
        std::array<Seen, kClasses> seen;
        std::array<Seen, kSourcePairs> by_sources;
        Alike alike;
        for (std::size_t i = 0; i < unpacked.size(); ++i) {
            const auto& p = unpacked[i];
            const double n = patterns[i].second;
            const auto each = likelihood_of_each(model, p);
            const double sum = each[0] + each[1] + each[2] + each[3];
            if (sum <= 0) continue;
            for (std::size_t c = 0; c + 1 < kClasses; ++c)
                if (each[c] > 0) seen[c].add(p, n * each[c] / sum);
            by_sources[p.sources].add(p, n * each[0] / sum);
            alike.add(p, n * (sum - each[3]) / sum);
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
        if (round % kLookAgain == 0) model.stranger = strangers.shares(model);
        alike.put(model.stranger, namesakes);
    }
    model.version = "learnt";
}

bool is_anchor(RecordNo no, std::size_t size, std::uint32_t anchors) {
    return size <= anchors || mix(no, 5) % size < anchors;
}

Namesakes namesakes_of(const Book& book, const LearnLimits& limits) {
    std::size_t open = 0;
    for (RecordNo no = 0; no < book.size(); ++no)
        open += book[no].is(kSealed) ? 0 : 1;
    Many<std::uint32_t> families(book.name_count(), 0), givens(book.name_count(), 0);
    Namesakes all;
    for (auto no = static_cast<RecordNo>(book.size()); no-- > 0;) {
        const auto& r = book[no];
        if (r.is(kSealed)) continue;
        const bool left = no < limits.right_begins;
        if (is_anchor(no, open, limits.anchors) && (limits.right_begins == 0 || left)) {
            if (r.family != 0) all.family[r.rare_family] += families[r.family];
            if (r.given != 0) all.given[r.rare_given] += givens[r.given];
        }
        if (left) continue;
        ++families[r.family];
        ++givens[r.given];
    }
    return all;
}

}  // namespace

Learnt learn(const Book& book, const Blocks& blocks, const LearnLimits& limits) {
    Model model = shipped_model();
    const Strangers strangers(book, limits);
    model.stranger = strangers.shares(model);
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
    learn_from(
        model, counted, std::max(pairs, 1.0), limits.rounds, namesakes_of(book, limits), strangers);
    return {std::move(model), std::move(counted)};
}

}  // namespace longstone::match
