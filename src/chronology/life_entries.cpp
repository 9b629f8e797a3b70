#include "chronology/life_entries.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "people/assertions.h"
#include "people/describe.h"

namespace longstone::chronology {
namespace {

using people::Assertion;

Instant morning(Date day) {
    return from_london(day, 0);
}

// An agency that could know of one record about a person could see the person.
std::map<std::string, Instant> knowing_of(const std::vector<Entry>& entries,
                                          const std::string& person) {
    std::map<std::string, Instant> since;
    for (const auto& entry : entries) {
        if (entry.kind != Kind::Opened ||
            std::ranges::find(entry.about, person) == entry.about.end())
            continue;
        for (const auto& known : entry.known) {
            if (!known.user.empty()) continue;
            const auto [one, fresh] = since.try_emplace(known.agency, known.from);
            if (!fresh) one->second = std::min(one->second, known.from);
        }
    }
    return since;
}

Entry entry_of(const std::string& person,
               const Assertion& said,
               const std::map<std::string, Instant>& knowing) {
    Entry entry{.id = cat({"person/", person, "/", said.id}),
                .subject = people::stream_of(person),
                .kind = Kind::Life,
                .recorded = said.recorded_at,
                .actor = said.actor,
                .agency = said.agency,
                .source = said.source,
                .about = {person}};
    if (!said.agency.empty())
        entry.known = {{.agency = said.agency, .from = said.recorded_at, .how = How::Recorded}};
    // What is protected is told to few, whoever may see the person.
    if (said.is_protected) return entry;
    for (const auto& [agency, since] : knowing) {
        if (agency != said.agency)
            entry.known.push_back({.agency = agency,
                                   .from = std::max(since, said.recorded_at),
                                   .how = How::Involved});
    }
    std::ranges::stable_sort(entry.known, {}, &Known::from);
    return entry;
}

void tell(const std::string& person,
          const Assertion& said,
          const std::map<std::string, Instant>& knowing,
          std::vector<Entry>& entries) {
    auto entry = entry_of(person, said, knowing);
    if (const auto* birth = std::get_if<people::BirthDate>(&said.fact)) {
        if (birth->precision != people::Precision::Day) return;
        entry.happened = morning(birth->date);
        entry.words = "Born";
    } else if (const auto* death = std::get_if<people::Death>(&said.fact)) {
        entry.happened = death->date ? morning(*death->date) : said.recorded_at;
        entry.words = "Died";
        entry.weight = Weight::Grave;
        entry.weighed_by = "A death";
    } else if (const auto* address = std::get_if<people::Address>(&said.fact)) {
        if (!address->lives_there) return;
        entry.happened = said.from ? morning(*said.from) : said.recorded_at;
        entry.words =
            cat({said.from ? "Moved to " : "Known to live at ", people::one_line(*address)});
    } else {
        return;
    }
    entries.push_back(std::move(entry));
}

}  // namespace

void tell_lives(const Looking& looking, std::vector<Entry>& entries) {
    const bool all =
        looking.viewer == nullptr || looking.viewer->sees_sensitive || looking.viewer->is_system();
    for (const auto& person : looking.people) {
        const auto knowing = knowing_of(entries, person);
        for (const auto& said : people::load_assertions(looking.context.db, person)) {
            const bool gone = said.withdrawn && said.withdrawn->at <= looking.as_at;
            if (gone || said.recorded_at > looking.as_at || (said.is_protected && !all)) continue;
            tell(person, said, knowing, entries);
        }
    }
}

}  // namespace longstone::chronology
