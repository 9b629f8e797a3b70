#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"
#include "people/relationships.h"
#include "people/same_person.h"

// Reading a person. Every look goes to the access log in the same transaction, so the session must
// be one that writes, and the caller commits it before the reply leaves.
namespace longstone::access {
class Grant;
struct Viewer;
}  // namespace longstone::access

namespace longstone::people {

struct Person {
    Summary line = {};
    std::vector<Assertion> assertions = {};  // as recorded, withdrawn ones too; current.h derives
    std::vector<Relationship> relationships = {};
    std::vector<Judgement> judgements = {};
    // Where they live is protected from this viewer: an older address must not look like the
    // present one, and nobody should have to ask aloud.
    bool address_withheld = false;
    std::string created_by = {};
    std::string created_agency = {};
    Instant created_at = {};
};

// The grant is for ReadPerson on them, or for BreakGlass, which opens who is merely known.
// NotFound for whom the viewer may not see whole.
Result<Person> find_person(const Context& context,
                           const access::Grant& grant,
                           std::string_view person);

// The line alone, for lists of people that the viewer has come to by a record they may see. The
// grant is for ReadPerson on them. Not logged: the reading of the record is.
Result<Summary> find_line(const Context& context,
                          const access::Grant& grant,
                          std::string_view person);

struct Household {
    Address address = {};
    std::vector<Summary> members = {};  // those that the viewer sees whole, the person left out
    bool many = false;                  // more live there than a household: an institution, likely
};
// Who lives where the person lives now. Empty when that is not known or not open to the viewer.
Result<Household> household_of(const Context& context,
                               const access::Grant& grant,
                               std::string_view person);

}  // namespace longstone::people
