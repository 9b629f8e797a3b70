#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "people/create.h"
#include "people/person.h"

// Those on the register who are not one human being: a place, a group of people, an organisation.
// They are found, named on records and related to people as anybody is. They have a name in one
// piece (kept as the family name), where they are and perhaps what they are; no birth, no sex and
// no number of a person. Pure.
namespace longstone::people {

bool is_human(Kind kind);
// Every kind that is not human, in the order in which pages offer them.
const std::vector<Kind>& thing_kinds();

struct Thing {
    Kind kind = Kind::Place;
    std::string name = {};
    std::vector<std::string> other_names = {};
    std::string where = {};  // an address, a web address, or where a group meets
    std::string what = {};   // a code of the list "<kind>-kind", where the definitions have one
    std::string note = {};
};
NewPerson new_thing(const Thing& thing, std::string source);

// Lines and, at the end of the last one, the postcode: "Oldgate, Morpeth NE61 1AB".
Address where_of(std::string_view words);
// The code list of what such a thing is: "place-kind".
std::string what_list(Kind kind);
// "place", "group", "organisation"; "person" for human beings.
std::string_view noun_of(Kind kind);

// What must hold of a thing as a whole, as whole_problems() of rules.h says for human beings.
std::vector<FieldProblem> thing_problems(Kind kind, const std::vector<Assertion>& assertions);

}  // namespace longstone::people
