#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "match/record.h"
#include "people/person.h"

// What the matching core reads of one person, in one line of text: every value ever said and not
// withdrawn, the present ones first, past ones as former. The projection keeps it beside the
// person, so that an index of a million people is ready in seconds. Pure.
namespace longstone::people {

// With what is protected, or without.
std::string match_card(const std::vector<Assertion>& assertions, Date today, bool with_protected);
// Of somebody who is looked for and not on record.
std::string match_card(const std::vector<NewAssertion>& stated, std::string_view agency);

// The entry points into the card.
match::Entry entry_of(std::string_view card);

}  // namespace longstone::people
