#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chronology/entry.h"

// Choosing among the entries of a line: by agency, kind, person, weight and day; what one agency
// could have known by a minute; and what became known between two. Pure.
namespace longstone::chronology {

struct Filter {
    std::string agency = {};       // that recorded it; empty: any
    std::string person = {};       // whom it is about
    std::vector<Kind> kinds = {};  // empty: any
    Weight least = Weight::None;
    std::optional<Date> from = {}, to = {};  // days on which it happened, both included
};
bool passes(const Entry& entry, const Filter& filter);
// Their positions, in order.
std::vector<std::size_t> chosen(const std::vector<Entry>& entries, const Filter& filter);

// Whether this agency could have known it by then.
bool could_know(const Entry& entry, const std::string& agency, Instant by);
// By the end of that day in London.
Instant end_of(Date day);

struct KnownCount {
    std::size_t happened = 0;  // by then
    std::size_t known = 0;     // of those
};
KnownCount count_known(const std::vector<Entry>& entries, const std::string& agency, Instant by);

// What became known after the one and by the other: to the agency, or, with none, to this system.
std::vector<const Entry*> learnt_between(const std::vector<Entry>& entries,
                                         const std::string& agency,
                                         Instant after,
                                         Instant by);

}  // namespace longstone::chronology
