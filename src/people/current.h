#pragma once

#include <string>
#include <vector>

#include "people/person.h"

// What holds on a day, derived from everything ever said. Pure. The pointers look into the
// assertions that were given and live as long as they do.
namespace longstone::people {

struct Current {
    const Assertion* name = nullptr;  // the name to call them by on paper
    const Assertion* preferred = nullptr;
    const Assertion* birth = nullptr;
    const Assertion* expected = nullptr;  // only while unborn
    const Assertion* sex = nullptr;
    const Assertion* death = nullptr;
    const Assertion* home = nullptr;  // where they live
    std::vector<const Assertion*> other_names = {};
    std::vector<const Assertion*> other_addresses = {};
    std::vector<const Assertion*> identifiers = {};  // the latest of each scheme and value
    std::vector<const Assertion*> contacts = {};
    std::vector<const Assertion*> flags = {};
    std::vector<const Assertion*> details = {};  // the latest of each field
    std::vector<const Assertion*> notes = {};
};

// Not withdrawn, begun and not ended on that day.
bool holds(const Assertion& assertion, Date today);
// Among several that hold, the one that took effect last, and of those the one recorded last.
Current current_of(const std::vector<Assertion>& assertions, Date today);
// Expected and not born, as far as the assertions say.
bool is_unborn(const std::vector<Assertion>& assertions);

// Fills the parts of a summary that are derived; id, rev, kind and restricted stay.
void summarise(Summary& summary, const Current& current);

// "Amara Bell", "Amara Bell (known as Mara)", "Unborn baby Bell", "Name not known".
std::string display_name(const Summary& summary);

}  // namespace longstone::people
