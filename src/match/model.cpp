#include "match/model.h"

#include <cstddef>

namespace longstone::match {
namespace {

// Shipped shares, from what is published of matching in the United Kingdom: about one forename in
// ten is written in another way, one date of birth in fifteen, one person in nine moves in a year.
Shares same_person() {
    Shares s;
    s.given = {.80, .05, .05, .01, .03, .03, .01, .02};
    s.middle = {.55, .40, .05};
    s.order = {.98, .02};
    s.household = Household::of({.84, .06, .005, .03, .065}, {.60, .05, .03, .12, .20}, {.80, .20});
    s.birth = {.91, .02, .01, .025, .01, .005, .005, .005, .008, .002};
    s.sex = {.985, .015};
    s.nhs = s.upn = {.985, .005, .01};
    s.other_id = {.90, .05, .05};
    s.extras.fill({.75, .10, .15});
    return s;
}

// Two people of one household or family. `born_together`: twins.
Shares of_household(bool born_together) {
    Shares s = same_person();
    if (born_together) {
        s.given = {.001, .001, .002, .03, .04, .03, .06, .836};
        s.birth = {.95, .015, .003, .012, .01, .003, .002, .002, .002, .001};
    } else {
        s.given = {.02, .006, .004, .01, .04, .03, .05, .84};
        s.birth = {.0003, .001, .0002, .003, .01, .004, .003, .04, .44, .4985};
    }
    s.middle = {.08, .12, .80};
    s.household = Household::of({.70, .05, .01, .06, .18}, {.75, .04, .02, .10, .09}, {.65, .35});
    s.sex = {.52, .48};
    s.nhs = s.upn = {.004, .03, .966};
    s.other_id = {.004, .01, .986};
    s.extras.fill({.30, .05, .65});
    return s;
}

StrangerShares strangers() {
    StrangerShares u;
    for (std::size_t r = 0; r < kRarities; ++r) {
        const double share = 1.0 / static_cast<double>(1U << r);
        u.given[4][0][r] = share;
        u.given[4][1][r] = .5 * share + .001;
        u.given[4][2][r] = .1 * share + .002;
        u.given[4][3][r] = .1 * share + .002;
        u.given[4][4][r] = .06;
        u.given[4][5][r] = .005;
        u.given[4][6][r] = .04;
        u.given[4][7][r] = .90;
        u.family[0][r] = share;
        u.family[1][r] = .1 * share + .001;
        u.family[2][r] = .1 * share + .001;
        u.family[3][r] = .5 * share + .001;
        u.family[4][r] = .995;
    }
    for (std::size_t company = 0; company < 4; ++company)
        u.given[company] = u.given[4];
    u.place = {1e-6, 2e-5, 2e-4, .05, .95};
    u.phone = {1e-6, 1};
    auto& s = u.rest;
    s.middle = {.01, .07, .92};
    s.order = {1, 1};
    s.birth = {5e-5, .001, 2e-5, .0015, .006, .0012, .0027, .01, .28, .69};
    s.sex = {.5, .5};
    s.nhs = s.upn = s.other_id = {1e-7, 1e-5, 1};
    s.extras.fill({.02, .01, .97});
    return u;
}

}  // namespace

std::size_t company_of(Family family, std::uint8_t family_rarity) {
    if (family >= Family::Differs) return kCompanies - 1;
    return family_rarity <= 6 ? 0 : family_rarity <= 9 ? 1 : family_rarity <= 12 ? 2 : 3;
}

Household Household::of(const std::array<double, kFamilyLevels>& family,
                        const std::array<double, kPlaceLevels>& place,
                        const std::array<double, kPhoneLevels>& phone) {
    Household h;
    for (std::size_t f = 0; f < kFamilyLevels; ++f)
        for (std::size_t p = 0; p < kPlaceLevels; ++p)
            for (std::size_t t = 0; t < kPhoneLevels; ++t)
                h.share[f][p][t] = family[f] * place[p] * phone[t];
    h.add_margins();
    return h;
}

void Household::add_margins() {
    for (auto& by_place : share)
        for (auto& by_phone : by_place)
            by_phone[kPhoneLevels] = by_phone[0] + by_phone[1];
    for (std::size_t f = 0; f < kFamilyLevels; ++f)
        for (std::size_t t = 0; t <= kPhoneLevels; ++t) {
            share[f][kPlaceLevels][t] = 0;
            for (std::size_t p = 0; p < kPlaceLevels; ++p)
                share[f][kPlaceLevels][t] += share[f][p][t];
        }
    for (std::size_t p = 0; p <= kPlaceLevels; ++p)
        for (std::size_t t = 0; t <= kPhoneLevels; ++t) {
            share[kFamilyLevels][p][t] = 0;
            for (std::size_t f = 0; f < kFamilyLevels; ++f)
                share[kFamilyLevels][p][t] += share[f][p][t];
        }
}

Model shipped_model() {
    Model m;
    m.same = same_person();
    m.same_by_sources.fill(m.same);
    m.same_birth = of_household(true);
    m.relative = of_household(false);
    m.stranger = strangers();
    m.prior = {2e-5, 2e-7, 2e-5, 1};
    m.prior_by_sources.fill(1);
    return m;
}

}  // namespace longstone::match
