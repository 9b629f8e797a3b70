#pragma once

#include <cstdint>

#include "match/compare.h"
#include "match/weigh.h"

// What may happen to a pair. Three bands by weight; over them stand hard rules that no weight
// outbids: a pair they hold back goes to a person, however many bits speak for it.
namespace longstone::match {

enum class Band : std::uint8_t { NoLink, Review, Link };

enum class Rule : std::uint8_t {
    None,
    DifferentIdentifier,  // two valid NHS numbers or UPNs: the mother's number on the baby is real
    SharedIdentifier,     // one number, but the names or births are of two people
    AnotherFirstName,     // no identifier agrees and the given names are not one name
    AnotherGeneration,    // one name, born twelve years apart or more: father and son
    NobodyNamed,          // unborn, or a baby without a name, and no identifier agrees
    Unborn,               // an unborn child against somebody who is born
    AnotherOfTheBirth,    // "Twin 1" and "Twin 2", junior and senior
    NameAlone,            // neither birth, place, telephone nor a number: a name is nobody's own
    Contested,            // a record that fits two people who cannot be one links to neither
    Sealed,
    NothingSaid,  // a baby without a name or a date of birth, against somebody who has a name
    YearsApart,   // one name, born some years apart: a date that was misread, or a relative
};
const char* words_of(Rule rule);

struct Bands {
    Bits link = 0;    // at this weight and above a pair links itself
    Bits review = 0;  // at this weight and above somebody looks
};
Bands default_bands();

// The rule that keeps a pair from linking itself.
Rule held_back(const Pattern& pattern, const Record& a, const Record& b);
// No more than a rule allows to be stated of what it holds back.
Bits held(Bits weight, Rule rule);
// The weight that is stated: that of the evidence, or less where a rule holds it back.
Bits stated(Bits weight, Rule rule, const Bands& bands);
Band band_of(Bits stated, Rule rule, const Bands& bands);

}  // namespace longstone::match
