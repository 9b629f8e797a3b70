#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "people/person.h"
#include "work/load.h"

// Who stands around a person, as far as this viewer may see each of them: other records held to be
// the same person, relations, the household now, and others who have lived at one of their
// addresses. For choosing who else is on a line.
namespace longstone::chronology {

struct Around {
    people::Summary person = {};
    std::vector<std::string> also = {};  // their other records, held to be the same person
    std::string tie = {};  // "Brother", "Lives there too", "Lived at the same address"
    bool same = false;     // held to be this very person, by a judgement that stands
    bool relation = false, sibling = false, household = false, address = false;
};
struct Circle {
    people::Summary person = {};
    std::vector<Around> others = {};
};
// Puts somebody into it, by how they are tied to its person: under whoever of it is held to be the
// same, where there is somebody. Null for the person whose circle it is.
Around* put_in(work::Context& context,
               Circle& circle,
               const people::Summary& person,
               const std::string& tie,
               Instant as_at);
// Who is held to be the same person is told as at that minute. The grant is to ReadPerson. The look
// at the person is noted; the others are lines of a list.
Result<Circle> circle_of(work::Context& context,
                         const access::Grant& grant,
                         std::optional<Instant> as_at = {});

// Which of the circle these words ask for: relations, siblings, household, address, all, or a
// person's id. Whoever is held to be the person is always among them.
std::vector<std::string> people_asked(const Circle& circle, const std::vector<std::string>& with);

}  // namespace longstone::chronology
