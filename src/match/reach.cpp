#include "match/reach.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

#include "match/likelihood.h"

namespace longstone::match {
namespace {

constexpr Bits kFar = 2000 * kBit;  // no weight is beyond it

// What two names that are not compared may turn out to be. A given name that differs may stand in
// the other's box of the family name, unless the family names are the same.
struct NameLevels {
    std::uint16_t given = 0;  // of each level a bit
    std::uint8_t family = 0;
};
constexpr std::uint16_t bit(Given level) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(level));
}
constexpr std::uint8_t bit(Family level) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(level));
}
constexpr std::uint16_t kSameGiven = bit(Given::Same) | bit(Given::Initial);
constexpr std::uint16_t kAnyGiven = (1U << (kGivenLevels + 1)) - 1;
constexpr std::uint8_t kAnyFamily = (1U << (kFamilyLevels + 1)) - 1;
constexpr std::uint8_t kOtherFamily = kAnyFamily & ~(bit(Family::Same) | bit(Family::Missing));
constexpr std::array<NameLevels, 6> kNameLevels = {{
    {kSameGiven, bit(Family::Same)},
    {kSameGiven, bit(Family::Missing)},
    {kSameGiven, kOtherFamily},
    {bit(Given::Missing), bit(Family::Same)},
    {kAnyGiven & ~(bit(Given::Same) | bit(Given::Missing)), bit(Family::Same)},
    {kAnyGiven, kAnyFamily},
}};
constexpr std::uint8_t kAnyNames = 5;

// The same of places: told, or of two houses, or of one house whose street is not looked at.
constexpr std::uint8_t bit(Place level) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(level));
}
constexpr std::uint8_t kElsewhere = bit(Place::Near) | bit(Place::Area) | bit(Place::Differs);
constexpr std::array<std::uint8_t, 6> kPlaceClasses = {
    bit(Place::Missing),
    bit(Place::Same),
    bit(Place::Postcode),
    bit(Place::Area),
    kElsewhere,
    static_cast<std::uint8_t>(kElsewhere | bit(Place::Same)),
};

std::uint8_t names_of(const Record& a, const Record& b) {
    const bool given = a.given != 0 && b.given != 0;
    const bool family = a.family != 0 && b.family != 0;
    if (given && a.given == b.given) return !family ? 1 : a.family == b.family ? 0 : 2;
    if (!family || a.family != b.family) return kAnyNames;
    return given ? 4 : 3;
}

std::uint8_t place_of(const Record& a, const Record& b) {
    const bool postcodes = a.postcode != 0 && b.postcode != 0;
    const bool told = postcodes || (a.street != 0 && b.street != 0) || (a.town != 0 && b.town != 0);
    if (!told) return 0;
    const bool house =
        a.house != 0 && a.house == b.house && (a.flat == b.flat || a.flat == 0 || b.flat == 0);
    if (!postcodes || a.postcode != b.postcode) return house ? 5 : 4;
    const bool shared = ((a.flags | b.flags) & kSharedAddress) != 0;
    return shared ? 3 : house ? 1 : 2;
}

// Neither or one has it, the same, others.
template <class Number>
std::uint8_t number_of(Number a, Number b) {
    if (a == 0 || b == 0) return 0;
    return a == b ? 1 : 2;
}

Agree agree(std::uint32_t a, std::uint32_t b) {
    if (a == 0 || b == 0) return Agree::Missing;
    return a == b ? Agree::Same : Agree::Differs;
}

constexpr std::array<Mark, 3> kMarks = {Mark::Missing, Mark::Same, Mark::Differs};

// Calls `look` for each level whose bit is set.
template <class Level, class Look>
void each(unsigned levels, Look look) {
    for (unsigned level = 0; levels >> level != 0; ++level)
        if ((levels >> level & 1U) != 0) look(static_cast<Level>(level));
}

}  // namespace

