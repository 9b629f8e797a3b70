#include "match/rules.h"

#include <algorithm>

namespace longstone::match {
namespace {

constexpr double kLinkChance = .999;
constexpr double kReviewChance = .05;
// What is held back never states more than this, so that nothing downstream mistakes it for a link.
constexpr double kHeldChance = .98;
constexpr double kTwoPeopleChance = .4;  // where the rule itself says that they are likely two

bool agrees(const Pattern& p) {
    return p.nhs == Mark::Same || p.upn == Mark::Same || p.other_id == Mark::Same;
}

bool differs(Mark mark) {
    return mark == Mark::Differs || mark == Mark::Slip;
}

bool is_one_name(Given given) {
    return given == Given::Same || given == Given::Variant || given == Given::Close ||
           given == Given::Part || given == Given::Initial;
}

// A baby without a name or a birth, and somebody who has a name.
bool is_nothing_said(const Record& baby, const Record& other) {
    return baby.is(kNoName) && !baby.birth.known() && !other.is(kNoName);
}

bool is_far(BirthLevel birth) {
    return birth == BirthLevel::Generation || birth == BirthLevel::Near;
}

}  // namespace

const char* words_of(Rule rule) {
    switch (rule) {
        case Rule::None:
            return "";
        case Rule::DifferentIdentifier:
            return "The two records bear different numbers of one kind";
        case Rule::SharedIdentifier:
            return "They share a number, but names or births are of two people";
        case Rule::AnotherFirstName:
            return "No number agrees and the first names are not one name";
        case Rule::AnotherGeneration:
            return "No number agrees and they were born a generation apart";
        case Rule::YearsApart:
            return "No number agrees and they were born years apart";
        case Rule::NobodyNamed:
            return "One of them has no first name yet and no number agrees";
        case Rule::NothingSaid:
            return "One of them has neither a first name nor a date of birth, and no number agrees";
        case Rule::Unborn:
            return "One of them is an unborn child";
        case Rule::AnotherOfTheBirth:
            return "They are named as two of one birth or of one name";
        case Rule::NameAlone:
            return "Nothing but the name agrees";
        case Rule::Contested:
            return "It fits two people who cannot be one";
        case Rule::Sealed:
            return "Not open to this search";
    }
    return "";
}

Bands default_bands() {
    return {bits_of_chance(kLinkChance), bits_of_chance(kReviewChance)};
}

Rule held_back(const Pattern& p, const Record& a, const Record& b) {
    if (((a.flags | b.flags) & kSealed) != 0) return Rule::Sealed;
    if (a.multiple != 0 && b.multiple != 0 && a.multiple != b.multiple)
        return Rule::AnotherOfTheBirth;
    if (a.generation != 0 && b.generation != 0 && a.generation != b.generation)
        return Rule::AnotherOfTheBirth;
    if (differs(p.nhs) || differs(p.upn)) return Rule::DifferentIdentifier;
    if (a.is(kUnborn) != b.is(kUnborn)) return Rule::Unborn;
    const bool nobody = a.is(kNoName) || b.is(kNoName);
    if (agrees(p)) {
        const bool other_name = p.given == Given::Differs && !nobody;
        if (is_far(p.birth) || (other_name && p.birth != BirthLevel::Same))
            return Rule::SharedIdentifier;
        if (p.given == Given::Differs && p.nhs != Mark::Missing && !nobody)
            return Rule::SharedIdentifier;
        return Rule::None;
    }
    if (is_nothing_said(a, b) || is_nothing_said(b, a)) return Rule::NothingSaid;
    if (nobody || p.given == Given::Missing) return Rule::NobodyNamed;
    if (!is_one_name(p.given)) return Rule::AnotherFirstName;
    if (p.birth == BirthLevel::Generation) return Rule::AnotherGeneration;
    if (is_far(p.birth)) return Rule::YearsApart;
    const bool born = p.birth <= BirthLevel::Month;
    const bool home = p.place <= Place::Near || p.phone == Agree::Same;
    return born || home ? Rule::None : Rule::NameAlone;
}

Bits held(Bits weight, Rule rule) {
    static const Bits most = bits_of_chance(kHeldChance);
    static const Bits two_people = bits_of_chance(kTwoPeopleChance);
    if (rule == Rule::None) return weight;
    const bool two = rule == Rule::Unborn || rule == Rule::AnotherOfTheBirth ||
                     rule == Rule::AnotherGeneration || rule == Rule::NothingSaid;
    return std::min(weight, two ? two_people : most);
}

Bits stated(Bits weight, Rule rule, const Bands& bands) {
    if (rule == Rule::None) return weight;
    return std::min(held(weight, rule), bands.link - 1);
}

Band band_of(Bits stated, Rule rule, const Bands& bands) {
    if (rule == Rule::Sealed || stated < bands.review) return Band::NoLink;
    return rule == Rule::None && stated >= bands.link ? Band::Link : Band::Review;
}

}  // namespace longstone::match
