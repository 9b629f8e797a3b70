#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// Changing what is known of a person: by saying more, by ending what no longer holds, and by
// withdrawing what was wrong. The grant is for EditPerson on that person; `rev` is the revision
// the writer saw, and a Conflict says that somebody else wrote first. Each answers with the new
// revision. A person whom the writer may not see does not exist for them.
namespace longstone::access {
class Grant;
}

namespace longstone::people {

struct Ending {
    std::string assertion = {};
    Date until = {};  // the first day on which it no longer holds
};

struct Statement {
    std::int64_t rev = 0;
    std::vector<NewAssertion> assertions = {};
    std::vector<Ending> ends = {};
    std::string source = {};
    Instant happened_at = {};  // the epoch means now
};
Result<std::int64_t> state(const Context& context,
                           const access::Grant& grant,
                           const Statement& statement);

// It was said in error. It stays in the history with the reason and is used for nothing.
Result<std::int64_t> withdraw(const Context& context,
                              const access::Grant& grant,
                              std::int64_t rev,
                              std::string_view assertion,
                              std::string_view reason);

struct Birth {
    std::int64_t rev = 0;
    Date born = {};
    Sex sex = Sex::Unknown;
    std::optional<Name> name = {};  // when it was given
    std::string source = {};
};
// The expected baby is born: the expected date ends that day and stays in the history.
Result<std::int64_t> record_birth(const Context& context,
                                  const access::Grant& grant,
                                  const Birth& birth);

// A restricted person is in nobody's search, unless named on a record the searcher may see.
Result<std::int64_t> restrict_person(const Context& context,
                                     const access::Grant& grant,
                                     std::int64_t rev,
                                     bool restricted,
                                     std::string_view reason);

}  // namespace longstone::people
