#pragma once

#include <array>
#include <cstddef>

#include "match/model.h"

// How likely a pattern is in a class, up to what all classes share. Inline, for learning and
// weighing.
namespace longstone::match {

template <class Level>
constexpr std::size_t at(Level level) {
    return static_cast<std::size_t>(level);
}

template <class List, class Level>
double share_or_one(const List& list, Level level) {
    return at(level) < list.size() ? list[at(level)] : 1.0;
}

inline double rest_likelihood(const Shares& s, const Pattern& p) {
    double out = share_or_one(s.middle, p.middle) * s.order[at(p.order)] *
                 share_or_one(s.birth, p.birth) * share_or_one(s.sex, p.sex) *
                 share_or_one(s.nhs, p.nhs) * share_or_one(s.upn, p.upn) *
                 share_or_one(s.other_id, p.other_id);
    for (std::size_t i = 0; i < kExtras; ++i)
        out *= share_or_one(s.extras[i], p.extras[i]);
    return out;
}

inline double likelihood(const Shares& s, const Pattern& p) {
    return share_or_one(s.given, p.given) *
           s.household.share[at(p.family)][at(p.place)][at(p.phone)] * rest_likelihood(s, p);
}

inline double likelihood(const StrangerShares& u, const Pattern& p) {
    const double given =
        p.given == Given::Missing
            ? 1
            : u.given[company_of(p.family, p.family_rarity)][at(p.given)][p.given_rarity];
    const double family = p.family == Family::Missing ? 1 : u.family[at(p.family)][p.family_rarity];
    double extras = 1;  // two strangers bear a value as often as it is borne
    for (std::size_t i = 0; i < kExtras; ++i)
        if (p.extras[i] == Extra::Same)
            extras /= static_cast<double>(1U << p.extra_rarity[i]) * u.rest.extras[i][0];
    return given * family * extras * share_or_one(u.place, p.place) *
           share_or_one(u.phone, p.phone) * rest_likelihood(u.rest, p);
}

// Of each class, the likelihood times how common the class is.
inline std::array<double, kClasses> likelihood_of_each(const Model& model, const Pattern& p) {
    const double sources = model.prior_by_sources[p.sources];
    return {model.prior[0] * sources * likelihood(model.same_by_sources[p.sources], p),
            model.prior[1] * sources * likelihood(model.same_birth, p),
            model.prior[2] * sources * likelihood(model.relative, p),
            likelihood(model.stranger, p)};
}

}  // namespace longstone::match
