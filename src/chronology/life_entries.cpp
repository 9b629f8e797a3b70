#include "chronology/life_entries.h"

#include "base/text.h"
#include "chronology/people_known.h"
#include "people/assertions.h"
#include "people/describe.h"

namespace longstone::chronology {
namespace {

using people::Assertion;

Instant morning(Date day) {
    return from_london(day, 0);
}

Entry entry_of(const std::string& person,
               const Assertion& said,
               const std::vector<PersonSeen>& seen) {
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
    put_known(entry, seen, said.is_protected, How::Involved);
    return entry;
}

void tell(const std::string& person,
          const Assertion& said,
          const std::vector<PersonSeen>& seen,
          std::vector<Entry>& entries) {
    auto entry = entry_of(person, said, seen);
    if (const auto* birth = std::get_if<people::BirthDate>(&said.fact)) {
        if (birth->precision != people::Precision::Day) return;
        entry.happened = morning(birth->date);
        entry.words = "Born";
        entry.is_birth = true;
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
    const bool all = looking.viewer.sees_sensitive || looking.viewer.is_system();
    for (const auto& person : looking.seen) {
        const auto seen = who_saw(looking, entries, person, false);
        for (const auto& said : people::load_assertions(looking.context.db, person)) {
            const bool gone = said.withdrawn && said.withdrawn->at <= looking.as_at;
            if (gone || said.recorded_at > looking.as_at || (said.is_protected && !all)) continue;
            tell(person, said, seen, entries);
        }
    }
}

}  // namespace longstone::chronology
