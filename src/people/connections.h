#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// Who a person is connected to, as far as this viewer may know: by what was said of them as
// family, by where they live and lived, by the records they are on together and by what agencies
// told of them together. Each connection says how it is known and for which time. A protected
// address and an institution connect nobody; whoever may not be seen is not among them, and no
// step leads through them.
namespace longstone::access {
class Grant;
}

namespace longstone::people {

enum class Bond { Family, Household, SameAddress, Record, Event };
std::string_view word(Bond bond);  // family, household, same-address, record, event

struct Connection {
    std::string from = {}, to = {};  // people; `to` is the farther one
    Bond bond = Bond::Family;
    std::string what = {};   // a code of `relationship`; an address; a record; a kind of event
    std::string codes = {};  // the code list of `what`, if it is a code
    // Between two people one link for all their records, and one for all that was told of them:
    // `what` is the newest of them.
    std::vector<std::string> also = {};
    std::string source = {};  // in words, or the agency's key
    std::optional<Date> since = {}, until = {};
    bool over = false;
};

struct Connected {
    Summary line = {};
    bool may_open = false;
    int steps = 0;  // 0 is the person themselves
};

struct Connections {
    std::vector<Connected> people = {};  // the person first, then the nearest
    std::vector<Connection> links = {};  // to the nearest first
    bool more = false;                   // there are too many to show them all
};

// The grant is to read this person; the look is noted. NotFound for whom the viewer does not see
// whole.
Result<Connections> connections_of(const Context& context,
                                   const access::Grant& grant,
                                   std::string_view person,
                                   int steps = 2);

}  // namespace longstone::people
