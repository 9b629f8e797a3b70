#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/person.h"

// How well what was typed fits one person: a first form. Weights are added field by field, in
// bits (each bit doubles the odds), from a fixed table; the best value a person ever had counts.
// The matching core (src/match/) will take over score() with weights learnt from the data; nothing
// else needs to change then. Pure.
namespace longstone::people {

// What is known of the person that is looked for. Names are folded, the rest in its normal form.
struct Sought {
    std::string given = {};
    std::string family = {};
    std::optional<Date> birth = {};
    std::optional<Date> expected = {};
    std::string postcode = {};
    std::vector<Identifier> identifiers = {};
    std::string contact = {};
    Sex sex = Sex::Unknown;
    bool still_typing = false;  // names may be beginnings of names
    // Places, groups and organisations (things.h) are known by all words of a name together, and by
    // where they are.
    std::string name = {};
    std::string where = {};
    bool people = true;            // whether human beings are looked for
    bool things = false;           // whether others are
    std::vector<Kind> kinds = {};  // of these kinds alone; empty: of any
};

// Every value that a person ever had, as far as the viewer may see them.
struct Profile {
    Kind kind = Kind::Person;
    std::vector<Name> names = {};  // folded
    std::vector<BirthDate> births = {};
    std::vector<Date> expected = {};
    std::vector<std::string> postcodes = {};
    std::vector<Identifier> identifiers = {};
    std::vector<std::string> contacts = {};
    std::vector<std::string> lines = {};  // of the address of a thing, folded
    Sex sex = Sex::Unknown;
};

struct FieldWeight {
    std::string field = {};
    double weight = 0;
    std::string words = {};  // "Family name sounds alike"
};

struct Score {
    double weight = 0;       // bits, prior included
    double probability = 0;  // what the weight says; not measured against outcomes
    int agreeing = 0;        // fields that speak for the person
    std::vector<FieldWeight> explanation = {};
};

Score score(const Sought& sought, const Profile& person);
// The same of a place, a group or an organisation.
Score score_thing(const Sought& sought, const Profile& thing);

}  // namespace longstone::people
