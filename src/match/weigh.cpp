#include "match/weigh.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "match/likelihood.h"

namespace longstone::match {
namespace {

Bits bits(double ratio) {
    return static_cast<Bits>(std::lround(std::clamp(std::log2(ratio), -60.0, 60.0) * kBit));
}

template <std::size_t N>
std::array<Bits, N + 1> line(const std::array<double, N>& of,
                             const std::array<double, N>& against) {
    std::array<Bits, N + 1> out{};
    for (std::size_t i = 0; i < N; ++i)
        out[i] = bits(of[i] / against[i]);
    return out;
}

// log2(1 + 2^-d) for d of 0 to 16 bits in steps of 1/64.
const std::vector<Bits>& remainders() {
    static const auto table = [] {
        std::vector<Bits> made;
        for (int d = 0; d <= 16 * 64; ++d)
            made.push_back(
                static_cast<Bits>(std::lround(std::log2(1 + std::exp2(-d / 64.0)) * kBit)));
        return made;
    }();
    return table;
}

}  // namespace

Bits against_both(Bits a, Bits b) {
    const Bits apart = std::abs(a - b);
    const auto step = static_cast<std::size_t>((apart + 8) / 16);
    const auto& table = remainders();
    return std::min(a, b) - (step < table.size() ? table[step] : 0);
}

double chance_of(Bits weight) {
    return 1 / (1 + std::exp2(-static_cast<double>(weight) / kBit));
}

Bits bits_of_chance(double chance) {
    return bits(chance / (1 - chance));
}

Scale::Scale(const Model& model) {
    for (std::size_t s = 0; s < kSourcePairs; ++s) {
        const auto& same = model.same_by_sources[s];
        const std::array<const Shares*, kRivals> rivals = {
            &model.same_birth, &model.relative, &model.stranger.rest};
        for (std::size_t r = 0; r < kRivals; ++r) {
            auto& to = against_[s][r];
            const auto& rival = *rivals[r];
            const bool stranger = r == 2;
            to.middle = line(same.middle, rival.middle);
            to.order = line(same.order, rival.order);
            to.birth = line(same.birth, rival.birth);
            to.sex = line(same.sex, rival.sex);
            to.nhs = line(same.nhs, rival.nhs);
            to.upn = line(same.upn, rival.upn);
            to.other_id = line(same.other_id, rival.other_id);
            for (std::size_t i = 0; i < kExtras; ++i) {
                to.extras[i] = line(same.extras[i], rival.extras[i]);
                if (stranger) to.extras[i][0] = bits(same.extras[i][0]);
            }
            for (std::size_t i = 0; i < kGivenLevels; ++i)
                to.given[i] = bits(same.given[i] / (stranger ? 1 : rival.given[i]));
            const double prior = model.prior[0] * model.prior_by_sources[s];
            to.prior = bits(stranger ? prior : model.prior[0] / model.prior[r + 1]);
            for (std::size_t f = 0; f <= kFamilyLevels; ++f)
                for (std::size_t p = 0; p <= kPlaceLevels; ++p)
                    for (std::size_t t = 0; t <= kPhoneLevels; ++t) {
                        const double mine = same.household.share[f][p][t];
                        const double place = p < kPlaceLevels ? model.stranger.place[p] : 1;
                        const double phone = t < kPhoneLevels ? model.stranger.phone[t] : 1;
                        to.household[f][p][t] = bits(
                            mine / (stranger ? place * phone : rival.household.share[f][p][t]));
                    }
        }
    }
    for (std::size_t rare = 0; rare < kRarities; ++rare)
        for (std::size_t f = 0; f < kFamilyLevels; ++f)
            rare_family_[rare][f] = bits(1 / model.stranger.family[f][rare]);
    for (std::size_t company = 0; company < kCompanies; ++company)
        for (std::size_t rare = 0; rare < kRarities; ++rare)
            for (std::size_t i = 0; i < kGivenLevels; ++i)
                rare_given_[company][rare][i] = bits(1 / model.stranger.given[company][i][rare]);
}

std::array<Bits, kFields> Scale::fields(const Pattern& p, std::size_t rival) const {
    const auto& w = against_[p.sources][rival];
    const bool stranger = rival == 2;
    const Bits rare_family = stranger ? rare_family_[p.family_rarity][at(p.family)] : 0;
    const auto company = company_of(p.family, p.family_rarity);
    const auto extra = [&](std::size_t i) {
        const bool rare = stranger && p.extras[i] == Extra::Same;
        return w.extras[i][at(p.extras[i])] + (rare ? p.extra_rarity[i] * kBit : 0);
    };
    const Bits rare_given = stranger ? rare_given_[company][p.given_rarity][at(p.given)] : 0;
    return {w.prior,
            w.given[at(p.given)] + rare_given,
            w.middle[at(p.middle)],
            w.order[at(p.order)],
            w.household[at(p.family)][at(p.place)][at(p.phone)] + rare_family,
            w.birth[at(p.birth)],
            w.sex[at(p.sex)],
            w.nhs[at(p.nhs)],
            w.upn[at(p.upn)],
            w.other_id[at(p.other_id)],
            extra(0),
            extra(1),
            extra(2)};
}

Bits Scale::weight(const Pattern& pattern) const {
    std::array<Bits, kRivals> sum{};
    for (std::size_t r = 0; r < kRivals; ++r)
        for (const auto value : fields(pattern, r))
            sum[r] += value;
    return against_both(against_both(sum[0], sum[1]), sum[2]);
}

Evidence Scale::evidence(const Pattern& pattern) const {
    Evidence out;
    for (std::size_t r = 0; r < kRivals; ++r) {
        out.bits[r] = fields(pattern, r);
        for (const auto value : out.bits[r])
            out.against[r] += value;
    }
    out.weight = against_both(against_both(out.against[0], out.against[1]), out.against[2]);
    return out;
}

}  // namespace longstone::match
