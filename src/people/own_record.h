#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/edit.h"
#include "people/person.h"

// The record that an agency keeps of somebody here by its feeds: known by its own number for them,
// and told more of by each row. It is the agency's own, put on record by it; that it is one person
// with another's record is never decided here (match_up.h).
namespace longstone::access {
struct Viewer;
}  // namespace longstone::access

namespace longstone::people {

// The agency's own record under this number of its own, in its one way of writing. Several when it
// gave one number to two.
std::vector<std::string> own_records(const Context& context,
                                     std::string_view agency,
                                     const Identifier& number);
// Where its feed has no number for people: the one of its own records that agrees in an NHS number
// or a pupil number, or in both names and the whole date of birth. Nothing known of them
// contradicts what is said, and they are neither restricted nor hidden from the viewer, who acts
// for the agency.
std::optional<std::string> own_record_like(const Context& context,
                                           const access::Viewer& viewer,
                                           const std::vector<NewAssertion>& stated);

// A row holds what is stated in its one way of writing (rules.h), the person what was said of them.

// The row tells of somebody else than this person: another given name and another birth date.
bool tells_of_another(const std::vector<Assertion>& person, const std::vector<NewAssertion>& row);

// What this agency said holds until a day: those of its own assertions that say the same without
// an end, with that day.
std::vector<Ending> ended_by(std::string_view agency,
                             const std::vector<Assertion>& person,
                             const std::vector<NewAssertion>& row);

// What of the row has not been said of this person, or no longer holds.
std::vector<NewAssertion> not_yet_said(const std::vector<Assertion>& person,
                                       const std::vector<NewAssertion>& row,
                                       Date today);

// A number that differs from the one of the same kind that the person is known by; else empty.
std::string other_number(const std::vector<Assertion>& person,
                         const std::vector<NewAssertion>& row);

}  // namespace longstone::people
