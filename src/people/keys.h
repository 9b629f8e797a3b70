#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "people/person.h"

// Single values by which a person is looked up: while a name is being typed, when nothing but one
// thing is known, and before a change of one's own is committed. Everything else is found by the
// living index (living.h). Pure. Every value ever stated and not withdrawn has its key. A key is a
// letter for its kind, a colon and the value:
//   w given and family name   f family name   g given name   b birth date
//   p postcode                i identifier with scheme       c contact (digits or address)
// A place, a group or an organisation has keys of its own, so that nobody called Park stands in the
// way of a car park:
//   t name, or a word of it   l line of its address, postcode, identifier or contact
namespace longstone::people {

struct Key {
    std::string key = {};
    bool is_protected = false;  // comes from what only viewers who see the sensitive may see
    auto operator<=>(const Key&) const = default;
};

std::set<Key> keys_of(const std::vector<Assertion>& assertions, Kind kind = Kind::Person);

// How a name sounds, roughly, in English: "Smyth" and "Smith", "Catherine" and "Kathryn" agree.
// Takes folded text; letters beyond a to z stay as they are.
std::string sound(std::string_view folded);

std::string whole_key(std::string_view given, std::string_view family);  // folded names
std::string family_key(std::string_view family);
std::string given_key(std::string_view given);
std::string birth_key(Date date);
std::string postcode_key(std::string_view normal_postcode);
std::string identifier_key(std::string_view scheme, std::string_view value);
std::string contact_key(std::string_view value);
std::string thing_key(std::string_view folded_name);  // the name, or one word of it
std::string where_key(std::string_view where);

// The folded name whole, without its spaces, and word by word: "smith jones" is found as either.
std::vector<std::string> spellings(std::string_view folded);

}  // namespace longstone::people
