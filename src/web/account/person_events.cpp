#include "web/account/person_events.h"

#include <algorithm>

#include "access/policy.h"
#include "base/text.h"
#include "people/agency_events.h"
#include "people/describe.h"
#include "people/held.h"
#include "ui/govuk/tag.h"
#include "ui/longstone/table.h"
#include "ui/longstone/words.h"
#include "web/visit.h"

namespace longstone::web {
namespace {

constexpr std::size_t kShown = 50;

std::string code_text(const Visit& visit, std::string_view list, const std::string& code) {
    const auto* codes = visit.definitions().code_list(list);
    const auto* found = codes == nullptr ? nullptr : codes->find(code);
    return found == nullptr ? code : found->text;
}

Html what_html(const Visit& visit, const people::AgencyEvent& event) {
    Html what = html::cat({html::strong(code_text(visit, event.kinds, event.kind)),
                           event.words.empty() ? "" : ": ",
                           event.words});
    if (event.is_protected)
        what += html::cat({" ", govuk::tag({.text = "Sensitive", .classes = "govuk-tag--purple"})});
    if (const auto place = people::one_line(event.place); !place.empty())
        what += html::cat({" ", ls::muted(cat({"at ", place}))});
    return what;
}

Html source_html(Visit& visit, const people::AgencyEvent& event) {
    const auto* feed = visit.definitions().feed(event.feed);
    return html::cat({visit.agency_name(event.agency),
                      ", ",
                      feed == nullptr ? event.feed : feed->name,
                      " ",
                      ls::muted(event.key)});
}

// Told of this person, and of whoever is held to be them.
std::vector<people::AgencyEvent> events_of(const Visit& visit,
                                           const people::Context& context,
                                           const people::Person& person) {
    std::vector<people::AgencyEvent> all;
    const auto add = [&](const std::string& id) {
        const auto grant = access::allow(visit.viewer(), access::Action::ReadPerson, id);
        if (!grant) return;
        auto told = people::agency_events_of(context, *grant, id);
        all.insert(all.end(), told.begin(), told.end());
    };
    for (const auto& one : people::held_as_one(context, person.line.id))
        add(one);
    std::ranges::stable_sort(all, {}, &people::AgencyEvent::happened_at);
    return all;
}

// An agency that gave only the day of it knew on that day: its midnight is nobody's time.
std::string known_time(const people::AgencyEvent& event) {
    const bool day_only = event.day_only && event.known_at == event.happened_at;
    return event_time(event.known_at, day_only);
}

}  // namespace

std::string event_time(Instant at, bool day_only) {
    return day_only ? say(london(at).date) : say(at);
}

Html agency_events_html(Visit& visit,
                        const people::Context& context,
                        const people::Person& person) {
    auto events = events_of(visit, context, person);
    if (events.empty()) return {};
    std::ranges::reverse(events);
    const bool more = events.size() > kShown && !visit.wants_file();
    ls::Table table{.caption = more ? "What agencies told lately" : "What agencies told",
                    .caption_unseen = false,
                    .columns = {{.text = "When", .row_header = true},
                                {.text = "What happened"},
                                {.text = "Weight"},
                                {.text = "From"},
                                {.text = "They knew"},
                                {.text = "We knew"}}};
    for (const auto& event : events) {
        if (more && table.rows.size() == kShown) break;
        table.rows.push_back(
            {.cells = {html::text(event_time(event.happened_at, event.day_only)),
                       what_html(visit, event),
                       html::text(code_text(visit, "event-significance", event.significance)),
                       source_html(visit, event),
                       html::text(known_time(event)),
                       html::text(say_short(event.recorded_at))}});
    }
    return visit.list(table);
}

}  // namespace longstone::web