Reach::Reach(const Book& book, const Scale& scale, const Calibration& calibration, Bits least)
    : scale_(scale) {
    // What is stated never falls as the weight grows (calibrate.h).
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        Bits out = -kFar;
        Bits in = kFar;
        while (in - out > 1) {
            const Bits middle = out + (in - out) / 2;
            (calibration.stated(middle, static_cast<Kind>(kind)) < least ? out : in) = middle;
        }
        least_[kind] = in;
    }
    const auto sources = static_cast<std::uint16_t>(book.source_count());
    for (std::uint16_t a = 0; a < sources; ++a)
        for (std::uint16_t b = a; b < sources; ++b)
            if (known_[source_pair(a, b)].empty()) look(source_pair(a, b));
}

void Reach::look(std::uint8_t sources) {
    known_[sources].assign(kSeen, 0);
    Pattern blank;
    blank.sources = sources;
    auto& most = most_[sources];
    for (std::size_t rival = 0; rival < kRivals; ++rival) {
        auto& m = most[rival];
        const auto says = [&](const Pattern& pattern, Field field) {
            return scale_.evidence(pattern).bits[rival][at(field)];
        };
        const auto none = scale_.evidence(blank).bits[rival];
        m.rest = none[at(Field::Prior)] + none[at(Field::OtherId)] + none[at(Field::Extra1)] +
                 none[at(Field::Extra2)] + none[at(Field::Extra3)];
        auto p = blank;
        p.order = Order::Swapped;
        m.order = std::max(none[at(Field::Order)], says(p, Field::Order));
        p = blank;
        for (std::size_t level = 0; level < m.birth.size(); ++level) {
            p.birth = static_cast<BirthLevel>(level);
            m.birth[level] = says(p, Field::Birth);
        }
        p = blank;
        for (std::size_t level = 0; level < m.sex.size(); ++level) {
            p.sex = static_cast<Agree>(level);
            m.sex[level] = says(p, Field::Sex);
        }
        p = blank;
        for (std::size_t number = 0; number < kNumbers; ++number) {
            p.nhs = p.upn = kMarks[number];
            m.nhs[number] = says(p, Field::Nhs);
            m.upn[number] = says(p, Field::Upn);
        }
        p.upn = Mark::Slip;
        m.upn[2] = std::max(m.upn[2], says(p, Field::Upn));
        p = blank;
        m.middle = {none[at(Field::Middle)], -kFar};
        for (const auto level : {Middle::Same, Middle::Initial, Middle::Differs}) {
            p.middle = level;
            m.middle[1] = std::max(m.middle[1], says(p, Field::Middle));
        }
        // A name says the more the rarer it is, and the company that it keeps.
        p = blank;
        m.given.fill(-kFar);
        for (std::size_t level = 0; level < m.given.size(); ++level) {
            p.given = static_cast<Given>(level);
            for (const auto family : {Family::Same, Family::Differs})
                for (std::uint8_t of_family = 0; of_family < kRarities; ++of_family)
                    for (std::uint8_t rare = 0; rare < kRarities; ++rare) {
                        p.family = family;
                        p.family_rarity = of_family;
                        p.given_rarity = rare;
                        m.given[level] = std::max(m.given[level], says(p, Field::Given));
                    }
        }
        look_at_places(sources, rival);
    }
}

void Reach::look_at_places(std::uint8_t sources, std::size_t rival) {
    auto& m = most_[sources][rival];
    const auto says = [&](const Pattern& pattern) {
        return scale_.evidence(pattern).bits[rival][at(Field::Household)];
    };
    Pattern p;
    p.sources = sources;
    for (std::size_t family = 0; family <= kFamilyLevels; ++family)
        for (std::size_t phone = 0; phone <= kPhoneLevels; ++phone) {
            p.family = static_cast<Family>(family);
            p.phone = static_cast<Agree>(phone);
            p.place = Place::Missing;
            const auto nowhere = says(p);
            for (std::size_t place = 0; place < kPlaces; ++place) {
                auto& to = m.place[family][place][phone];
                to = -kFar;
                each<Place>(kPlaceClasses[place], [&](Place level) {
                    p.place = level;
                    to = std::max(to, says(p) - nowhere);
                });
            }
        }
    p = {};
    p.sources = sources;
    for (std::size_t names = 0; names < kNames; ++names)
        for (std::size_t place = 0; place < kPlaces; ++place)
            for (std::size_t phone = 0; phone <= kPhoneLevels; ++phone) {
                auto& to = m.household[names][place][phone];
                to = -kFar;
                p.phone = static_cast<Agree>(phone);
                each<Family>(kNameLevels[names].family, [&](Family family) {
                    each<Place>(kPlaceClasses[place], [&](Place level) {
                        p.family = family;
                        p.place = level;
                        for (std::uint8_t rare = 0; rare < kRarities; ++rare) {
                            p.family_rarity = rare;
                            to = std::max(to, says(p));
                        }
                    });
                });
            }
}

