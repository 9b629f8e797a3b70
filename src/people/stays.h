#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/person.h"

// Who lived where and when, as far as it is open to everybody who sees those people: a protected
// address is none of them, nor is one at which people are not a household (the code list
// `household-address` says which kinds are): a hospital, a refuge, a school. A place at which more
// live than a household does, or that is on the register as a place or an organisation, is an
// institution.
namespace longstone::people {

struct Stay {
    std::string person = {};
    std::string place = {};  // one spelling of the address, as place_key() gives it
    Address address = {};
    std::optional<Date> from = {}, until = {};  // nothing: not known, or not over
    bool now = false;                           // where they live today, and nothing later is known
    std::string source = {}, agency = {};
};

std::vector<Stay> stays_of(const Context& context, std::string_view person);
// Of everybody there; empty where it is an institution.
std::vector<Stay> stays_at(const Context& context, std::string_view place);
bool is_institution(const Context& context, std::string_view place);

struct Span {
    std::optional<Date> from = {}, until = {};
};
// When both were there; nothing when one had gone before the other came. What is not known is open.
std::optional<Span> together(const Stay& one, const Stay& other);

}  // namespace longstone::people
