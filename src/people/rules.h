#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// What may be said of a person. Pure. Every refusal names its field and says what to do.
namespace longstone::people {

// The assertion in its one way of writing (trimmed, postcode and identifiers normal), or everything
// that is wrong with it. Codes are checked against the definitions' list, where there is one.
Result<NewAssertion> checked(const define::Definitions& definitions,
                             const NewAssertion& stated,
                             Date today);
// All of them, with the problems of all of them.
Result<std::vector<NewAssertion>> checked_all(const define::Definitions& definitions,
                                              const std::vector<NewAssertion>& stated,
                                              Date today);
// What must hold of the person as a whole: never both a birth date and an expected date, no sex
// while unborn, no death before birth, and a name or a note to know them by; of a place, a group
// or an organisation, what things.h says.
std::vector<FieldProblem> whole_problems(Kind kind,
                                         const std::vector<Assertion>& assertions,
                                         Date today);

// Empty when the code stands in that list, is not retired, or the list is not defined.
std::string code_problem(const define::Definitions& definitions,
                         std::string_view list,
                         std::string_view code);

// The assertion as it will read once recorded, for whole_problems().
Assertion as_assertion(const NewAssertion& stated, Instant happened_at);

Refused refuse_fields(std::vector<FieldProblem> fields);

}  // namespace longstone::people
