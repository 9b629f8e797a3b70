#include "match/compare.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "match/similar.h"

namespace longstone::match {
namespace {

constexpr std::uint16_t kSourcesApart = 6;  // more are taken together

constexpr int kCloseScore = 920;
constexpr int kSoundScore = 750;
constexpr int kNearScore = 800;
constexpr int kStreetScore = 900;

// Two texts that were compared, with room for how alike they are.
constexpr unsigned kLikeness = 4;
constexpr TextId kMostTexts = 1U << 30U;  // of later ones nothing is remembered

std::uint64_t two_texts(TextId a, TextId b) {
    return std::uint64_t{a} << 34U | std::uint64_t{b} << kLikeness;
}

std::size_t slot_of_texts(std::uint64_t pair) {
    return (pair * 0x9e3779b97f4a7c15ULL) >> 40U;
}

bool is_good(Given level) {
    return level <= Given::Initial || level == Given::Part;
}

Mark numbers(std::uint64_t a, std::uint64_t b) {
    if (a == 0 || b == 0) return Mark::Missing;
    return a == b ? Mark::Same : Mark::Differs;
}

Agree agree(std::uint32_t a, std::uint32_t b) {
    if (a == 0 || b == 0) return Agree::Missing;
    return a == b ? Agree::Same : Agree::Differs;
}

// How much a pattern speaks for one person, to choose among former values.
int strength(const Pattern& p) {
    return 4 * static_cast<int>(p.birth) + 3 * static_cast<int>(p.given) +
           2 * static_cast<int>(p.family) + static_cast<int>(p.place) + static_cast<int>(p.phone);
}

}  // namespace

std::uint64_t Pattern::packed() const {
    std::uint64_t out = 0;
    const auto put = [&](auto value, unsigned bits) {
        out = out << bits | static_cast<std::uint64_t>(value);
    };
    put(given, 4);
    put(middle, 2);
    put(order, 1);
    put(family, 3);
    put(place, 3);
    put(phone, 2);
    put(birth, 4);
    put(sex, 2);
    put(nhs, 2);
    put(upn, 2);
    put(other_id, 2);
    for (const auto level : extras)
        put(level, 2);
    for (const auto rare : extra_rarity)
        put(rare, 4);
    put(given_rarity, 4);
    put(family_rarity, 4);
    put(sources, 5);
    return out;
}

Pattern Pattern::unpacked(std::uint64_t packed) {
    Pattern p;
    const auto take = [&](auto& value, unsigned bits) {
        using Value = std::remove_reference_t<decltype(value)>;
        value = static_cast<Value>(packed & ((1U << bits) - 1));
        packed >>= bits;
    };
    take(p.sources, 5);
    take(p.family_rarity, 4);
    take(p.given_rarity, 4);
    for (std::size_t at = kExtras; at-- > 0;)
        take(p.extra_rarity[at], 4);
    for (std::size_t at = kExtras; at-- > 0;)
        take(p.extras[at], 2);
    take(p.other_id, 2);
    take(p.upn, 2);
    take(p.nhs, 2);
    take(p.sex, 2);
    take(p.birth, 4);
    take(p.phone, 2);
    take(p.place, 3);
    take(p.family, 3);
    take(p.order, 1);
    take(p.middle, 2);
    take(p.given, 4);
    return p;
}

std::uint8_t source_pair(std::uint16_t a, std::uint16_t b) {
    a = std::min<std::uint16_t>(a, kSourcesApart - 1);
    b = std::min<std::uint16_t>(b, kSourcesApart - 1);
    if (a > b) std::swap(a, b);
    return static_cast<std::uint8_t>(b * (b + 1) / 2 + a);
}

Comparer::Comparer(const Book& book, std::size_t remembered)
    : book_(&book), known_(remembered), known_streets_(remembered) {}

Likeness Comparer::look_at_names(TextId a, TextId b) const {
    const auto& x = book_->name(a);
    const auto& y = book_->name(b);
    const auto s = book_->name_text(a);
    const auto t = book_->name_text(b);
    if (s.size() == 1 || t.size() == 1)
        return x.initial == y.initial ? Likeness::Initial : Likeness::Differs;
    const auto roots = [](const NameFacts& m, const NameFacts& n) {
        return m.root == n.root ||
               (m.second_root != 0 &&
                (m.second_root == n.root || m.second_root == n.second_root)) ||
               (n.second_root != 0 && m.root == n.second_root);
    };
    const bool single = x.token_count == 1 && y.token_count == 1;
    if (single && roots(x, y)) return Likeness::Variant;
    const int alike = jaro_winkler(s, t);
    if ((s.size() > 2 && t.size() > 2 && one_slip(s, t)) || alike >= kCloseScore)
        return Likeness::Close;
    if (!single) {
        for (std::size_t i = 0; i < x.token_count; ++i)
            for (std::size_t j = 0; j < y.token_count; ++j)
                if (x.tokens[i] == y.tokens[j] && book_->text(x.tokens[i]).size() > 1)
                    return Likeness::Part;
        if (roots(x, y)) return Likeness::Part;
    }
    if (x.sound == y.sound && alike >= kSoundScore) return Likeness::Sound;
    return alike >= kNearScore ? Likeness::Near : Likeness::Differs;
}

Likeness Comparer::names(TextId a, TextId b) {
    if (a == b) return Likeness::Same;
    if (a > b) std::swap(a, b);
    const std::uint64_t pair = two_texts(a, b);
    auto& known = known_[slot_of_texts(pair) & (known_.size() - 1)];
    if (known >> kLikeness != pair >> kLikeness || b >= kMostTexts)
        known = pair | static_cast<std::uint64_t>(look_at_names(a, b));
    return static_cast<Likeness>(known & ((1U << kLikeness) - 1));
}

bool Comparer::streets_alike(TextId a, TextId b) {
    if (a == b) return true;
    if (a > b) std::swap(a, b);
    const std::uint64_t pair = two_texts(a, b);
    auto& known = known_streets_[slot_of_texts(pair) & (known_streets_.size() - 1)];
    if (known >> kLikeness != pair >> kLikeness || b >= kMostTexts) {
        const auto s = book_->text(a);
        const auto t = book_->text(b);
        const bool alike = one_slip(s, t) || jaro_winkler(s, t) >= kStreetScore;
        known = pair | (alike ? 1U : 0U);
    }
    return (known & 1U) != 0;
}

// Whether both are names in their own right. A slip of a common name is borne by very few beside
// it.
bool Comparer::both_known(TextId a, TextId b, bool given) const {
    const auto x = given ? book_->name(a).as_given : book_->name(a).as_family;
    const auto y = given ? book_->name(b).as_given : book_->name(b).as_family;
    const auto fewer = std::min(x, y);
    const auto more = std::max(x, y);
    return fewer >= 5 && fewer * 50 >= more;
}

Given Comparer::given(const Record& a, const Record& b, TextId name_a, TextId name_b) {
    if (name_a == 0 || name_b == 0) return Given::Missing;
    const auto close = [&](TextId x, TextId y) {
        return both_known(x, y, true) ? Given::CloseKnown : Given::Close;
    };
    switch (names(name_a, name_b)) {
        case Likeness::Same:
            return book_->name_text(name_a).size() == 1 ? Given::Initial : Given::Same;
        case Likeness::Variant:
            return Given::Variant;
        case Likeness::Close:
        case Likeness::Sound:
            return close(name_a, name_b);
        case Likeness::Initial:
            return Given::Initial;
        case Likeness::Part:
            return Given::Part;
        default:
            break;
    }
    const auto is_middle = [&](TextId x, TextId middle) {
        return middle != 0 && book_->name_text(middle).size() > 1 &&
               book_->name_text(x).size() > 1 && names(x, middle) <= Likeness::Close;
    };
    if (is_middle(name_a, b.middle) || is_middle(name_b, a.middle)) return Given::Part;
    return names(name_a, name_b) == Likeness::Near ? Given::Near : Given::Differs;
}

Family Comparer::family(TextId a, TextId b) {
    if (a == 0 || b == 0) return Family::Missing;
    switch (names(a, b)) {
        case Likeness::Same:
            return Family::Same;
        case Likeness::Variant:
        case Likeness::Close:
        case Likeness::Sound:
            return both_known(a, b, false) ? Family::CloseKnown : Family::Close;
        case Likeness::Initial:
        case Likeness::Part:
            return Family::Part;
        default:
            return Family::Differs;
    }
}

// The given name in the box of the family name. Looked at from both records, so that the order in
// which they are given makes no difference.
void Comparer::try_swapped(Pattern& pattern, const Record& a, const Record& b) {
    const auto seen_from = [&](const Record& x, const Record& y) {
        return std::pair(given(x, y, x.given, y.family), family(x.family, y.given));
    };
    auto [first, last] = std::min(seen_from(a, b), seen_from(b, a));
    const bool both = is_good(first) && (last <= Family::Part || last == Family::Missing);
    if (!both) {
        // One word agrees across the boxes. It is what it mostly is: in "Abbey Johnson" and
        // "Johnson, Berta" the family name, so that the given names differ.
        const auto across = [&](TextId x, TextId y) {
            return x != 0 && y != 0 && names(x, y) <= Likeness::Close;
        };
        const bool from_a = across(a.given, b.family);
        if (!from_a && !across(b.given, a.family)) return;
        const auto& misplaced = from_a ? a : b;
        const auto& word = book_->name(misplaced.given);
        const bool is_family = word.as_family >= word.as_given;
        // A record with one name alone says nothing of the other.
        const bool alone = misplaced.family == 0;
        first = !is_family ? Given::Close : alone ? Given::Missing : Given::Differs;
        last = is_family || alone ? Family::Close : Family::Differs;
        if (alone) first = Given::Missing;
    }
    pattern.given = first;
    pattern.family = last;
    pattern.order = Order::Swapped;
}

// The commoner of the two names counts.
void Comparer::put_rarity(Pattern& pattern, const Record& a, const Record& b) {
    const bool of_one_family = pattern.family < Family::Differs;
    const bool settled = book_->is_settled();
    if (pattern.given < Given::Near) {
        const auto rare = [&](const Record& r) -> std::uint8_t {
            if (r.given == 0) return 15;
            auto least = settled ? (of_one_family ? r.rare_within : r.rare_given)
                                 : rarity(book_->given_share(r.given));
            if (!of_one_family) return least;
            if (!settled)
                least = std::min(least, rarity(book_->given_share_within(r.given, r.family)));
            // Which of the two stands in the wrong boxes is not known.
            if (pattern.order == Order::Swapped)
                least = std::min(least, rarity(book_->given_share_within(r.family, r.given)));
            return least;
        };
        pattern.given_rarity = std::min(rare(a), rare(b));
    }
    if (of_one_family) {
        const auto rare = [&](const Record& r) -> std::uint8_t {
            if (r.family == 0) return 15;
            return settled ? r.rare_family : rarity(book_->family_share(r.family));
        };
        pattern.family_rarity = std::min(rare(a), rare(b));
    }
}

void Comparer::put_names(Pattern& pattern, const Record& a, const Record& b) {
    pattern.given = given(a, b, a.given, b.given);
    pattern.family = family(a.family, b.family);
    if (!is_good(pattern.given) && pattern.family >= Family::Differs) try_swapped(pattern, a, b);
    put_rarity(pattern, a, b);
    if (a.middle != 0 && b.middle != 0) {
        const auto alike = names(a.middle, b.middle);
        pattern.middle = alike <= Likeness::Sound     ? Middle::Same
                         : alike == Likeness::Initial ? Middle::Initial
                                                      : Middle::Differs;
        if (alike == Likeness::Same && book_->name_text(a.middle).size() == 1)
            pattern.middle = Middle::Initial;
    }
}

bool Comparer::is_shared(const Record& a, const Record& b, bool address) const {
    if (book_->is_settled())
        return ((a.flags | b.flags) & (address ? kSharedAddress : kSharedPhone)) != 0;
    return address ? book_->is_shared_address(a.address) || book_->is_shared_address(b.address)
                   : book_->is_shared_phone(a.phone) || book_->is_shared_phone(b.phone);
}

Place Comparer::place(const Record& a, const Record& b) {
    const bool streets = a.street != 0 && b.street != 0;
    const bool postcodes = a.postcode != 0 && b.postcode != 0;
    const bool towns = a.town != 0 && b.town != 0;
    if (!streets && !postcodes && !towns) return Place::Missing;
    const bool same_postcode = postcodes && a.postcode == b.postcode;
    const bool same_town = towns && a.town == b.town;
    const bool same_house =
        a.house != 0 && a.house == b.house && (a.flat == b.flat || a.flat == 0 || b.flat == 0);
    // Texts are looked at only where it matters.
    const auto same_street = [&] { return streets && streets_alike(a.street, b.street); };
    const bool shared = is_shared(a, b, true);
    if (same_house && (same_postcode || ((!postcodes || same_town) && same_street())))
        return shared ? Place::Area : Place::Same;
    if (same_postcode) return shared ? Place::Area : Place::Postcode;
    const bool slip_of_postcode =
        postcodes && book_->may_be_slip(a.postcode, b.postcode) &&
        one_slip(book_->postcode_text(a.postcode), book_->postcode_text(b.postcode));
    if (same_house && slip_of_postcode && same_street()) return shared ? Place::Area : Place::Same;
    if (slip_of_postcode || (same_town && same_street())) return Place::Near;
    if (same_town) return Place::Area;
    if (postcodes && book_->postcode(a.postcode).area == book_->postcode(b.postcode).area)
        return Place::Area;
    return streets || postcodes || towns ? Place::Differs : Place::Missing;
}

Mark Comparer::texts(TextId a, TextId b) const {
    if (a == 0 || b == 0) return Mark::Missing;
    if (a == b) return Mark::Same;
    return one_slip(book_->text(a), book_->text(b)) ? Mark::Slip : Mark::Differs;
}

Extra Comparer::extra(TextId a, TextId b) {
    if (a == 0 || b == 0) return Extra::Missing;
    if (a == b) return Extra::Same;
    return streets_alike(a, b) ? Extra::Close : Extra::Differs;
}

void Comparer::expect(const Record& a, const Record& b) const {
    for (const auto& [x, y] : {std::pair(a.given, b.given), std::pair(a.family, b.family)})
        if (x != y)
            __builtin_prefetch(&known_[slot_of_texts(two_texts(std::min(x, y), std::max(x, y))) &
                                       (known_.size() - 1)]);
}

Pattern Comparer::compare(const Record& a, const Record& b) {
    auto pattern = compare_but_place(a, b);
    pattern.place = place(a, b);
    return pattern;
}

Pattern Comparer::compare_but_place(const Record& a, const Record& b) {
    Pattern pattern;
    put_names(pattern, a, b);
    pattern.birth = compare_births(a.birth, b.birth);
    if (!is_shared(a, b, false)) pattern.phone = agree(a.phone, b.phone);
    pattern.sex = agree(a.sex, b.sex);
    pattern.nhs = numbers(a.nhs, b.nhs);
    pattern.upn = texts(a.upn, b.upn);
    pattern.other_id = texts(a.other_id, b.other_id);
    for (std::size_t at = 0; at < kExtras; ++at) {
        pattern.extras[at] = extra(a.extras[at], b.extras[at]);
        if (pattern.extras[at] == Extra::Same)
            pattern.extra_rarity[at] = book_->is_settled()
                                           ? a.rare_extras[at]
                                           : rarity(book_->extra_share(at, a.extras[at]));
    }
    pattern.sources = source_pair(a.source, b.source);
    return pattern;
}

Pattern Comparer::compare(RecordNo a, RecordNo b) {
    const Record& x = (*book_)[a];
    const Record& y = (*book_)[b];
    auto best = compare(x, y);
    if (((x.flags | y.flags) & kHasFormer) == 0) return best;
    const auto weigh = [&](const Record& of_a, const Record& of_b) {
        const auto other = compare(of_a, of_b);
        if (strength(other) < strength(best)) best = other;
    };
    for (const auto& former : book_->former(a))
        weigh(former, y);
    for (const auto& former : book_->former(b)) {
        weigh(x, former);
        for (const auto& mine : book_->former(a))
            weigh(mine, former);
    }
    return best;
}

}  // namespace longstone::match
