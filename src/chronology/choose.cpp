#include "chronology/choose.h"

#include <algorithm>

namespace longstone::chronology {

namespace {

// Everything but the days.
bool is_of(const Entry& entry, const Filter& filter) {
    if (!filter.agency.empty() && entry.agency != filter.agency) return false;
    if (!filter.person.empty() &&
        std::ranges::find(entry.about, filter.person) == entry.about.end())
        return false;
    if (!filter.kinds.empty() && std::ranges::find(filter.kinds, entry.kind) == filter.kinds.end())
        return false;
    // What people marked matters, whatever the definitions say of it.
    return entry.weight >= filter.least || !entry.marks.empty();
}

struct Days {
    std::optional<Instant> from = {}, to = {};
    explicit Days(const Filter& filter) {
        if (filter.from) from = from_london(*filter.from, 0);
        if (filter.to) to = end_of(*filter.to);
    }
    [[nodiscard]] bool have(const Entry& entry) const {
        return (!from || entry.happened >= *from) && (!to || entry.happened <= *to);
    }
};

}  // namespace

bool passes(const Entry& entry, const Filter& filter) {
    return is_of(entry, filter) && Days(filter).have(entry);
}

std::vector<std::size_t> chosen(const std::vector<Entry>& entries, const Filter& filter) {
    const Days days(filter);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (days.have(entries[i]) && is_of(entries[i], filter)) places.push_back(i);
    return places;
}

bool could_know(const Entry& entry, const std::string& agency, Instant by) {
    const auto* known = entry.known_to(agency);
    return known != nullptr && known->from <= by;
}

Instant end_of(Date day) {
    return from_london(day + 1, 0) + -1;
}

KnownCount count_known(const std::vector<Entry>& entries, const std::string& agency, Instant by) {
    KnownCount count;
    for (const auto& entry : entries) {
        if (entry.happened > by) continue;
        ++count.happened;
        if (could_know(entry, agency, by)) ++count.known;
    }
    return count;
}

std::vector<const Entry*> learnt_between(const std::vector<Entry>& entries,
                                         const std::string& agency,
                                         Instant after,
                                         Instant by) {
    std::vector<const Entry*> learnt;
    for (const auto& entry : entries) {
        const auto* known = agency.empty() ? nullptr : entry.known_to(agency);
        if (!agency.empty() && known == nullptr) continue;
        const Instant at = known == nullptr ? entry.recorded : known->from;
        if (at > after && at <= by) learnt.push_back(&entry);
    }
    return learnt;
}

}  // namespace longstone::chronology
