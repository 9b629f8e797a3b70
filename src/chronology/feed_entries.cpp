#include "chronology/feed_entries.h"

#include <algorithm>
#include <map>

#include "base/text.h"
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

// Agencies that work with a person by their posts, since when: those that see a record of theirs
// whole are told what came in about them.
std::map<std::string, Instant> working_with(const std::vector<Entry>& entries,
                                            const std::string& person) {
    std::map<std::string, Instant> since;
    for (const auto& entry : entries) {
        if (entry.kind != Kind::Opened ||
            std::ranges::find(entry.about, person) == entry.about.end())
            continue;
        for (const auto& known : entry.known) {
            if (!known.works || !known.user.empty()) continue;
            const auto [one, fresh] = since.try_emplace(known.agency, *known.works);
            if (!fresh) one->second = std::min(one->second, *known.works);
        }
    }
    return since;
}

// Since when they are held to be one person with somebody; nothing is older than that.
std::optional<Instant> held_since(work::Context& context, const std::string& person) {
    const auto row = context.db.one(
        "select min(recorded_at) from person_same where person = $1 and says = 'same' and ended_at "
        "is null",
        {person});
    return row && !row->is_null(0) ? std::optional(Instant{row->integer(0)}) : std::nullopt;
}

// Who works with another record of the same person has been told since the two were held together.
void join_those_with_others(work::Context& context,
                            const std::vector<Entry>& entries,
                            const std::string& person,
                            std::map<std::string, Instant>& working) {
    const auto held = held_since(context, person);
    if (!held) return;
    for (const auto& other : people::held_as_one(context, person)) {
        if (other == person) continue;
        for (const auto& [agency, since] : working_with(entries, other)) {
            const auto from = std::max(since, *held);
            const auto [one, fresh] = working.try_emplace(agency, from);
            if (!fresh) one->second = std::min(one->second, from);
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
               const std::map<std::string, Instant>& working) {
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
    for (const auto& [agency, since] : working) {
        if (agency != event.agency)
            entry.known.push_back(
                {.agency = agency, .from = std::max(since, event.recorded_at), .how = How::Works});
    }
    std::ranges::stable_sort(entry.known, {}, &Known::from);
    return entry;
}

}  // namespace

void tell_feeds(const Looking& looking, std::vector<Entry>& entries) {
    std::vector<Entry> told;
    for (const auto& grant : looking.grants) {
        const auto& person = grant.subject();
        if (!looking.people.contains(person)) continue;
        auto working = working_with(entries, person);
        join_those_with_others(looking.context, entries, person, working);
        for (const auto& event :
             people::agency_events_of(looking.context, grant, person, {.as_at = looking.as_at}))
            told.push_back(entry_of(looking, event, working));
    }
    std::ranges::move(told, std::back_inserter(entries));
}

}  // namespace longstone::chronology
