#include "chronology/feed_entries.h"

#include <algorithm>

#include "base/text.h"
#include "chronology/people_known.h"
#include "chronology/weights.h"
#include "people/agency_events.h"
#include "people/describe.h"
#include "people/held.h"

namespace longstone::chronology {
namespace {

std::string code_words(const define::Definitions& definitions,
                       std::string_view list,
                       const std::string& code) {
    const auto* codes = definitions.code_list(list);
    const auto* found = codes == nullptr ? nullptr : codes->find(code);
    return found == nullptr ? code : found->text;
}

// Since when they are held to be one person with somebody; nothing is older than that.
std::optional<Instant> held_since(const Looking& looking, const std::string& person) {
    const auto row = looking.context.db.one(
        "select min(recorded_at) from person_same where person = $1 and says = 'same' and "
        "recorded_at <= $2 and (ended_at is null or ended_at > $2)",
        {person, looking.as_at.micros});
    return row && !row->is_null(0) ? std::optional(Instant{row->integer(0)}) : std::nullopt;
}

// Who works with another record of the same person has been told since the two were held together.
void join_those_with_others(const Looking& looking,
                            const std::vector<Entry>& entries,
                            const std::string& person,
                            std::vector<PersonSeen>& working) {
    const auto held = held_since(looking, person);
    if (!held) return;
    for (const auto& other : people::held_as_one(looking.context, person, looking.as_at)) {
        if (other == person) continue;
        for (auto& seen : who_saw(looking, entries, other, true)) {
            seen.from = std::max(seen.from, *held);
            seen.open_then = seen.open_then && *held <= seen.knower->at;
            const auto known = std::ranges::find(working, seen.knower, &PersonSeen::knower);
            if (known == working.end()) {
                working.push_back(seen);
                continue;
            }
            known->from = std::min(known->from, seen.from);
            known->open_then = known->open_then || seen.open_then;
        }
    }
}

void weigh_event(const define::Definitions& definitions,
                 const people::AgencyEvent& event,
                 Entry& entry) {
    const bool said =
        definitions.line.weighs.contains("event-significance") && !event.significance.empty();
    entry.weight = said ? Weight::None : weight_of(Kind::Feed);
    for (const auto& [list, code] :
         {std::pair{std::string("event-significance"), event.significance},
          std::pair{event.kinds, event.kind}}) {
        const auto weight = weight_of_code(definitions, list, code);
        if (weight <= entry.weight) continue;
        entry.weight = weight;
        entry.weighed_by = code_words(definitions, list, code);
    }
}

Entry entry_of(const Looking& looking,
               const people::AgencyEvent& event,
               const std::vector<PersonSeen>& working,
               const std::vector<PersonSeen>& seen) {
    const auto& definitions = looking.context.definitions;
    const auto* feed = definitions.feed(event.feed);
    Entry entry{
        .id = cat({"feed/", event.person, "/", event.id}),
        .subject = cat({"person/", event.person}),
        .kind = Kind::Feed,
        .event = event.kind,
        .happened = event.happened_at,
        .recorded = event.recorded_at,
        .actor = event.actor,
        .agency = event.agency,
        .source = cat(
            {feed == nullptr ? event.feed : feed->name, event.key.empty() ? "" : ", ", event.key}),
        .words = code_words(definitions, event.kinds, event.kind),
        .about = {event.person}};
    if (!event.words.empty()) entry.details.push_back({.label = "What", .value = event.words});
    if (const auto place = people::one_line(event.place); !place.empty())
        entry.details.push_back({.label = "Where", .value = place});
    weigh_event(definitions, event, entry);
    entry.known.push_back({.agency = event.agency, .from = event.known_at, .how = How::Recorded});
    // Who works with the person is told what came in about them; the agency that told it sees its
    // own, where it may see the person.
    auto told = working;
    for (const auto& one : seen)
        if (!one.knower->user.empty() && one.knower->agency == event.agency &&
            std::ranges::find(told, one.knower, &PersonSeen::knower) == told.end())
            told.push_back(one);
    put_known(entry, told, event.is_protected, How::Works);
    return entry;
}

}  // namespace

void tell_feeds(const Looking& looking, std::vector<Entry>& entries) {
    std::vector<Entry> told;
    for (const auto& grant : looking.grants) {
        const auto& person = grant.subject();
        if (!looking.seen.contains(person)) continue;
        auto working = who_saw(looking, entries, person, true);
        join_those_with_others(looking, entries, person, working);
        const auto seen = who_saw(looking, entries, person, false);
        for (const auto& event :
             people::agency_events_of(looking.context, grant, person, {.as_at = looking.as_at}))
            told.push_back(entry_of(looking, event, working, seen));
    }
    std::ranges::move(told, std::back_inserter(entries));
}

}  // namespace longstone::chronology
