#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// Adults who recur across households of different children: who lives or lived with children of one
// family and of another, or was named as related to them. Only among people whom the viewer sees
// whole, beginning with the children on records that they work with; at protected addresses and in
// institutions nobody is together.
namespace longstone::access {
class Grant;
}

namespace longstone::people {

struct SharedLife {
    Summary child = {};
    int household = 0;      // children of one number are one family
    std::string what = {};  // an address, or a code of `relationship`: what the adult is to them
    bool related = false;   // `what` is a code
    std::optional<Date> since = {}, until = {};
    bool now = false;
    std::string source = {};
};
struct RecurringAdult {
    Summary adult = {};
    int households = 0;
    std::vector<SharedLife> children = {};  // by household
};

struct RecurringAdults {
    std::vector<RecurringAdult> adults = {};  // those of most households first
    bool more = false;                        // older records were not looked at
};

// The grant is to search people.
Result<RecurringAdults> recurring_adults(const Context& context, const access::Grant& grant);

}  // namespace longstone::people
