#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "people/person.h"

// What happened to a person as agencies know it out of their own systems: events that are no
// records here. Each stands on the person's stream with where it came from. An event that is told
// again is corrected, one that was told in error is withdrawn; every version stays with the time
// from which until which it was what we knew, so that any minute can be read as it was.
// Open to those who work with the person by a post of theirs, and to the agency that told it.
namespace longstone::access {
class Grant;
struct Viewer;
}  // namespace longstone::access
namespace longstone::journal {
struct Event;
}

namespace longstone::people {

struct AgencyEvent {
    std::string id = {};  // the same for every version of it
    std::string person = {};
    std::string agency = {}, feed = {}, key = {};  // whose, and what they know it by
    std::string occurrence = {};        // of that feed: those who share one were in it together
    std::string kinds = {}, kind = {};  // a code list, and the code
    std::string words = {};
    std::string significance = {};  // a code of the list `event-significance`, or empty
    Address place = {};
    Instant happened_at = {};
    bool day_only = false;  // the time of day is not known
    std::optional<Instant> until = {};
    Instant known_at = {};  // when that agency could first have known
    bool is_protected = false;
    std::string delivery = {};
    // Filled in reading:
    std::string actor = {};
    Instant recorded_at = {};                 // when we knew
    std::optional<Instant> replaced_at = {};  // corrected or withdrawn
    bool withdrawn = false;                   // this version ended by a withdrawal
};

// Told for the first time, or again in place of what was said before under its id. The grant is to
// edit this person. Answers with its id.
Result<std::string> tell_event(const Context& context,
                               const access::Grant& grant,
                               const AgencyEvent& event);
// NotFound when there is none that stands.
Result<void> withdraw_event(const Context& context,
                            const access::Grant& grant,
                            std::string_view id,
                            std::string_view reason);

// Whether this viewer may see what this agency told of the person.
bool sees_event(const Context& context,
                const access::Viewer& viewer,
                std::string_view person,
                std::string_view agency);

struct EventsAsked {
    std::optional<Instant> as_at = {};  // as it was known to us then; nothing: as it stands
    bool every_version = false;         // corrected and withdrawn ones too
};
// In the order in which they happened; protected ones only for those who see the sensitive. The
// grant is to read this person, whose look is noted by the reading that it belongs to.
std::vector<AgencyEvent> agency_events_of(const Context& context,
                                          const access::Grant& grant,
                                          std::string_view person,
                                          const EventsAsked& asked = {});
// Who else was in the same occurrence, as ids of people, whether or not they may be shown.
std::vector<std::string> others_in(const Context& context, const AgencyEvent& event);

// For the projection: applies "person.event-told" and "person.event-withdrawn".
void apply_agency_event(store::Session& db, std::string_view person, const journal::Event& event);

}  // namespace longstone::people
