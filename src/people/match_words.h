#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "match/words.h"
#include "people/score.h"

// Why the matching core thinks what it thinks, in words for people who work with families. Pure.
namespace longstone::people {

// How one field of two people agrees: "agrees", "is alike", "differs", "is not known".
enum class Agreement { Agrees, Alike, Differs, NotKnown };
std::string_view word(Agreement agreement);

struct FieldAgreement {
    std::string field =
        {};  // given-name, family-name, birth-date, place, phone, sex, nhs-number, …
    Agreement agreement = Agreement::NotKnown;
    std::string words = {};  // "Family name sounds alike"
};
// Field by field, those that are not known left out.
std::vector<FieldAgreement> agreements(const match::Pattern& pattern);
// How many things speak for one person: the name, the birth, the home, each number.
int agreeing(const match::Pattern& pattern);

// The same with what each is worth, in bits against a stranger; what a household shares is one.
std::vector<FieldWeight> reasons(const match::Explained& explained);

}  // namespace longstone::people