Reach::Outline Reach::outline(const Record& a, const Record& b) {
    const bool shared = ((a.flags | b.flags) & kSharedPhone) != 0;
    return {.birth = compare_births(a.birth, b.birth),
            .sex = agree(a.sex, b.sex),
            .phone = shared ? Agree::Missing : agree(a.phone, b.phone),
            .nhs = number_of(a.nhs, b.nhs),
            .upn = number_of(a.upn, b.upn),
            .names = names_of(a, b),
            .place = place_of(a, b),
            .middle = a.middle != 0 && b.middle != 0};
}

Bits Reach::least(Pattern p) const {
    p.place = Place::Same;
    const Bits near = least_[at(kind_of(p))];
    p.place = Place::Differs;
    return std::min(near, least_[at(kind_of(p))]);
}

bool Reach::is_out(const Outline& o, std::uint8_t sources) const {
    std::array<Bits, kRivals> without_given{};
    for (std::size_t rival = 0; rival < kRivals; ++rival) {
        const auto& m = most_[sources][rival];
        without_given[rival] = m.rest + m.order + m.household[o.names][o.place][at(o.phone)] +
                               m.birth[at(o.birth)] + m.sex[at(o.sex)] + m.nhs[o.nhs] +
                               m.upn[o.upn] + m.middle[o.middle ? 1 : 0];
    }
    Pattern p;
    p.birth = o.birth;
    p.phone = o.phone;
    p.nhs = kMarks[o.nhs];
    p.upn = kMarks[o.upn];
    // What remains against all three rivals is no more than against the hardest of them.
    bool out = true;
    each<Given>(kNameLevels[o.names].given, [&](Given given) {
        p.given = given;
        Bits most = kFar;
        for (std::size_t rival = 0; rival < kRivals; ++rival)
            most = std::min(most, without_given[rival] + most_[sources][rival].given[at(given)]);
        if (most >= least(p)) out = false;
    });
    return out;
}

bool Reach::is_out(const Record& a, const Record& b) {
    if (a.other_id != 0 && b.other_id != 0) return false;
    for (std::size_t extra = 0; extra < kExtras; ++extra)
        if (a.extras[extra] != 0 && b.extras[extra] != 0) return false;
    const auto o = outline(a, b);
    std::size_t no = at(o.birth);
    const auto put = [&](std::size_t value, std::size_t levels) { no = no * levels + value; };
    put(at(o.sex), kSexLevels + 1);
    put(at(o.phone), kPhoneLevels + 1);
    put(o.nhs, kNumbers);
    put(o.upn, kNumbers);
    put(o.names, kNames);
    put(o.place, kPlaces);
    put(o.middle ? 1 : 0, 2);
    const auto sources = source_pair(a.source, b.source);
    auto& known = known_[sources][no];
    if (known == 0) known = is_out(o, sources) ? 2 : 1;
    return known == 2;
}

bool Reach::is_out(const Pattern& but_place, const Record& a, const Record& b) const {
    const auto& p = but_place;
    const auto place = place_of(a, b);
    const auto evidence = scale_.evidence(p);
    Bits most = kFar;
    for (std::size_t rival = 0; rival < kRivals; ++rival)
        most = std::min(most,
                        evidence.against[rival] +
                            most_[p.sources][rival].place[at(p.family)][place][at(p.phone)]);
    return most < least(p);
}

}  // namespace longstone::match
