#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "people/create.h"
#include "people/person.h"
#include "people/score.h"

// Search before create. People are found and weighed by the living index (living.h) over present
// and past values, things by their keys. Somebody on a record that the viewer may see is shown
// whole; anybody else only as "known to" kinds of agency, and only when what was typed agrees in
// two things, so that typing guesses finds out nothing. Restricted people appear to nobody but
// those who see a record that names them, or hold see-restricted.
namespace longstone::access {
class Grant;
}

namespace longstone::people {

struct Query {
    std::string given_name = {};
    std::string family_name = {};
    std::string birth_date = {};  // 2019-03-27 or 27/3/2019
    std::string postcode = {};
    std::string nhs_number = {};
    std::string text = {};  // one box for all of it; the last word may be unfinished
    // A place, a group or an organisation: by words of its name, and where it is.
    std::string name = {};
    std::string where = {};
    std::vector<Kind> kinds = {};  // those alone; empty: whom the other members ask for
    int limit = 20;
};

struct Candidate {
    std::string id = {};
    bool whole = false;  // false: only `name` as it was typed and `known_to` are given
    std::string name = {};
    Summary person = {};  // when whole
    std::vector<std::string> known_to = {};
    // Others on record who are held to be the same person: one line for all of them, under the
    // first who was put on record, explained by the one that fits best.
    std::vector<std::string> same = {};
    double weight = 0;
    double probability = 0;
    std::vector<FieldWeight> explanation = {};
};

struct Found {
    std::vector<Candidate> candidates = {};
    bool too_many = false;    // more people fit than can be told apart
    std::string advice = {};  // what to add, when too_many; what to do, when not ready
    bool ready = true;        // false: people are still being read in, and nobody was looked for
};

// The grant is for SearchPeople. Invalid when nothing was typed or a field cannot be read.
Result<Found> search(const Context& context, const access::Grant& grant, const Query& query);

// Who might be the same as somebody about to be created: those more likely than not to be worth a
// look. The grant is for SearchPeople; of a place, a group or an organisation also for
// CreatePerson, so that whoever may put one on a record looks for it first.
Result<Found> duplicates_for(const Context& context,
                             const access::Grant& grant,
                             const NewPerson& person);

}  // namespace longstone::people
