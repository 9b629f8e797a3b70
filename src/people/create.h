#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// Putting a person on record. Pages show duplicates_for() (people/search.h) first: whoever creates
// has seen who might be the same.
namespace longstone::access {
class Grant;
}

namespace longstone::people {

struct NewPerson {
    Kind kind = Kind::Person;
    bool restricted = false;
    std::vector<NewAssertion> assertions = {};
    std::string source = {};   // for the assertions that name none of their own
    Instant happened_at = {};  // when it was said; the epoch means now
};

// The grant is for CreatePerson (opening a record carries one: access::allow_through). Answers with
// the new person's id.
Result<std::string> create_person(const Context& context,
                                  const access::Grant& grant,
                                  const NewPerson& person);
// The same under an id that nobody has.
Result<std::string> create_person(const Context& context,
                                  const access::Grant& grant,
                                  const NewPerson& person,
                                  std::string id);
// Everything that is wrong with it, so that a page can say so before it saves anything.
std::vector<FieldProblem> problems_of(const Context& context, const NewPerson& person);

}  // namespace longstone::people
