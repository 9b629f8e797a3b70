#pragma once

#include <functional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "people/person.h"
#include "work/load.h"

// Who is held to be one person with somebody (people/held.h), by judgements that stood at a minute
// and as far as each is open to the viewer, who may be entitled to people that are restricted.
namespace longstone::chronology {

struct HeldSame {
    people::Summary person = {};
    access::Grant leave;  // to read them
};
// Leave to read a person: the viewer's own, or through a record.
using LeaveToRead = std::function<Result<access::Grant>(const std::string& person)>;

std::vector<HeldSame> held_same(work::Context& context,
                                const LeaveToRead& leave,
                                const std::string& person,
                                Instant as_at);

}  // namespace longstone::chronology
