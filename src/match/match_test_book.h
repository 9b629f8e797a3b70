#pragma once

#include <string_view>
#include <vector>

#include "match/book.h"

// Invented people for the tests of matching, written as agencies write them.
namespace longstone::match::testing {

// An entry with the fields that most tests need.
inline Entry entry(std::string_view given,
                   std::string_view family,
                   std::string_view birth = {},
                   std::string_view house = {},
                   std::string_view street = {},
                   std::string_view postcode = {}) {
    Entry e;
    e.source = "health";
    e.given = given;
    e.family = family;
    e.birth = birth;
    e.house = house;
    e.street = street;
    e.town = street.empty() ? "" : "Morpeth";
    e.postcode = postcode;
    return e;
}

}  // namespace longstone::match::testing
