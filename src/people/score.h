#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/person.h"

// What is looked for, and how well a place, a group or an organisation fits it: bits from a fixed
// table, added field by field; each bit doubles the odds. People are weighed by the matching core
// (living.h). Pure.
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
    std::string card = {};      // all of it as the matching core reads it (match_card.h)
    // Places, groups and organisations (things.h) are known by all words of a name together, and by
    // where they are.
    std::string name = {};
    std::string where = {};
    bool people = true;            // whether human beings are looked for
    bool things = false;           // whether others are
    std::vector<Kind> kinds = {};  // of these kinds alone; empty: of any
};

// Every value that a thing ever had, as far as the viewer may see them.
struct Profile {
    Kind kind = Kind::Place;
    std::vector<Name> names = {};  // folded
    std::vector<std::string> postcodes = {};
    std::vector<std::string> lines = {};  // of its address, folded
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

Score score_thing(const Sought& sought, const Profile& thing);

}  // namespace longstone::people
