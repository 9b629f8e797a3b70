#pragma once

#include <string>
#include <vector>

#include "chronology/line.h"

// Since when each agency, and each user who was asked about, could see a person at all: what is
// said of people and what agencies' own systems told of them is open to whoever could.
namespace longstone::chronology {

struct PersonSeen {
    const Knower* knower = nullptr;
    Instant from = {};
    bool open_then = false;       // of a user: at the minute that was asked about
    bool sees_sensitive = false;  // protected addresses and events too
};
// By the records about them among `entries`: by any of them, or, with `works`, by one that a post
// sees the whole of. Users also by a power to see everybody, or because they put the person on
// record.
std::vector<PersonSeen> who_saw(const Looking& looking,
                                const std::vector<Entry>& entries,
                                const std::string& person,
                                bool works);
// Puts those onto an entry recorded about the person, after the agency that recorded it.
void put_known(Entry& entry, const std::vector<PersonSeen>& seen, bool is_protected, How how);

}  // namespace longstone::chronology
