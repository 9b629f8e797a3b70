#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/edit.h"
#include "people/person.h"

// Search before create, where nobody looks: who is certainly the person that a row tells of. An
// NHS number or a pupil number agrees, or both names and the whole date of birth; nothing known
// of them contradicts what is said; they are alone in that; and they are not restricted and not
// hidden from the viewer. Otherwise there is nobody: better twice on record than one for another.
namespace longstone::access {
struct Viewer;
}

namespace longstone::people {

std::optional<std::string> certainly(const Context& context,
                                     const access::Viewer& viewer,
                                     const std::vector<NewAssertion>& stated);

// Whom this agency knows by this number of its own, as it has told before; nobody has been seen to
// be them otherwise. Several when it gave one number to two.
std::vector<std::string> numbered(const Context& context,
                                  std::string_view agency,
                                  const Identifier& number);
// The row tells of somebody else than this person: another given name and another birth date.
bool tells_of_another(const Context& context,
                      std::string_view person,
                      const std::vector<NewAssertion>& stated);

// What this agency said holds until a day: those of its own assertions that say the same without
// an end, with that day.
std::vector<Ending> ended_by(const Context& context,
                             std::string_view agency,
                             std::string_view person,
                             const std::vector<NewAssertion>& stated);

// Those of `stated` that have not been said of this person, or no longer hold.
std::vector<NewAssertion> not_yet_said(const Context& context,
                                       const std::string& person,
                                       const std::vector<NewAssertion>& stated);

// A number that differs from the one of the same kind that the person is known by; else empty.
std::string other_number(const Context& context,
                         const std::string& person,
                         const std::vector<NewAssertion>& stated);

}  // namespace longstone::people
